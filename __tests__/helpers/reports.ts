// Reports as real runs make them, one for each kind of outcome a reader meets.

import type { CacheReport } from '../../src/cache/outcome.ts'
import type { Fault } from '../../src/faults/fault.ts'
import type { Excerpt } from '../../src/faults/witness.ts'
import type { FetchReport, ReportedWitness } from '../../src/fetch/telemetry/telemetry.ts'
import type { ProxyVerdict } from '../../src/probe/verdict.ts'
import type { Report } from '../../src/report/report.ts'
import type { Decision } from '../../src/retry/decide.ts'
import type { Attempt } from '../../src/run/attempt.ts'

const key = 'go-modules-v2/default/6b1f0c1de0a94be0b6c74c9be4f7b3a7a1a2e8d95c3f4c1f2ab9e0d8c7b6a594'
const googleProxy = 'https://proxy.golang.org'

export function fault(changes: Partial<Fault> = {}): Fault {
  return {
    category: 'server-error',
    id: 'server-error/http-503',
    transient: true,
    module: 'golang.org/x/text@v0.14.0',
    host: 'proxy.golang.org',
    proxy: googleProxy,
    url: `${googleProxy}/golang.org/x/text/@v/v0.14.0.zip`,
    also: [],
    blocked: 1,
    evidence: [
      {
        line: 12,
        text: `go: golang.org/x/text@v0.14.0: reading ${googleProxy}/golang.org/x/text/@v/v0.14.0.zip: 503 Service Unavailable`,
      },
    ],
    answers: [],
    remedy: [
      'Run the job again in a few minutes: the server answers 5xx to everybody or to this region.',
      'Give the input `proxies` a second proxy that you trust, joined by `|`, so that a failing one is passed over.',
    ],
    confidence: 0.97,
    ...changes,
  }
}

export function proxy(changes: Partial<ProxyVerdict> = {}): ProxyVerdict {
  return {
    proxy: googleProxy,
    group: 0,
    health: 'healthy',
    manners: 'honest',
    latencyMs: 38,
    coverage: { have: 3, asked: 3 },
    reason: 'right content for 3 of 3 modules, and an honest 404 for a version that does not exist',
    failure: null,
    findings: [],
    wrongBytes: [],
    ...changes,
  }
}

export function attempt(number: number, primary: Fault | null, decision: Decision, ms = 8_400): Attempt {
  return {
    number,
    ms,
    goproxy: `${googleProxy},direct`,
    classification: { primary, faults: primary === null ? [] : [primary] },
    decision,
    excerpt: null,
  }
}

export function retry(afterMs: number, reason = 'a server error often passes'): Decision {
  return { kind: 'retry', afterMs, reason, http1: false, drop: [] }
}

export function fetched(changes: Partial<Extract<FetchReport, { kind: 'ran' }>> = {}): FetchReport {
  return {
    kind: 'ran',
    planned: 431,
    fetched: 431,
    missing: 0,
    bytes: 38_214_551,
    ms: 1_930,
    requests: 431,
    retries: 0,
    failures: 0,
    hedges: 0,
    upstreams: [
      {
        proxy: googleProxy,
        requests: 431,
        ok: 431,
        bytes: 38_214_551,
        medianFirstByteMs: 41,
        breakerOpened: 0,
        verdicts: { ok: 431 },
      },
    ],
    slowest: [
      { module: 'github.com/aws/aws-sdk-go@v1.49.6', requests: 3, bytes: 12_904_331, ms: 1_610 },
      { module: 'k8s.io/api@v0.29.0', requests: 3, bytes: 2_411_090, ms: 702 },
    ],
    witnesses: [],
    wrongBytes: [],
    ...changes,
  }
}

export function cache(changes: Partial<CacheReport> = {}): CacheReport {
  return {
    key,
    store: 'GitHub cache',
    restore: { kind: 'miss' },
    save: { kind: 'saved', key, files: 431, bytes: 37_900_112 },
    problems: [],
    restoreMs: 212,
    saveMs: 1_204,
    ...changes,
  }
}

const nothingSaved: CacheReport['save'] = { kind: 'skipped', reason: 'the download is not complete' }

function report(changes: Partial<Report>): Report {
  return {
    version: 1,
    at: '2026-11-23T18:13:05.120Z',
    run: {
      repository: 'example/shop',
      workflow: 'ci',
      job: 'test',
      id: '16012345678',
      attempt: 1,
      event: 'push',
      ref: 'refs/heads/main',
    },
    runner: { os: 'Linux', arch: 'X64', hosted: true },
    action: { version: '0.1.0' },
    result: 'complete',
    fault: null,
    faults: changes.fault ? [changes.fault] : [],
    source: null,
    requiredBy: { modules: [], unread: 0 },
    go: { version: 'go1.26.8', goproxy: `${googleProxy},direct`, exported: false, sealed: false },
    scopes: [{ name: '.', kind: 'module', module: 'example.com/shop/api', modules: 143, complete: true }],
    skipped: [],
    modules: { total: 143, fetched: 143, bytes: 38_214_551 },
    proxies: [proxy()],
    ranking: null,
    attempts: [attempt(1, null, { kind: 'done' }, 6_210)],
    fetch: fetched(),
    cache: cache(),
    findings: [],
    changes: [],
    excerpt: null,
    reproduce: [],
    notices: [],
    seconds: 6.4,
    ...changes,
  }
}

function failed(primary: Fault | null, changes: Partial<Report>): Report {
  return report({
    result: 'failed',
    fault: primary,
    scopes: [{ name: '.', kind: 'module', module: 'example.com/shop/api', modules: 143, complete: false }],
    attempts: [attempt(1, primary, { kind: 'stop', reason: 'the same request would fail again' }, 3_100)],
    cache: cache({ save: nothingSaved, saveMs: 0 }),
    reproduce: ['go clean -modcache', 'GOPROXY=https://proxy.golang.org,direct go mod download'],
    seconds: 4.1,
    ...changes,
  })
}

function span(proxy: string, startMs: number, ms: number, requests: number, ok: number) {
  return { proxy, startMs, ms, requests, ok }
}

function excerptOf(lines: readonly string[], causal: number, first = 10, omitted = 214): Excerpt {
  return {
    lines: lines.map((text, i) => ({ line: first + i, text, causal: i === causal, repeats: 1 })),
    omitted,
  }
}

function threeProxies(): ProxyVerdict[] {
  return [
    proxy({
      latencyMs: 44,
      reason: 'right content for 3 of 3 modules, but 503 for every .zip since the probe',
      health: 'unhealthy',
      failure: '503',
    }),
    proxy({
      proxy: 'https://goproxy.corp.example.com/go',
      health: 'unhealthy',
      manners: 'unknown',
      latencyMs: null,
      coverage: { have: 0, asked: 3 },
      reason: 'connection refused (ECONNREFUSED) at 10.4.7.12:443',
      failure: 'ECONNREFUSED',
    }),
    proxy({
      proxy: 'https://mirror.example.net',
      health: 'unhealthy',
      latencyMs: 12,
      coverage: { have: 0, asked: 3 },
      reason: 'it answers 200 with an HTML page instead of the module',
      failure: 'wrong-content',
    }),
  ]
}

function networkFailure(): Report {
  const primary = fault()
  const refused = fault({
    category: 'connect',
    id: 'connect/refused',
    host: 'goproxy.corp.example.com',
    proxy: 'https://goproxy.corp.example.com/go',
    module: null,
  })
  return failed(primary, {
    faults: [primary, refused],
    source: { file: 'services/api/go.mod', line: 17 },
    requiredBy: {
      modules: [
        {
          module: 'golang.org/x/text@v0.14.0',
          scope: 'services/api',
          chain: [
            'example.com/shop/api',
            'k8s.io/client-go@v0.35.0',
            'go.etcd.io/etcd/client/v3@v3.6.5',
            'golang.org/x/text@v0.14.0',
          ],
          replacedBy: null,
          selected: 'v0.14.0',
          versions: [
            { version: 'v0.14.0', count: 1, by: ['go.etcd.io/etcd/client/v3@v3.6.5'] },
            { version: 'v0.13.0', count: 4, by: ['example.com/shop/api', 'k8s.io/apiserver@v0.35.0'] },
          ],
        },
      ],
      unread: 2,
    },
    go: {
      version: 'go1.26.8',
      goproxy: `${googleProxy}|https://goproxy.corp.example.com/go|https://mirror.example.net`,
      exported: true,
      sealed: false,
    },
    proxies: threeProxies(),
    ranking: 'No candidate is healthy; the order of the list was kept.',
    modules: { total: 143, fetched: 142, bytes: 37_001_220 },
    attempts: [
      attempt(1, primary, retry(1_870), 12_400),
      attempt(2, primary, retry(4_210), 9_800),
      attempt(3, refused, retry(7_930), 31_020),
      attempt(4, primary, { kind: 'stop', reason: 'all 4 attempts are used up' }, 9_950),
    ],
    timeline: [
      { step: 'restore', startMs: 200, ms: 310 },
      { step: 'probe', startMs: 540, ms: 3_000 },
      {
        step: 'fetch',
        attempt: 1,
        startMs: 3_600,
        ms: 12_100,
        upstreams: [
          span(googleProxy, 0, 12_080, 434, 430),
          span('https://mirror.example.net', 1_300, 9_400, 3, 0),
          span('https://goproxy.corp.example.com/go', 1_900, 10_100, 3, 0),
        ],
      },
      { step: 'pause', attempt: 1, startMs: 15_700, ms: 1_870 },
      {
        step: 'fetch',
        attempt: 2,
        startMs: 17_600,
        ms: 9_500,
        upstreams: [span(googleProxy, 0, 9_400, 9, 0)],
      },
      { step: 'go', attempt: 2, startMs: 27_100, ms: 300 },
      { step: 'pause', attempt: 2, startMs: 27_400, ms: 4_210 },
      { step: 'fetch', attempt: 3, startMs: 31_600, ms: 30_200 },
      { step: 'go', attempt: 3, startMs: 61_800, ms: 820 },
      { step: 'pause', attempt: 3, startMs: 62_600, ms: 5_700 },
      { step: 'fetch', attempt: 4, startMs: 68_300, ms: 9_200 },
      { step: 'go', attempt: 4, startMs: 77_500, ms: 750 },
    ],
    fetch: fetched({
      fetched: 430,
      missing: 1,
      requests: 461,
      retries: 29,
      upstreams: [
        {
          proxy: googleProxy,
          requests: 443,
          ok: 430,
          bytes: 37_001_220,
          medianFirstByteMs: 44,
          breakerOpened: 2,
          verdicts: { ok: 430, error: 13 },
        },
        {
          proxy: 'https://goproxy.corp.example.com/go',
          requests: 9,
          ok: 0,
          bytes: 0,
          medianFirstByteMs: null,
          breakerOpened: 3,
          verdicts: { error: 9 },
        },
        {
          proxy: 'https://mirror.example.net',
          requests: 9,
          ok: 0,
          bytes: 41_022,
          medianFirstByteMs: 12,
          breakerOpened: 3,
          verdicts: { 'wrong-content': 9 },
        },
      ],
    }),
    excerpt: excerptOf(
      [
        'go: downloading golang.org/x/sys v0.15.0',
        'go: downloading golang.org/x/text v0.14.0',
        primary.evidence[0]?.text ?? '',
        '\tserver response:',
        '\tService Unavailable. Please try again in 30 seconds.',
      ],
      2,
    ),
    seconds: 78.3,
  })
}

function checksumFailure(): Report {
  const primary = fault({
    category: 'checksum-mismatch',
    id: 'checksum-mismatch/go-sum',
    transient: false,
    module: 'github.com/acme/ledger@v1.4.2',
    remedy: [
      'Ask the maintainers of `github.com/acme/ledger` whether the tag `v1.4.2` was moved: a moved tag gives other bytes under the same name.',
      'Compare with the checksum database: `curl https://sum.golang.org/lookup/github.com/acme/ledger@v1.4.2`.',
      'If the database agrees with your go.sum, the proxy that answered is at fault: leave it out of `proxies` until that is explained.',
    ],
    evidence: [{ line: 31, text: 'verifying github.com/acme/ledger@v1.4.2: checksum mismatch' }],
    confidence: 1,
  })
  return failed(primary, {
    source: { file: 'go.mod', line: 9 },
    excerpt: excerptOf(
      [
        'verifying github.com/acme/ledger@v1.4.2: checksum mismatch',
        '\tdownloaded: h1:Vb1i0e3rFXH6X8Gt3VQF7nQxw2Qk1lJ2oOQ2m0M2lQ0=',
        '\tgo.sum:     h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
        '',
        'SECURITY ERROR',
        'This download does NOT match an earlier download recorded in go.sum.',
      ],
      0,
      31,
      0,
    ),
  })
}

function privateModuleFailure(): Report {
  const primary = fault({
    category: 'auth',
    id: 'auth/git-no-credentials',
    transient: false,
    module: 'github.com/acme/internal-auth@v0.8.1',
    host: 'github.com',
    proxy: null,
    url: null,
    answers: [
      { question: 'network', answer: 'github.com answered' },
      { question: 'credentials', answer: 'none were offered' },
      { question: 'existence', answer: "can't be told before credentials are offered" },
    ],
    remedy: [
      "Give git a token that can read `acme/internal-auth`; the job's own `GITHUB_TOKEN` reads this repository only. A fine-grained token or a GitHub App with `contents: read` will do.",
      'Let git use it: `git config --global url."https://x-access-token:$TOKEN@github.com/acme/".insteadOf https://github.com/acme/`.',
      'Keep `GOPRIVATE=github.com/acme/*` set, so that no proxy is asked for the module.',
    ],
    evidence: [
      {
        line: 44,
        text: "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      },
    ],
    confidence: 0.95,
  })
  return failed(primary, {
    source: { file: 'go.mod', line: 6 },
    excerpt: excerptOf(
      [
        'go: github.com/acme/internal-auth@v0.8.1: invalid version: git ls-remote -q origin in /home/runner/go/pkg/mod/cache/vcs/3f: exit status 128:',
        "\tfatal: could not read Username for 'https://github.com': terminal prompts disabled",
        'Confirm the import path was entered correctly.',
        'If this is a private repository, see https://golang.org/doc/faq#git_https for additional information.',
      ],
      1,
      43,
      12,
    ),
  })
}

function configFailure(): Report {
  const primary = fault({
    category: 'proxy-config',
    id: 'proxy-config/goproxy-off',
    transient: false,
    module: 'github.com/spf13/cobra@v1.8.0',
    host: null,
    proxy: null,
    url: null,
    blocked: 143,
    remedy: [
      '`GOPROXY` is `off` in this job, so nothing may be downloaded. Set it to a proxy, or fill the module cache in an earlier step.',
    ],
    evidence: [{ line: 1, text: 'go: github.com/spf13/cobra@v1.8.0: module lookup disabled by GOPROXY=off' }],
    confidence: 1,
  })
  return failed(primary, {
    go: { version: 'go1.26.8', goproxy: 'off', exported: false, sealed: false },
    modules: { total: 143, fetched: 0, bytes: 0 },
    proxies: [],
    fetch: { kind: 'stepped-aside', reason: 'GOPROXY is off' },
    excerpt: excerptOf([primary.evidence[0]?.text ?? ''], 0, 1, 0),
    findings: [
      {
        id: 'gonosumdb-everything',
        what: '`GONOSUMDB` is `*`.',
        why: 'No module is checked against the checksum database. Name only your private prefixes in `GOPRIVATE`.',
      },
    ],
    reproduce: ['GOPROXY=off go mod download'],
    seconds: 0.7,
  })
}

function blockedFailure(): Report {
  const primary = fault({
    category: 'timeout',
    id: 'timeout/stalled',
    module: 'cloud.google.com/go/storage@v1.36.0',
    blocked: 40,
    confidence: 0.7,
    evidence: [
      {
        line: 3,
        text: 'GET https://proxy.golang.org/cloud.google.com/go/storage/@v/v1.36.0.zip: no byte for 10 s',
      },
    ],
    remedy: [
      'Run the job again. If it stalls again, ask who runs the network whether `storage.googleapis.com` is reachable: zips come from there.',
    ],
  })
  const witnesses: ReportedWitness[] = Array.from({ length: 40 }, (_, i) => ({
    module: `cloud.google.com/go/service${i}@v1.${i}.0`,
    proxy: googleProxy,
    host: 'proxy.golang.org',
    url: `${googleProxy}/cloud.google.com/go/service${i}/@v/v1.${i}.0.zip`,
    category: 'timeout',
    id: primary.id,
    text: `GET ${googleProxy}/cloud.google.com/go/service${i}/@v/v1.${i}.0.zip: no byte for 10 s`,
  }))
  return failed(primary, {
    source: { file: 'go.mod', line: 5 },
    modules: { total: 143, fetched: 103, bytes: 30_114_551 },
    fetch: fetched({ fetched: 391, missing: 40, witnesses, retries: 40, requests: 471 }),
    attempts: [
      attempt(1, primary, retry(2_100, 'a stall often passes'), 62_000),
      attempt(2, primary, { kind: 'stop', reason: 'the time limit of 10 min would be passed' }, 71_000),
    ],
    excerpt: {
      lines: [
        { line: 3, text: primary.evidence[0]?.text ?? '', causal: true, repeats: 40 },
        {
          line: 44,
          text: 'go: cloud.google.com/go/storage@v1.36.0: read "https://proxy.golang.org/…": context canceled',
          causal: false,
          repeats: 1,
        },
      ],
      omitted: 1_204,
    },
    seconds: 141.8,
  })
}

/** A failure that no rule knows. */
function unknownFailure(): Report {
  const primary = fault({
    category: 'unknown',
    id: 'unknown/fetch',
    transient: false,
    module: null,
    host: null,
    proxy: null,
    url: null,
    confidence: 0.3,
    remedy: [
      'Read the lines below. If they come from `go mod download`, please report them, so that the next reader is told more.',
    ],
    evidence: [{ line: 8, text: 'go: unexpected frobnication in module graph' }],
  })
  return failed(primary, {
    excerpt: excerptOf(
      ['go: finding module graph', primary.evidence[0]?.text ?? '', 'exit status 1'],
      1,
      7,
      3,
    ),
  })
}

/** One report for each outcome that the summary must get across, by name. */
export const sampleReports: Readonly<Record<string, Report>> = {
  'green-exact': report({
    modules: { total: 143, fetched: 0, bytes: 0 },
    proxies: [],
    fetch: { kind: 'off', reason: 'nothing is missing' },
    cache: cache({
      restore: { kind: 'exact', key, files: 431, bytes: 37_900_112 },
      save: { kind: 'exists', key },
      restoreMs: 910,
      saveMs: 0,
    }),
    seconds: 2.8,
  }),
  'green-cold': report({}),
  'green-partial': report({
    modules: { total: 143, fetched: 6, bytes: 2_104_882 },
    fetch: fetched({ planned: 18, fetched: 18, requests: 18, bytes: 2_104_882, ms: 410 }),
    cache: cache({ restore: { kind: 'partial', key, files: 413, bytes: 36_110_002 }, restoreMs: 870 }),
    skipped: [{ name: 'tools', reason: 'vendored' }],
    changes: [{ file: 'go.sum', added: 2, removed: 0 }],
    seconds: 3.4,
  }),
  recovered: report({
    result: 'recovered',
    fault: fault({ category: 'interrupted', id: 'interrupted/http2-stream', host: 'proxy.golang.org' }),
    attempts: [
      attempt(
        1,
        fault({ category: 'interrupted', id: 'interrupted/http2-stream' }),
        retry(1_240, 'a broken connection often passes'),
        7_300,
      ),
      attempt(2, null, { kind: 'done' }, 2_050),
    ],
    timeline: [
      { step: 'restore', startMs: 120, ms: 212 },
      { step: 'probe', startMs: 340, ms: 160 },
      {
        step: 'fetch',
        attempt: 1,
        startMs: 510,
        ms: 5_100,
        upstreams: [span(googleProxy, 0, 5_090, 410, 405)],
      },
      { step: 'go', attempt: 1, startMs: 5_620, ms: 2_180 },
      { step: 'pause', attempt: 1, startMs: 7_810, ms: 1_240 },
      { step: 'fetch', attempt: 2, startMs: 9_050, ms: 890, upstreams: [span(googleProxy, 0, 880, 26, 26)] },
      { step: 'go', attempt: 2, startMs: 9_950, ms: 410 },
      { step: 'save', startMs: 10_400, ms: 470 },
    ],
    fetch: fetched({ requests: 436, retries: 5 }),
    excerpt: excerptOf(
      ['go: golang.org/x/text@v0.14.0: stream error: stream ID 41; INTERNAL_ERROR; received from peer'],
      0,
      12,
      3,
    ),
    seconds: 10.9,
  }),
  'recovered-unanswered': report({
    result: 'recovered',
    fetch: fetched({
      requests: 434,
      hedges: 3,
      upstreams: [
        {
          proxy: googleProxy,
          requests: 434,
          ok: 431,
          bytes: 38_214_551,
          medianFirstByteMs: 41,
          breakerOpened: 0,
          unanswered: 3,
          verdicts: { ok: 431, abandoned: 3 },
        },
      ],
    }),
  }),
  'failed-network': networkFailure(),
  'failed-checksum': checksumFailure(),
  'failed-private': privateModuleFailure(),
  'failed-config': configFailure(),
  'failed-blocked': blockedFailure(),
  'failed-unknown': unknownFailure(),
  'failed-without-fault': failed(null, {
    attempts: [],
    notices: ['The step failed because of a fault of its own: TypeError at run.ts:41. Please report this.'],
    modules: { total: 0, fetched: 0, bytes: 0 },
    proxies: [],
    fetch: { kind: 'off', reason: 'not reached' },
    reproduce: [],
  }),
}
