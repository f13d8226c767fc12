// What the user asked for: the typed form of action.yml's inputs, all checked at once.

import { isAbsolute, resolve } from 'node:path'
import { type GoproxyList, parseGoproxyList } from '../proxy/goproxy-list.ts'
import { parseDuration } from './duration.ts'

/** Where the cache entry is kept. */
export type CacheStoreChoice =
  | { readonly kind: 'github' }
  | { readonly kind: 'directory'; readonly path: string }

/** Every input, valid. */
export interface Inputs {
  /** Null: the job's own GOPROXY. */
  readonly proxies: GoproxyList | null
  /** Absolute. */
  readonly workingDirectory: string
  /** Folders or globs below the working directory; empty for all modules. */
  readonly modules: readonly string[]
  readonly attempts: number
  readonly timeoutMs: number
  readonly stallTimeoutMs: number
  readonly prefetch: boolean
  readonly strictIntegrity: boolean
  readonly failOnChange: boolean
  readonly cache: 'auto' | 'true' | 'read-only' | 'false'
  readonly cacheStore: CacheStoreChoice
  readonly cachePrefix: string
  /** A version, a range, or `go.mod`; null: the go on PATH. */
  readonly goVersion: string | null
  readonly summary: 'always' | 'on-failure' | 'never'
  /** Absolute; null: a file in the runner's temporary folder. */
  readonly reportPath: string | null
}

/** The inputs' names with the defaults of action.yml. */
export const inputDefaults = {
  proxies: '',
  'working-directory': '.',
  modules: '',
  attempts: '4',
  timeout: '10m',
  'stall-timeout': '10s',
  prefetch: 'true',
  'strict-integrity': 'false',
  'fail-on-change': 'false',
  cache: 'auto',
  'cache-store': 'github',
  'cache-prefix': '',
  'go-version': '',
  summary: 'always',
  'report-path': '',
} as const

export type InputName = keyof typeof inputDefaults

/** Inputs as text, by name; what is missing or blank takes its default. */
export type RawInputs = Readonly<Partial<Record<InputName, string>>>

export type ParsedInputs =
  | { readonly kind: 'ok'; readonly inputs: Inputs }
  | {
      readonly kind: 'invalid'
      readonly problems: readonly string[]
      /** Where to tell them; defaults where these are wrong themselves. */
      readonly publishing: Publishing
    }

/** When and where a report is published. */
export type Publishing = Pick<Inputs, 'summary' | 'reportPath'>

/** Outcome of reading one input: its value, or what would have been allowed. */
type Read<T> = { readonly value: T } | { readonly allowed: string }

/**
 * Checks all inputs and reports every problem at once. A problem names the input, its value and what is allowed;
 * the value of `proxies` is left out, since it may hold a password.
 *
 * @param raw inputs as the user wrote them
 * @param workspace absolute path that relative paths start from (GITHUB_WORKSPACE, or the current folder)
 */
export function parseInputs(raw: RawInputs, workspace: string): ParsedInputs {
  const problems: string[] = []
  const read = <T>(name: InputName, parse: (text: string) => Read<T>, fallback: T): T => {
    const text = raw[name]?.trim() || inputDefaults[name]
    const result = parse(text)
    if ('value' in result) return result.value
    problems.push(problem(name, text, result.allowed))
    return fallback
  }
  const inputs: Inputs = {
    proxies: read('proxies', parseProxies, null),
    workingDirectory: read('working-directory', pathFrom(workspace), workspace),
    modules: read('modules', parseModules, []),
    attempts: read('attempts', wholeNumber(1, 20), 1),
    timeoutMs: read('timeout', duration(1_000, 6 * 3_600_000, '1s', '6h'), 0),
    stallTimeoutMs: read('stall-timeout', duration(500, 3_600_000, '500ms', '1h'), 0),
    prefetch: read('prefetch', oneOfBooleans, true),
    strictIntegrity: read('strict-integrity', oneOfBooleans, false),
    failOnChange: read('fail-on-change', oneOfBooleans, false),
    cache: read('cache', oneOf('auto', 'true', 'read-only', 'false'), 'auto'),
    cacheStore: read('cache-store', cacheStore(workspace), { kind: 'github' }),
    cachePrefix: read('cache-prefix', parsePrefix, ''),
    goVersion: read('go-version', parseGoVersion, null),
    summary: read('summary', oneOf('always', 'on-failure', 'never'), 'always'),
    reportPath: read('report-path', optionalPathFrom(workspace), null),
  }
  const { summary, reportPath } = inputs
  return problems.length > 0
    ? { kind: 'invalid', problems, publishing: { summary, reportPath } }
    : { kind: 'ok', inputs }
}

function problem(name: InputName, text: string, allowed: string): string {
  if (name === 'proxies') return `Input "proxies": ${allowed}`
  const line = text.replace(/\s+/g, ' ')
  const shown = line.length > 80 ? `${line.slice(0, 80)}…` : line
  return `Input "${name}" is "${shown}"; it must be ${allowed}.`
}

function parseProxies(text: string): Read<GoproxyList | null> {
  if (text === '') return { value: null }
  const parsed = parseGoproxyList(text)
  return parsed.kind === 'ok' ? { value: parsed.list } : { allowed: parsed.message }
}

function pathFrom(workspace: string): (text: string) => Read<string> {
  return (text) =>
    text.includes('\0')
      ? { allowed: 'a path' }
      : { value: isAbsolute(text) ? text : resolve(workspace, text) }
}

function optionalPathFrom(workspace: string): (text: string) => Read<string | null> {
  return (text) => (text === '' ? { value: null } : pathFrom(workspace)(text))
}

function parseModules(text: string): Read<readonly string[]> {
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

function wholeNumber(least: number, most: number): (text: string) => Read<number> {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
    return value >= least && value <= most
      ? { value }
      : { allowed: `a whole number from ${least} to ${most}` }
  }
}

function duration(
  leastMs: number,
  mostMs: number,
  least: string,
  most: string,
): (text: string) => Read<number> {
  return (text) => {
    const value = parseDuration(text)
    return value !== null && value >= leastMs && value <= mostMs
      ? { value }
      : { allowed: `a duration such as 30s, 10m or 1h, from ${least} to ${most}` }
  }
}

function oneOf<T extends string>(...allowed: readonly T[]): (text: string) => Read<T> {
  return (text) => {
    const value = allowed.find((candidate) => candidate === text.toLowerCase())
    return value === undefined ? { allowed: `one of ${allowed.join(', ')}` } : { value }
  }
}

function oneOfBooleans(text: string): Read<boolean> {
  const choice = oneOf('true', 'false')(text)
  return 'value' in choice ? { value: choice.value === 'true' } : { allowed: 'true or false' }
}

function cacheStore(workspace: string): (text: string) => Read<CacheStoreChoice> {
  return (text) => {
    if (text === 'github') return { value: { kind: 'github' } }
    const path = /^directory:(.+)$/.exec(text)?.[1]
    if (path === undefined)
      return { allowed: 'github, or directory: followed by a path, such as directory:/mnt/cache' }
    return { value: { kind: 'directory', path: isAbsolute(path) ? path : resolve(workspace, path) } }
  }
}

function parsePrefix(text: string): Read<string> {
  return /^[A-Za-z0-9._-]{0,64}$/.test(text)
    ? { value: text }
    : { allowed: 'at most 64 letters, digits, dots, underscores and hyphens' }
}

function parseGoVersion(text: string): Read<string | null> {
  if (text === '') return { value: null }
  return text === 'go.mod' || /^[~^<>=\s|.\dxX*a-z-]{1,64}$/.test(text)
    ? { value: text }
    : { allowed: 'a version such as 1.26 or 1.26.3, a range such as ">=1.25", or go.mod' }
}
