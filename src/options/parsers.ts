// How the text of an option becomes its value, or a sentence about what would have been allowed.

import { isAbsolute, resolve } from 'node:path'
import { type GoproxyList, parseGoproxyList } from '../go/goproxy-list.ts'

/** Outcome of reading one option: its value, or what would have been allowed. */
type Read<T> = { readonly value: T } | { readonly allowed: string }

/** @param workspace absolute path that relative paths start from */
export type Parser<T> = (text: string, workspace: string) => Read<T>

/** Where modules are kept: an entry of GitHub's service, or a shared store. */
type CacheStoreChoice =
  | { readonly kind: 'github' }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }

/** A GOPROXY list; null where none is given. */
export function goproxyList(text: string): Read<GoproxyList | null> {
  if (text === '') return { value: null }
  const parsed = parseGoproxyList(text)
  return parsed.kind === 'ok' ? { value: parsed.list } : { allowed: parsed.message }
}

/** An absolute path. */
export function path(text: string, workspace: string): Read<string> {
  return text.includes('\0')
    ? { allowed: 'a path' }
    : { value: isAbsolute(text) ? text : resolve(workspace, text) }
}

/** An absolute path; null where none is given. */
export function optionalPath(text: string, workspace: string): Read<string | null> {
  return text === '' ? { value: null } : path(text, workspace)
}

/** Folders or globs, none of which leads out of the folder that they start from. */
export function folderPatterns(text: string): Read<readonly string[]> {
  const patterns = text
    .split(/[\n,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const outside = patterns.find((pattern) => isAbsolute(pattern) || pattern.split(/[\\/]/).includes('..'))
  return outside === undefined
    ? { value: patterns }
    : {
        allowed:
          'folders or globs below working-directory, one a line or with commas, such as "." or "services/*"',
      }
}

export function wholeNumber(least: number, most: number): Parser<number> {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most
      ? { value }
      : { allowed: `a whole number from ${least} to ${most}` }
  }
}

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** Milliseconds of `500ms`, `30s`, `10m`, `1h`, or combined as in `1m30s`; null for anything else. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  if (!/^(?:\d{1,6}(?:ms|s|m|h))+$/.test(trimmed)) return null
  let total = 0
  for (const [, amount, unit] of trimmed.matchAll(/(\d{1,6})(ms|s|m|h)/g)) {
    total += Number(amount) * unitMs[unit as keyof typeof unitMs]
  }
  return total
}

/** Milliseconds; `least` and `most` are durations themselves. */
export function duration(least: string, most: string): Parser<number> {
  const leastMs = parseDuration(least) ?? 0
  const mostMs = parseDuration(most) ?? Number.POSITIVE_INFINITY
  return (text) => {
    const value = parseDuration(text)
    return value !== null && value >= leastMs && value <= mostMs
      ? { value }
      : { allowed: `a duration such as 30s, 10m or 1h, from ${least} to ${most}` }
  }
}

export function oneOf<T extends string>(...allowed: readonly T[]): Parser<T> {
  return (text) => {
    const value = allowed.find((candidate) => candidate === text.toLowerCase())
    return value === undefined ? { allowed: `one of ${allowed.join(', ')}` } : { value }
  }
}

export function trueOrFalse(text: string): Read<boolean> {
  const lower = text.toLowerCase()
  return lower === 'true' || lower === 'false' ? { value: lower === 'true' } : { allowed: 'true or false' }
}

export function cacheStore(text: string, workspace: string): Read<CacheStoreChoice> {
  if (text === 'github') return { value: { kind: 'github' } }
  const folder = /^directory:(.+)$/.exec(text)?.[1]
  if (folder !== undefined)
    return { value: { kind: 'directory', path: isAbsolute(folder) ? folder : resolve(workspace, folder) } }
  const [, bucket, prefix = ''] =
    /^s3:\/\/([A-Za-z0-9][A-Za-z0-9._-]{1,62})(?:\/(.{0,500}))?$/.exec(text) ?? []
  const segments = prefix.split('/').filter((segment) => segment !== '')
  // Neither a query, nor what a server or a file system might take for a way out of the prefix.
  const isPlain = segments.every((segment) =>
    /^[A-Za-z0-9_=+@!()*' -][A-Za-z0-9_.=+@!()*' -]*$/.test(segment),
  )
  return bucket === undefined || !isPlain
    ? { allowed: 'github, directory:/a/path, or s3://bucket/prefix' }
    : { value: { kind: 's3', bucket, prefix: segments.join('/') } }
}

export function keyPrefix(text: string): Read<string> {
  return /^[A-Za-z0-9._-]{0,64}$/.test(text)
    ? { value: text }
    : { allowed: 'at most 64 letters, digits, dots, underscores and hyphens' }
}

/** A version, a range, or `go.mod`; null where none is given. */
export function goVersion(text: string): Read<string | null> {
  if (text === '') return { value: null }
  return text === 'go.mod' || /^[~^<>=\s|.\dxX*a-z-]{1,64}$/.test(text)
    ? { value: text }
    : { allowed: 'a version such as 1.26 or 1.26.3, a range such as ">=1.25", or go.mod' }
}
