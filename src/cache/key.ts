// Under which key an entry is kept: a digest of what decides which modules are downloaded, and of nothing else.

import { createHash } from 'node:crypto'
import type { GoMod } from '../go/go-mod.ts'
import type { GoWork } from '../go/go-work.ts'
import type { Replacement } from '../go/replacement.ts'

/** Goes up when the content of an entry changes in a way that older releases can't read. */
const format = 2

/** Limits of GitHub's service: https://docs.github.com/actions/reference/dependency-caching-reference#cache-key-matching */
const maxKeyLength = 512

/** One file that the key depends on, reduced to the lines that count. */
export interface KeySource {
  readonly kind: 'sum' | 'mod' | 'work'
  /** Its name for the log, relative to the working directory. */
  readonly name: string
  /** Each one as the JSON of its words, so that no character in a word can pass for the end of it. */
  readonly lines: readonly string[]
}

/**
 * How many entries one key may have, each in place of the one before, which turned out empty, incomplete or damaged: GitHub's
 * service never replaces an entry. Bounded, so that whatever spoils them can't fill the quota.
 */
export const maxGeneration = 3

/** What entries are looked up and kept by. */
export interface CacheKey {
  /** Of the first generation: the one that is saved where nothing is wrong. */
  readonly key: string
  /** What the entries of failed runs with these files begin with. No other lookup finds them before a complete one. */
  readonly incomplete: string
  readonly lookup: Lookup
  /** For the log: each file that went in, with how many of its lines count. */
  readonly ingredients: readonly string[]
}

/** The entry `key`, else the newest whose key begins with the first of `fallbacks` that any key begins with. */
export interface Lookup {
  readonly key: string
  readonly fallbacks: readonly string[]
}

/** A go.sum or go.work.sum: all its lines, since each one names bytes. */
export function sumSource(name: string, text: string): KeySource {
  const lines = text.split('\n').map((line) => line.match(/\S+/g) ?? [])
  return { kind: 'sum', name, lines: distinct(lines.map(wordsAsLine)) }
}

/** A go.mod: its go, require, replace and exclude lines. */
export function modSource(name: string, mod: GoMod): KeySource {
  const lines = [
    goLine(mod.go),
    ...mod.require.map(({ path, version }) => ['require', path, version]),
    ...mod.replace.map(replaceLine),
    ...mod.exclude.map(({ path, version }) => ['exclude', path, version]),
  ]
  return { kind: 'mod', name, lines: distinct(lines.map(wordsAsLine)) }
}

/** A go.work: its go and replace lines; the modules that it uses are sources of their own. */
export function workSource(name: string, work: GoWork): KeySource {
  const lines = [goLine(work.go), ...work.replace.map(replaceLine)]
  return { kind: 'work', name, lines: distinct(lines.map(wordsAsLine)) }
}

/**
 * The key of an entry for these files, scope by scope: `go` resolves each scope by itself. It depends on what they say
 * alone: not on their names, their order, the order of their lines, comments or line ends, and not on the system or
 * the Go release. A file without a line that counts says something only by being a go.work.
 * Where the prefix makes it unfit for GitHub's service (512 characters, no comma), the reason is told.
 */
export function cacheKey({
  prefix,
  scopes,
}: {
  readonly prefix: string
  readonly scopes: readonly (readonly KeySource[])[]
}): CacheKey | { readonly problem: string } {
  const counting = scopes.map((sources) =>
    sources.filter(({ kind, lines }) => kind === 'work' || lines.length > 0),
  )
  const digest = digestOf(counting.map((sources) => digestOf(sources.map(digestOfSource))))
  // No prefix holds a slash, so that none is the beginning of another one.
  const complete = `go-modules-v${format}/${prefix}/`
  const incomplete = `go-modules-v${format}-incomplete/${prefix}/`
  const key = `${complete}${digest}`
  const longest = incompleteKey({ incomplete: `${incomplete}${digest}/` }, new Date(0)).length
  if (longest > maxKeyLength) {
    return {
      problem: `the cache key would have ${longest} characters; ${maxKeyLength} are allowed: shorten cache-prefix`,
    }
  }
  if (/[,/\r\n]/.test(prefix)) return { problem: 'cache-prefix must have no comma, slash or line break' }
  const ingredients = counting
    .flat()
    .map(({ name, lines }) => `${name} (${lines.length} ${lines.length === 1 ? 'line' : 'lines'})`)
    .sort()
  const [newest = key, ...older] = generations
    .toReversed()
    .map((generation) => generationKey(key, generation))
  const own = `${incomplete}${digest}/`
  return {
    key,
    incomplete: own,
    lookup: { key: newest, fallbacks: [...older, own, complete, incomplete] },
    ingredients,
  }
}

const generations = Array.from({ length: maxGeneration }, (_, index) => index + 1)

/** The key of a generation; the first is the key itself. */
export function generationKey(key: string, generation: number): string {
  return generation === 1 ? key : `${key}-${generation}`
}

/** Of which generation an entry is that was found; null for one of other files. */
export function generationOf({ key }: Pick<CacheKey, 'key'>, found: string): number | null {
  return generations.find((generation) => isSameKey(found, generationKey(key, generation))) ?? null
}

/** Where a run that failed keeps what it got: at most one entry a day. */
export function incompleteKey({ incomplete }: Pick<CacheKey, 'incomplete'>, date: Date): string {
  return `${incomplete}${date.toISOString().slice(0, 10)}`
}

/** GitHub's service compares keys without regard to case. */
export function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function goLine(version: string | null): readonly string[] {
  return version === null ? [] : ['go', version]
}

function replaceLine({ old, new: target }: Replacement): readonly string[] {
  return ['replace', old.path, old.version ?? '', target.path, target.version ?? '']
}

/** Empty for a line without a word. */
function wordsAsLine(words: readonly string[]): string {
  return words.length === 0 ? '' : JSON.stringify(words)
}

/** Sorted by code unit, so that no locale changes a key. */
function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].filter((line) => line !== '').sort()
}

function digestOfSource({ kind, lines }: KeySource): string {
  return sha256(JSON.stringify([kind, ...lines]))
}

/** Of digests, in whatever order. */
function digestOf(digests: readonly string[]): string {
  return sha256(distinct(digests).join('\n'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
