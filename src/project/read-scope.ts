// A scope from the files in its folder: go.mod, go.sum, go.work, go.work.sum.

import { realpath } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { FaultId } from '../faults/registry.ts'
import { parseGoMod } from '../go/go-mod.ts'
import { type GoSum, mergeGoSums, parseGoSum } from '../go/go-sum.ts'
import { type GoWork, parseGoWork } from '../go/go-work.ts'
import { nameOf } from './discover.ts'
import { malformedFile, type ProjectProblem, problem } from './problem.ts'
import type { MainModule, Scope } from './project.ts'
import { readBoundedText, type TextFile, textLimits } from './text-file.ts'

export type ReadScope = { readonly kind: 'ok'; readonly scope: Scope } | ProjectProblem

/** Where names in a scope and in messages begin. */
interface Place {
  readonly workingDirectory: string
}

/** Reads a module of its own. `modfile` is another file that stands for its go.mod (`-modfile` in GOFLAGS), absolute. */
export async function readModuleScope(place: Place & { dir: string; modfile?: string }): Promise<ReadScope> {
  const { dir, modfile = join(dir, 'go.mod') } = place
  const sumFile = modfile.replace(/\.mod$/, '.sum')
  const main = await readMain(place, dir, modfile)
  if (main.kind === 'problem') return main
  const sums = await readSums(place, [sumFile])
  if (sums.kind === 'problem') return sums
  const name = main.main.name
  return {
    kind: 'ok',
    scope: { kind: 'module', dir, name, mains: [main.main], sums: sums.sums, files: [modfile, sumFile] },
  }
}

/** The folders that a go.work uses, absolute, without symbolic links, in its order; or what is wrong with it. */
export async function readWorkspaceFile(
  place: Place & { file: string },
): Promise<{ kind: 'ok'; work: GoWork; members: readonly string[] } | ProjectProblem> {
  const { file } = place
  const shown = nameOf(place.workingDirectory, file)
  const read = await readBoundedText(file, textLimits.mod)
  if (read.kind !== 'text') return unreadable('module-path/go-work', shown, read)
  const parsed = parseGoWork(read.text)
  if (parsed.kind === 'malformed') return malformedFile('module-path/go-work', shown, parsed)
  const used = parsed.work.use.map(({ dir }) => (isAbsolute(dir) ? dir : resolve(file, '..', dir)))
  // One that isn't there is told when its go.mod is read.
  const members = await Promise.all(used.map((dir) => realpath(dir).catch(() => dir)))
  return { kind: 'ok', work: parsed.work, members }
}

/** Reads a workspace with all its members. */
export async function readWorkspaceScope(place: Place & { file: string }): Promise<ReadScope> {
  const { file } = place
  const read = await readWorkspaceFile(place)
  if (read.kind === 'problem') return read
  const { work, members } = read
  const mains: MainModule[] = []
  for (const dir of members) {
    const main = await readMain(place, dir, join(dir, 'go.mod'))
    if (main.kind === 'problem') return main
    mains.push(main.main)
  }
  const sumFiles = [`${file}.sum`, ...members.map((member) => join(member, 'go.sum'))]
  const sums = await readSums(place, sumFiles)
  if (sums.kind === 'problem') return sums
  const dir = resolve(file, '..')
  const files = [file, ...members.map((member) => join(member, 'go.mod')), ...sumFiles]
  return {
    kind: 'ok',
    scope: {
      kind: 'workspace',
      dir,
      name: nameOf(place.workingDirectory, dir),
      mains,
      work,
      sums: sums.sums,
      files,
    },
  }
}

async function readMain(
  place: Place,
  dir: string,
  file: string,
): Promise<{ kind: 'ok'; main: MainModule } | ProjectProblem> {
  const shown = nameOf(place.workingDirectory, file)
  const read = await readBoundedText(file, textLimits.mod)
  if (read.kind !== 'text') return unreadable('module-path/go-mod', shown, read)
  const parsed = parseGoMod(read.text)
  if (parsed.kind === 'malformed') return malformedFile('module-path/go-mod', shown, parsed)
  if (parsed.mod.module !== null)
    return { kind: 'ok', main: { dir, name: nameOf(place.workingDirectory, dir), mod: parsed.mod } }
  return problem(
    'module-path/go-mod',
    `${shown} has no module line`,
    `Put \`module <module path>\` at the top of ${shown}.`,
  )
}

function unreadable(id: FaultId, file: string, read: Exclude<TextFile, { kind: 'text' }>): ProjectProblem {
  if (read.kind === 'absent')
    return problem(id, `${file} can't be read: it is not there`, `Check that ${file} is there.`)
  return problem(id, `${file} ${read.reason}`, `Put a readable text file in the place of ${file}.`)
}

/** All the hashes that these files allow; a file that isn't there allows none. */
async function readSums(
  place: Place,
  files: readonly string[],
): Promise<{ kind: 'ok'; sums: GoSum } | ProjectProblem> {
  const all: GoSum[] = []
  for (const file of files) {
    const shown = nameOf(place.workingDirectory, file)
    const read = await readBoundedText(file, textLimits.sum)
    if (read.kind === 'absent') continue
    if (read.kind === 'unreadable') return unreadable('go-sum-missing/malformed', shown, read)
    const parsed = parseGoSum(read.text, shown)
    if (parsed.kind === 'malformed') return malformedFile('go-sum-missing/malformed', shown, parsed)
    all.push(parsed.sums)
  }
  return { kind: 'ok', sums: mergeGoSums(...all) }
}
