// One entry of a GOPROXY list: what is allowed, and how it is shown.
// The checks of proxyList and newProxyRepo in cmd/go/internal/modfetch/proxy.go

import { displayUrl } from './url-secrets.ts'

/** An entry that is asked over http or https. */
export interface HttpEntry {
  readonly kind: 'http'
  /** As the user wrote it, credentials included; with `https://` where no scheme was given. Never printed. */
  readonly url: string
  /** As the user wrote it, for the list that `go` receives. Never printed. */
  readonly raw: string
  /** The URL without credentials: safe in every output, and the name of this entry everywhere. */
  readonly display: string
}

/** An entry that is a folder in the layout of a module proxy. */
export interface FileEntry {
  readonly kind: 'file'
  readonly url: string
  readonly raw: string
  readonly display: string
}

/** `direct` asks the origin's version control, `off` forbids all; both end the list. */
interface EndEntry {
  readonly kind: 'direct' | 'off'
  readonly raw: string
  readonly display: string
}

export type GoproxyEntry = HttpEntry | FileEntry | EndEntry

type ParsedEntry =
  | { readonly kind: 'ok'; readonly entry: GoproxyEntry }
  | { readonly kind: 'malformed'; readonly message: string }

const allowed =
  'Allowed are https://…, http://… and file:///… URLs, a bare host such as proxy.example.com, `direct` and `off`.'

/** Parses one entry, trimmed and not empty. A message names the entry, without credentials, and what is allowed. */
export function parseGoproxyEntry(raw: string): ParsedEntry {
  if (raw === 'direct' || raw === 'off') return { kind: 'ok', entry: { kind: raw, raw, display: raw } }
  const url = /[.:/]/.test(raw) && !raw.includes(':/') && !raw.startsWith('/') ? `https://${raw}` : raw
  const malformed = (problem: string): ParsedEntry => ({
    kind: 'malformed',
    message: `Module proxy ${JSON.stringify(displayUrl(raw))}: ${problem}. ${allowed}`,
  })
  if (/[\s\p{Cc}]/u.test(raw)) return malformed('it has white space in it; join entries by `|` or `,`')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined || windowsFolder.test(raw)) return malformed(missingScheme(raw))
  if (scheme === 'file') return parseFileEntry(raw, malformed)
  if (scheme !== 'http' && scheme !== 'https')
    return malformed(`the scheme ${JSON.stringify(scheme)} is none that \`go\` knows`)
  if (!/^https?:\/\/[^/?#]/i.test(url)) return malformed('it names no host')
  if (badEscape(url) || !URL.canParse(url))
    return malformed('it is no valid URL, perhaps for an unescaped character in a password')
  return { kind: 'ok', entry: { kind: 'http', url, raw, display: displayUrl(url) } }
}

/** What `go` would read as a URL with the scheme c. */
const windowsFolder = /^[a-z]:[\\/]/i

function missingScheme(raw: string): string {
  if (!raw.startsWith('/') && !windowsFolder.test(raw))
    return 'it is neither a URL nor a word that `go` knows'
  const path = raw.replaceAll('\\', '/').replace(/^\/?/, '/')
  return `it has no scheme; a folder is written file://${path}`
}

/** As `go` wants it: a path and nothing else, so three slashes. */
function parseFileEntry(raw: string, malformed: (problem: string) => ParsedEntry): ParsedEntry {
  if (!/^file:\/\/\/[^?#]*$/i.test(raw))
    return malformed('a file URL has a path and nothing else: file:///path/to/folder')
  if (badEscape(raw) || !URL.canParse(raw)) return malformed('it is no valid URL')
  return { kind: 'ok', entry: { kind: 'file', url: raw, raw, display: raw } }
}

/** A `%` that begins no escape: Go's parser refuses it, the one of browsers doesn't. */
function badEscape(url: string): boolean {
  return /%(?![0-9a-f]{2})/i.test(url)
}
