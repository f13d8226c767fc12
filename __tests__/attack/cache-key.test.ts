// Two sets of dependencies never share a key, so that an entry under it is whole for both or called exact for one only.
// Maps to src/cache/key.ts, src/cache/key-sources.ts.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { goSum } from '../helpers/synthetic-modules.ts'
import { attacks, cacheKey, expectInOrder, moduleNamed } from './attack.ts'
import { attackTest } from './rounds.ts'

const attack = attacks()

async function project() {
  const e = await moduleNamed('e', { go: '1.17' })
  const c = await moduleNamed('c', { go: '1.17', requires: [e] })
  const b = await moduleNamed('b', { go: '1.16', requires: [c] })
  const modules = [await moduleNamed('a'), b, c, e]
  const proxy = await attack().proxy({ modules })
  const write = async (folder: string, goMod: string) => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'go.mod'), goMod)
    await writeFile(join(folder, 'go.sum'), goSum(modules))
  }
  return { proxies: proxy.url, write }
}

attackTest('a line break in a quoted directory makes no other directive', async () => {
  const { proxies, write } = await project()
  const { workspace } = attack().job
  const head = 'module m.example/m\n\ngo 1.21\n\n'
  await write(workspace, `${head}require example.com/a v1.0.0\nreplace example.com/z => ./x\n`)
  const plain = await attack().step({ inputs: { proxies } })
  await write(workspace, `${head}replace example.com/z => "./x\\nrequire example.com/a v1.0.0"\n`)
  const quoted = await attack().step({ inputs: { proxies } })
  expect(cacheKey(plain)).toMatch(/^go-modules-/)
  expect(cacheKey(quoted)).not.toBe(cacheKey(plain))
})

attackTest('a folder as a workspace and with GOWORK=off', async () => {
  const { proxies, write } = await project()
  const { workspace, folder } = attack().job
  const requires = 'require example.com/b v1.0.0\n\nrequire example.com/c v1.0.0 // indirect\n'
  await write(join(workspace, 'm'), `module m.example/m\n\ngo 1.18\n\n${requires}`)
  await writeFile(join(workspace, 'go.work'), 'use ./m\n')
  const inputs = { proxies, cache: 'true', 'cache-store': `directory:${join(folder.path, 'store')}` }
  const alone = await attack().step({ inputs, env: { GOWORK: 'off' } })
  const first = await attack().step({ inputs, gomodcache: join(folder.path, 'first') })
  const again = await attack().step({ inputs, gomodcache: join(folder.path, 'second') })
  for (const step of [alone, first, again]) {
    expectInOrder(step)
    expect(step.code).toBe(0)
  }
  expect(cacheKey(first)).not.toBe(cacheKey(alone))
  expect(again.outputs).toMatchObject({ cache: 'exact', 'modules-fetched': '0' })
})
