// What the text of a server's refusal tells: trouble of its own, told in a 404, or a rule that forbids the module.

// Names that everybody can resolve: where a proxy can't, its own resolver is at fault. Of another name its word is no evidence.
const publicHost =
  '(?:[\\w-]{1,63}\\.){0,3}(?:github\\.com|githubusercontent\\.com|gitlab\\.com|bitbucket\\.org|googlesource\\.com|golang\\.org|google\\.com|googleapis\\.com|gopkg\\.in|k8s\\.io|uber\\.org)\\b'

/**
 * Proxies answer 404 when their own upstream or the origin's git failed, and tell so in the body: goproxy/goproxy's
 * `bad upstream` and `fetch timed out`, proxy.golang.org's and goproxyio's texts of git and of Go's net package.
 * The one list for the fetch, which asks again, and for the rules, which read what `go` prints of the same answer.
 */
export const upstreamTrouble = new RegExp(
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

/** Gatekeepers: Artifactory Curation, Nexus Firewall, goproxy's host lists, Athens filters. */
export const policyRefusal =
  /policy|curation|blocked|not allowed|forbidden by|quarantine|not permitted|denied/i
