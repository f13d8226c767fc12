// Cases of the network layer: names, connections, broken transfers.

import { onKind } from '../answers.ts'
import { label, named } from '../label.ts'
import { goSumLines, plainModule } from '../module-content.ts'
import type { Label } from '../sample.ts'
import type { Answer, Case, HostScript, NameFault, Variation } from '../scene.ts'

interface Row {
  readonly family: string
  readonly category: Label['category']
  readonly cause: string
  readonly transient?: boolean | null
  readonly script?: HostScript
  readonly name?: NameFault
  readonly resolver?: string
  readonly synRetries?: number
  readonly releases?: readonly string[]
}

const slow = ['1.21.13', '1.26.8'] as const

/** Faults met by the first request to the module proxy. */
const atFirstRequest: readonly Row[] = [
  { family: 'dns/no-such-host', category: 'dns', cause: 'no such host', name: 'nxdomain', transient: true },
  {
    family: 'dns/server-misbehaving',
    category: 'dns',
    cause: 'server misbehaving',
    name: 'servfail',
    transient: true,
  },
  { family: 'dns/silent-resolver', category: 'dns', cause: 'i/o timeout', name: 'silent', transient: true },
  { family: 'dns/no-address', category: 'dns', cause: 'no such host', name: 'empty', transient: true },
  {
    family: 'dns/resolver-refuses',
    category: 'dns',
    cause: 'connection refused',
    resolver: 'nameserver 127.0.0.11\noptions timeout:1 attempts:1\n',
    transient: null,
  },
  {
    family: 'dns/no-resolver',
    category: 'dns',
    cause: 'connection refused',
    resolver: 'options timeout:1 attempts:1\n',
    transient: false,
  },
  {
    family: 'connect/refused',
    category: 'connect',
    cause: 'connection refused',
    script: { connection: 'refused' },
  },
  {
    family: 'connect/no-route',
    category: 'connect',
    cause: 'no route to host',
    name: { address: '203.0.113.25' },
  },
  {
    family: 'connect/network-unreachable',
    category: 'connect',
    cause: 'network is unreachable',
    name: { address: '198.18.7.7' },
  },
  {
    family: 'timeout/dial',
    category: 'timeout',
    cause: 'i/o timeout',
    name: { address: '34.64.4.17' },
    releases: ['1.19.8', '1.23.12', '1.26.8'],
  },
  {
    family: 'timeout/connection-timed-out',
    category: 'timeout',
    cause: 'connection timed out',
    name: { address: '34.64.4.81' },
    synRetries: 1,
  },
  {
    family: 'timeout/tls-handshake',
    category: 'timeout',
    cause: 'TLS handshake timeout',
    script: { connection: 'silent' },
    releases: slow,
  },
  {
    family: 'interrupted/reset-in-handshake',
    category: 'interrupted',
    cause: 'connection reset by peer',
    script: { connection: 'reset' },
  },
]

const answers: readonly (Omit<Row, 'script' | 'name'> & {
  readonly answer: Answer
  readonly http2?: true
  readonly kinds?: readonly string[]
})[] = [
  {
    family: 'interrupted/reset-before-answer',
    category: 'interrupted',
    cause: 'connection reset by peer',
    answer: { kind: 'reset' },
  },
  {
    family: 'interrupted/closed-before-answer',
    category: 'interrupted',
    cause: 'EOF',
    answer: { kind: 'close' },
  },
  {
    family: 'interrupted/body-cut',
    category: 'interrupted',
    cause: 'unexpected EOF',
    answer: { kind: 'cut', by: 'close' },
    kinds: ['zip', 'mod', 'zip'],
  },
  {
    family: 'interrupted/body-cut-chunked',
    category: 'interrupted',
    cause: 'unexpected EOF',
    answer: { kind: 'cut', by: 'close', chunked: true },
    kinds: ['zip'],
  },
  {
    family: 'interrupted/body-reset',
    category: 'interrupted',
    cause: 'connection reset by peer',
    answer: { kind: 'cut', by: 'reset' },
    kinds: ['zip', 'zip', 'mod'],
  },
  {
    family: 'interrupted/stream-internal-error',
    category: 'interrupted',
    cause: 'INTERNAL_ERROR',
    answer: { kind: 'stream-error', code: 2, late: true },
    http2: true,
    kinds: ['zip'],
  },
  {
    family: 'interrupted/stream-cancel',
    category: 'interrupted',
    cause: 'CANCEL',
    answer: { kind: 'stream-error', code: 8 },
    http2: true,
  },
  {
    family: 'interrupted/enhance-your-calm',
    category: 'interrupted',
    cause: 'ENHANCE_YOUR_CALM',
    answer: { kind: 'stream-error', code: 11 },
    http2: true,
  },
  {
    family: 'interrupted/http11-required',
    category: 'interrupted',
    cause: 'HTTP_1_1_REQUIRED',
    answer: { kind: 'stream-error', code: 13 },
    http2: true,
    transient: false,
  },
  {
    family: 'interrupted/goaway',
    category: 'interrupted',
    cause: 'GOAWAY',
    answer: { kind: 'goaway', code: 2 },
    http2: true,
  },
  {
    family: 'server-error/malformed-http',
    category: 'server-error',
    cause: 'malformed HTTP response',
    answer: { kind: 'raw', bytes: 'SSH-2.0-OpenSSH_9.6\r\n' },
  },
]

function atProxy(row: Row): Case {
  return {
    family: row.family,
    ...(row.releases === undefined ? {} : { releases: row.releases }),
    scene: (v) => ({
      label: label(row.category, row.cause, {
        module: named(v.module),
        host: v.proxy,
        ...(row.transient === undefined ? {} : { transient: row.transient }),
      }),
      modules: [v.module],
      args: v.fetch,
      ...(row.script === undefined ? {} : { hosts: { [v.proxy]: row.script } }),
      ...(row.name === undefined ? {} : { names: { [v.proxy]: row.name } }),
      ...(row.resolver === undefined ? {} : { resolver: row.resolver }),
      ...(row.synRetries === undefined ? {} : { synRetries: row.synRetries }),
    }),
  }
}

const zipCommands = [
  ['mod', 'download'],
  ['build', './...'],
  ['test', './...'],
  ['vet', './...'],
  ['mod', 'download', '-json'],
] as const

function inAnswer(row: (typeof answers)[number]): Case {
  return {
    family: row.family,
    scene: (v) => {
      const kind = v.pick('kind', row.kinds ?? ['mod', 'info', 'zip'])
      const args = kind === 'info' ? ['mod', 'download'] : v.pick('zip command', zipCommands)
      return {
        label: label(row.category, row.cause, {
          module: named(v.module),
          host: v.proxy,
          ...(row.transient === undefined ? {} : { transient: row.transient }),
        }),
        modules: v.modules,
        args,
        hosts: {
          [v.proxy]: { ...onKind(kind, row.answer, v.module.path), ...(row.http2 ? { http2: true } : {}) },
        },
      }
    },
  }
}

function vanity(
  family: string,
  category: Label['category'],
  cause: string,
  scene: (host: string) => { hosts?: Record<string, HostScript>; names?: Record<string, NameFault> },
): Case {
  return {
    family,
    scene: (v: Variation) => {
      const host = v.corporate
      const module = plainModule(
        `${host}/platform/${v.pick('team', ['billing', 'queue', 'auth-kit', 'ratelimit', 'ledger'])}`,
        'v1.4.2',
      )
      return {
        label: label(category, cause, {
          module: named(module),
          otherModules: [module.path],
          host,
          transient: category !== 'tls',
        }),
        modules: [module],
        args: v.fetch,
        env: { GOPRIVATE: host },
        ...scene(host),
      }
    },
  }
}

const manyModulesRefused: Case = {
  family: 'connect/refused-for-all',
  scene: (v) => ({
    label: label('connect', 'connection refused', {
      module: named(v.module),
      otherModules: v.modules.map(named),
      host: v.proxy,
    }),
    modules: v.modules,
    goSum: v.modules.map(goSumLines).join(''),
    args: v.pick('all', [
      ['mod', 'download', '-json'],
      ['build', './...'],
      ['test', './...'],
    ]),
    env: { GOFLAGS: '-mod=mod', GOPROXY: `https://${v.proxy}` },
    hosts: { [v.proxy]: { connection: 'refused' } },
  }),
}

export const networkCases: readonly Case[] = [
  ...atFirstRequest.map(atProxy),
  ...answers.map(inAnswer),
  manyModulesRefused,
  vanity('dns/vanity-host', 'dns', 'no such host', (host) => ({ names: { [host]: 'nxdomain' } })),
  vanity('connect/vanity-host', 'connect', 'connection refused', (host) => ({
    hosts: { [host]: { connection: 'refused' } },
  })),
  vanity('interrupted/vanity-host', 'interrupted', 'EOF', (host) => ({
    hosts: { [host]: { answer: () => ({ kind: 'close' }) } },
  })),
]
