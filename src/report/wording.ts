// The words of every category and outcome. What isn't worded here doesn't compile.

import type { FaultCategory, FaultLayer } from '../faults/category.ts'
import type { FaultId } from '../faults/registry.ts'
import type { ProxyVerdict, RequestVerdict, RestoreOutcome, Result, SaveOutcome } from './report.ts'

const downloaded = {
  one: 'could not be downloaded',
  several: 'could not be downloaded',
  host: 'from',
} as const

/** What happened, as the rest of a headline after `Go modules: `. */
export const headlines = {
  dns: 'a host name did not resolve',
  connect: 'a server could not be reached',
  timeout: 'a server took too long to answer',
  tls: 'a TLS certificate or handshake failed',
  'http-proxy': 'the HTTP proxy of this network refused the way out',
  interrupted: 'the connection broke off in mid-download',
  'server-error': 'a server failed',
  'rate-limited': 'a server says: too many requests',
  sumdb: 'the checksum database could not be asked',
  auth: 'access to a module was refused',
  'not-found': 'a module was not found',
  'version-unavailable': 'a version of a module was not found',
  'checksum-mismatch': 'a checksum does not match: a module is not what go.sum recorded',
  'cache-corrupt': 'files in the module cache were damaged',
  'go-sum-missing': 'go.mod or go.sum needs an update',
  'dependency-graph': 'the dependencies do not fit together',
  'module-path': 'a module path or a go.mod is not as it should be',
  'proxy-config': 'a Go setting stands in the way',
  toolchain: 'the Go toolchain does not fit or could not be fetched',
  'vcs-missing': 'git, or another version control tool, is missing on the runner',
  disk: 'the disk is full or cannot be written to',
  killed: 'the download was stopped from outside',
  unknown: 'the cause is not clear',
} as const satisfies Record<FaultCategory, string>

/** Where the category's words would mislead. */
export const headlineOfFault: Readonly<Record<string, string>> = {
  'server-error/wrong-content': 'a server sent something that is no module',
  'server-error/damaged-content': 'a server sent a damaged file',
} satisfies Partial<Record<FaultId, string>>

/** Whose trouble it is: the first thing that a reader wants to know. */
export const blame = {
  network: 'This is the network, not your code.',
  service: 'This is a server, not your code.',
  access:
    'This is about access, not your code: the job lacks a permission, or the server forbids the module.',
  module:
    'This is your go.mod or your configuration: the module or version is absent, or not visible from here.',
  integrity: 'This is about integrity, not your code.',
  project: 'This is your code: go.mod, go.sum or an import needs a change.',
  configuration: 'This is your configuration: a Go setting of this job needs a change.',
  environment: 'This is the runner, not your code.',
  unknown: 'What was printed does not tell whether this is your code or the network.',
} as const satisfies Record<FaultLayer, string>

/** Where a category's layer says too little, or the wrong thing. */
export const blameOf: Partial<Record<FaultCategory, string>> = {
  dns: 'This is the network or a host name in your settings, not your code.',
  tls: 'This is the network or the certificates that the runner trusts, not your code.',
  'http-proxy': "This is your network's HTTP proxy, not your code.",
  'rate-limited': 'This is a limit of the server, not your code.',
  sumdb: 'This is the checksum database or the way to it, not your code.',
  'checksum-mismatch':
    'Take this as a security matter until you know better. The bytes were refused and not used. Do not delete lines of go.sum to get past it.',
  'cache-corrupt': 'This is a damaged cache, not your code.',
  toolchain: "This is the runner's Go version, or the version that go.mod asks for.",
  killed: 'This is the runner or a cancelled job, not your code.',
}

/** What became of the module at fault: for one, for several, and the word before the host. */
export const fates = {
  network: downloaded,
  service: downloaded,
  access: downloaded,
  module: { one: 'was not found', several: 'were not found', host: 'at' },
  integrity: { one: 'was refused as it came', several: 'were refused as they came', host: 'from' },
  project: null,
  configuration: downloaded,
  environment: downloaded,
  unknown: downloaded,
} as const satisfies Record<FaultLayer, { one: string; several: string; host: string } | null>

/** Would the same job pass if it ran again? */
export const again = {
  yes: 'Running the job again may help.',
  no: 'Running the job again will not help.',
} as const

/** Of a remedy: enough for every input to be wrong at once. */
export const mostSteps = 16

/** One glyph and the start of the headline. */
export const results = {
  complete: { glyph: '✅', words: 'Go modules complete' },
  recovered: { glyph: '⚠️', words: 'Go modules complete, after trouble' },
  failed: { glyph: '❌', words: 'Go modules' },
} as const satisfies Record<Result, { glyph: string; words: string }>

export const restoreWords = {
  exact: 'exact hit',
  partial: 'partial hit',
  miss: 'no entry yet',
  'not-needed': 'not needed',
  off: 'off',
  unavailable: 'cache service not available',
  denied: 'not allowed to read',
  'rate-limited': 'too many requests, says the cache service',
  slow: 'too slow, given up',
  corrupt: 'damaged entry, not used',
} as const satisfies Record<RestoreOutcome['kind'], string>

export const saveWords = {
  saved: 'saved',
  exists: 'not saved, another job has saved this entry or is about to',
  skipped: 'not saved',
  unavailable: 'not saved, cache service not available',
  denied: 'not saved, not allowed to write',
  'rate-limited': 'not saved, too many requests, says the cache service',
  slow: 'not saved, too slow',
  failed: 'not saved, the cache service failed',
} as const satisfies Record<SaveOutcome['kind'], string>

export const healthWords = {
  healthy: 'healthy',
  slow: 'slow',
  unhealthy: 'unhealthy',
  'not-probed': 'not asked',
} as const satisfies Record<ProxyVerdict['health'], string>

export const verdictWords = {
  ok: 'fine',
  'not-found': 'not found',
  refused: 'refused',
  error: 'failed',
  stalled: 'stalled',
  'wrong-content': 'wrong content',
  'too-large': 'too large',
  abandoned: 'not needed any more',
} as const satisfies Record<RequestVerdict, string>
