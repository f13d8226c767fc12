// The scripted module proxy does what it says, and the real `go` believes the synthetic modules.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Certificates, makeCertificates } from './certificates.ts'
import { type Behaviour, deadUrl, type ModuleProxyOptions, startModuleProxy } from './module-proxy.ts'
import { testOverTls } from './skip.ts'
import { makeModule, manyModules, type SyntheticModule, writeProject } from './synthetic-modules.ts'
import { temporaryFolder } from './temp.ts'

const run = promisify(execFile)

let module: SyntheticModule
let certificates: Certificates
beforeAll(async () => {
  module = await makeModule({ path: 'example.com/Upper/case', version: 'v1.2.3', sizeBytes: 200_000 })
  certificates = await makeCertificates()
})
afterAll(() => certificates.remove())

/** Runs `go` in a folder with a module cache of its own. */
async function goRun(
  dir: string,
  goproxy: string,
  args: readonly string[],
  env: Record<string, string> = {},
) {
  const options = {
    cwd: dir,
    env: {
      ...process.env,
      GOPROXY: goproxy,
      GOSUMDB: 'off',
      GOFLAGS: '-modcacherw',
      GOMODCACHE: join(dir, 'modcache'),
      GOCACHE: join(dir, 'buildcache'),
      GOTOOLCHAIN: 'local',
      GOWORK: 'off',
      ...env,
    },
  }
  return run('go', args, options).then(
    ({ stdout, stderr }) => ({ ok: true, stdout, stderr }),
    (error: { stdout: string; stderr: string }) => ({
      ok: false,
      stdout: error.stdout,
      stderr: error.stderr,
    }),
  )
}

/** What `go mod download` says to a proxy that answers every zip with `behaviour`. */
async function goAgainst(behaviour: Behaviour | undefined, options: ModuleProxyOptions = {}, env = {}) {
  const folder = await temporaryFolder()
  const script = ({ file }: { file: string }) => (file === 'zip' ? behaviour : undefined)
  const proxy = await startModuleProxy({ modules: [module], script, ...options })
  try {
    await writeProject(folder.path, {
      module: 'example.com/main',
      go: '1.21',
      requires: [module],
      modules: [module],
    })
    return { ...(await goRun(folder.path, proxy.url, ['mod', 'download'], env)), requests: proxy.requests }
  } finally {
    await proxy.close()
    await folder.remove()
  }
}

test('real go downloads, verifies and builds synthetic modules', async () => {
  const folder = await temporaryFolder()
  const proxy = await startModuleProxy({ modules: [module] })
  try {
    await writeProject(folder.path, {
      module: 'example.com/main',
      go: '1.21',
      requires: [module],
      modules: [module],
      imports: true,
    })
    expect(await goRun(folder.path, proxy.url, ['build', './...'])).toMatchObject({ ok: true })
    expect(await goRun(folder.path, 'off', ['mod', 'verify'])).toMatchObject({
      stdout: 'all modules verified\n',
    })
    expect(proxy.requests.map(({ rawPath, file, module }) => ({ rawPath, file, module }))).toContainEqual({
      rawPath: '/example.com/%21upper/case/@v/v1.2.3.zip',
      file: 'zip',
      module: 'example.com/Upper/case',
    })
  } finally {
    await proxy.close()
    await folder.remove()
  }
})

describe('what real go says to each way of being wrong', () => {
  const table: readonly (readonly [name: string, behaviour: Behaviour, text: RegExp])[] = [
    ['status', { kind: 'status', status: 503, body: 'overloaded' }, /503 Service Unavailable/],
    ['a login page', { kind: 'html200' }, /not a valid zip file/],
    ['any bytes', { kind: 'bytes', body: 'PK' }, /not a valid zip file/],
    ['a reset before the headers', { kind: 'reset' }, /connection reset by peer|wsarecv|EOF/],
    [
      'a reset in the body',
      { kind: 'reset', afterBytes: 100_000 },
      /connection reset by peer|wsarecv|unexpected EOF/,
    ],
    ['a wrong length', { kind: 'truncate', bytes: 9_000, contentLength: 'wrong' }, /unexpected EOF/],
    ['a short file', { kind: 'truncate', bytes: 9_000, contentLength: 'right' }, /not a valid zip file/],
    ['a cut chunked body', { kind: 'truncate', bytes: 9_000, contentLength: 'chunked' }, /unexpected EOF/],
    ['a redirect to a dead port', { kind: 'redirect', to: 'http://127.0.0.1:1/' }, /refused/i],
    ['a corrupt zip', { kind: 'corrupt-zip' }, /zip|flate/],
    ['no answer', { kind: 'close' }, /EOF/],
    [
      'a slow failure',
      { kind: 'delay', ms: 20, next: { kind: 'status', status: 500 } },
      /500 Internal Server Error/,
    ],
  ]
  test.each(table)('%s', async (_, behaviour, text) => {
    const { ok, stderr } = await goAgainst(behaviour)
    expect(ok).toBe(false)
    expect(stderr).toMatch(text)
  })

  test('a wrong version, a wrong go.mod, a foreign zip', async () => {
    const foreign = await makeModule({ path: 'example.com/foreign', version: 'v1.0.0' })
    const forFile = (wanted: string, behaviour: Behaviour) => ({
      script: ({ file }: { file: string }) => (file === wanted ? behaviour : undefined),
    })
    expect((await goAgainst(undefined, forFile('info', { kind: 'wrong-version' }))).stderr).toMatch(
      /instead of requested version/,
    )
    expect((await goAgainst(undefined, forFile('mod', { kind: 'wrong-mod' }))).stderr).toMatch(
      /checksum mismatch/,
    )
    expect((await goAgainst({ kind: 'other-zip', zip: foreign.zip })).stderr).toMatch(/unexpected file/)
  })

  testOverTls()('a stream error over HTTP/2, told by the script once, is gone the second time', async () => {
    const tls = { tls: certificates.of('good'), h2: true }
    const env = { SSL_CERT_FILE: certificates.caFile }
    const broken = await goAgainst({ kind: 'stream-error', afterBytes: 9_000 }, tls, env)
    expect(broken.stderr).toMatch(/stream error: stream ID \d+; INTERNAL_ERROR/)
    expect(broken.requests[0]?.httpVersion).toBe('2.0')
    expect(await goAgainst(undefined, tls, env)).toMatchObject({ ok: true })
  })

  testOverTls().each([
    ['expired', /certificate has expired/],
    ['wrong-name', /not 127\.0\.0\.1|IP SANs|none matched|not valid for any names|cannot validate/],
    ['self-signed', /unknown authority/],
  ] as const)('a certificate that is %s', async (kind, text) => {
    const { stderr } = await goAgainst(
      undefined,
      { tls: certificates.of(kind) },
      { SSL_CERT_FILE: certificates.caFile },
    )
    expect(stderr).toMatch(text)
  })
})

test('attempts are counted per path, and every request is remembered with its end', async () => {
  const proxy = await startModuleProxy({
    modules: await manyModules(2, 1),
    script: ({ attempt }) =>
      attempt === 1 ? { kind: 'status', status: 500, headers: { 'retry-after': '7' } } : undefined,
    requireAuth: { user: 'u', password: 'p' },
  })
  try {
    const get = (path: string) =>
      fetch(proxy.url + path, { headers: { authorization: `Basic ${btoa('u:p')}` } })
    const path = '/example.com/many1/m0001/@v/v1.1.1.info'
    expect((await fetch(proxy.url + path)).status).toBe(401)
    expect((await get(path)).status).toBe(200)
    const other = await get('/example.com/many1/m0000/@v/v1.1.0.mod')
    expect([other.status, other.headers.get('retry-after')]).toEqual([500, '7'])
    expect((await get('/sumdb/sum.golang.org/supported')).status).toBe(500)
    expect((await get('/sumdb/sum.golang.org/supported')).status).toBe(404)
    expect(proxy.requests.map(({ file, attempt, ordinal }) => [file, attempt, ordinal])).toEqual([
      ['info', 1, 1],
      ['info', 2, 2],
      ['mod', 1, 3],
      ['sumdb', 1, 4],
      ['sumdb', 2, 5],
    ])
  } finally {
    await proxy.close()
  }
})

test('a proxy that is down refuses connections, and comes back at the same address', async () => {
  const proxy = await startModuleProxy({ modules: [module] })
  const path = '/example.com/!upper/case/@v/v1.2.3.info'
  await proxy.down()
  await expect(fetch(proxy.url + path)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await proxy.up()
  expect((await fetch(proxy.url + path)).status).toBe(200)
  await proxy.close()
  await expect(fetch(await deadUrl())).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
})

test('a gzip bomb is small on the wire and large when decoded', async () => {
  const proxy = await startModuleProxy({ script: () => ({ kind: 'gzip-bomb', megabytes: 20 }) })
  const response = await fetch(`${proxy.url}/example.com/x/@v/v1.0.0.info`)
  expect((await response.arrayBuffer()).byteLength).toBe(20 * 1_048_576)
  await proxy.close()
  expect(proxy.requests[0]?.bytes).toBeLessThan(1_048_576)
})
