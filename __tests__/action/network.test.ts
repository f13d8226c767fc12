// Mishaps on the wire that a run must tell apart from each other, and from slowness.
// Maps to src/fetch/*, src/probe/*.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import { type Behaviour, deadUrl } from '../helpers/module-proxy.ts'
import { startForwardProxy } from '../helpers/plain-server.ts'
import type { StepResult } from '../helpers/step.ts'

const rig = actionRig()

const ways = ['true', 'false'] as const

/** Requests sent beside others, which a proxy gets whose process has too little processor time to answer within a second. */
function hedgesOf({ report }: StepResult): number {
  return report?.fetch.kind === 'ran' ? report.fetch.hedges : 0
}

describe.each(ways)('prefetch %s', (prefetch) => {
  test('a zip that comes slowly but steadily is never cut off', async () => {
    // 40 kB take longer than the limit, and a busy machine's pauses between two drops don't.
    const slow = await rig().proxy(playing({ kind: 'drip', bytesPerSecond: 6_000 }, zipOf('two')))
    const step = await rig().job.step({ inputs: { proxies: slow.url, prefetch, 'stall-timeout': '5s' } })
    expect(step.outputs).toMatchObject({ result: 'complete', attempts: '1' })
    expect(slow.requests.filter(zipOf('two')).length - hedgesOf(step)).toBeLessThanOrEqual(1)
  })

  test.each<[string, Behaviour]>([
    ['reset in the middle', { kind: 'reset', afterBytes: 20_000 }],
    ['cut short of its length', { kind: 'truncate', bytes: 20_000, contentLength: 'wrong' }],
  ])('a zip %s, once: recovered, and nothing else is fetched again', async (_, behaviour) => {
    const flaky = await rig().proxy((request) =>
      zipOf('two')(request) && request.attempt === 1 ? behaviour : undefined,
    )
    const step = await rig().job.step({ inputs: { proxies: flaky.url, prefetch } })
    expect(step.outputs).toMatchObject({ result: 'recovered', 'modules-fetched': '3' })
    expect(flaky.requests.filter(zipOf('two')).length).toBeGreaterThanOrEqual(2)
    const zips = flaky.requests.filter(({ file }) => file === 'zip')
    expect(zips.length - hedgesOf(step)).toBeLessThanOrEqual(4)
  })

  test('an empty checksum database is told as that, with the modules fine', async () => {
    await rm(join(rig().job.workspace, 'go.sum'))
    const fine = await rig().proxy(({ file, path }) => {
      if (file !== 'sumdb') return undefined
      return path.endsWith('/supported')
        ? { kind: 'bytes', body: '' }
        : { kind: 'status', status: 500, body: 'database is out of order' }
    })
    const nowhere = await deadUrl()
    const step = await rig().job.step({
      inputs: { proxies: fine.url, prefetch, attempts: '1' },
      env: { GOSUMDB: 'sum.golang.org', HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere },
    })
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'sumdb', transient: 'true' })
  })
})

test.each([403, 404])(
  'a proxy that gives .info and .mod but %s for a .zip is ranked behind',
  async (status) => {
    const { proxy, job } = rig()
    const partly = await proxy(playing({ kind: 'status', status, body: 'no' }, ({ file }) => file === 'zip'))
    const whole = await proxy()
    const step = await job.step({ inputs: { proxies: `${partly.url}|${whole.url}` } })
    expect(step.outputs.result).toBe('complete')
    expect(step.outputs.goproxy).toBe(`${whole.url}|${partly.url}`)
    expect(step.report?.proxies.find((verdict) => verdict.proxy === partly.url)).toMatchObject({
      coverage: { asked: 3, have: 2 },
      reason: expect.stringMatching(/2 of 3/),
    })
  },
)

test('twice in one job: the second time nothing is asked', async () => {
  const { proxy, job } = rig()
  const [live, other] = [await proxy(), await proxy()]
  const inputs = {
    proxies: `${live.url}|${other.url}`,
    cache: 'true',
    'cache-store': `directory:${join(job.folder.path, 'store')}`,
  }
  expect((await job.step({ inputs })).outputs.result).toBe('complete')
  const asked = live.requests.length + other.requests.length
  const again = await job.step({ inputs })
  expect(again.outputs).toMatchObject({ result: 'complete', cache: 'not-needed', 'modules-fetched': '0' })
  expect(again.report?.cache.problems).toEqual([])
  expect(live.requests.length + other.requests.length).toBe(asked)
})

test.each(ways)(
  'prefetch %s: the advice names the dead forward proxy, never the module proxy',
  async (prefetch) => {
    const dead = new URL(await deadUrl())
    const step = await rig().job.step({
      inputs: { proxies: 'http://goproxy.invalid', prefetch, attempts: '1' },
      env: { HTTP_PROXY: `http://user:hunter2xyz@${dead.host}`, NO_PROXY: '' },
    })
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'http-proxy' })
    expect(step.report?.fault?.remedy[0]).toContain(`the forward proxy \`${dead.host}\``)
    expect(JSON.stringify(step)).not.toContain('hunter2xyz')
  },
)

describe('with prefetch and without, a mishap is one fault', () => {
  const told = async (prefetch: string, proxies: string, env: Readonly<Record<string, string>> = {}) => {
    const step = await rig().job.step({ inputs: { proxies, prefetch }, env })
    const { result, 'fault-id': id, transient, attempts } = step.outputs
    return { result, id, transient, attempts, remedy: step.report?.fault?.remedy }
  }

  test.each([
    [403, 'Forbidden', 'http-proxy/blocked'],
    [403, 'No', 'http-proxy/blocked'],
    [403, 'Filtered by company rules', 'http-proxy/blocked'],
    [407, 'Proxy Authentication Required', 'http-proxy/auth-required'],
  ])('CONNECT answered with %i %s: lasting, in one attempt', async (status, text, id) => {
    const forward = await startForwardProxy(() => ({ status, text }))
    const env = { HTTPS_PROXY: forward.url, NO_PROXY: '' }
    try {
      const fetched = await told('true', 'https://goproxy.invalid', env)
      expect(fetched).toMatchObject({ result: 'failed', id, transient: 'false', attempts: '1' })
      expect(await told('false', 'https://goproxy.invalid', env)).toEqual(fetched)
    } finally {
      await forward.close()
    }
  })

  test.each<[string, Behaviour, string]>([
    [
      'a policy, told in a 403',
      { kind: 'status', status: 403, body: 'blocked by policy CVE-2024-1' },
      'auth/policy',
    ],
    ['a plain 403', { kind: 'status', status: 403, body: 'no' }, 'auth/http-403'],
    ['a circle of redirects', { kind: 'redirect', to: '/' }, 'server-error/redirect'],
  ])('%s: lasting, in one attempt', async (_, behaviour, id) => {
    const { url } = await rig().proxy(() => behaviour)
    const fetched = await told('true', url)
    expect(fetched).toMatchObject({ result: 'failed', id, transient: 'false', attempts: '1' })
    expect(await told('false', url)).toMatchObject({ id, transient: 'false', attempts: '1' })
  })

  test('a body cut short: passing', async () => {
    const { url } = await rig().proxy(() => ({ kind: 'truncate', bytes: 20, contentLength: 'wrong' }))
    for (const prefetch of ways) {
      const step = await rig().job.step({ inputs: { proxies: url, prefetch, attempts: '1' } })
      expect(step.outputs).toMatchObject({ 'fault-id': 'interrupted/truncated', transient: 'true' })
    }
  })
})
