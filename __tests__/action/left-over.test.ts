// Wrong bytes never stay in a module cache that outlives the run: those of a killed run, and those that go.sum doesn't name.
// Maps to src/run/*, src/run/left-over-zips.ts.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { temporaryName } from '../../src/modcache/temporary-name.ts'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

const folder = () => join(rig().job.gomodcache, 'cache/download/example.com/two/@v')

function changed(): Promise<SyntheticModule> {
  return makeModule({ path: 'example.com/two', version: 'v1.0.0', files: { 'evil.go': 'package two\n' } })
}

test('a zip that no go has judged and go.sum contradicts is replaced, and told', async () => {
  const { zip, mod, info } = await changed()
  await mkdir(folder(), { recursive: true })
  for (const [kind, bytes] of Object.entries({ zip, mod, info })) {
    await writeFile(join(folder(), `v1.0.0.${kind}`), bytes)
  }
  const step = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url } })
  expect(step.outputs.result).toBe('recovered')
  expect(step.report?.cache.problems).toEqual([
    { kind: 'left-over', what: 'example.com/two@v1.0.0', reason: expect.stringContaining('go.sum') },
  ])
  expect(await readFile(join(folder(), 'v1.0.0.zip'))).toEqual(rig().modules[1]?.zip)
})

test('a file that go.sum does not name goes when the run fails', async () => {
  const { job, modules, proxy } = rig()
  const named = modules.filter(({ path }) => path !== 'example.com/two')
  await writeProject(job.workspace, {
    module: 'example.com/main',
    go: '1.21',
    requires: modules,
    modules: named,
  })
  const { zip } = await changed()
  const liar = await proxy(playing({ kind: 'bytes', body: zip }, zipOf('two')))
  const step = await job.step({
    inputs: { proxies: liar.url, attempts: '1' },
    env: { GOSUMDB: `sum.golang.org ${await deadUrl()}` },
  })
  expect(step.outputs.result).toBe('failed')
  expect(liar.requests.some(zipOf('two'))).toBe(true)
  await expect(readFile(join(folder(), 'v1.0.0.zip'))).rejects.toThrow('ENOENT')
})

test('what a killed run left of its files goes, though the module cache is complete', async () => {
  const { job, proxy } = rig()
  const proxies = (await proxy()).url
  await job.step({ inputs: { proxies } })
  const dead = (name: string) => temporaryName(name).replace(`-${process.pid}-`, '-2147483646-')
  await writeFile(join(folder(), dead('v1.0.0.zip')), 'half')
  await writeFile(join(job.gomodcache, 'cache', dead('run')), '')
  expect((await job.step({ inputs: { proxies } })).outputs).toMatchObject({ result: 'complete' })
  const names = await readdir(job.gomodcache, { recursive: true })
  expect(names.filter((name) => name.includes('partial'))).toEqual([])
})
