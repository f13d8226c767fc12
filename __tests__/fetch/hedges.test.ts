// Which upstream a hedge is sent to, and whose health it tells of: src/fetch/file/hedged-request.ts, src/fetch/upstream/limiter.ts.

import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { ScriptedRequest } from '../helpers/module-proxy.ts'
import { manyModules, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { type Bench, openBench, ran } from './fetch-rig.ts'

let modules: readonly SyntheticModule[]
let bench: Bench
beforeAll(async () => {
  modules = await manyModules(40, 5)
})
beforeEach(async () => {
  bench = await openBench(modules)
})
afterEach(() => bench.remove())

/** Later than any hedge is sent, and sooner than the stall limit. */
const slowAnswer = { kind: 'delay', ms: 3_500 } as const

test('none goes to an upstream that the probe found ill', async () => {
  const live = await bench.proxy({
    script: ({ module, file, attempt }) =>
      module.endsWith('m0009') && file === 'info' && attempt === 1 ? slowAnswer : undefined,
  })
  const ill = await bench.proxy({ script: () => ({ kind: 'status', status: 503 }) })
  const result = ran(await bench.fetch(`${live.url}|${ill.url}`, { unhealthy: [ill.url] }))
  expect(result).toMatchObject({ fetched: 120, missing: 0, failures: 0, hedges: 1 })
  expect(ill.requests).toEqual([])
})

test('one that fails is no failure of the run', async () => {
  const live = await bench.proxy({
    script: ({ module, file, attempt }) =>
      module.endsWith('m0009') && file === 'info' && attempt === 1 ? slowAnswer : undefined,
  })
  const ill = await bench.proxy({ script: () => ({ kind: 'status', status: 503 }) })
  const result = ran(await bench.fetch(`${live.url}|${ill.url}`))
  expect(result).toMatchObject({ fetched: 120, missing: 0, retries: 0, failures: 0 })
  expect(ill.requests).toHaveLength(1)
  expect(result.upstreams.map(({ breakerOpened }) => breakerOpened)).toEqual([0, 0])
})

test('files that are slow at an upstream which gives the others do not close it', async () => {
  const slow = await bench.proxy({
    script: ({ module, file }) => (/m000[123]$/.test(module) && file === 'zip' ? slowAnswer : undefined),
  })
  const well = await bench.proxy()
  const result = ran(await bench.fetch(`${slow.url}|${well.url}`))
  expect(result).toMatchObject({ fetched: 120, missing: 0, failures: 0, hedges: 3 })
  expect(result.upstreams.map(({ breakerOpened }) => breakerOpened)).toEqual([0, 0])
})

describe('a request that gets no answer, until a hedge brings its file, is told of its upstream', () => {
  // So few that every hedge waits for a second, as at an upstream that isn't known yet.
  const first = ({ attempt, file }: ScriptedRequest) =>
    attempt === 1 && file === 'zip' ? ({ kind: 'stall' } as const) : undefined
  let small: Bench
  beforeEach(async () => {
    small = await openBench(modules.slice(0, 1))
  })
  afterEach(() => small.remove())

  test('and is no failure, where another upstream brought it', async () => {
    const silent = await small.proxy({ script: first })
    const well = await small.proxy()
    const result = ran(await small.fetch(`${silent.url}|${well.url}`))
    expect(result).toMatchObject({ fetched: 3, missing: 0, failures: 0, hedges: 1 })
    expect(result.upstreams.map(({ unanswered }) => unanswered)).toEqual([1, undefined])
  })

  test('where the same one brought it, too', async () => {
    const alone = await small.proxy({ script: first })
    const result = ran(await small.fetch(alone.url))
    expect(result).toMatchObject({ fetched: 3, missing: 0, failures: 0, hedges: 1 })
    expect(result.upstreams.map(({ unanswered, breakerOpened }) => [unanswered, breakerOpened])).toEqual([
      [1, 0],
    ])
  })

  test('but not where it answered first after all', async () => {
    const late = await small.proxy({
      script: ({ file }) => (file === 'zip' ? { kind: 'delay', ms: 1_300 } : undefined),
    })
    const result = ran(await small.fetch(late.url))
    expect(result).toMatchObject({ fetched: 3, missing: 0, failures: 0, hedges: 1 })
    expect(result.upstreams.map(({ unanswered }) => unanswered)).toEqual([undefined])
  })
})

describe('a zip that its proxy fetches only now', () => {
  const late = ({ module, file }: ScriptedRequest) =>
    module.endsWith('m0009') && file === 'zip' ? ({ kind: 'delay', ms: 4_000 } as const) : undefined

  test('is waited for where nobody else can be asked', async () => {
    const alone = await bench.proxy({ script: late })
    const result = ran(await bench.fetch(alone.url, { limits: { stallMs: 2_500 } }))
    expect(result).toMatchObject({ fetched: 120, missing: 0, retries: 0, failures: 0 })
  })

  test('is asked of another one that is alive', async () => {
    const stuck = await bench.proxy({
      script: (request) => (late(request) === undefined ? undefined : { kind: 'stall' }),
    })
    const well = await bench.proxy()
    const result = ran(await bench.fetch(`${stuck.url}|${well.url}`, { limits: { stallMs: 2_500 } }))
    expect(result).toMatchObject({ fetched: 120, missing: 0 })
    expect(result.upstreams.map(({ ok }) => ok)).toEqual([119, 1])
  })
})
