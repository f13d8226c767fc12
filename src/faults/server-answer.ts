// Which fault an HTTP answer other than 200 tells of: for the fetch, which gets the answer, as for the rules, which read it in the text of `go`.

import type { ModuleFile } from '../go/module-file.ts'
import { looksInternal } from './private-module.ts'
import type { FaultId } from './registry.ts'

// Names that everybody can resolve: where a proxy can't, its own resolver is at fault. Of another name its word is no evidence.
const publicHost =
  '(?:[\\w-]{1,63}\\.){0,3}(?:github\\.com|githubusercontent\\.com|gitlab\\.com|bitbucket\\.org|googlesource\\.com|golang\\.org|google\\.com|googleapis\\.com|gopkg\\.in|k8s\\.io|uber\\.org)\\b'

/**
 * Proxies answer 404 when their own upstream or the origin's git failed, and tell so in the body: goproxy/goproxy's
 * `bad upstream` and `fetch timed out`, proxy.golang.org's and goproxyio's texts of git and of Go's net package.
 */
const upstreamTrouble = new RegExp(
  [
    'bad upstream',
    'fetch timed out',
    'temporarily unavailable',
    'dial tcp (?!lookup )[^\\s:]',
    'i/o timeout',
    'timeout awaiting|handshake timeout|deadline exceeded|connection timed out|operation timed out',
    'connection re(?:set|fused)',
    'server misbehaving|temporary failure in name resolution',
    `(?:could not resolve host(?:name)?: |\\blookup )${publicHost}`,
    'failed to connect to|couldn.t connect to|could not connect to|unable to connect',
    'unexpected eof|early eof|unexpected disconnect|hung up unexpectedly|rpc failed|inflate:',
    'stream error|internal_error|http2:',
    'returned error: (?:429|5\\d\\d)|: 50\\d ',
    '\\b(?:429 too many|500 internal|502 bad|503 service|504 gateway)',
    'no space left|cannot allocate memory|out of memory|too many open files|resource temporarily',
    'signal: killed|exit status 137',
  ].join('|'),
  'i',
)

/** What the body of a 400, 403, 404 or 410 tells, white space made single; the first that fits counts. Linear. */
export const bodyPatterns = {
  'not-found/private-upstream':
    /could not read (?:Username|Password)|terminal prompts disabled|Authentication failed|Permission denied \(publickey|Invalid username or|Confirm the import path was entered|Host key verification failed|Could not read from remote repository/,
  'server-error/upstream': upstreamTrouble,
  'not-found/private-host': /no such host|Could not resolve host|dial tcp: lookup/,
  'not-found/repository-upstream':
    /[Rr]epository (?:'[^']*' )?not found|not found: (?:unrecognized import path|repository)|returned error: (?:403|404)|fatal: repository|unrecognized import path|does not appear to be a git repository|no go-import meta tags/,
  'version-unavailable/unknown-revision-upstream':
    /unknown revision|invalid version|no matching versions|invalid pseudo-version|not found: [^\s]+@v/,
  'rate-limited/response': /rate limit|too many requests|quota exceeded|\b429\b/i,
  // Gatekeepers: Artifactory Curation, Nexus Firewall, goproxy's host lists, Athens filters.
  'auth/policy': /policy|curation|blocked|not allowed|forbidden by|quarantine|not permitted|denied/i,
} as const satisfies Partial<Record<FaultId, RegExp>>

/** Of a 403 for a zip: proxy.golang.org sends it from there. */
export const zipServers = /proxy\.golang\.org|storage\.googleapis\.com/

const explained: ReadonlySet<number> = new Set([400, 403, 404, 410])

const byStatus: Readonly<Record<number, FaultId>> = {
  401: 'auth/http-401',
  403: 'auth/http-403',
  407: 'http-proxy/auth-required',
  408: 'server-error/try-again',
  425: 'server-error/try-again',
  429: 'rate-limited/http-429',
  500: 'server-error/http-500',
  501: 'server-error/not-supported',
  502: 'server-error/http-502',
  503: 'server-error/http-503',
  504: 'server-error/http-504',
  505: 'server-error/not-supported',
  511: 'server-error/network-login',
}

/** An answer to a request for a module file. */
export interface ServerAnswer {
  /** Not 200. */
  readonly status: number
  /** Its first kilobytes. */
  readonly body: string
  readonly file: ModuleFile
  /** The URL asked for. */
  readonly url: string
}

/** https://go.dev/ref/mod#goproxy-protocol: 200 is the only success, 404 and 410 mean that there is no such file. */
export function faultOfAnswer(answer: ServerAnswer): FaultId {
  const { status, file, url } = answer
  const said = explained.has(status) ? faultOfBody(answer.body) : null
  if (said !== null) return said
  if (status === 404 || status === 410) return faultOfAbsence(file)
  if (status === 403 && file.kind === 'zip' && zipServers.test(url)) return 'auth/http-403-zip'
  return faultOfStatus(status)
}

/** What the status alone tells, of an answer that isn't what it should be. */
export function faultOfStatus(status: number): FaultId {
  if (status < 300) return 'server-error/damaged-content'
  return byStatus[status] ?? (status >= 500 ? 'server-error/http-5xx' : 'server-error/odd-status')
}

function faultOfBody(body: string): FaultId | null {
  const text = body.replace(/\s+/g, ' ')
  const ids: readonly (keyof typeof bodyPatterns)[] = [
    'not-found/private-upstream',
    'server-error/upstream',
    'not-found/private-host',
    'not-found/repository-upstream',
    'version-unavailable/unknown-revision-upstream',
    'rate-limited/response',
    'auth/policy',
  ]
  return ids.find((id) => bodyPatterns[id].test(text)) ?? null
}

/** A version is missing where its .info or .mod is; a .zip that is missing beside them is no version's fault. */
function faultOfAbsence({ kind, path }: ModuleFile): FaultId {
  if (kind === 'zip') return 'not-found/no-zip'
  return looksInternal(path) ? 'not-found/private-path' : 'version-unavailable/not-on-proxy'
}
