// Threads that wait, die or hang: maps to src/modcache/unpack/worker-threads.ts, src/modcache/unpack/zip-workers.ts.

import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BroadcastChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createZipWorkers, type ZipWorkers } from '../../../src/modcache/unpack/zip-workers.ts'
import { testIf } from '../../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

/** Tells over a channel what it begins; answers when it is told to; dies of one module, and hangs at the zip of another. */
const worker = `
import { openSync } from 'node:fs'
import { BroadcastChannel, parentPort, workerData } from 'node:worker_threads'
const channel = new BroadcastChannel(workerData.gomodcache)
const outcomes = []
const answer = () => parentPort.postMessage({ kind: 'done', outcomes: outcomes.splice(0) })
let path = null
channel.onmessage = ({ data }) => data === 'end ' + path && answer()
parentPort.on('message', ([{ module, source }]) => {
  path = module.path
  outcomes.push({ kind: 'admitted', unpacked: true })
  channel.postMessage('begun ' + path)
  if (path === 'dies') throw new Error('out of luck')
  if (path === 'hangs') openSync(source.path, 'r')
  if (path === 'quick') answer()
})
parentPort.postMessage({ kind: 'ready' })
channel.postMessage('ready')
`

let folder: TemporaryFolder
let channel: BroadcastChannel
let workers: ZipWorkers
let onMessage: () => void
let seen: string[]
let debugged: string[]
beforeEach(async () => {
  folder = await temporaryFolder()
  seen = []
  onMessage = () => {}
  channel = new BroadcastChannel(folder.path)
  channel.onmessage = (event) => {
    seen.push(String(Reflect.get(event, 'data')))
    onMessage()
  }
  debugged = []
  const bundle = join(folder.path, 'worker.mjs')
  await writeFile(bundle, worker)
  workers = createZipWorkers({
    bundle,
    threads: 2,
    gomodcache: folder.path,
    unpack: 'by-go',
    log: { debug: (line) => debugged.push(line) },
  })
})
afterEach(async () => {
  await workers.close()
  channel.close()
  await folder.remove()
})

const admit = (path: string, mebibytes: number) =>
  workers.admit({
    module: { path, version: 'v1.0.0' },
    source: { kind: 'file', path: join(folder.path, path), sizeBytes: mebibytes * 1_048_576 },
    sums: ['h1:x='],
  })

/** Until `message` was told so many times. */
async function told(message: string, times = 1): Promise<void> {
  while (seen.filter((each) => each === message).length < times)
    await new Promise<void>((resolve) => {
      onMessage = resolve
    })
}

const lost = (reason: string) => ({ kind: 'not-verified', reason: expect.stringContaining(reason) })

test('a thread that found all zips too heavy beside another one gets work once that one is done', async () => {
  const ended = Promise.all([admit('a', 40), admit('b', 30), admit('c', 10)])
  await told('ready', 2)
  await told('begun a')
  channel.postMessage('end a')
  await told('begun b')
  await told('begun c')
  channel.postMessage('end b')
  channel.postMessage('end c')
  expect((await ended).map(({ kind }) => kind)).toEqual(['admitted', 'admitted', 'admitted'])
})

test('what a thread was at work on when it died is left to go, and others go on', async () => {
  expect(await admit('dies', 2)).toEqual(lost('out of luck'))
  expect(await admit('quick', 2)).toMatchObject({ kind: 'admitted' })
  expect(await workers.close()).toBe('broken-off')
  expect(debugged).toEqual([expect.stringMatching(/^dies@v1.0.0 was not verified.*out of luck/)])
})

test('what waits at the end, or comes later, is not verified', async () => {
  const [begun, waits] = [admit('a', 40), admit('b', 30)]
  await told('begun a')
  const closed = workers.close()
  expect(await waits).toEqual(lost('has ended'))
  channel.postMessage('end a')
  expect(await closed).toBe('finished')
  expect(await begun).toMatchObject({ kind: 'admitted' })
  expect(await admit('quick', 2)).toEqual(lost('has ended'))
})

testIf(process.platform !== 'win32', 'Windows has no named pipes in folders')(
  'a thread that hangs in a call to the disk does not keep the run from its end',
  async () => {
    const pipe = join(folder.path, 'hangs')
    execFileSync('mkfifo', [pipe])
    const hung = admit('hangs', 2)
    await told('begun hangs')
    expect(await workers.close()).toBe('broken-off')
    expect(await hung).toEqual(lost('has ended'))
    // Lets the thread go on, and end.
    closeSync(openSync(pipe, constants.O_RDWR))
  },
)
