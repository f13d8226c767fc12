// Cases of HTTP answers: statuses, their bodies, and wrong content with status 200.

import { always, loginPage, onKind, status } from '../answers.ts'
import { label, named } from '../label.ts'
import { plainModule } from '../module-content.ts'
import type { Label } from '../sample.ts'
import type { Answer, Case, Variation } from '../scene.ts'

interface Row {
  readonly family: string
  readonly category: Label['category']
  readonly cause: string
  readonly kinds: readonly string[]
  readonly answer: Answer | ((v: Variation) => Answer)
  readonly transient?: boolean | null
  readonly also?: Label['also']
  readonly goproxy?: 'alone'
  /** The text may name neither module nor host. */
  readonly bare?: true
  /** The error itself names no host; a trace before it may. */
  readonly noHost?: true
}

const html = '<html>\n<head><title>502 Bad Gateway</title></head>\n<body>nginx</body>\n</html>\n'

const rows: readonly Row[] = [
  {
    family: 'server-error/500',
    category: 'server-error',
    cause: '500 Internal Server Error',
    kinds: ['mod', 'info', 'zip'],
    answer: status(500, 'internal server error'),
  },
  {
    family: 'server-error/502',
    category: 'server-error',
    cause: '502 Bad Gateway',
    kinds: ['zip', 'mod', 'zip'],
    answer: status(502, html, 'text/html'),
  },
  {
    family: 'server-error/503',
    category: 'server-error',
    cause: '503 Service Unavailable',
    kinds: ['mod', 'zip'],
    answer: status(
      503,
      'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    ),
  },
  {
    family: 'server-error/504',
    category: 'server-error',
    cause: '504 Gateway Timeout',
    kinds: ['zip', 'mod'],
    answer: status(504, ''),
  },
  {
    family: 'server-error/521',
    category: 'server-error',
    cause: '521',
    kinds: ['mod', 'zip'],
    answer: status(521, 'error code: 521'),
  },
  {
    family: 'rate-limited/429',
    category: 'rate-limited',
    cause: '429 Too Many Requests',
    kinds: ['mod', 'zip', 'info'],
    answer: status(429, ''),
  },
  {
    family: 'rate-limited/429-body',
    category: 'rate-limited',
    cause: '429 Too Many Requests',
    kinds: ['zip', 'mod'],
    answer: status(429, 'Rate limit exceeded, retry later\n'),
  },
  {
    family: 'rate-limited/403-body',
    category: 'rate-limited',
    cause: 'rate limit',
    kinds: ['mod', 'info', 'zip'],
    answer: status(
      403,
      'API rate limit exceeded for 52.14.88.2. (But here is the good news: Authenticated requests get a higher rate limit.)\n',
    ),
  },
  {
    family: 'auth/401',
    category: 'auth',
    cause: '401 Unauthorized',
    kinds: ['mod', 'zip'],
    answer: status(401, ''),
  },
  {
    family: 'auth/401-body',
    category: 'auth',
    cause: '401 Unauthorized',
    kinds: ['mod', 'zip', 'info'],
    answer: status(401, '{"errors":[{"status":401,"message":"Bad credentials"}]}', 'application/json'),
  },
  {
    family: 'auth/403',
    category: 'auth',
    cause: '403 Forbidden',
    kinds: ['mod', 'info', 'zip'],
    answer: status(403, ''),
  },
  {
    family: 'auth/403-policy',
    category: 'auth',
    cause: '403 Forbidden',
    kinds: ['zip', 'mod'],
    answer: (v) =>
      status(
        403,
        `Package ${v.module.path}:${v.module.version} download was blocked by policy "no-critical-cve".\n`,
      ),
  },
  {
    family: 'not-found/404-zip',
    category: 'not-found',
    cause: '404 Not Found',
    kinds: ['zip'],
    answer: status(404, 'not found\n'),
    goproxy: 'alone',
  },
  {
    family: 'version-unavailable/404-mod',
    category: 'version-unavailable',
    cause: '404 Not Found',
    kinds: ['mod'],
    answer: (v) =>
      status(404, `not found: ${named(v.module)}: invalid version: unknown revision ${v.module.version}\n`),
    goproxy: 'alone',
  },
  {
    family: 'version-unavailable/404-info',
    category: 'version-unavailable',
    cause: '404 Not Found',
    kinds: ['info'],
    answer: status(404, 'not found\n'),
    goproxy: 'alone',
  },
  {
    family: 'version-unavailable/410-mod',
    category: 'version-unavailable',
    cause: '410 Gone',
    kinds: ['mod'],
    answer: (v) =>
      status(410, `not found: ${named(v.module)}: invalid version: unknown revision ${v.module.version}\n`),
    goproxy: 'alone',
  },
  {
    family: 'server-error/404-bad-upstream',
    category: 'server-error',
    cause: 'bad upstream',
    kinds: ['mod', 'zip', 'info'],
    answer: status(404, 'not found: bad upstream'),
    goproxy: 'alone',
  },
  {
    family: 'server-error/404-fetch-timed-out',
    category: 'server-error',
    cause: 'fetch timed out',
    kinds: ['zip', 'mod'],
    answer: status(404, 'not found: fetch timed out'),
    goproxy: 'alone',
  },
  {
    family: 'server-error/404-git-text',
    category: 'server-error',
    cause: 'Failed to connect to',
    kinds: ['mod', 'info'],
    answer: (v) =>
      status(
        404,
        `not found: ${named(v.module)}: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/f3e1b6d8: exit status 128:\n\tfatal: unable to access 'https://${v.module.path}/': Failed to connect to github.com port 443 after 21047 ms: Couldn't connect to server`,
      ),
    goproxy: 'alone',
  },
  {
    family: 'server-error/html-info',
    category: 'server-error',
    cause: 'invalid character',
    kinds: ['info'],
    answer: loginPage,
    transient: null,
  },
  {
    family: 'server-error/empty-info',
    category: 'server-error',
    cause: 'unexpected end of JSON input',
    kinds: ['info'],
    answer: status(200, ''),
    transient: true,
  },
  {
    family: 'server-error/other-version',
    category: 'server-error',
    cause: 'proxy returned info for version',
    kinds: ['info'],
    answer: status(200, '{"Version":"v0.0.1","Time":"2020-01-01T00:00:00Z"}', 'application/json'),
    transient: false,
    noHost: true,
  },
  {
    family: 'server-error/not-a-zip',
    category: 'server-error',
    cause: 'not a valid zip file',
    kinds: ['zip'],
    answer: status(200, 'PK\x03\x04 and then nothing', 'application/zip'),
    transient: true,
    bare: true,
  },
  {
    family: 'server-error/html-zip',
    category: 'server-error',
    cause: 'not a valid zip file',
    kinds: ['zip'],
    answer: loginPage,
    transient: true,
    bare: true,
  },
  {
    family: 'server-error/204',
    category: 'server-error',
    cause: '204 No Content',
    kinds: ['mod', 'zip'],
    answer: { kind: 'status', status: 204 },
    transient: true,
  },
  {
    family: 'server-error/redirect-loop',
    category: 'server-error',
    cause: 'stopped after 10 redirects',
    kinds: ['mod', 'zip'],
    answer: { kind: 'status', status: 302, headers: { location: '/login' } },
    transient: false,
    bare: true,
  },
]

const commandsFor = (kind: string) =>
  kind === 'info'
    ? ([
        ['mod', 'download'],
        ['mod', 'download', '-json'],
        ['mod', 'download', '-x'],
      ] as const)
    : ([
        ['mod', 'download'],
        ['build', './...'],
        ['test', './...'],
        ['vet', './...'],
        ['mod', 'download', '-x'],
        ['mod', 'tidy'],
      ] as const)

function fromRow(row: Row): Case {
  return {
    family: row.family,
    scene: (v) => {
      const kind = v.pick('kind', row.kinds)
      const answer = typeof row.answer === 'function' ? row.answer(v) : row.answer
      const host = v.proxy
      const script =
        answer.kind === 'status' && answer.status === 302
          ? { answer: () => answer }
          : onKind(kind, answer, v.module.path)
      return {
        label: label(row.category, row.cause, {
          module: named(v.module),
          host,
          ...(row.noHost ? { otherHosts: [null] } : {}),
          ...(row.bare ? { otherModules: [null, ...v.modules.map(named)], otherHosts: [null] } : {}),
          ...(row.transient === undefined ? {} : { transient: row.transient }),
          ...(row.also === undefined ? {} : { also: row.also }),
        }),
        modules: v.modules,
        args: v.pick<readonly string[]>('command for status', commandsFor(kind)),
        hosts: { [host]: script },
        ...(row.goproxy === 'alone' ? { env: { GOPROXY: `https://${host}` } } : {}),
      }
    },
  }
}

/** A private module asked of a public proxy, whose answer tells that its own git was refused. */
const privateAtPublicProxy: Case = {
  family: 'not-found/private-at-public-proxy',
  scene: (v) => {
    const module = plainModule(
      `github.com/${v.pick('org', ['acme-corp', 'initech', 'globex', 'umbrella-eng', 'hooli'])}/${v.pick('repo', ['billing-api', 'shared-go', 'protos', 'go-kit', 'auth'])}`,
      'v1.12.0',
    )
    const body = `not found: ${named(module)}: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/4fbb1d0c29c0d61b4b6bbf7c7d3d1b0f: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled\nConfirm the import path was entered correctly.\nIf this is a private repository, see https://golang.org/doc/faq#git_https for additional information.`
    return {
      label: label('not-found', 'could not read Username', {
        also: ['auth'],
        transient: false,
        module: named(module),
        host: v.proxy,
        otherHosts: ['github.com'],
      }),
      modules: [module],
      args: v.fetch,
      hosts: { [v.proxy]: onKind('mod info zip', status(404, body)) },
      env: { GOPROXY: `https://${v.proxy}` },
    }
  },
}

/** An enterprise repository manager that wants a login for everything. */
const managerWantsLogin: Case = {
  family: 'auth/repository-manager',
  scene: (v) => {
    const host = v.pick('manager', ['artifactory.example.com', 'nexus.corp.example.com'])
    const base = host.startsWith('art')
      ? `https://${host}/api/go/go-virtual`
      : `https://${host}/repository/go-group`
    return {
      label: label('auth', '401', { transient: false, module: named(v.module), host }),
      modules: [v.module],
      args: v.fetch,
      env: { GOPROXY: base },
      hosts: {
        [host]: always(
          status(
            401,
            '{"errors":[{"status":401,"message":"Token failed verification: expired"}]}',
            'application/json',
          ),
        ),
      },
    }
  },
}

const getLatestNowhere: Case = {
  family: 'not-found/get-latest',
  scene: (v) => {
    const path = `github.com/${v.pick('owner', ['gorrila', 'sprf13', 'uber-go-labs', 'golangs', 'stretchrr'])}/${v.pick('name', ['mux', 'cobra', 'zapper', 'lint', 'testify'])}`
    return {
      label: label('not-found', '404 Not Found', {
        transient: false,
        module: path,
        host: v.proxy,
        otherModules: [`${path}@latest`],
      }),
      modules: [],
      args: v.pick('get', [
        ['get', path],
        ['get', `${path}@latest`],
        ['install', `${path}@latest`],
        ['list', '-m', `${path}@latest`],
      ]),
      env: { GOPROXY: `https://${v.proxy}` },
      hosts: {
        [v.proxy]: always(
          status(
            404,
            `not found: module ${path}: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0a1b: exit status 128:\n\tremote: Repository not found.\n\tfatal: repository 'https://${path}/' not found`,
          ),
        ),
      },
    }
  },
}

export const statusCases: readonly Case[] = [
  ...rows.map(fromRow),
  privateAtPublicProxy,
  managerWantsLogin,
  getLatestNowhere,
]
