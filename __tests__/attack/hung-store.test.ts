// A store on a share that has stopped answering: the run gives it up, and is gone at its end and after a signal.
// Maps to src/store/folder/folder-client.ts, src/platform/end-process.ts.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@jest/globals'
import { attacks, expectInOrder, moduleNamed, requireModules } from './attack.ts'
import { onlyInFull } from './rounds.ts'

const attack = attacks()
const asRoot = onlyInFull('a file system that stops answering is mounted', { root: true, system: 'linux' })

const names = Array.from({ length: 12 }, (_, index) => `m${index}`)

async function project() {
  const modules = await Promise.all(names.map((name) => moduleNamed(name)))
  await requireModules(attack().job.workspace, modules)
  const proxy = await attack().proxy({ modules })
  return { modules, proxies: proxy.url }
}

/** Mounts it while `use` runs. */
async function withHungShare<T>(files: readonly string[], use: (path: string) => Promise<T>): Promise<T> {
  const path = join(attack().job.folder.path, 'share')
  await mkdir(path)
  const server = spawn('python3', [resolve('__tests__/attack/hung_fs.py'), path, ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout, 'data')
  try {
    return await use(path)
  } finally {
    await promisify(execFile)('umount', ['-f', '-l', path])
    server.kill('SIGKILL')
  }
}

asRoot.each(['nothing is answered', 'only content is not answered'])(
  '%s: the run ends, complete',
  async (how) => {
    const { modules, proxies } = await project()
    const files = modules.flatMap(({ path, version }) =>
      ['info', 'mod', 'zip'].map((kind) => `${path}/@v/${version}.${kind}`),
    )
    const step = await withHungShare(how === 'nothing is answered' ? [] : files, (path) =>
      attack().step({
        inputs: { proxies, cache: 'true', 'cache-store': `directory:${path}`, timeout: '15s' },
        limitMs: 60_000,
      }),
    )
    expectInOrder(step)
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'slow', 'modules-fetched': '12' })
    expect(step.milliseconds).toBeLessThan(40_000)
  },
)

asRoot('SIGINT ends a run that waits for it', async () => {
  const { proxies } = await project()
  let pid = 0
  const step = await withHungShare([], (path) =>
    attack().step({
      inputs: { proxies, cache: 'true', 'cache-store': `directory:${path}`, timeout: '5m' },
      onStart: (started) => {
        pid = started
      },
      onStdout: (text) => {
        if (text.includes('Read from the shared store')) process.kill(pid, 'SIGINT')
      },
      limitMs: 60_000,
    }),
  )
  expectInOrder(step)
  // Without the signal it would take half of the time limit.
  expect(step.milliseconds).toBeLessThan(60_000)
  expect(step.outputs.category).toBe('killed')
})
