// What go.sum and go.work.sum say: which hashes a module's zip and go.mod may have, and on which line.
// https://go.dev/ref/mod#go-sum-files

import type { Malformed } from './modfile-syntax.ts'
import type { ModuleFile, ModuleVersion } from './module-file.ts'

/** The hashes for one file of one module version, and the line that named it first. */
interface GoSumEntry {
  readonly hashes: readonly string[]
  readonly file: string
  readonly line: number
}

/** Keyed `path version` for a zip and `path version/go.mod` for a go.mod. */
export interface GoSum {
  readonly entries: ReadonlyMap<string, GoSumEntry>
}

/** A go.sum that isn't there. */
export const emptyGoSum: GoSum = { entries: new Map() }

/** What `go` once wrote for modules without a go.mod, and has ignored ever since. */
const emptyGoModHash = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY='

/** Parses go.sum or go.work.sum; `file` is its name for messages. A line that `go` refuses is told with its number. */
export function parseGoSum(text: string, file: string): { kind: 'ok'; sums: GoSum } | Malformed {
  const entries = new Map<string, CollectedEntry>()
  for (const [index, line] of text.split('\n').entries()) {
    const fields = line.match(/[^ \t\v\f\r]+/g)
    if (fields === null) continue
    const [path = '', version = '', hash = ''] = fields
    if (fields.length !== 3)
      return { kind: 'malformed', line: index + 1, message: describe(path, fields.length) }
    // Another algorithm than h1 is for a later `go`: this one passes over it.
    if (hash.startsWith('h1:') && hash !== emptyGoModHash)
      add(entries, `${path} ${version}`, { hashes: [hash], file, line: index + 1 })
  }
  return { kind: 'ok', sums: collected(entries) }
}

function describe(first: string, count: number): string {
  if (/^(?:<{7}|={7}|>{7})/.test(first)) return 'a merge conflict was left unresolved'
  return `a line has a module path, a version and a hash; this one has ${count} ${count === 1 ? 'field' : 'fields'}`
}

/** All of them as one: the hashes of every file count, as in a workspace. */
export function mergeGoSums(...all: readonly GoSum[]): GoSum {
  const [only = emptyGoSum, ...others] = all
  if (others.length === 0) return only
  const entries = new Map<string, CollectedEntry>()
  for (const sums of all) for (const [key, entry] of sums.entries) add(entries, key, entry)
  return collected(entries)
}

/** An entry while lines are added to it: a file may name one module any number of times. */
type CollectedEntry = Omit<GoSumEntry, 'hashes'> & { readonly hashes: Set<string> }

function add(entries: Map<string, CollectedEntry>, key: string, entry: GoSumEntry): void {
  const before = entries.get(key)
  if (before === undefined) entries.set(key, { ...entry, hashes: new Set(entry.hashes) })
  else for (const hash of entry.hashes) before.hashes.add(hash)
}

function collected(entries: ReadonlyMap<string, CollectedEntry>): GoSum {
  return {
    entries: new Map([...entries].map(([key, entry]) => [key, { ...entry, hashes: [...entry.hashes] }])),
  }
}

/** The hashes that go.sum allows for the module's zip; empty where it names none. */
export function zipSums(sums: GoSum, { path, version }: ModuleVersion): readonly string[] {
  return sums.entries.get(`${path} ${version}`)?.hashes ?? []
}

/** The hashes that go.sum allows for the module's go.mod; empty where it names none. */
export function modSums(sums: GoSum, { path, version }: ModuleVersion): readonly string[] {
  return sums.entries.get(`${path} ${version}/go.mod`)?.hashes ?? []
}

/** The hashes that a file may have, by its kind; none for an .info, which has no line anywhere. */
export function fileSums(sums: GoSum, file: ModuleFile): readonly string[] {
  if (file.kind === 'info') return []
  return file.kind === 'zip' ? zipSums(sums, file) : modSums(sums, file)
}
