// Mishaps on the wire that a run must tell apart from each other, and from slowness.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import { type Behaviour, deadUrl } from '../helpers/module-proxy.ts'
import { startForwardProxy } from '../helpers/plain-server.ts'

const rig = actionRig()

const ways = ['true', 'false'] as const

describe.each(ways)('prefetch %s', (prefetch) => {
  test('a zip that comes slowly but steadily is never cut off', async () => {
    const slow = await rig().proxy(playing({ kind: 'drip', bytesPerSecond: 8_000 }, zipOf('two')))
    const step = await rig().job.step({ inputs: { proxies: slow.url, prefetch, 'stall-timeout': '600ms' } })
    expect(step.outputs).toMatchObject({ result: 'complete', attempts: '1' })
    expect(slow.requests.filter(zipOf('two'))).toHaveLength(1)
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
    expect(flaky.requests.filter(zipOf('two'))).toHaveLength(2)
    for (const name of ['one', 'three']) expect(flaky.requests.filter(zipOf(name))).toHaveLength(1)
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
      inputs: { proxies: fine.url, prefetch, attempts: '1', timeout: '10s' },
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
  // The entry is restored over a filled module cache, which is no trouble.
  expect(again.outputs).toMatchObject({ result: 'complete', cache: 'exact', 'modules-fetched': '0' })
  expect(again.report?.cache.problems).toEqual([])
  expect(live.requests.length + other.requests.length).toBe(asked)
})

test.each(ways)(
  'prefetch %s: the advice names the dead forward proxy, never the module proxy',
  async (prefetch) => {
    const dead = new URL(await deadUrl())
    const step = await rig().job.step({
      inputs: { proxies: 'http://goproxy.invalid', prefetch, attempts: '1', timeout: '10s' },
      env: { HTTP_PROXY: `http://user:hunter2xyz@${dead.host}`, NO_PROXY: '' },
    })
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'http-proxy' })
    expect(step.report?.fault?.remedy[0]).toContain(`the forward proxy \`${dead.host}\``)
    expect(JSON.stringify(step)).not.toContain('hunter2xyz')
  },
)

test('a forward proxy that refuses CONNECT: the same lasting fault with prefetch and without, in one attempt', async () => {
  const forward = await startForwardProxy(() => ({ status: 403 }))
  const told = async (prefetch: string) => {
    const step = await rig().job.step({
      inputs: { proxies: 'https://goproxy.invalid', prefetch, timeout: '30s' },
      env: { HTTPS_PROXY: forward.url, NO_PROXY: '' },
    })
    const { result, 'fault-id': id, transient, attempts } = step.outputs
    return { result, id, transient, attempts, remedy: step.report?.fault?.remedy }
  }
  try {
    const [fetched, byGo] = [await told('true'), await told('false')]
    expect(fetched).toMatchObject({
      result: 'failed',
      id: 'http-proxy/blocked',
      transient: 'false',
      attempts: '1',
    })
    expect(byGo).toEqual(fetched)
  } finally {
    await forward.close()
  }
})
