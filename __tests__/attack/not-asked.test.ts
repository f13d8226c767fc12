// A proxy behind a `,` learns nothing before the entries in front of it have let something through: neither from the probe nor later.
// Maps to src/probe/*, src/fetch/*, src/run/*.

import { execFile } from 'node:child_process'
import { expect, test } from '@jest/globals'
import type { Behaviour, ModuleProxy } from '../helpers/module-proxy.ts'
import { jobEnvironment } from '../helpers/step.ts'
import { makeModule, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { attacks, expectInOrder, moduleNamed, requireModules } from './attack.ts'
import { attackTest, rows } from './rounds.ts'

const attack = attacks()

/** One that the probe knows as widely used, and one that it doesn't. */
const modules = async (): Promise<readonly SyntheticModule[]> => [
  await moduleNamed('a'),
  await makeModule({ path: 'github.com/pkg/errors', version: 'v0.9.1' }),
]

const answering = async (
  all: readonly SyntheticModule[],
  behaviour: Behaviour | null,
): Promise<ModuleProxy> => attack().proxy({ modules: all, ...(behaviour && { script: () => behaviour }) })

test('two proxies have everything: the one behind their comma is not asked', async () => {
  const all = await modules()
  await requireModules(attack().job.workspace, all)
  const [first, second, behind] = [
    await answering(all, null),
    await answering(all, null),
    await answering(all, null),
  ]
  const step = await attack().step({ inputs: { proxies: `${first.url}|${second.url},${behind.url}` } })
  expectInOrder(step)
  expect(step.outputs.result).toBe('complete')
  expect(behind.requests.map(({ path }) => path)).toEqual([])
})

test('a policy proxy says 403: no name reaches those behind its comma', async () => {
  const all = await modules()
  await requireModules(attack().job.workspace, all)
  const policy = await answering(all, { kind: 'status', status: 403, body: 'blocked by policy' })
  const [second, third] = [await answering(all, null), await answering(all, null)]
  const step = await attack().step({ inputs: { proxies: `${policy.url},${second.url}|${third.url}` } })
  expectInOrder(step)
  expect(step.outputs.result).toBe('failed')
  expect([...second.requests, ...third.requests].map(({ path }) => path)).toEqual([])
})

const answers: Readonly<Record<string, Behaviour | null>> = {
  ok: null,
  ...Object.fromEntries(
    [401, 403, 404, 410, 429, 500, 503].map((status) => [status, { kind: 'status', status }]),
  ),
  '404 that tells of a fault': { kind: 'status', status: 404, body: 'bad upstream: dial tcp: i/o timeout' },
  'a page with 200': { kind: 'html200' },
  'a closed connection': { kind: 'close' },
}

/** Entries in front of L, which has everything, and how they are joined. */
const lists: (readonly [string, { readonly front: readonly string[]; readonly shape: string }])[] = [
  ...Object.keys(answers).flatMap((answer) => ['A,L', 'A|L'].map((shape) => ({ front: [answer], shape }))),
  ...['404', '403', '500'].flatMap((first) =>
    ['404', '403', '500', 'ok'].flatMap((second) =>
      ['A|B,L', 'A,B,L', 'A,B|L'].map((shape) => ({ front: [first, second], shape })),
    ),
  ),
].map((list) => [`${list.shape} with ${list.front.join(' and ')}`, list])

rows('GOPROXY lists, compared with plain go', lists, [
  'A,L with 403',
  'A,L with 404',
  'A|B,L with 403 and 404',
  'A,B|L with 403 and ok',
])('%s: L is asked only where plain go asks it', async (_, { front, shape }) => {
  const all = await modules()
  const started: ModuleProxy[] = []
  const list = async () => {
    started.splice(0)
    for (const answer of [...front, 'ok']) started.push(await answering(all, answers[answer] ?? null))
    const [a, b] = started
    return shape.replace(
      /[ABL]/g,
      (name) => (name === 'L' ? started.at(-1) : name === 'A' ? a : b)?.url ?? '',
    )
  }
  await requireModules(attack().job.workspace, all)
  const plain = await goModDownload(await list())
  const byGo = started.at(-1)?.requests.length ?? 0
  const step = await attack().step({ inputs: { proxies: await list(), attempts: '2' } })
  expectInOrder(step)
  // Within a group the step may ask in another order, so an L joined by `|` may be the first to be asked.
  if (byGo === 0 && shape.endsWith(',L')) expect(ourRequests(started.at(-1))).toEqual([])
  // For the same reason a group of a 403 and a 404 may end in either.
  if (plain === 0 && shape !== 'A|B,L') expect(step.code).toBe(0)
})

attackTest(
  'a slow 404 and a fast 403 change places: nobody behind their comma is asked, by go neither',
  async () => {
    const all = await modules()
    await requireModules(attack().job.workspace, all)
    const slow = await answering(all, { kind: 'delay', ms: 300, next: { kind: 'status', status: 404 } })
    const policy = await answering(all, { kind: 'status', status: 403, body: 'blocked by policy' })
    const behind = await answering(all, null)
    const step = await attack().step({ inputs: { proxies: `${slow.url}|${policy.url},${behind.url}` } })
    expectInOrder(step)
    expect(behind.requests.map(({ path }) => path)).toEqual([])
  },
)

const ourRequests = (proxy: ModuleProxy | undefined) =>
  (proxy?.requests ?? []).filter(({ headers }) => headers['user-agent'] === 'resilient-go-modules')

/** Plain go's exit code. */
function goModDownload(GOPROXY: string): Promise<number> {
  const { folder, workspace } = attack().job
  const env = { ...jobEnvironment(folder.path), GOPROXY, GOMODCACHE: `${folder.path}/plain` }
  return new Promise((resolve) => {
    execFile('go', ['mod', 'download'], { cwd: workspace, env, timeout: 20_000 }, (error) =>
      resolve(error === null ? 0 : 1),
    )
  })
}
