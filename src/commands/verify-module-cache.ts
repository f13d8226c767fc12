// Verifies the module cache of a project: every file that a go.sum line names, beside what the plan needs.

import { availableParallelism } from 'node:os'
import { fileName } from '../go/layout.ts'
import { type ModuleFile, moduleName } from '../go/module-file.ts'
import { listModuleSums, type ModuleSums, namedPlaces } from '../go/module-sums.ts'
import type { ModuleCheck } from '../modcache/verify/check-module.ts'
import { checkModules } from '../modcache/verify/check-modules.ts'
import { countUnnamed } from '../modcache/verify/count-unnamed.ts'
import type { World } from '../platform/world.ts'
import type { Project } from '../project/project.ts'
import { isListed } from '../project/vouched.ts'
import { createDownloadPlan, type PlanStatus } from '../run/download-plan.ts'
import { formatCount, plural } from '../text/units.ts'
import type { Verification } from './verification.ts'

/** Each may hold a zip of 32 MiB and a file of 64 MiB; more threads than this wait for the disk anyhow. */
const mostThreads = 4

/** Looks at the module cache, and changes nothing there. `worker` is the bundle of the threads; null: all in this one. */
export async function verifyModuleCache(
  project: Project,
  { signal, progress }: Pick<World, 'signal' | 'progress'>,
  worker: URL | null,
): Promise<Verification> {
  const { GOMODCACHE: gomodcache } = project.env
  const modules = listModuleSums(project.sums)
  let done = 0
  progress(() => ({
    share: done / modules.length,
    parts: [`verified ${formatCount(done)} of ${plural(modules.length, 'module')}`],
  }))
  const checks = await checkModules(modules, {
    gomodcache,
    bundle: worker,
    threads: Math.min(mostThreads, availableParallelism()),
    signal,
    onProgress: (count) => {
      done = count
    },
  })
  progress(() => ({ share: null, parts: ['counting the files of other projects'] }))
  const extra = await countUnnamed(gomodcache, namedPlaces(modules), signal)
  progress(null)
  return {
    gomodcache,
    checked: checks.reduce((sum, { there }) => sum + there.length, 0),
    extra,
    mismatched: checks.flatMap(({ differences }) => differences),
    vendored: project.skipped.filter(({ reason }) => reason === 'vendored').map(({ name }) => name),
    ...needed(await createDownloadPlan(project).status(), project, filesThere(modules, checks)),
  }
}

/** Names of the files that were checked, whatever they are: a link or a pipe isn't missing. */
function filesThere(modules: readonly ModuleSums[], checks: readonly ModuleCheck[]): ReadonlySet<string> {
  const names = modules.flatMap(({ module }, index) => {
    const there = checks[index]?.there ?? []
    return there.flatMap((kind) => (kind === 'tree' ? [] : [fileName({ ...module, kind })]))
  })
  return new Set(names)
}

function needed(
  { files, sizes, isWhole }: PlanStatus,
  { sums }: Project,
  there: ReadonlySet<string>,
): Pick<Verification, 'missing' | 'unvouched' | 'isWhole'> {
  // No line anywhere says what an .info must hold.
  const verifiable = files.filter(({ kind }) => kind !== 'info')
  const isThere = (file: ModuleFile) => there.has(fileName(file)) || sizes.has(fileName(file))
  return {
    missing: verifiable
      .filter((file) => !isThere(file))
      .map((file) => ({ module: moduleName(file), file: `cache/download/${fileName(file)}` })),
    unvouched: verifiable.filter((file) => isThere(file) && !isListed(file, sums)).length,
    isWhole,
  }
}
