// A graph large enough for workers: they verify and unpack while the fetch still runs. Maps to src/run/*
// and src/modcache/unpack/*.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import type { ScriptedRequest } from '../helpers/module-proxy.ts'
import { makeModule, manyModules, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

let modules: readonly SyntheticModule[]
let other: SyntheticModule

beforeAll(async () => {
  modules = await manyModules(24, 6, 500_000)
  const [first] = modules
  if (first === undefined) throw new Error('no modules')
  other = await makeModule({ path: first.path, version: first.version, sizeBytes: 600_000 })
})
beforeEach(() =>
  writeProject(rig().job.workspace, {
    module: 'example.com/main',
    go: '1.21',
    requires: modules,
    modules,
  }),
)

const isFirstZip = ({ file, module }: ScriptedRequest) => file === 'zip' && module === other.path

/** Names below the folder of all modules' trees. */
function trees(): Promise<readonly string[]> {
  return readdir(join(rig().job.gomodcache, 'example.com/many6')).catch(() => [])
}

const liar = () =>
  rig().proxy((request) => (isFirstZip(request) ? { kind: 'bytes', body: other.zip } : undefined), {
    modules,
  })

test('every module is unpacked, and the project stays as it was', async () => {
  const { job, proxy } = rig()
  const files = () => Promise.all(['go.mod', 'go.sum'].map((name) => readFile(join(job.workspace, name))))
  const before = await files()
  const step = await job.step({ inputs: { proxies: (await proxy(undefined, { modules })).url } })
  expect(step.outputs).toMatchObject({ result: 'complete', attempts: '1', 'modules-total': '24' })
  expect(await files()).toEqual(before)
  expect(await trees()).toHaveLength(24)
  expect(await readdir(join(job.folder.path, 'temp'))).toEqual(['resilient-go-modules'])
})

test('bytes that go.sum contradicts, from the only proxy: the verdict, and nothing of them', async () => {
  const step = await rig().job.step({ inputs: { proxies: (await liar()).url } })
  expect(step.outputs).toMatchObject({
    result: 'failed',
    category: 'checksum-mismatch',
    attempts: '1',
    module: `${other.path}@${other.version}`,
  })
  expect(await trees()).not.toContain(`m0000@${other.version}`)
})

test('bytes that go.sum contradicts, with another proxy beside: fetched anew from there', async () => {
  const healthy = await rig().proxy(undefined, { modules })
  const wrong = await liar()
  const step = await rig().job.step({ inputs: { proxies: `${wrong.url}|${healthy.url}` } })
  expect(step.code).toBe(0)
  const zip = `cache/download/${other.path}/@v/${other.version}.zip`
  expect(await readFile(join(rig().job.gomodcache, zip))).toEqual(modules[0]?.zip)
  expect(await trees()).toHaveLength(24)
})
