// Credentials, placed as users place them and echoed by the server in every form: none is shown, and none reaches later steps.
// Maps to src/platform/secrets.ts, src/platform/redact.ts, src/report/redact-report.ts.

import { writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { attacks, expectInOrder, moduleNamed, published, requireModules } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()
let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates()
})
afterAll(() => certificates.remove())

const debugging = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' }

/** The forms in which a secret is told, apart from what the runner masks by itself. */
function forms(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]).toString('base64')
    return text.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1)
  })
  const told = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
  return [...new Set([...told, ...base64.filter((form) => form.length > 4)])]
}

function expectHidden(text: string, secret: string): void {
  expect(forms(secret).filter((form) => text.includes(form))).toEqual([])
}

async function attackedBy(proxies: string, env: Record<string, string | undefined> = {}) {
  await requireModules(attack().job.workspace, [await moduleNamed('a'), await moduleNamed('b')])
  const step = await attack().step({ inputs: { proxies, timeout: '6s' }, env: { ...debugging, ...env } })
  expectInOrder(step)
  return step
}

/** Sends back all that it was sent. */
const echo = (status: number) => (request: IncomingMessage, response: ServerResponse) => {
  const { authorization = '' } = request.headers
  const decoded = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString()
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(
    `${request.method} ${request.url} ${authorization} ${decoded} ${JSON.stringify(request.headers)}\n`,
  )
}

const odd = 'hunter2+/=x9Q'
const pathToken = 't0k3nT0k3n12345678abcd'

/** Where a secret stands; `port` is that of a server which echoes. */
const places: Readonly<
  Record<string, (port: number) => { proxies?: string; env?: Record<string, string>; secret: string }>
> = {
  'a token in a path': (port) => ({ proxies: `http://127.0.0.1:${port}/${pathToken}/go`, secret: pathToken }),
  'a token in a query': (port) => ({
    proxies: `http://127.0.0.1:${port}/?token=${encodeURIComponent(odd)}`,
    secret: odd,
  }),
  "a token in a path of the job's GOPROXY": (port) => ({
    env: { GOPROXY: `http://127.0.0.1:${port}/${pathToken}/go` },
    secret: pathToken,
  }),
  'a password without TLS': (port) => ({
    proxies: `http://user:${encodeURIComponent(odd)}@127.0.0.1:${port}`,
    secret: odd,
  }),
  'a password that is not escaped': (port) => ({
    proxies: `http://user:pa/ss?w#rd9@127.0.0.1:${port}`,
    secret: 'pa/ss?w#rd9',
  }),
  'a password of the forward proxy': (port) => ({
    proxies: 'http://proxy.invalid',
    env: { HTTP_PROXY: `http://user:${encodeURIComponent(odd)}@127.0.0.1:${port}` },
    secret: odd,
  }),
  'a password in an entry of another scheme': (port) => ({
    proxies: `ftp://user:${odd}@127.0.0.1:${port}`,
    secret: odd,
  }),
  'a password with a broken escape': (port) => ({
    proxies: `https://user:zq7w%zz@127.0.0.1:${port}`,
    secret: 'zq7w',
  }),
  "a password in a malformed GOPROXY of the job's": () => ({
    env: { GOPROXY: `https://user:${odd} @127.0.0.1:1` },
    secret: odd,
  }),
}

const echoed = Object.entries(places).flatMap(([place, settings]) =>
  [403, 404, 500, 401].map((status) => [`${place}, echoed with ${status}`, { settings, status }] as const),
)
rows('secrets that a server echoes', echoed, [
  'a token in a path, echoed with 404',
  'a password with a broken escape, echoed with 403',
])('%s', async (_, { settings, status }) => {
  const server = await attack().server(echo(status))
  const { proxies = '', env, secret } = settings(server.port)
  expectHidden(published(await attackedBy(proxies, env)), secret)
})

/** How a server that was sent credentials over TLS tells them again. */
const tellings: Readonly<Record<string, (said: Said, response: ServerResponse) => unknown>> = {
  'in a text': ({ all }, response) => response.writeHead(403, { 'content-type': 'text/plain' }).end(all),
  'in a header': ({ all }, response) =>
    response.writeHead(500, { 'www-authenticate': all.slice(0, 60) }).end(),
  'in a redirect': ({ password, login }, response) => {
    const [secret, both] = [encodeURIComponent(password), encodeURIComponent(login)]
    response.writeHead(302, { location: `https://user:${secret}@127.0.0.1:1/${secret}?x=${both}` }).end()
  },
  'in the host of a redirect': ({ password }, response) =>
    response
      .writeHead(302, { location: `https://${Buffer.from(password).toString('hex').slice(0, 50)}x.invalid/` })
      .end(),
  'in an .info': ({ login }, response) => response.end(JSON.stringify({ Version: login, Time: login })),
  'in a .mod': ({ password }, response) => response.end(`module ${JSON.stringify(password)}\n`),
}

interface Said {
  readonly login: string
  readonly password: string
  readonly all: string
}

function whatWasSaid(request: IncomingMessage): Said {
  const header = request.headers.authorization ?? ''
  const login = Buffer.from(header.replace('Basic ', ''), 'base64').toString()
  const password = login.split(':').slice(1).join(':')
  return {
    login,
    password,
    all: `${header} ${login} ${encodeURIComponent(login)} ${JSON.stringify(password)}`,
  }
}

interface Login {
  readonly how: 'url' | 'netrc'
  readonly user: string
  readonly password: string
  readonly secret: string
}
const logins: readonly Login[] = [
  { how: 'url', user: 'user', password: 'hunter2+x9Q', secret: 'hunter2+x9Q' },
  { how: 'url', user: 'user', password: 'a7c', secret: 'a7c' },
  { how: 'url', user: 'glpatlike-user99', password: 'secret', secret: 'glpatlike-user99' },
  { how: 'url', user: 'T0ps3cretTokenAsUser', password: '', secret: 'T0ps3cretTokenAsUser' },
  { how: 'netrc', user: 'bob', password: 'netrcPw+77', secret: 'netrcPw+77' },
  { how: 'netrc', user: 'bob', password: 'pw7', secret: 'pw7' },
  { how: 'netrc', user: 'bob', password: 'k9#zq', secret: 'k9#zq' },
  { how: 'netrc', user: 'loginIsToken12', password: 'password', secret: 'loginIsToken12' },
]
const told = Object.entries(tellings).flatMap(([where, tell]) =>
  logins.map((login) => [`${login.secret} of ${login.how}, told ${where}`, { tell, ...login }] as const),
)
rows('secrets that a server was sent over TLS', process.platform === 'linux' ? told : [], [
  'a7c of url, told in a text',
  'pw7 of netrc, told in a text',
  'T0ps3cretTokenAsUser of url, told in a redirect',
])('%s', async (_, { tell, how, user, password, secret }) => {
  const server = await attack().server(
    (request, response) => void tell(whatWasSaid(request), response),
    certificates.of('good'),
  )
  const login = password === '' ? user : `${user}:${encodeURIComponent(password)}`
  const proxies = how === 'url' ? server.url.replace('://', `://${login}@`) : server.url
  if (how === 'netrc') {
    const netrc = `machine 127.0.0.1:${server.port}\nlogin ${user}\npassword ${password}\n`
    await writeFile(join(attack().job.folder.path, process.platform === 'win32' ? '_netrc' : '.netrc'), netrc)
  }
  const step = await attackedBy(proxies, { SSL_CERT_FILE: certificates.caFile })
  // A secret of three characters may stand in a hash or a temporary name; there it is no secret.
  expectHidden(published(step).replaceAll(/h1:\S+|[0-9a-f]{16,}/g, ''), secret)
})

describe('tokens in the path of a proxy', () => {
  const tokens = [
    'QwErTyUiOpAsDfGh',
    'aBcDeFgHiJkLmNo7',
    'aBcD1234eFgH',
    'a1B2c3D4e5F6g7H8',
    'tok.a1B2c3D4e5F6g7H8',
    'a1B2c3D4e5F6g7H8=',
    '1234567890123456',
  ].map((token) => [token, token] as const)
  rows('tokens in a path', tokens, ['QwErTyUiOpAsDfGh', 'tok.a1B2c3D4e5F6g7H8'])(
    '%s is hidden',
    async (_, token) => {
      const proxy = await attack().proxy({
        modules: [await moduleNamed('a'), await moduleNamed('b')],
        basePath: `/${token}/org/repo/go`,
      })
      const step = await attackedBy(proxy.url)
      expect(step.outputs.result).toBe('complete')
      expectHidden(published(step), token)
    },
  )
})

describe('no later step gets credentials that it did not have', () => {
  const held: (readonly [string, string | undefined])[] = [
    ['none', undefined],
    ['those of another user', 'https://user:other99@x.invalid'],
    ['the same password for another user', 'https://ci:hunter22@x.invalid'],
  ]
  rows('credentials of later steps', held, ['the same password for another user'])(
    'whose GOPROXY holds %s',
    async (_, GOPROXY) => {
      const proxy = await attack().proxy({ modules: [await moduleNamed('a'), await moduleNamed('b')] })
      const dead = (await deadUrl()).replace('http://', 'https://bob:hunter22@')
      const step = await attackedBy(`${dead}|${proxy.url}`, { GOPROXY })
      expect(step.exported).toEqual({})
    },
  )

  test('and without any, the list is handed on in its new order', async () => {
    const proxy = await attack().proxy({ modules: [await moduleNamed('a'), await moduleNamed('b')] })
    const dead = await deadUrl()
    const step = await attackedBy(`${dead}|${proxy.url}`)
    expect(step.exported).toEqual({ GOPROXY: `${proxy.url}|${dead}` })
  })
})
