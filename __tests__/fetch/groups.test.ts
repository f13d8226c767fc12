// GOPROXY's rules hold for every file (`|` moves on after any error, `,` only after an agreed 404 or 410):
// src/fetch/file/fetch-file.ts, src/fetch/file/route.ts, src/fetch/upstream/upstream-record.ts.

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { firstConcurrency } from '../../src/fetch/upstream/concurrency.ts'
import { fewestRefusedModules } from '../../src/fetch/upstream/upstream-record.ts'
import { eventLoopClock } from '../helpers/event-loop-clock.ts'
import { type Behaviour, type ModuleProxy, startModuleProxy } from '../helpers/module-proxy.ts'
import { manyModules, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { type Bench, openBench, ran } from './fetch-rig.ts'

let modules: readonly SyntheticModule[]
let bench: Bench
beforeAll(async () => {
  modules = await manyModules(1, 3)
})
beforeEach(async () => {
  bench = await openBench(modules)
})
afterEach(() => bench.remove())

const says = (status: number, body = ''): Behaviour => ({ kind: 'status', status, body })

/** The proxies A, B, C of a list, each with a behaviour, and which of them were asked. */
async function outcomeOf(list: string, behaviours: Readonly<Record<string, Behaviour | undefined>>) {
  const proxies = new Map<string, ModuleProxy>()
  for (const name of Object.keys(behaviours))
    proxies.set(name, await bench.proxy({ script: () => behaviours[name] }))
  const goproxy = list.replaceAll(/[A-C]/g, (name) => proxies.get(name)?.url ?? '')
  const report = ran(
    await bench.fetch(goproxy, { clock: eventLoopClock({ speed: 10 }), limits: { stallMs: 60_000 } }),
  )
  const askedNames = [...proxies]
    .flatMap(([name, { requests }]) => (requests.length > 0 ? [name] : []))
    .join('')
  return {
    fetched: report.fetched,
    asked: askedNames,
    ids: [...new Set(report.witnesses.map(({ id }) => id))],
  }
}

test.each([403, 404])(
  'a proxy that refuses everything with %d is soon asked after the others',
  async (status) => {
    const many = await openBench(await manyModules(20, 4))
    try {
      const refusing = await many.proxy({ script: () => says(status) })
      const sound = await many.proxy({})
      const report = ran(await many.fetch(`${refusing.url}|${sound.url}`))
      expect(report.fetched).toBe(60)
      // The files of the five modules that show it, and those that were under way meanwhile.
      expect(refusing.requests.length).toBeGreaterThanOrEqual(fewestRefusedModules)
      expect(refusing.requests.length).toBeLessThanOrEqual(firstConcurrency + 3 * fewestRefusedModules)
    } finally {
      await many.remove()
    }
  },
)

test('a proxy that gives little is still asked for what the others lack', async () => {
  const kept = await manyModules(10, 4)
  const many = await openBench(kept)
  try {
    const last = kept.at(-1)?.path ?? ''
    const rare = await many.proxy({ script: ({ module }) => (module === last ? undefined : says(404)) })
    const sound = await many.proxy({ script: ({ module }) => (module === last ? says(404) : undefined) })
    expect(ran(await many.fetch(`${rare.url}|${sound.url}`)).fetched).toBe(30)
  } finally {
    await many.remove()
  }
})

describe('which proxies are asked', () => {
  const table: readonly (readonly [
    string,
    string,
    Record<string, Behaviour | undefined>,
    { fetched: number; asked: string; ids: string[] },
  ])[] = [
    ['404 passes a comma', 'A,B', { A: says(404), B: undefined }, { fetched: 3, asked: 'AB', ids: [] }],
    ['410 passes a comma', 'A,B', { A: says(410), B: undefined }, { fetched: 3, asked: 'AB', ids: [] }],
    [
      '500 does not',
      'A,B',
      { A: says(500), B: undefined },
      { fetched: 0, asked: 'A', ids: ['server-error/http-500'] },
    ],
    [
      'a policy does not',
      'A,B',
      { A: says(403), B: undefined },
      { fetched: 0, asked: 'A', ids: ['auth/http-403'] },
    ],
    [
      'a 404 that tells of a fault does not',
      'A,B',
      { A: says(404, 'fetch timed out'), B: undefined },
      { fetched: 0, asked: 'A', ids: ['server-error/upstream'] },
    ],
    [
      'wrong content does not',
      'A,B',
      { A: { kind: 'html200' }, B: undefined },
      { fetched: 0, asked: 'A', ids: ['server-error/wrong-content', 'server-error/damaged-content'] },
    ],
    [
      '404 moves on inside a group',
      'A|B',
      { A: says(404), B: undefined },
      { fetched: 3, asked: 'AB', ids: [] },
    ],
    [
      'a policy moves on inside a group',
      'A|B',
      { A: says(403), B: undefined },
      { fetched: 3, asked: 'AB', ids: [] },
    ],
    [
      'an agreed 404 passes the comma after a group',
      'A|B,C',
      { A: says(404), B: says(410), C: undefined },
      { fetched: 3, asked: 'ABC', ids: [] },
    ],
    [
      'a 404 is not agreed where another one erred',
      'A|B,C',
      { A: says(404), B: says(502), C: undefined },
      { fetched: 0, asked: 'AB', ids: ['server-error/http-502'] },
    ],
    [
      'a 404 is not agreed where another one refused',
      'A|B,C',
      { A: says(401), B: says(404), C: undefined },
      { fetched: 0, asked: 'AB', ids: ['auth/http-401'] },
    ],
    [
      'absent everywhere',
      'A,B',
      { A: says(404), B: says(404) },
      { fetched: 0, asked: 'AB', ids: ['version-unavailable/not-on-proxy', 'not-found/no-zip'] },
    ],
    [
      'nothing after direct is asked',
      'A,direct',
      { A: says(404), B: undefined },
      { fetched: 0, asked: 'A', ids: ['version-unavailable/not-on-proxy', 'not-found/no-zip'] },
    ],
    [
      'direct inside a group ends it',
      'A|direct|B',
      { A: says(500), B: undefined },
      { fetched: 0, asked: 'A', ids: ['server-error/http-500'] },
    ],
  ]
  test.each(table)('%s: %s', async (_, list, behaviours, expected) => {
    expect(await outcomeOf(list, behaviours)).toEqual(expected)
  })
})

describe('a folder as a proxy', () => {
  let source: ModuleProxy
  beforeAll(async () => {
    source = await startModuleProxy()
  })
  afterAll(() => source.close())

  test('gives what it has, and passes the comma for what it lacks', async () => {
    const other = await openBench(modules)
    const seed = await bench.proxy()
    await other.fetch(seed.url)
    const folder = pathToFileURL(join(other.gomodcache, 'cache', 'download')).href
    expect(ran(await bench.fetch(`${folder},${source.url}`))).toMatchObject({ fetched: 3, requests: 3 })
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
    await other.remove()
    const empty = await openBench(modules)
    expect(ran(await empty.fetch(`${folder},${seed.url}`))).toMatchObject({ fetched: 3, requests: 6 })
    await empty.remove()
  })
})
