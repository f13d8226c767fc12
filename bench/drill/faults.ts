// The faults of the drill: how each is played, where it makes sense, and what may come of it when nobody is well.

import type { Behaviour, ScriptedRequest } from '../../__tests__/helpers/module-proxy.ts'
import type { FaultCategory } from '../../src/faults/category.ts'
import type { LookupFault } from './checksum-database.ts'
import type { DrillProject } from './project.ts'

/** On which part: the first proxy of two, one module of the first proxy, both proxies. */
export type Place = 'first' | 'one' | 'all'

/** What a fault may make use of. */
export interface Stage {
  readonly project: DrillProject
  /** Nobody listens there. */
  readonly dead: string
  /** Decided by the seed and the arguments, whatever the order of requests. */
  readonly chance: (...about: readonly (string | number)[]) => number
}

export type Transport = 'http' | 'http2' | 'tls-expired' | 'tls-wrong-name' | 'refused'

/** What must come of a run of ours in which every proxy has the fault. */
type Ending = 'recovers' | 'open' | readonly FaultCategory[]

export interface DrillFault {
  readonly id: string
  readonly title: string
  readonly places: readonly Place[]
  /** How the faulty proxy is reached; plain HTTP by default. */
  readonly transport?: Transport
  /** Undefined: the right answer. */
  readonly play?: (request: ScriptedRequest, stage: Stage) => Behaviour | undefined
  /** The fault is at the checksum database, and go.sum is missing so that it is asked. */
  readonly lookup?: (request: { readonly attempt: number }) => LookupFault | undefined
  readonly whenAll: Ending
  /** What else may be told where only the text of `go` is there to tell from. */
  readonly toldByGo?: FaultCategory
}

const everywhere: readonly Place[] = ['first', 'one', 'all']

const status = (code: number, body: string, headers: Readonly<Record<string, string>> = {}): Behaviour => ({
  kind: 'status',
  status: code,
  body,
  headers,
})

const onZips =
  (behaviour: Behaviour) =>
  ({ file }: ScriptedRequest): Behaviour | undefined =>
    file === 'zip' ? behaviour : undefined

const tooMany = (retryAfter: number) => status(429, 'slow down', { 'retry-after': String(retryAfter) })

/** Every fault of the matrix. A category of `whenAll` is right by the conventions of the fault catalogue. */
export const drillFaults: readonly DrillFault[] = [
  {
    id: '5xx-once',
    title: '503 to the first request for each file',
    places: everywhere,
    play: ({ attempt }) => (attempt === 1 ? status(503, 'unavailable') : undefined),
    whenAll: 'recovers',
  },
  {
    id: '5xx-flapping',
    title: '502 to four requests of ten',
    places: everywhere,
    play: ({ path, attempt }, { chance }) =>
      chance('flap', path, attempt) < 0.4 ? status(502, 'bad gateway') : undefined,
    whenAll: 'recovers',
  },
  {
    id: '5xx-for-ever',
    title: '500 for ever',
    places: everywhere,
    play: () => status(500, 'internal server error'),
    whenAll: ['server-error'],
  },
  {
    id: '429-once',
    title: '429 with Retry-After: 1 to the first request for each zip',
    places: everywhere,
    play: ({ file, attempt }) => (file === 'zip' && attempt === 1 ? tooMany(1) : undefined),
    whenAll: 'recovers',
  },
  {
    id: '429-for-ever',
    title: '429 with Retry-After: 2, for ever',
    places: everywhere,
    play: () => tooMany(2),
    whenAll: ['rate-limited'],
  },
  {
    id: 'refused',
    title: 'connection refused',
    places: ['first', 'all'],
    transport: 'refused',
    whenAll: ['connect'],
  },
  {
    id: 'reset',
    title: 'TCP reset before the headers',
    places: everywhere,
    play: () => ({ kind: 'reset' }),
    whenAll: ['interrupted', 'connect'],
  },
  {
    id: 'reset-mid-body',
    title: 'TCP reset in the middle of a zip',
    places: everywhere,
    play: onZips({ kind: 'reset', afterBytes: 1_000 }),
    whenAll: ['interrupted'],
  },
  {
    id: 'truncated-right-length',
    title: 'zip cut short, with the length of what is sent',
    places: everywhere,
    play: onZips({ kind: 'truncate', bytes: 1_000, contentLength: 'right' }),
    whenAll: ['server-error'],
  },
  {
    id: 'truncated-wrong-length',
    title: 'zip cut short of its Content-Length',
    places: everywhere,
    play: onZips({ kind: 'truncate', bytes: 1_000, contentLength: 'wrong' }),
    whenAll: ['interrupted'],
  },
  {
    id: 'h2-stream-error',
    title: 'HTTP/2 stream error in the middle of a zip',
    places: everywhere,
    transport: 'http2',
    play: onZips({ kind: 'stream-error', afterBytes: 1_000 }),
    whenAll: ['interrupted'],
  },
  {
    id: 'stall-headers',
    title: 'stall before the headers',
    places: everywhere,
    play: () => ({ kind: 'stall' }),
    whenAll: ['timeout'],
  },
  {
    id: 'stall-mid-body',
    title: 'stall in the middle of a zip',
    places: everywhere,
    play: onZips({ kind: 'stall', afterBytes: 1_000 }),
    whenAll: ['timeout'],
  },
  {
    id: 'slow-drip',
    title: 'zips at 100 bytes a second',
    places: everywhere,
    play: onZips({ kind: 'drip', bytesPerSecond: 100 }),
    whenAll: ['timeout'],
  },
  {
    id: 'html-200',
    title: 'a login page with status 200',
    places: everywhere,
    play: () => ({ kind: 'html200' }),
    whenAll: ['server-error'],
    toldByGo: 'checksum-mismatch',
  },
  {
    id: '404-bad-upstream',
    title: '404 that tells of a bad upstream',
    places: everywhere,
    play: () => status(404, 'not found: bad upstream'),
    whenAll: ['server-error'],
  },
  {
    id: '404-blanket',
    title: '404 for what exists',
    places: everywhere,
    play: () => status(404, 'not found'),
    whenAll: ['version-unavailable', 'not-found'],
  },
  {
    id: 'wrong-version',
    title: '.info of another version',
    places: everywhere,
    play: ({ file }) => (file === 'info' ? { kind: 'wrong-version' } : undefined),
    whenAll: ['server-error'],
  },
  {
    id: 'corrupt-zip',
    title: 'zip with flipped bytes',
    places: everywhere,
    play: onZips({ kind: 'corrupt-zip' }),
    whenAll: ['server-error', 'checksum-mismatch'],
  },
  {
    id: 'foreign-zip',
    title: 'valid zip of another module',
    places: everywhere,
    play: ({ file }, { project }) =>
      file === 'zip' ? { kind: 'other-zip', zip: project.foreignZip } : undefined,
    whenAll: ['server-error', 'checksum-mismatch'],
  },
  {
    id: 'tampered-zip',
    title: 'well-formed zip with other content',
    places: everywhere,
    play: ({ file, module }, { project }) =>
      file === 'zip' ? { kind: 'bytes', body: project.tampered.get(module) ?? '' } : undefined,
    whenAll: ['checksum-mismatch'],
  },
  {
    id: 'wrong-mod',
    title: '.mod that go.sum contradicts',
    places: everywhere,
    play: ({ file }) => (file === 'mod' ? { kind: 'wrong-mod' } : undefined),
    whenAll: ['checksum-mismatch'],
  },
  {
    id: 'redirect-loop',
    title: 'redirect loop',
    places: everywhere,
    play: ({ path }) => ({ kind: 'redirect', to: encodeURI(path) }),
    whenAll: ['server-error'],
  },
  {
    id: 'redirect-dead',
    title: 'redirect to a host that refuses connections',
    places: everywhere,
    play: ({ path }, { dead }) => ({ kind: 'redirect', to: `${dead}${encodeURI(path)}` }),
    whenAll: ['connect'],
  },
  {
    id: 'tls-expired',
    title: 'expired certificate',
    places: everywhere,
    transport: 'tls-expired',
    whenAll: ['tls'],
  },
  {
    id: 'tls-wrong-name',
    title: 'certificate of another name',
    places: everywhere,
    transport: 'tls-wrong-name',
    whenAll: ['tls'],
  },
  {
    id: 'auth-wall',
    title: '401 for everything',
    places: everywhere,
    play: () => status(401, 'credentials are needed', { 'www-authenticate': 'Basic realm="modules"' }),
    whenAll: ['auth'],
  },
  {
    id: 'gzip-bomb',
    title: '.info of 2 MB in 2 KB of gzip',
    places: everywhere,
    play: ({ file }) => (file === 'info' ? { kind: 'gzip-bomb', megabytes: 2 } : undefined),
    whenAll: ['server-error'],
  },
  {
    id: 'sumdb-500-once',
    title: 'checksum database: 500 to the first lookup of each module',
    places: ['all'],
    lookup: ({ attempt }) => (attempt === 1 ? 'status-500' : undefined),
    whenAll: 'recovers',
  },
  {
    id: 'sumdb-500',
    title: 'checksum database: 500 for ever',
    places: ['all'],
    lookup: () => 'status-500',
    whenAll: ['sumdb'],
  },
  {
    id: 'sumdb-stall',
    title: 'checksum database: no answer',
    places: ['all'],
    lookup: () => 'stall',
    whenAll: ['sumdb'],
  },
]
