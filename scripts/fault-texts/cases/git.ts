// Cases of direct fetches: the real git against a code host that refuses, fails, or lacks the revision.

import { status } from '../answers.ts'
import { label, named } from '../label.ts'
import { plainModule } from '../module-content.ts'
import type { Label } from '../sample.ts'
import type { Case, HostScript, NameFault, Scene, Variation } from '../scene.ts'

const github = 'github.com'

function privateModule(v: Variation) {
  const org = v.pick('org', ['acme-corp', 'initech', 'globex', 'umbrella-eng', 'contoso'])
  return plainModule(
    `${github}/${org}/${v.pick('repo', ['billing', 'go-kit', 'protos', 'shared', 'auth-client'])}`,
    v.pick('version', ['v1.4.0', 'v0.3.7', 'v2.1.0+incompatible', 'v0.0.0-20240611093012-8f2c1d4e5a6b']),
  )
}

interface Row {
  readonly family: string
  readonly category: Label['category']
  readonly cause: string
  readonly also?: Label['also']
  readonly transient?: boolean
  readonly script?: HostScript
  readonly name?: NameFault
  readonly config?: string
  readonly synRetries?: number
}

const token =
  'git config --global url."https://x-access-token:ghs_0123456789abcdefghijABCDEFGHIJ012345@github.com/".insteadOf "https://github.com/"'
const overSsh = 'git config --global url."ssh://git@github.com/".insteadOf "https://github.com/"'
const says = (code: number, headers: Record<string, string> = {}): HostScript => ({
  answer: () => ({ kind: 'status', status: code, headers }),
})

const rows: readonly Row[] = [
  {
    family: 'auth/git-no-username',
    category: 'auth',
    cause: 'could not read Username',
    script: says(401, { 'www-authenticate': 'Basic realm="GitHub"' }),
  },
  {
    family: 'auth/git-token-rejected',
    category: 'auth',
    cause: 'Authentication failed',
    script: says(401, { 'www-authenticate': 'Basic realm="GitHub"' }),
    config: token,
  },
  { family: 'auth/git-403', category: 'auth', cause: 'error: 403', script: says(403), config: token },
  {
    family: 'not-found/git-repository',
    category: 'not-found',
    cause: 'not found',
    also: ['auth'],
    script: says(404),
  },
  { family: 'rate-limited/git-429', category: 'rate-limited', cause: 'error: 429', script: says(429) },
  { family: 'server-error/git-500', category: 'server-error', cause: 'error: 500', script: says(500) },
  { family: 'server-error/git-503', category: 'server-error', cause: 'error: 503', script: says(503) },
  { family: 'dns/git', category: 'dns', cause: 'Could not resolve host', name: 'nxdomain', transient: true },
  {
    family: 'connect/git-refused',
    category: 'connect',
    cause: 'Failed to connect',
    script: { connection: 'refused' },
  },
  {
    family: 'connect/git-no-route',
    category: 'connect',
    cause: 'Failed to connect',
    name: { address: '203.0.113.77' },
  },
  {
    family: 'connect/git-timed-out',
    category: 'timeout',
    cause: 'Failed to connect',
    also: ['connect'],
    name: { address: '34.12.1.7' },
    synRetries: 1,
  },
  {
    family: 'tls/git-unknown-authority',
    category: 'tls',
    cause: 'certificate',
    script: { certificate: 'unknown-authority' },
  },
  { family: 'tls/git-expired', category: 'tls', cause: 'certificate', script: { certificate: 'expired' } },
  {
    family: 'interrupted/git-reset',
    category: 'interrupted',
    cause: 'unable to access',
    script: { connection: 'reset' },
  },
  {
    family: 'interrupted/git-closed',
    category: 'interrupted',
    cause: 'unable to access',
    script: { answer: () => ({ kind: 'close' }) },
  },
  {
    family: 'connect/ssh-refused',
    category: 'connect',
    cause: 'Connection refused',
    script: { connection: 'refused' },
    config: overSsh,
  },
  {
    family: 'dns/ssh',
    category: 'dns',
    cause: 'Could not resolve hostname',
    name: 'nxdomain',
    config: overSsh,
    transient: true,
  },
  {
    family: 'timeout/ssh',
    category: 'timeout',
    cause: 'timed out',
    name: { address: '34.22.0.22' },
    config: overSsh,
    synRetries: 1,
  },
]

function fromRow(row: Row): Case {
  return {
    family: row.family,
    scene: (v) => {
      const module = privateModule(v)
      return {
        label: label(row.category, row.cause, {
          module: named(module),
          otherModules: [module.path],
          host: github,
          also: row.also ?? [],
          ...(row.transient === undefined ? {} : { transient: row.transient }),
        }),
        modules: [module],
        args: v.fetch,
        env: { GOPRIVATE: module.path.split('/').slice(0, 2).join('/') },
        prepare: async (place) => {
          if (row.config !== undefined) await place.shell(row.config)
        },
        hosts: { [github]: row.script ?? {} },
        ...(row.name === undefined ? {} : { names: { [github]: row.name } }),
        ...(row.synRetries === undefined ? {} : { synRetries: row.synRetries }),
      }
    },
  }
}

/** A bare repository on disk in place of the code host; `git` rewrites the URL, `go` does not know. */
const repository =
  (path: string, goMod: string): NonNullable<Scene['prepare']> =>
  async (place) => {
    const said = await place.shell(
      [
        'set -e',
        'export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com GIT_AUTHOR_DATE=2024-03-01T10:00:00Z GIT_COMMITTER_DATE=2024-03-01T10:00:00Z',
        `git init -q -b main /tmp/w && cd /tmp/w && printf '%s\\n' '${goMod}' > go.mod && echo 'package p' > p.go`,
        'git add . && git commit -q -m first && git tag v1.0.0 && git tag v1.1.0 && git tag v3.0.0',
        `mkdir -p "/srv/git/$(dirname ${path})" && git clone -q --bare /tmp/w /srv/git/${path} && cd / && rm -rf /tmp/w`,
        'git config --global url."file:///srv/git/github.com/".insteadOf "https://github.com/" && git config --global safe.directory "*"',
      ].join('\n'),
    )
    if (said.includes('fatal')) throw new Error(`no repository for ${path}: ${said}`)
  }

interface RevisionRow {
  readonly family: string
  readonly cause: string
  readonly version: string
  readonly command: 'get' | 'mod'
  readonly goMod?: (path: string) => string
}

const revisions: readonly RevisionRow[] = [
  {
    family: 'version-unavailable/unknown-tag',
    cause: 'unknown revision v1.9.9',
    version: 'v1.9.9',
    command: 'mod',
  },
  {
    family: 'version-unavailable/unknown-branch',
    cause: 'unknown revision feature/login',
    version: 'feature/login',
    command: 'get',
  },
  {
    family: 'version-unavailable/unknown-commit',
    cause: 'unknown revision',
    version: 'v0.0.0-20240301100000-0123456789ab',
    command: 'mod',
  },
  {
    family: 'version-unavailable/zero-pseudo-version',
    cause: 'unknown revision 000000000000',
    version: 'v0.0.0-00010101000000-000000000000',
    command: 'mod',
  },
  {
    family: 'version-unavailable/major-suffix',
    cause: 'module path must match major version',
    version: 'v3.0.0',
    command: 'get',
  },
  {
    family: 'version-unavailable/git-no-matching',
    cause: 'no matching versions',
    version: 'v7',
    command: 'get',
  },
]

function fromRevision(row: RevisionRow): Case {
  return {
    family: row.family,
    scene: (v) => {
      const path = `${github}/${v.pick('org', ['acme-corp', 'initech', 'globex'])}/${v.pick('repo', ['billing', 'go-kit', 'protos', 'shared', 'auth-client'])}`
      const module = plainModule(path, row.version)
      return {
        label: label('version-unavailable', row.cause, { module: named(module), otherModules: [path] }),
        modules: row.command === 'mod' ? [module] : [],
        goSum: '',
        args:
          row.command === 'get'
            ? v.pick('get', [
                ['get', named(module)],
                ['install', named(module)],
                ['get', '-u', named(module)],
              ])
            : v.pick('any', [
                ['mod', 'download'],
                ['mod', 'tidy'],
                ['list', '-m', 'all'],
              ]),
        env: { GOPRIVATE: github, GOFLAGS: '-mod=mod' },
        prepare: repository(path, row.goMod?.(path) ?? `module ${path}`),
      }
    },
  }
}

const vanityStatus = (
  family: string,
  category: Label['category'],
  code: number,
  cause: string,
  also: Label['also'] = [],
): Case => ({
  family,
  scene: (v) => {
    const module = plainModule(
      `${v.corporate}/core/${v.pick('name', ['metrics', 'flags', 'audit', 'cache', 'mailer'])}`,
      'v1.3.0',
    )
    return {
      label: label(category, cause, {
        also,
        module: named(module),
        otherModules: [module.path],
        host: v.corporate,
      }),
      modules: [module],
      args: v.fetch,
      env: { GOPRIVATE: v.corporate },
      hosts: { [v.corporate]: { answer: () => status(code, '') } },
    }
  },
})

export const gitCases: readonly Case[] = [
  ...rows.map(fromRow),
  ...revisions.map(fromRevision),
  vanityStatus('server-error/vanity-503', 'server-error', 503, '503 Service Unavailable'),
  vanityStatus('not-found/vanity-404', 'not-found', 404, '404 Not Found'),
  vanityStatus('auth/vanity-403', 'auth', 403, '403 Forbidden'),
  vanityStatus('rate-limited/vanity-429', 'rate-limited', 429, '429 Too Many Requests'),
]
