// The plan of a run: which files `go mod download` will read, made once and kept current, and which of them are missing.

import { checkModuleVersion, fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import type { FileOrigins } from '../modcache/file-origins.ts'
import { createInventory, presentFiles } from '../modcache/inventory.ts'
import type { ModuleAdmission } from '../modcache/unpack/zip-workers.ts'
import { createModReader, type ModReader } from '../project/mod-reader.ts'
import { mergePlans, type Plan, planDownload } from '../project/plan.ts'
import type { Project } from '../project/project.ts'

/** The plan of all scopes, one for the whole run. */
export interface DownloadPlan {
  /** The go.mod files that it was made from, for whoever goes on planning. */
  readonly mods: ModReader
  /** The plan: made once, and anew only where a go.mod that it lacked has come since, whoever brought it. */
  readonly current: () => Promise<Plan>
  /** Its files, where a plan is known that names every one; makes none. */
  readonly wholeFiles: () => readonly ModuleFile[] | null
  /** The plan against the module cache as it is now. */
  readonly status: () => Promise<PlanStatus>
  /** Takes over what others planned while they brought the go.mod files that it was read from. */
  readonly replace: (plan: Plan) => void
  /** go.mod files were removed, which may have named the wrong modules. */
  readonly modsRemoved: () => void
}

/** What is known of the module cache while a run changes it. */
export interface ModuleCacheState {
  readonly origins: FileOrigins
  readonly plan: DownloadPlan
  /** The way in. */
  readonly zips: ModuleAdmission
}

export interface PlanStatus {
  /** Every file that is known to be needed, once. */
  readonly files: readonly ModuleFile[]
  readonly missing: readonly ModuleFile[]
  /** Sizes of the files that are there, by name. */
  readonly sizes: ReadonlyMap<string, number>
  /** Whether every go.mod of the graph could be read; if not, more is missing than is known. */
  readonly isWhole: boolean
}

/** Begins without a plan; nobody is asked for anything. */
export function createDownloadPlan(project: Project): DownloadPlan {
  const mods = createModReader()
  let known: Plan | null = null
  const current = async () => {
    const plan = known === null || (await canGrow(known, project)) ? await planFromDisk(project, mods) : known
    known = plan
    return plan
  }
  return {
    mods,
    current,
    wholeFiles: () => (known !== null && isWhole(known) ? known.files : null),
    status: async () => statusOf(await current(), project),
    replace: (plan) => {
      known = plan
    },
    modsRemoved: () => {
      known = null
      mods.forgetAll()
    },
  }
}

/** Whether nothing has to be asked of anybody. */
export function isComplete({ missing, isWhole }: PlanStatus): boolean {
  return isWhole && missing.length === 0
}

/** Whether every go.mod of the graph could be read, so that no further file can become known. */
function isWhole({ unreadable }: Plan): boolean {
  return unreadable.length === 0
}

async function canGrow({ unreadable }: Plan, { env }: Project): Promise<boolean> {
  const { sizeOf } = createInventory(env.GOMODCACHE)
  const mods = unreadable.filter((module) => checkModuleVersion(module) === null)
  const sizes = await Promise.all(mods.map(({ path, version }) => sizeOf({ path, version, kind: 'mod' })))
  return sizes.some((size) => size !== null)
}

async function planFromDisk({ scopes, env }: Project, mods: ModReader): Promise<Plan> {
  const { readMod } = createInventory(env.GOMODCACHE)
  const plans: Plan[] = []
  for (const scope of scopes) plans.push(await planDownload({ scope, mods, readMod, onFile: () => {} }))
  return mergePlans(plans)
}

async function statusOf(plan: Plan, { env }: Project): Promise<PlanStatus> {
  const { files } = plan
  const sizes = await presentFiles(createInventory(env.GOMODCACHE), files)
  const missing = files.filter((file) => !sizes.has(fileName(file)))
  return { files, missing, sizes, isWhole: isWhole(plan) }
}
