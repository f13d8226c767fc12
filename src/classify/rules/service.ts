// Which messages tell of a server: its status, its limits, its content, and the checksum database?

import { type FaultRule, table } from './rule.ts'

const reading =
  'go: github.com/pkg/errors@v0.9.1: reading https://proxy.golang.org/github.com/pkg/errors/@v/v0.9.1.'
const git =
  'go: github.com/pkg/errors@v0.9.1: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: '

const limits = table(
  ['rate-limited'],
  [
    {
      id: 'rate-limited/http-429',
      meaning: 'The server asks to send fewer requests (429).',
      pattern: /: 429\b|Too Many Requests|returned error: 429/,
      transient: true,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web; git over curl',
      remedy: 'rate-limit',
      example: `${reading}zip: 429 Too Many Requests`,
    },
    {
      id: 'rate-limited/told-in-403',
      meaning: 'A rate limit, told in a 403.',
      pattern: /[Rr]ate limit|rate-limit|abuse detection|quota exceeded/,
      transient: true,
      otherProxyHelps: true,
      source: 'code hosts',
      remedy: 'rate-limit',
      example: `${reading}info: 403 Forbidden (API rate limit exceeded for 20.1.2.3.)`,
    },
    {
      id: 'rate-limited/response',
      scope: 'response',
      meaning: "The server's text tells of a rate limit.",
      pattern: /[Rr]ate limit|Too Many Requests|\b429\b|too many requests/,
      transient: true,
      otherProxyHelps: true,
      source: 'module proxies',
      remedy: 'rate-limit',
      example: `${reading}info: 403 Forbidden server response: API rate limit exceeded`,
    },
  ],
)

const serverErrors = table(
  ['server-error'],
  [
    {
      id: 'server-error/http-500',
      meaning: 'The server failed (500).',
      pattern: /: 500 Internal Server Error|: 500\b|returned error: 500|HTTP 500/,
      transient: true,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web; git over curl',
      remedy: 'server',
      example: `${reading}mod: 500 Internal Server Error`,
    },
    {
      id: 'server-error/http-502',
      meaning: 'A gateway got no good answer from the server behind it (502).',
      pattern: /: 502 |: 502\b|returned error: 502|HTTP 502/,
      transient: true,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web; git over curl',
      remedy: 'server',
      example: `${reading}zip: 502 Bad Gateway`,
    },
    {
      id: 'server-error/http-503',
      meaning: 'The server is not available (503).',
      pattern: /: 503 |: 503\b|returned error: 503|HTTP 503/,
      transient: true,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web; git over curl',
      remedy: 'server',
      example: `${reading}info: 503 Service Unavailable`,
    },
    {
      id: 'server-error/http-504',
      meaning: 'A gateway waited too long for the server behind it (504).',
      pattern: /: 504 |: 504\b|returned error: 504|HTTP 504/,
      transient: true,
      also: ['timeout'],
      otherProxyHelps: true,
      source: 'cmd/go/internal/web; git over curl',
      remedy: 'server',
      example: `${reading}zip: 504 Gateway Timeout`,
    },
    {
      id: 'server-error/http-5xx',
      meaning: 'The server failed.',
      pattern: /: 5\d\d(?: [A-Z]|$|\b)|returned error: 5\d\d|HTTP Error 5\d\d|http code 5\d\d/,
      not: /: 5\d\d:/,
      transient: true,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web; git over curl',
      remedy: 'server',
      example: `${reading}zip: 522 Origin Connection Time-out`,
    },
    {
      id: 'server-error/git-host',
      meaning: 'The code host failed while git was talking to it.',
      pattern:
        /remote: (?:Internal Server Error|fatal|error:)|Internal Server Error|service unavailable|is not responding|fatal: protocol error|bad line length/i,
      stages: ['git'],
      transient: true,
      otherProxyHelps: true,
      confidence: 0.85,
      source: 'git',
      remedy: 'server',
      example: `${git}remote: Internal Server Error fatal: unable to access 'https://github.com/pkg/errors/'`,
    },
  ],
)

const content = table(
  ['server-error', 'cache-corrupt', 'proxy-config'],
  [
    {
      id: 'cache-corrupt/missing-file',
      meaning: 'A file of the module cache has vanished: it was restored in part, or cleaned while in use.',
      pattern: /: (?:no such file or directory|The system cannot find the (?:file|path))/,
      and: /cache[/\\]download[/\\]/,
      not: /reading file:/,
      transient: false,
      source: 'cmd/go/internal/modfetch',
      remedy: 'cache',
      example:
        'go: github.com/pkg/errors@v0.9.1: open /go/pkg/mod/cache/download/github.com/pkg/errors/@v/v0.9.1.zip: no such file or directory',
    },
    {
      id: 'cache-corrupt/zip-data',
      meaning: 'The data of a zip are damaged.',
      pattern:
        /flate: corrupt input|zip: checksum error|zip: unsupported compression|not the start of an archive file/,
      transient: false,
      also: ['server-error'],
      otherProxyHelps: true,
      source: 'archive/zip while hashing',
      remedy: 'cache',
      example: 'go: github.com/pkg/errors@v0.9.1: zip: checksum error',
    },
    {
      id: 'server-error/wrong-content',
      meaning: 'A server answered 200 with something else: a login page, another version, a broken zip.',
      pattern:
        /invalid response from proxy|invalid character '.{1,4}' looking for beginning of value|proxy returned info for version|zip: not a valid zip file|has unexpected file |missing module line|unexpected end of JSON input|gzip: invalid|malformed HTTP|response missing Location header|failed to parse Location header|malformed MIME header|unknown directive: <[!?a-zA-Z]|unexpected input character '<'|json: cannot unmarshal|stopped after 10 redirects|not a valid zip|invalid character '.{1,4}' (?:after|in)/,
      transient: true,
      lasting: /invalid character '<'|info for version|10 redirects|missing module line/,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modfetch/proxy.go; archive/zip',
      remedy: 'wrong-content',
      example:
        'go: github.com/pkg/errors@v0.9.1: invalid response from proxy "https://goproxy.corp.example": invalid character \'<\' looking for beginning of value',
    },
    {
      id: 'server-error/archive',
      meaning: 'A zip is damaged; go did not say of which module.',
      pattern: /^zip: (?:not a valid zip file|checksum error)$/,
      proof: 'self',
      nearGo: true,
      transient: true,
      also: ['cache-corrupt'],
      otherProxyHelps: true,
      confidence: 0.85,
      source: 'cmd/go/internal/modcmd/download.go',
      remedy: 'wrong-content',
      example: 'go: downloading github.com/pkg/errors v0.9.1\nzip: not a valid zip file',
    },
    {
      id: 'proxy-config/insecure-redirect',
      meaning: 'The server sends from https to http, which go refuses.',
      pattern: /redirected from secure URL/,
      proof: 'self',
      transient: false,
      otherProxyHelps: true,
      source: 'cmd/go/internal/web',
      remedy: 'server-setting',
      example:
        'go: github.com/pkg/errors@v0.9.1: Get "https://goproxy.corp.example/github.com/pkg/errors/@v/v0.9.1.mod": redirected from secure URL https://goproxy.corp.example/a to insecure URL http://goproxy.corp.example/a',
    },
    {
      id: 'server-error/odd-status',
      meaning: 'A status that no module proxy gives: probably another kind of server.',
      pattern:
        /: (?:20[1-9]|3\d\d|400|402|405|406|408|409|41[1-8]|42\d|451|478) [A-Z]|(?:reading|read) https?:\/\/[^\s"]{1,2000}: (?:20[1-9]|3\d\d|40[02568]|41[1-9]|42[0-8]|4[3-9]\d)(?: status code|$)/,
      transient: true,
      otherProxyHelps: true,
      confidence: 0.85,
      source: 'cmd/go/internal/web',
      remedy: 'wrong-content',
      example: `${reading}mod: 204 No Content`,
    },
  ],
)

const sumdb = table(
  ['sumdb', 'checksum-mismatch', 'proxy-config'],
  [
    {
      id: 'checksum-mismatch/sumdb-misbehaves',
      meaning: 'The checksum database contradicts itself, or something in front of it does.',
      pattern:
        /go\.sum database server misbehavior|proof of misbehavior|checksum missing from sumdb response|downloaded inconsistent tile|cannot authenticate record|invalid signature for key|checking tree#/,
      // The comparison needs parts of the record, which it may not get.
      not: /checking tree#[\d a-z#]{1,60}: (?:reading|Get|read|parse) "?https?:/,
      proof: 'self',
      transient: false,
      severity: 3,
      source: 'golang.org/x/mod/sumdb',
      remedy: 'checksum',
      example: 'go: github.com/pkg/errors@v0.9.1: verifying module: checksum missing from sumdb response',
    },
    {
      id: 'checksum-mismatch/sumdb',
      meaning: 'What was downloaded differs from what the checksum database recorded for everyone.',
      pattern: /verifying (?:module|go\.mod): checksum mismatch/,
      proof: 'self',
      transient: false,
      severity: 3,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modfetch/fetch.go checkSumDB',
      remedy: 'checksum',
      example:
        'go: github.com/pkg/errors@v0.9.1: verifying module: checksum mismatch downloaded: h1:AAAA sum.golang.org: h1:BBBB SECURITY ERROR',
    },
    {
      id: 'checksum-mismatch/go-mod',
      meaning: 'The go.mod that was downloaded differs from the one that go.sum recorded.',
      pattern: /\/go\.mod: checksum mismatch/,
      proof: 'self',
      transient: false,
      severity: 3,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modfetch/fetch.go',
      remedy: 'checksum',
      example:
        'verifying github.com/pkg/errors@v0.9.1/go.mod: checksum mismatch downloaded: h1:AAAA go.sum: h1:BBBB',
    },
    {
      id: 'checksum-mismatch/go-sum',
      meaning: 'The module that was downloaded differs from the one that go.sum recorded.',
      pattern: /checksum mismatch|This download does NOT match|SECURITY ERROR/,
      and: /verifying |h1:|SECURITY ERROR|go\.sum|does NOT match/,
      proof: 'self',
      transient: false,
      severity: 3,
      otherProxyHelps: true,
      source: 'cmd/go/internal/modfetch/fetch.go',
      remedy: 'checksum',
      example:
        'verifying github.com/pkg/errors@v0.9.1: checksum mismatch downloaded: h1:AAAA go.sum: h1:BBBB SECURITY ERROR',
    },
    {
      id: 'checksum-mismatch/gazelle',
      meaning: 'The module that Bazel downloaded differs from the sum that its rules name.',
      pattern: /resulting module with sum h1:\S{1,100}; expected sum h1:/,
      proof: 'self',
      transient: false,
      severity: 3,
      otherProxyHelps: true,
      source: 'bazel-gazelle fetch_repo',
      remedy: 'checksum',
      example: 'fetch_repo: resulting module with sum h1:AAAA; expected sum h1:BBBB',
    },
    {
      id: 'proxy-config/gosumdb',
      meaning: 'GOSUMDB is not a value that go understands.',
      pattern: /missing GOSUMDB|invalid GOSUMDB|invalid sumdb name|unknown verifier algorithm/,
      proof: 'self',
      transient: false,
      source: 'cmd/go/internal/modfetch/sumdb.go',
      remedy: 'setting',
      example:
        'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: initializing sumdb.Client: invalid GOSUMDB: too many fields',
    },
    {
      id: 'sumdb/incomplete-relay',
      meaning:
        'What relays the checksum database does not have all of its record: it is stale or incomplete.',
      pattern: /: (?:404|410)\b/,
      and: /\/tile\/\d/,
      stages: ['sumdb'],
      transient: true,
      otherProxyHelps: true,
      source: 'golang.org/x/mod/sumdb',
      remedy: 'sumdb',
      example:
        'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: reading https://goproxy.corp.example/sumdb/sum.golang.org/tile/8/1/112: 404 Not Found',
    },
    {
      id: 'sumdb/bad-answer',
      meaning: 'The checksum database, or a relay in front of it, sent something that is no record.',
      pattern:
        /malformed record data|malformed tree note|malformed note|unknown key|reading tree note|cannot validate record|initializing sumdb\.Client|no verifiable signatures/,
      not: /denied|not permitted|no space left|read-only|: (?:reading|Get|read) "?https?:/,
      stages: ['sumdb'],
      transient: true,
      otherProxyHelps: true,
      source: 'golang.org/x/mod/sumdb',
      remedy: 'sumdb',
      example:
        'go: github.com/pkg/errors@v0.9.1: verifying module: github.com/pkg/errors@v0.9.1: malformed record data',
    },
  ],
)

/** Content before status: `zip: not a valid zip file` has none. */
export const serviceRules = { sumdb, content, limits, serverErrors } satisfies Record<
  string,
  readonly FaultRule[]
>
