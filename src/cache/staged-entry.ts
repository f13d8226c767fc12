// The module files of an unpacked entry, which nobody vouches for.

import { readFileSync } from 'node:fs'
import type { GoSum } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { checkStaged } from './check.ts'
import type { ReadMod } from './needed-files.ts'
import type { CacheProblem } from './outcome.ts'
import type { StagedFile } from './walk.ts'

/** An entry's files, each checked once, when it is asked for. */
export interface Entry {
  /** The staged file where it passes its check. */
  readonly take: (file: ModuleFile) => Promise<StagedFile | null>
  readonly readMod: ReadMod
  /** Is there such a file, about which nothing wrong was found? */
  readonly holds: (file: ModuleFile) => boolean
  /** For a file that turned out wrong after it was taken. */
  readonly refuse: (file: ModuleFile, problem: CacheProblem) => void
  readonly problems: () => readonly CacheProblem[]
}

/** `sums` is what the .mod files are held against. */
export function openEntry(files: readonly StagedFile[], sums: GoSum): Entry {
  const byName = new Map(files.map((file) => [file.name, file]))
  const checks = new Map<StagedFile, Promise<CacheProblem | null>>()
  const problems: CacheProblem[] = []
  const wrong = new Set<string>()
  const refuse = (file: ModuleFile, problem: CacheProblem) => {
    problems.push(problem)
    wrong.add(fileName(file))
  }
  const check = (staged: StagedFile) => {
    const known = checks.get(staged)
    if (known !== undefined) return known
    const checking = checkStaged(staged, sums).then((problem) => {
      if (problem !== null) refuse(staged.file, problem)
      return problem
    })
    checks.set(staged, checking)
    return checking
  }
  const take = async (file: ModuleFile) => {
    const staged = byName.get(fileName(file))
    return staged === undefined || (await check(staged)) !== null ? null : staged
  }
  return {
    take,
    holds: (file) => byName.has(fileName(file)) && !wrong.has(fileName(file)),
    refuse,
    readMod: async (module) => {
      const staged = await take({ ...module, kind: 'mod' })
      return staged === null ? null : readFileSync(staged.path, 'utf8')
    },
    problems: () => problems,
  }
}
