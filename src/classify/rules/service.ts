// The messages that tell of a server: its status, its limits, its content, and the checksum database.

import { bodyPatterns } from '../../faults/server-answer.ts'
import { type FaultRule, table } from './rule.ts'

const reading =
  'go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.'
const git =
  'go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: '

const limits = table([
  {
    id: 'rate-limited/http-429',
    pattern: /: 429\b|Too Many Requests|returned error: 429/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}zip: 429 Too Many Requests`,
  },
  {
    id: 'rate-limited/response',
    pattern: /[Rr]ate limit|rate-limit|abuse detection|quota exceeded/,
    source: 'code hosts',
    example: `${reading}info: 403 Forbidden (API rate limit exceeded for 20.1.2.3.)`,
  },
  {
    id: 'rate-limited/response',
    scope: 'response',
    pattern: bodyPatterns['rate-limited/response'],
    source: 'module proxies',
    example: `${reading}info: 403 Forbidden server response: API rate limit exceeded`,
  },
])

const serverErrors = table([
  {
    id: 'server-error/http-500',
    pattern: /: 500 Internal Server Error|: 500\b|returned error: 500|HTTP 500/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}mod: 500 Internal Server Error`,
  },
  {
    id: 'server-error/http-502',
    pattern: /: 502 |: 502\b|returned error: 502|HTTP 502/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}zip: 502 Bad Gateway`,
  },
  {
    id: 'server-error/http-503',
    pattern: /: 503 |: 503\b|returned error: 503|HTTP 503/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}info: 503 Service Unavailable`,
  },
  {
    id: 'server-error/http-504',
    pattern: /: 504 |: 504\b|returned error: 504|HTTP 504/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}zip: 504 Gateway Timeout`,
  },
  {
    id: 'server-error/not-supported',
    pattern: /: (?:501|505)\b|returned error: (?:501|505)|HTTP Error (?:501|505)/,
    not: /: 50[15]:/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}mod: 501 Not Implemented`,
  },
  {
    id: 'server-error/network-login',
    pattern: /: 511\b|returned error: 511|Network Authentication Required/,
    not: /: 511:/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}mod: 511 Network Authentication Required`,
  },
  {
    id: 'server-error/http-5xx',
    pattern: /: 5\d\d(?: [A-Z]|$|\b)|returned error: 5\d\d|HTTP Error 5\d\d|http code 5\d\d/,
    not: /: 5\d\d:/,
    source: 'cmd/go/internal/web; git over curl',
    example: `${reading}zip: 522 Origin Connection Time-out`,
  },
  {
    id: 'server-error/git-host',
    pattern: /^error: RPC failed; HTTP 5\d\d/,
    proof: 'self',
    nearGo: true,
    confidence: 0.85,
    source: 'git',
    example: '$ go mod download\nerror: RPC failed; HTTP 502 curl 22 The requested URL returned error: 502',
  },
  {
    id: 'server-error/git-host',
    pattern:
      /remote: (?:Internal Server Error|fatal|error:)|Internal Server Error|service unavailable|is not responding|fatal: protocol error|bad line length/i,
    stages: ['git'],
    confidence: 0.85,
    source: 'git',
    example: `${git}remote: Internal Server Error fatal: unable to access 'https://github.com/pkg/errors/'`,
  },
])

const content = table([
  {
    id: 'cache-corrupt/missing-file',
    pattern: /: (?:no such file or directory|The system cannot find the (?:file|path))/,
    and: /cache[/\\]download[/\\]/,
    not: /reading file:/,
    source: 'cmd/go/internal/modfetch',
    example:
      'go: github.com/pkg/errors@v0.9.1: open /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.zip: no such file or directory',
  },
  {
    id: 'cache-corrupt/zip-data',
    pattern:
      /flate: corrupt input|zip: checksum error|zip: unsupported compression|not the start of an archive file/,
    source: 'archive/zip while hashing',
    example: 'go: github.com/pkg/errors@v0.9.1: zip: checksum error',
  },
  {
    id: 'server-error/redirect',
    pattern: /stopped after 10 redirects|response missing Location header|failed to parse Location header/,
    source: 'net/http Client',
    example:
      'go: github.com/pkg/errors@v0.9.1: Get "https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod": stopped after 10 redirects',
  },
  {
    id: 'server-error/wrong-content',
    pattern:
      /invalid character '<' (?:looking|after|in)|proxy returned info for version|missing module line|unknown directive: <[!?a-zA-Z]|unexpected input character '<'/,
    source: 'cmd/go/internal/modfetch/proxy.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: invalid response from proxy "https://goproxy.corp.example": invalid character \'<\' looking for beginning of value',
  },
  {
    id: 'server-error/damaged-content',
    pattern:
      /invalid response from proxy|invalid character '.{1,4}' (?:looking for beginning of value|after|in)|zip: not a valid zip file|has unexpected file |unexpected end of JSON input|gzip: invalid|malformed HTTP|malformed MIME header|json: cannot unmarshal|not a valid zip/,
    source: 'cmd/go/internal/modfetch/proxy.go; archive/zip',
    example:
      'go: github.com/pkg/errors@v0.9.1: invalid response from proxy "https://goproxy.corp.example": unexpected end of JSON input',
  },
  {
    id: 'server-error/archive',
    pattern: /^zip: (?:not a valid zip file|checksum error)$/,
    proof: 'self',
    nearGo: true,
    confidence: 0.85,
    source: 'cmd/go/internal/modcmd/download.go',
    example: 'go: downloading github.com/pkg/errors v0.9.1\nzip: not a valid zip file',
  },
  {
    id: 'proxy-config/insecure-redirect',
    pattern: /redirected from secure URL/,
    proof: 'self',
    source: 'cmd/go/internal/web',
    example:
      'go: github.com/pkg/errors@v0.9.1: Get "https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod": redirected from secure URL https://goproxy.corp.example/a to insecure URL http://goproxy.corp.example/a',
  },
  {
    id: 'server-error/damaged-content',
    pattern:
      /: 20[1-9] [A-Z]|(?:reading|read) https?:\/\/[^\s"]{1,2000}: 20[1-9](?: status code| server response:|$)/,
    confidence: 0.85,
    source: 'cmd/go/internal/web',
    example: `${reading}mod: 204 No Content`,
  },
  {
    id: 'server-error/try-again',
    pattern:
      /: (?:408 [A-Z]|425 Too Early)|(?:reading|read) https?:\/\/[^\s"]{1,2000}: (?:408|425)(?: status code| server response:|$)/,
    confidence: 0.85,
    source: 'cmd/go/internal/web',
    example: `${reading}mod: 408 Request Timeout`,
  },
  {
    id: 'server-error/odd-status',
    pattern:
      /: (?:3\d\d|400|402|405|406|409|41[1-8]|42\d|431|451|478) [A-Z]|(?:reading|read) https?:\/\/[^\s"]{1,2000}: (?:3\d\d|40[0256]|409|41[1-9]|42[0-8]|4[3-9]\d)(?: status code| server response:|$)/,
    confidence: 0.85,
    source: 'cmd/go/internal/web',
    example: `${reading}mod: 405 Method Not Allowed`,
  },
])

const sumdb = table([
  {
    id: 'checksum-mismatch/sumdb-misbehaves',
    pattern:
      /go\.sum database server misbehavior|proof of misbehavior|checksum missing from sumdb response|downloaded inconsistent tile|cannot authenticate record|invalid signature for key|checking tree#/,
    // The comparison needs parts of the record, which it may not get.
    not: /checking tree#[\d a-z#]{1,60}: (?:reading|Get|read|parse) "?https?:/,
    proof: 'self',
    source: 'golang.org/x/mod/sumdb',
    example: 'go: github.com/pkg/errors@v0.9.1: verifying module: checksum missing from sumdb response',
  },
  {
    id: 'checksum-mismatch/sumdb',
    pattern: /verifying (?:module|go\.mod): checksum mismatch/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/fetch.go checkSumDB',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: checksum mismatch downloaded: h1:AAAA sum.golang.org: h1:BBBB SECURITY ERROR',
  },
  {
    id: 'checksum-mismatch/go-mod',
    pattern: /\/go\.mod: checksum mismatch/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/fetch.go',
    example:
      'verifying github.com/pkg/errors@v0.9.1/go.mod: checksum mismatch downloaded: h1:AAAA go.sum: h1:BBBB',
  },
  {
    id: 'checksum-mismatch/go-sum',
    pattern: /checksum mismatch|This download does NOT match|SECURITY ERROR/,
    and: /verifying |h1:|SECURITY ERROR|go\.sum|does NOT match/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/fetch.go',
    example:
      'verifying github.com/pkg/errors@v0.9.1: checksum mismatch downloaded: h1:AAAA go.sum: h1:BBBB SECURITY ERROR',
  },
  {
    id: 'checksum-mismatch/gazelle',
    pattern: /resulting module with sum h1:\S{1,100}; expected sum h1:/,
    proof: 'self',
    source: 'bazel-gazelle fetch_repo',
    example: 'fetch_repo: resulting module with sum h1:AAAA; expected sum h1:BBBB',
  },
  {
    id: 'proxy-config/gosumdb',
    pattern: /missing GOSUMDB|invalid GOSUMDB|invalid sumdb name|unknown verifier algorithm/,
    proof: 'self',
    source: 'cmd/go/internal/modfetch/sumdb.go',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: initializing sumdb.Client: invalid GOSUMDB: too many fields',
  },
  {
    id: 'sumdb/incomplete-relay',
    pattern: /: (?:404|410)\b/,
    and: /\/tile\/\d/,
    stages: ['sumdb'],
    source: 'golang.org/x/mod/sumdb',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/sumdb/sum.golang.org/tile/8/1/112: 404 Not Found',
  },
  {
    id: 'sumdb/bad-answer',
    pattern:
      /malformed record data|malformed tree note|malformed note|unknown key|reading tree note|cannot validate record|initializing sumdb\.Client|no verifiable signatures/,
    not: /denied|not permitted|no space left|read-only|: (?:reading|Get|read) "?https?:/,
    stages: ['sumdb'],
    source: 'golang.org/x/mod/sumdb',
    example:
      'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: malformed record data',
  },
])

/** Content before status: `zip: not a valid zip file` has none. */
export const serviceRules = { sumdb, content, limits, serverErrors } satisfies Record<
  string,
  readonly FaultRule[]
>
