// What a run never gives away, never obeys and never asks: credentials, hostile text, other hosts.
// Maps to src/platform/secrets.ts, src/platform/console-log.ts, src/text/*.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import rehypeRaw from 'rehype-raw'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { actionRig, playing, type Script, unavailable, zipOf } from '../helpers/action-rig.ts'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { type Behaviour, deadUrl } from '../helpers/module-proxy.ts'
import { type PlainServer, startForwardProxy } from '../helpers/plain-server.ts'
import { testOverTls } from '../helpers/skip.ts'
import type { StepResult } from '../helpers/step.ts'
import { shownLog, workflowCommands } from '../helpers/workflow-commands.ts'

const rig = actionRig()
let certificates: Certificates

beforeAll(async () => {
  certificates = await makeCertificates()
})
afterAll(() => certificates.remove())

/** A proxy that wants credentials: over TLS, since `go` sends none without. */
function guardedProxy(login: { user: string; password: string }, script?: Script) {
  return rig().proxy(script, { tls: certificates.of('good'), requireAuth: login })
}

const trusting = () => ({ SSL_CERT_FILE: certificates.caFile })

/** `url` with credentials in it. */
function withCredentials(url: string, user: string, password: string): string {
  return url.replace('://', `://${user}:${encodeURIComponent(password)}@`)
}

/** A secret in the forms in which it may slip out. */
function forms(user: string, password: string): string[] {
  return [
    password,
    encodeURIComponent(password),
    Buffer.from(`${user}:${password}`).toString('base64'),
    Buffer.from(password).toString('base64').replace(/=+$/, ''),
  ]
}

/** Everything that a step made public. */
function published(step: StepResult): string {
  return [
    step.stdout.replaceAll(/^::add-mask::.*$/gm, ''),
    step.stderr,
    step.summary,
    JSON.stringify(step.outputs),
    JSON.stringify(step.report),
  ].join('\n')
}

const overTls = testOverTls()

describe('credentials', () => {
  const first = { user: 'ci', password: 'fIrst/Sekret+42' }
  const second = { user: 'bot', password: 'sEcond%Sekret=43' }
  const secrets = [...forms(first.user, first.password), ...forms(second.user, second.password)]

  /** Two proxies that want credentials; `failing` is the status with which they tell them to everyone. */
  async function guarded({ failing }: { failing: number | null }): Promise<string> {
    const entries = [first, second].map(async ({ user, password }) => {
      const said = `upstream refused Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')} (password ${password})`
      const script =
        failing === null ? undefined : playing({ kind: 'status', status: failing, body: said }, zipOf('two'))
      const proxy = await guardedProxy({ user, password }, script)
      return withCredentials(proxy.url, user, password)
    })
    return (await Promise.all(entries)).join('|')
  }

  overTls.each([
    ['the input', 'a healthy run', null],
    ['the input', 'a failed run', 404],
    ['the environment', 'a healthy run', null],
    ['the environment', 'a failed run', 403],
  ])('of both entries in %s stay out of everything that %s publishes', async (place, _, failing) => {
    const list = await guarded({ failing })
    const step = await rig().job.step({
      inputs: {
        ...(place === 'the input' && { proxies: list }),
        attempts: '1',
        cache: 'true',
        'cache-store': `directory:${join(rig().job.folder.path, 'store')}`,
      },
      env: { ...trusting(), ...(place === 'the environment' && { GOPROXY: list }) },
    })
    expect(step.outputs.result).toBe(failing === null ? 'complete' : 'failed')
    const text = published(step)
    for (const secret of secrets) expect(text).not.toContain(secret)
    expect(text).not.toContain('ci:')
    expect(step.outputs['cache-key']).toMatch(/^go-modules-v2\/\/[0-9a-f]{64}$/)
    const masked = workflowCommands(step.stdout).flatMap(({ name, data }) =>
      name === 'add-mask' ? [data] : [],
    )
    expect(masked).toEqual(expect.arrayContaining([first.password, second.password]))
    for (const value of Object.values(step.exported)) {
      if (place === 'the input') for (const secret of secrets) expect(value).not.toContain(secret)
    }
  })

  overTls('with prefetch: false, what go prints of them is hidden too', async () => {
    const list = await guarded({ failing: 500 })
    const step = await rig().job.step({
      inputs: { proxies: list, attempts: '1', prefetch: 'false' },
      env: trusting(),
    })
    expect(step.outputs.result).toBe('failed')
    for (const secret of secrets) expect(published(step)).not.toContain(secret)
  })

  overTls('of a netrc are used and never shown', async () => {
    const { job } = rig()
    const said = `you sent ${forms(first.user, first.password)[2]}`
    const live = await guardedProxy(first, playing({ kind: 'status', status: 404, body: said }, zipOf('two')))
    await writeFile(
      join(job.folder.path, '.netrc'),
      `machine 127.0.0.1:${live.port} login ${first.user} password ${first.password}\n`,
    )
    const step = await job.step({
      inputs: { proxies: live.url, attempts: '1' },
      env: trusting(),
    })
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: expect.stringMatching(/^(?:not-found|version-unavailable)$/),
    })
    for (const secret of forms(first.user, first.password)) expect(published(step)).not.toContain(secret)
  })

  overTls('wrong ones: access is refused, and what was sent is not shown', async () => {
    const live = await guardedProxy(first)
    const step = await rig().job.step({
      inputs: { proxies: withCredentials(live.url, first.user, second.password) },
      env: trusting(),
    })
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'auth', attempts: '1' })
    expect(published(step)).not.toContain(second.password)
    expect(published(step)).not.toContain(encodeURIComponent(second.password))
  })

  test('a malformed list is refused without showing its password', async () => {
    const step = await rig().job.step({
      inputs: { proxies: `http://ci:${first.password}@[::1|ftp://bot:${second.password}@proxy.example.com` },
    })
    expect(step.code).toBe(1)
    for (const secret of [first.password, second.password]) expect(published(step)).not.toContain(secret)
  })
})

describe('what later steps get', () => {
  test('GOPROXY alone, in the new order, separators untouched', async () => {
    const [live, other, dead] = [await rig().proxy(), await rig().proxy(), await deadUrl()]
    const step = await rig().job.step({
      inputs: { proxies: `${dead}|${live.url},${other.url}|direct` },
    })
    // The live one says whether the others are asked, as it did where the user put it.
    const expected = `${live.url}|${dead}|${live.url},${other.url}|direct`
    expect(step.outputs).toMatchObject({ result: expect.any(String), goproxy: expected })
    expect(step.exported).toEqual({ GOPROXY: expected })
    expect(other.requests.filter(({ file }) => file === 'zip' || file === 'mod').length).toBeLessThanOrEqual(
      5,
    )
  })

  overTls('no list whose credentials they did not have', async () => {
    const live = await guardedProxy({ user: 'ci', password: 'fIrst-Sekret' })
    const list = `${await deadUrl()}|${withCredentials(live.url, 'ci', 'fIrst-Sekret')}`
    const fromInput = await rig().job.step({ inputs: { proxies: list }, env: trusting() })
    expect(fromInput.outputs.result).toBe('complete')
    expect(fromInput.exported).toEqual({})
  })

  overTls('a list whose credentials they had already', async () => {
    const live = await guardedProxy({ user: 'ci', password: 'fIrst-Sekret' })
    const [dead, guarded] = [await deadUrl(), withCredentials(live.url, 'ci', 'fIrst-Sekret')]
    const fromEnv = await rig().job.step({ env: { ...trusting(), GOPROXY: `${dead}|${guarded}` } })
    expect(fromEnv.exported).toEqual({ GOPROXY: `${guarded}|${dead}` })
    expect(published(fromEnv)).not.toContain('fIrst-Sekret')
  })
})

test('credentials for a proxy without TLS are never sent, as go sends none', async () => {
  const live = await rig().proxy()
  const list = withCredentials(live.url, 'ci', 'fIrst-Sekret')
  const step = await rig().job.step({ inputs: { proxies: list, attempts: '1' } })
  expect(step.outputs).toMatchObject({ result: 'failed', category: 'proxy-config', transient: 'false' })
  expect(live.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([])
  expect(published(step)).not.toContain('fIrst-Sekret')
})

describe('hostile text', () => {
  const hostile = [
    'not found: example.com/two@v1.0.0: unknown revision',
    '::error::pwned',
    '  ::set-output name=result::pwned',
    '\u00a0::add-path::/tmp/pwned',
    '\u001b[31m::warning file=main.go::pwned\u001b[0m',
    '##[error]pwned',
    'text ##[set-env name=PATH]pwned',
    '::stop-commands::pwned',
    '\r::save-state name=x::pwned',
    '%0A::error::pwned%0D',
    '![tracker](https://evil.example/pixel.png) [click](https://evil.example) @octocat #1',
    '<img src=x onerror=alert(1)><script>alert(1)</script><a href="https://evil.example">x</a>',
    '</code></pre></details><h1>All is well</h1>',
    '```\n# heading\n| a | b |\n|---|---|',
    `long ${'x'.repeat(10_000)} ::error::pwned`,
  ].join('\n')

  const harmless = new Set(['group', 'endgroup', 'debug', 'add-mask', 'error', 'warning', 'notice'])

  const cases: [string, Behaviour][] = [
    ['404', { kind: 'status', status: 404, body: hostile }],
    ['403', { kind: 'status', status: 403, body: hostile }],
    ['500', { kind: 'status', status: 500, body: hostile }],
    ['429', { kind: 'status', status: 429, body: hostile, headers: { 'retry-after': '3600' } }],
    ['200, in place of a zip', { kind: 'bytes', body: hostile }],
    ['a redirect', { kind: 'redirect', to: '/x%0A::error::pwned/##[error]pwned' }],
  ]

  test.each(
    cases.flatMap(([name, behaviour]) => [
      [name, 'true', behaviour] as const,
      [name, 'false', behaviour] as const,
    ]),
  )('in %s (prefetch %s) is no command and no markup', async (_, prefetch, behaviour) => {
    const evil = await rig().proxy(playing(behaviour, ({ module }) => module === 'example.com/two'))
    const step = await rig().job.step({
      inputs: { proxies: evil.url, prefetch, attempts: '1' },
    })
    expect(step.outputs.result).toBe('failed')

    const commands = workflowCommands(step.stdout)
    expect(commands.filter(({ name }) => !harmless.has(name))).toEqual([])
    expect(commands.filter(({ name }) => name === 'error')).toMatchObject([
      { properties: { title: expect.stringMatching(/^Go modules: /), file: 'go.mod' } },
    ])
    expect(commands.filter(({ name, data }) => name !== 'error' && data.startsWith('pwned'))).toEqual([])
    expect(shownLog(step.stdout).replaceAll(/\u001b\[(?:33|0)m/g, '')).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f]/,
    )
    expect(Math.max(...step.stdout.split('\n').map((line) => line.length))).toBeLessThan(9_000)

    expect(Object.keys(step.outputs)).toHaveLength(17)
    for (const value of Object.values(step.outputs)) expect(value).not.toContain('\n')
    expect(step.exported).toEqual({})
    expect(step.paths).toEqual([])

    const html = rendered(step.summary)
    expect(html).not.toMatch(/<(?:a|img|script|h1|h2|iframe|input)\b/i)
    expect(html.match(/<h3>/g)).toHaveLength(1)
    expect(html).toMatch(/<h3>❌/)
  })

  /** As GitHub shows it, before its allow-list takes away what it doesn't like. */
  function rendered(markdown: string): string {
    return String(
      unified()
        .use(remarkParse)
        .use(remarkGfm)
        .use(remarkRehype, { allowDangerousHtml: true })
        .use(rehypeRaw)
        .use(rehypeStringify)
        .processSync(markdown),
    )
  }
})

describe('other hosts', () => {
  let forward: PlainServer | null = null
  afterEach(async () => {
    await forward?.close()
    forward = null
  })

  test.each([
    ['a healthy run', undefined],
    ['a failed run', playing(unavailable, zipOf('two'))],
    ['a run with a module that is not there', playing({ kind: 'status', status: 404 }, zipOf('two'))],
  ])('%s asks nobody but the proxies of the list', async (_, script) => {
    // All that isn't loopback would pass here: https as CONNECT, http by its whole URL.
    const recorder = await startForwardProxy(() => ({ status: 502 }))
    forward = recorder
    const [first, second] = [await rig().proxy(script), await rig().proxy(script)]
    const step = await rig().job.step({
      inputs: { proxies: `${first.url}|${second.url}`, attempts: '1' },
      env: {
        HTTPS_PROXY: recorder.url,
        HTTP_PROXY: recorder.url,
        GOSUMDB: 'sum.golang.org',
        GOTOOLCHAIN: 'auto',
        GOFLAGS: '-modcacherw',
      },
    })
    expect(step.outputs.result).toBe(script === undefined ? 'complete' : 'failed')
    expect(recorder.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([])
    expect(recorder.connections()).toBe(0)
  })
})
