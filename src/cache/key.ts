// Under which key an entry is kept: a digest of what decides which modules are downloaded, and of nothing else.

import { createHash } from 'node:crypto'
import type { GoMod } from '../project/go-mod.ts'
import type { GoWork } from '../project/go-work.ts'
import type { Replacement } from '../project/replacement.ts'

/** Goes up when the content of an entry changes in a way that older releases can't read. */
const format = 1

/** Limits of GitHub's service: https://docs.github.com/actions/reference/dependency-caching-reference#cache-key-matching */
const maxKeyLength = 512

/** One file that the key depends on, reduced to the lines that count. */
export interface KeySource {
  /** Its name for the log, relative to the working directory. */
  readonly name: string
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
  return { name, lines: distinct(text.split('\n').map((line) => line.trim().replace(/\s+/g, ' '))) }
}

/** A go.mod: its go, require, replace and exclude lines. */
export function modSource(name: string, mod: GoMod): KeySource {
  return {
    name,
    lines: distinct([
      goLine(mod.go),
      ...mod.require.map(({ path, version }) => `require ${path} ${version}`),
      ...mod.replace.map(replaceLine),
      ...mod.exclude.map(({ path, version }) => `exclude ${path} ${version}`),
    ]),
  }
}

/** A go.work: its go and replace lines; the modules that it uses are sources of their own. */
export function workSource(name: string, work: GoWork): KeySource {
  return { name, lines: distinct([goLine(work.go), ...work.replace.map(replaceLine)]) }
}

/**
 * The key of an entry for these files. It depends on what they say alone: not on their names, their order, the
 * order of their lines, comments or line ends, and not on the system or the Go release.
 * Where the prefix makes it unfit for GitHub's service (512 characters, no comma), the reason is told.
 */
export function cacheKey({
  prefix,
  sources,
}: {
  readonly prefix: string
  readonly sources: readonly KeySource[]
}): CacheKey | { readonly problem: string } {
  const digests = distinct(sources.map(({ lines }) => sha256(lines.join('\n'))))
  const fallback = `go-modules-v${format}-${prefix}-`
  const key = `${fallback}${sha256(digests.join('\n'))}`
  if (key.length > maxKeyLength) {
    return {
      problem: `the cache key would have ${key.length} characters; ${maxKeyLength} are allowed: shorten cache-prefix`,
    }
  }
  if (/[,\r\n]/.test(prefix)) return { problem: 'cache-prefix must have no comma and no line break' }
  const ingredients = sources
    .map(({ name, lines }) => `${name} (${lines.length} ${lines.length === 1 ? 'line' : 'lines'})`)
    .sort()
  return { key, fallback, ingredients }
}

/** GitHub's service compares keys without regard to case. */
export function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function goLine(version: string | null): string {
  return version === null ? '' : `go ${version}`
}

function replaceLine({ old, new: target }: Replacement): string {
  return `replace ${joined(old)} => ${joined(target)}`
}

function joined({ path, version }: { readonly path: string; readonly version: string | null }): string {
  return version === null ? path : `${path} ${version}`
}

/** Sorted by code unit, so that no locale changes a key. */
function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].filter((line) => line !== '').sort()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
