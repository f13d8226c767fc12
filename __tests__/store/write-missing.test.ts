// What a run writes into a shared store: verified files, once, in bounded time, and nothing where it may not.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type GoSum, mergeGoSums, parseGoSum } from '../../src/go/go-sum.ts'
import { fileName } from '../../src/go/layout.ts'
import type { ModuleFile } from '../../src/go/module-file.ts'
import { writeMissing } from '../../src/store/write-missing.ts'
import { type Bench, openBench } from '../fetch/fetch-rig.ts'
import {
  type S3Fault,
  type S3Request,
  type S3Server,
  type S3ServerOptions,
  startS3Server,
} from '../helpers/s3-server.ts'
import { makeModule, type SyntheticModule } from '../helpers/synthetic-modules.ts'
import { keys, type OpenStore, openStore } from './s3/store-rig.ts'

let modules: readonly SyntheticModule[]
let bench: Bench
let server: S3Server
let opened: OpenStore
let sums: GoSum
let script: (request: S3Request) => S3Fault | null

beforeAll(async () => {
  modules = await Promise.all(
    ['a', 'b', 'c', 'd'].map((name) => makeModule({ path: `example.com/${name}`, version: 'v1.0.0' })),
  )
})
beforeEach(async () => {
  script = () => null
  bench = await openBench(modules)
  const proxy = await bench.proxy()
  await bench.fetch(proxy.url)
  sums = goSumOf(modules)
  await open({ script: (request) => script(request) })
})
afterEach(async () => {
  await opened.http.close()
  await server.close()
  await bench.remove()
})

async function open(options: S3ServerOptions): Promise<void> {
  server = await startS3Server(options)
  opened = openStore({ ...keys, AWS_ENDPOINT_URL_S3: server.url })
}

function goSumOf(some: readonly SyntheticModule[]): GoSum {
  const lines = some.map(
    ({ path, version, zipSum, modSum }) =>
      `${path} ${version} ${zipSum}\n${path} ${version}/go.mod ${modSum}\n`,
  )
  const parsed = parseGoSum(lines.join(''), 'go.sum')
  if (parsed.kind !== 'ok') throw new Error('no go.sum')
  return mergeGoSums(parsed.sums)
}

const files = (): readonly ModuleFile[] =>
  modules.flatMap(({ path, version }) =>
    (['info', 'mod', 'zip'] as const).map((kind) => ({ path, version, kind })),
  )
const key = (file: ModuleFile) => `go/${fileName(file)}`

const write = (changes: { limitMs?: number } = {}) =>
  writeMissing(files(), {
    store: opened.store,
    gomodcache: bench.gomodcache,
    sums,
    clock: bench.clock,
    random: () => 0,
    limitMs: changes.limitMs ?? 20_000,
    signal: new AbortController().signal,
  })

test('everything, byte for byte, and a second time nothing', async () => {
  const first = await write()
  expect(first).toMatchObject({ files: 12, existed: 0, trouble: null, left: 0 })
  expect(first.bytes).toBe([...server.objects.values()].reduce((sum, { length }) => sum + length, 0))
  expect([...server.objects.keys()].sort()).toEqual(files().map(key).sort())
  for (const module of modules)
    expect(server.objects.get(`go/${module.path}/@v/v1.0.0.zip`)).toEqual(module.zip)
  expect(await write()).toEqual({ files: 0, bytes: 0, existed: 12, trouble: null, left: 0 })
})

test('what go.sum does not name stays out', async () => {
  sums = goSumOf(modules.slice(1))
  await write()
  expect([...server.objects.keys()].filter((name) => name.includes('example.com/a/'))).toEqual([])
})

test('what is no longer what go.sum names stays out', async () => {
  const inCache = (name: string) =>
    join(bench.gomodcache, 'cache', 'download', 'example.com', 'a', '@v', name)
  await writeFile(inCache('v1.0.0.mod'), 'module evil\n')
  await writeFile(inCache('v1.0.0.info'), '{"Version":"v6.6.6"}')
  await writeFile(inCache('v1.0.0.ziphash'), 'h1:other')
  expect(await write()).toMatchObject({ files: 9, trouble: null, left: 0 })
  expect([...server.objects.keys()].filter((name) => name.includes('example.com/a/'))).toEqual([])
})

test.each([
  ['no permission', 403, 'AccessDenied', 'denied'],
  ['another region', 301, 'PermanentRedirect', 'misconfigured'],
  ['a store that is full', 507, 'InsufficientStorage', 'unavailable'],
])('%s ends it, and is told', async (_, status, code, kind) => {
  script = () => ({ kind: 'error', status, code })
  expect(await write()).toMatchObject({ files: 0, trouble: { kind }, left: 12 })
})

test('a store that wants fewer requests is asked again', async () => {
  script = ({ attempt }) => (attempt === 1 ? { kind: 'error', status: 503, code: 'SlowDown' } : null)
  expect(await write()).toMatchObject({ files: 12, trouble: null, left: 0 })
})

test('one that stalls is left at the limit', async () => {
  script = ({ key: name }) => (name.endsWith('.zip') ? { kind: 'stall' } : null)
  expect(await write({ limitMs: 1_000 })).toMatchObject({ files: 8, trouble: { kind: 'slow' }, left: 4 })
})

test('of twenty at once each object is written by one', async () => {
  const written = await Promise.all(Array.from({ length: 20 }, () => write()))
  expect(written.reduce((sum, result) => sum + result.files, 0)).toBe(12)
  expect(written.every(({ trouble, left }) => trouble === null && left === 0)).toBe(true)
  expect([...server.writes].sort()).toEqual(files().map(key).sort())
}, 60_000)
