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

/** What an entry is looked up and kept by. */
export interface CacheKey {
  readonly key: string
  /** What all entries of this prefix begin with. */
  readonly fallback: string
  /** For the log: each file that went in, with how many of its lines count. */
  readonly ingredients: readonly string[]
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
  const fallback = `go-modules-v${format}/${prefix}/`
  const key = `${fallback}${digest}`
  if (key.length > maxKeyLength) {
    return {
      problem: `the cache key would have ${key.length} characters; ${maxKeyLength} are allowed: shorten cache-prefix`,
    }
  }
  if (/[,/\r\n]/.test(prefix)) return { problem: 'cache-prefix must have no comma, slash or line break' }
  const ingredients = counting
    .flat()
    .map(({ name, lines }) => `${name} (${lines.length} ${lines.length === 1 ? 'line' : 'lines'})`)
    .sort()
  return { key, fallback, ingredients }
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
