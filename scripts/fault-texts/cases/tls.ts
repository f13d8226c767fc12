// Cases of TLS and of the forward proxy.

import type { CertificateKind } from '../certificates.ts'
import { label, named } from '../label.ts'
import { plainModule } from '../module-content.ts'
import type { Case, HostScript, NameFault } from '../scene.ts'

const certificates: readonly (readonly [CertificateKind, string])[] = [
  ['unknown-authority', 'certificate signed by unknown authority'],
  ['self-signed', 'x509: certificate'],
  ['expired', 'certificate has expired or is not yet valid'],
  ['not-yet-valid', 'certificate has expired or is not yet valid'],
  ['wrong-name', 'x509: certificate is valid for'],
  ['common-name', 'x509: certificate'],
]

function atProxy(family: string, cause: string, script: HostScript): Case {
  return {
    family,
    scene: (v) => ({
      label: label('tls', cause, { module: named(v.module), host: v.proxy }),
      modules: [v.module],
      args: v.fetch,
      hosts: { [v.proxy]: script },
    }),
  }
}

function atVanityHost(family: string, cause: string, certificate: CertificateKind): Case {
  return {
    family,
    scene: (v) => {
      const module = plainModule(
        `${v.corporate}/sre/${v.pick('team', ['probe', 'pager', 'runbook', 'oncall', 'deployer'])}`,
        'v0.9.1',
      )
      return {
        label: label('tls', cause, { module: named(module), otherModules: [module.path], host: v.corporate }),
        modules: [module],
        args: v.fetch,
        env: { GOPRIVATE: '*.corp.example.com,code.example.net' },
        hosts: { [v.corporate]: { certificate } },
      }
    },
  }
}

interface ForwardRow {
  readonly family: string
  readonly cause: string
  readonly also?: readonly ('dns' | 'connect' | 'timeout' | 'tls')[]
  readonly transient: boolean
  readonly script?: HostScript
  readonly name?: NameFault
  readonly scheme?: string
  readonly releases?: readonly string[]
}

const forward: readonly ForwardRow[] = [
  {
    family: 'http-proxy/refused',
    cause: 'proxyconnect tcp',
    also: ['connect'],
    transient: true,
    script: { connection: 'refused' },
  },
  {
    family: 'http-proxy/no-such-host',
    cause: 'proxyconnect tcp',
    also: ['dns'],
    transient: false,
    name: 'nxdomain',
  },
  {
    family: 'http-proxy/timeout',
    cause: 'proxyconnect tcp',
    also: ['timeout'],
    transient: true,
    name: { address: '34.9.8.7' },
    releases: ['1.21.13', '1.25.5'],
  },
  {
    family: 'http-proxy/tls-to-plain',
    cause: 'proxyconnect tcp',
    also: ['tls'],
    transient: false,
    scheme: 'https',
  },
  {
    family: 'http-proxy/407',
    cause: 'Proxy Authentication Required',
    transient: false,
    script: { connect: { status: '407 Proxy Authentication Required' } },
  },
  {
    family: 'http-proxy/403',
    cause: ': Forbidden',
    transient: false,
    script: { connect: { status: '403 Forbidden' } },
  },
  {
    family: 'http-proxy/502',
    cause: ': Bad Gateway',
    transient: true,
    script: { connect: { status: '502 Bad Gateway' } },
  },
  {
    family: 'http-proxy/503',
    cause: ': Service Unavailable',
    transient: true,
    script: { connect: { status: '503 Service Unavailable' } },
  },
  {
    family: 'http-proxy/504',
    cause: ': Gateway Timeout',
    transient: true,
    script: { connect: { status: '504 Gateway Timeout' } },
  },
]

function throughForwardProxy(row: ForwardRow): Case {
  const egress = 'egress.corp.example.com'
  return {
    family: row.family,
    ...(row.releases === undefined ? {} : { releases: row.releases }),
    scene: (v) => ({
      label: label('http-proxy', row.cause, {
        also: row.also ?? [],
        transient: row.transient,
        module: named(v.module),
        host: egress,
        // A bare status text names only the host behind the forward proxy; an address stands for its name.
        otherHosts: ['10.20.0.40:3128', '34.9.8.7:3128', v.proxy],
      }),
      modules: [v.module],
      args: v.fetch,
      env: { HTTPS_PROXY: `${row.scheme ?? 'http'}://${egress}:3128` },
      hosts: { [egress]: { connection: 'forward-proxy', ...row.script } },
      ...(row.name === undefined ? {} : { names: { [egress]: row.name } }),
    }),
  }
}

export const tlsCases: readonly Case[] = [
  ...certificates.map(([kind, cause]) => atProxy(`tls/${kind}`, cause, { certificate: kind })),
  atProxy('tls/plain-http-behind-https', 'HTTP', { connection: 'plain' }),
  atVanityHost(
    'tls/vanity-unknown-authority',
    'certificate signed by unknown authority',
    'unknown-authority',
  ),
  atVanityHost('tls/vanity-expired', 'certificate has expired', 'expired'),
  atVanityHost('tls/vanity-wrong-name', 'certificate is valid for', 'wrong-name'),
  ...forward.map(throughForwardProxy),
]
