// The GOPROXY list: how it is written, which entries are interchangeable, how it is shown without secrets.
// https://go.dev/ref/mod#environment-variables and cmd/go/internal/modfetch/proxy.go

import { type GoproxyEntry, parseGoproxyEntry } from './goproxy-entry.ts'
import { displayUrl, urlSecrets } from './url-secrets.ts'

/** Entries joined by `|`: interchangeable, the next one is asked after any error. */
export type GoproxyGroup = readonly GoproxyEntry[]

/** Groups joined by `,`: the next one is asked only after 404 or 410. */
export interface GoproxyList {
  readonly groups: readonly GoproxyGroup[]
  /** Entries after `direct` or `off`, which `go` never reads; without credentials. */
  readonly ignored: readonly string[]
  /** Whether it is written with a `,` or `|`, even if only one entry is left of it. */
  readonly isSeparated: boolean
}

type ParsedGoproxyList =
  | { readonly kind: 'ok'; readonly list: GoproxyList }
  | { readonly kind: 'malformed'; readonly message: string }

/**
 * Parses GOPROXY as `go` does, and the two things that make a long list readable: a line break means `|` (beside a `,` or
 * `|` it is only layout), and `#` at the start of a word begins a comment. A message never shows a credential.
 */
export function parseGoproxyList(text: string): ParsedGoproxyList {
  const groups: GoproxyEntry[][] = []
  const plain = withoutComments(text)
  const ignored: string[] = []
  const names = new Map<string, number>()
  let joined = false
  let ended = false
  for (const { raw, separator } of splitList(plain)) {
    if (ended) {
      ignored.push(displayUrl(raw))
      continue
    }
    const parsed = parseGoproxyEntry(raw)
    if (parsed.kind === 'malformed') return parsed
    const entry = uniquelyNamed(parsed.entry, names)
    const group = groups.at(-1)
    if (joined && group !== undefined) group.push(entry)
    else groups.push([entry])
    joined = separator === '|'
    ended = entry.kind === 'direct' || entry.kind === 'off'
  }
  if (groups.length === 0) {
    const message = 'The list of module proxies has no entry. Name at least one: a URL, `direct` or `off`.'
    return { kind: 'malformed', message }
  }
  return {
    kind: 'ok',
    list: { groups, ignored, isSeparated: groups.flat().length > 1 || /[,|]/.test(plain) },
  }
}

/**
 * The list without these entries (`display`), all separators between the others as they were; null where a group would
 * be left empty, since what lies behind its `,` must not be asked in its place.
 */
export function withoutEntries(list: GoproxyList, displays: readonly string[]): GoproxyList | null {
  const groups = list.groups.map((group) => group.filter(({ display }) => !displays.includes(display)))
  return groups.some((group) => group.length === 0)
    ? null
    : { ...list, groups: endedAtLastWord(list, displays, groups) }
}

/**
 * The list without entries that nobody may ask any more, all separators between the others as they were. It ends before a group that
 * would be left empty: what lies behind its `,` must not be asked in its place. Null where that leaves nothing.
 */
export function endedBefore(list: GoproxyList, displays: readonly string[]): GoproxyList | null {
  const groups = list.groups.map((group) => group.filter(({ display }) => !displays.includes(display)))
  const kept = endedAtLastWord(list, displays, groups).filter((group) => group.length > 0)
  return kept.length === 0 ? null : { ...list, groups: kept }
}

/** `go` lets the last entry of a group say whether the next group may be asked: the list ends where that entry is gone. */
function endedAtLastWord(
  list: GoproxyList,
  displays: readonly string[],
  groups: readonly GoproxyGroup[],
): readonly GoproxyGroup[] {
  const end = list.groups.findIndex((group) => displays.includes(group.at(-1)?.display ?? ''))
  return end < 0 ? groups : groups.slice(0, end + 1)
}

/** The list as `go` takes it, credentials included: the user's own entries and separators, without what `go` never reads. */
export function formatGoproxyList({ groups, isSeparated }: GoproxyList): string {
  const text = groups.map((group) => group.map(({ raw }) => raw).join('|')).join(',')
  const [only, ...others] = groups.flat()
  // A folder that is the whole of GOPROXY frees toolchains from the checksum database (useSumDB in cmd/go/internal/modfetch/sumdb.go),
  // which the user's list doesn't; naming it twice asks nobody else.
  return isSeparated && only?.kind === 'file' && others.length === 0 ? `${text},${text}` : text
}

/** The list for people: without credentials. */
export function displayGoproxyList({ groups }: GoproxyList): string {
  return groups.map((group) => group.map(({ display }) => display).join('|')).join(',')
}

/** Every value of the list that must not be printed, as written and decoded; for masking. */
export function goproxySecrets({ groups }: GoproxyList): string[] {
  return [...new Set(groups.flat().flatMap(({ raw }) => urlSecrets(raw)))]
}

/** A `#` within a URL or a password stays: a comment begins where a word could. */
function withoutComments(text: string): string {
  return text.replace(/(^|[\s,|])#[^\r\n]*/g, '$1')
}

/** Entries with what follows each; the first sign counts, as in `go`, and a line break only where there is none. */
function splitList(text: string): { raw: string; separator: string }[] {
  const words = text.match(/[^,|\r\n]+|[,|\r\n]/g) ?? []
  const entries: { raw: string; separator: string }[] = []
  for (const word of words) {
    const last = entries.at(-1)
    if (word === ',' || word === '|') {
      if (last !== undefined && last.separator === '') last.separator = word
    } else if (word.trim() !== '') {
      if (last !== undefined && last.separator === '') last.separator = '|'
      entries.push({ raw: word.trim(), separator: '' })
    }
  }
  return entries
}

/** Two entries that differ in their credentials only still have a name each. */
function uniquelyNamed<E extends GoproxyEntry>(entry: E, names: Map<string, number>): E {
  const count = (names.get(entry.display) ?? 0) + 1
  names.set(entry.display, count)
  return count === 1 ? entry : { ...entry, display: `${entry.display} (${count})` }
}
