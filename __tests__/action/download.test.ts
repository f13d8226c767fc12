// The whole Action against scripted proxies, with the real `go`: what users meet on a bad day.
// Maps to src/run/*, src/fetch/*, src/download/*, src/action/action.ts, src/main.ts.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  type Behaviour,
  type ModuleProxy,
  type ScriptedRequest,
  startModuleProxy,
} from '../helpers/module-proxy.ts'
import { testWithSignals } from '../helpers/skip.ts'
import { type Job, type StepResult, startJob } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'

let job: Job
let modules: SyntheticModule[]
const proxies: ModuleProxy[] = []

beforeEach(async () => {
  job = await startJob()
  modules = await Promise.all(
    ['one', 'two', 'three'].map((name) =>
      makeModule({ path: `example.com/${name}`, version: 'v1.0.0', sizeBytes: 40_000 }),
    ),
  )
  await writeProject(job.workspace, { module: 'example.com/main', go: '1.21', requires: modules, modules })
})

afterEach(async () => {
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()))
  await job.remove()
})

type Script = (request: ScriptedRequest) => Behaviour | undefined

async function proxy(script?: Script): Promise<ModuleProxy> {
  const started = await startModuleProxy({ modules, ...(script && { script }) })
  proxies.push(started)
  return started
}

/** `|` joins them, as a list of interchangeable proxies. */
function listOf(...entries: readonly (ModuleProxy | string)[]): string {
  return entries.map((entry) => (typeof entry === 'string' ? entry : entry.url)).join('|')
}

const zipOf = (name: string) => (request: ScriptedRequest) =>
  request.module === `example.com/${name}` && request.file === 'zip'

const unavailable: Behaviour = { kind: 'status', status: 503 }

/** Both ways of downloading must hold the same promises. */
const ways = [
  ['with the fetch', {}],
  ['with prefetch: false', { prefetch: 'false' }],
] as const

function log({ stdout }: StepResult): string {
  return stdout
}

describe.each(ways)('%s', (_, inputs) => {
  test('a healthy proxy: complete, and go can build without a network', async () => {
    const step = await job.step({ inputs: { ...inputs, proxies: (await proxy()).url } })
    expect(step.outputs).toMatchObject({
      result: 'complete',
      category: '',
      attempts: '1',
      'modules-total': '3',
      'modules-fetched': '3',
      'cache-hit': 'false',
    })
    expect(step.code).toBe(0)
    expect(step.summary).toContain('3 modules')
  })

  test('503 once, then fine: recovered, and the summary says what it took', async () => {
    const flaky = await proxy((request) =>
      zipOf('two')(request) && request.attempt === 1 ? unavailable : undefined,
    )
    const step = await job.step({ inputs: { ...inputs, proxies: flaky.url } })
    expect(step.outputs.result).toBe('recovered')
    expect(step.code).toBe(0)
    expect(step.summary).toMatch(/repeated|2 attempts/)
  })

  test('503 for ever: failed, server-error, and nothing is saved', async () => {
    const broken = await proxy((request) => (zipOf('two')(request) ? unavailable : undefined))
    const step = await job.step({ inputs: { ...inputs, proxies: broken.url, attempts: '2' } })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: 'server-error',
      transient: 'true',
      module: 'example.com/two@v1.0.0',
    })
    expect(step.report?.attempts).toHaveLength(2)
    expect(step.report?.source).toEqual({ file: 'go.mod', line: expect.any(Number) })
    expect(log(step)).toMatch(/^::error file=go\.mod,line=\d+,title=/m)
  })

  testWithSignals()('429 from every proxy of a group: no further attempt without patience', async () => {
    const busy: Script = () => ({ kind: 'status', status: 429 })
    const list = listOf(await proxy(busy), await proxy(busy))
    const controller = new AbortController()
    const step = await job.step({
      inputs: { ...inputs, proxies: list, timeout: '6h' },
      signal: controller.signal,
      onStdout: (text) => {
        if (/Next attempt/.test(text)) controller.abort()
      },
    })
    expect(step.report?.attempts).toHaveLength(1)
    expect(log(step)).toMatch(/^Attempt 1 failed: rate-limited\//m)
    const [, seconds] = /^Next attempt in ([\d.]+) s: .*patience$/m.exec(log(step)) ?? []
    expect(Number(seconds)).toBeGreaterThanOrEqual(30)
  })

  test('404 everywhere: one attempt, no pause, version-unavailable', async () => {
    const empty = await proxy((request) =>
      request.module === 'example.com/two'
        ? { kind: 'status', status: 404, body: 'not found: unknown revision v1.0.0' }
        : undefined,
    )
    const step = await job.step({ inputs: { ...inputs, proxies: empty.url } })
    expect(step.outputs).toMatchObject({ result: 'failed', attempts: '1', transient: 'false' })
    expect(['not-found', 'version-unavailable']).toContain(step.outputs.category)
    expect(step.report?.attempts[0]?.decision.kind).toBe('stop')
  })

  test('bytes that go.sum contradicts: one attempt, told as a security matter', async () => {
    const other = await makeModule({
      path: 'example.com/two',
      version: 'v1.0.0',
      files: { 'evil.go': 'package two // not what was signed\n' },
    })
    const evil = await proxy((request) =>
      zipOf('two')(request) ? { kind: 'bytes', body: other.zip } : undefined,
    )
    const step = await job.step({ inputs: { ...inputs, proxies: evil.url } })
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: 'checksum-mismatch',
      attempts: '1',
      module: 'example.com/two@v1.0.0',
    })
    expect(step.summary.toLowerCase()).toMatch(/security|tamper/)
    expect(step.summary).not.toMatch(/GONOSUMDB=|GOSUMDB=off|GONOSUMCHECK|GOFLAGS=-insecure/)
  })

  test('403 before a comma stops: the next entry is never asked', async () => {
    const gate = await proxy((request) =>
      request.module === 'example.com/two'
        ? { kind: 'status', status: 403, body: 'blocked by policy' }
        : undefined,
    )
    const open = await proxy()
    const step = await job.step({ inputs: { ...inputs, proxies: `${gate.url},${open.url}` } })
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'auth', attempts: '1' })
    expect(open.requests.filter(({ module }) => module === 'example.com/two')).toEqual([])
  })

  test('404 before a comma goes on, and that is no recovery', async () => {
    const corporate = await proxy((request) =>
      request.file === 'sumdb' ? undefined : { kind: 'status', status: 404, body: 'not found' },
    )
    const open = await proxy()
    const step = await job.step({ inputs: { ...inputs, proxies: `${corporate.url},${open.url}` } })
    expect(step.outputs.result).toBe('complete')
  })

  test('a stall in the middle of a zip is cut off and asked again', async () => {
    const stalling = await proxy((request) =>
      zipOf('two')(request) && request.attempt === 1 ? { kind: 'stall', afterBytes: 10_000 } : undefined,
    )
    const step = await job.step({ inputs: { ...inputs, proxies: stalling.url, 'stall-timeout': '1s' } })
    expect(step.outputs.result).toBe('recovered')
    expect(stalling.requests.filter(zipOf('two')).length).toBeGreaterThan(1)
  })

  test('a private module is never named to a proxy', async () => {
    const listening = await proxy()
    const step = await job.step({
      inputs: { ...inputs, proxies: listening.url, attempts: '1' },
      env: {
        GOPRIVATE: 'example.com/two',
        GIT_ALLOW_PROTOCOL: 'none',
        PATH: process.env.PATH,
        HTTPS_PROXY: 'http://127.0.0.1:9',
        NO_PROXY: '',
      },
    })
    expect(step.outputs.result).toBe('failed')
    expect(listening.requests.filter(({ rawPath }) => rawPath.includes('two'))).toEqual([])
  })
})

describe('the choice of a proxy', () => {
  const verdictOf = (step: StepResult, { url }: { url: string }) =>
    step.report?.proxies.find((verdict) => verdict.proxy === url)

  test('one candidate dead, one healthy: the healthy one is first, and the verdicts say why', async () => {
    const healthy = await proxy()
    const step = await job.step({ inputs: { proxies: listOf('http://127.0.0.1:9', healthy) } })
    expect(step.outputs).toMatchObject({ proxy: healthy.url, goproxy: `${healthy.url}|http://127.0.0.1:9` })
    expect(step.exported.GOPROXY).toBe(`${healthy.url}|http://127.0.0.1:9`)
    expect(verdictOf(step, { url: 'http://127.0.0.1:9' })).toMatchObject({
      health: 'unhealthy',
      failure: 'ECONNREFUSED',
    })
    expect(step.stdout).toMatch(/127\.0\.0\.1:9: unhealthy\. .*refused/)
  })

  test.each<[string, Script]>([
    ['a login page with status 200', () => ({ kind: 'html200' })],
    ['404 for everything', () => ({ kind: 'status', status: 404 })],
    ['a go.mod that go.sum contradicts', ({ file }) => (file === 'mod' ? { kind: 'wrong-mod' } : undefined)],
    ['503 for everything', () => unavailable],
  ])('%s is unhealthy, with a reason', async (_name, script) => {
    const ill = await proxy(script)
    const healthy = await proxy()
    const step = await job.step({ inputs: { proxies: listOf(ill, healthy) } })
    expect(verdictOf(step, ill)).toMatchObject({ health: 'unhealthy', reason: expect.stringMatching(/\w+/) })
    expect(step.outputs.goproxy).toBe(listOf(healthy, ill))
  })

  test('403 for a version that can not exist is healthy, with a finding', async () => {
    const known = new Set(modules.map(({ version }) => version))
    const policy = await proxy(({ version, file }) =>
      file !== 'sumdb' && !known.has(version)
        ? { kind: 'status', status: 403, body: 'not permitted' }
        : undefined,
    )
    const second = await proxy()
    const step = await job.step({ inputs: { proxies: listOf(policy, second) } })
    expect(verdictOf(step, policy)).toMatchObject({
      health: 'healthy',
      manners: 'policy',
      findings: [expect.stringContaining(',')],
    })
  })

  test('nothing is exported when nothing moved', async () => {
    const step = await job.step({ inputs: { proxies: listOf(await proxy(), 'http://127.0.0.1:9') } })
    expect(step.exported).toEqual({})
  })
})

test('an entry that asks for long patience is left alone, and the next one of its group serves go', async () => {
  const busy = await proxy((request) =>
    zipOf('two')(request) ? { kind: 'status', status: 429, headers: { 'Retry-After': '3600' } } : undefined,
  )
  const step = await job.step({
    inputs: { proxies: `${busy.url}|direct` },
    // What `direct` leads to is out of reach.
    env: { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' },
  })
  expect(step.outputs.result).toBe('failed')
  expect(busy.requests.filter((request) => zipOf('two')(request)).length).toBeLessThan(4)
  expect(step.report?.go.requests).toBeGreaterThan(0)
})
