// A cancelled job: the step tells what it can and is gone, with all that it started, before the runner's patience ends.
// Maps to src/run/*, src/platform/stop-signal.ts, src/platform/end-process.ts.

import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect } from '@jest/globals'
import { actionRig, zipOf } from '../helpers/action-rig.ts'
import type { Behaviour } from '../helpers/module-proxy.ts'
import { startForwardProxy } from '../helpers/plain-server.ts'
import { processesOf } from '../helpers/processes.ts'
import { testWithSignals } from '../helpers/skip.ts'
import type { StepResult } from '../helpers/step.ts'
import { writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

/** No limit of ours ends the run before the signal does. */
const patient = { timeout: '6h', 'stall-timeout': '1h' }

async function expectCancelled(step: StepResult): Promise<void> {
  const { job } = rig()
  expect(step.code).toBe(1)
  expect(step.outputs).toMatchObject({
    result: 'failed',
    category: 'killed',
    'modules-total': expect.any(String),
  })
  expect(step.summary).toMatch(/cancelled/i)
  expect(step.report?.result).toBe('failed')
  expect(step.stdout).toMatch(/^::error /m)
  expect(step.stderr).toBe('')
  expect(await processesOf(job.folder.path)).toEqual([])
  expect(await unfinishedFiles()).toEqual([])
  expect(await readdir(join(job.folder.path, 'temp'))).toEqual(['resilient-go-modules'])
}

/** Files of the module cache that are no whole module files; `go` leaves its empty lock files, and so may we. */
async function unfinishedFiles(): Promise<string[]> {
  const { job, modules } = rig()
  const download = join(job.gomodcache, 'cache', 'download')
  const found = await readdir(download, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const whole = modules.flatMap(({ path, version }) =>
    ['info', 'mod', 'zip', 'ziphash', 'lock'].map((kind) => join(download, path, '@v', `${version}.${kind}`)),
  )
  const two = join(download, 'example.com/two/@v/v1.0.0.zip')
  return names.filter((name) => name === two || !(whole.includes(name) || /\/(?:lock|list)$/.test(name)))
}

const withSignals = testWithSignals()

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (killWith) => {
  withSignals.each(['true', 'false'])('in the middle of a zip (prefetch %s)', async (prefetch) => {
    const controller = new AbortController()
    const stall: Behaviour = { kind: 'stall', afterBytes: 10_000 }
    const stalling = await rig().proxy((request) => {
      if (!zipOf('two')(request)) return undefined
      // Some of the zip has arrived by then.
      setTimeout(() => controller.abort(), 200)
      return stall
    })
    const step = await rig().job.step({
      inputs: { proxies: stalling.url, prefetch, ...patient },
      signal: controller.signal,
      killWith,
    })
    await expectCancelled(step)
  })
})

withSignals('in a pause before the next attempt', async () => {
  const controller = new AbortController()
  const broken = await rig().proxy((request) => {
    if (!zipOf('two')(request)) return undefined
    return { kind: 'status', status: 429, headers: { 'retry-after': '25' } }
  })
  const step = await rig().job.step({
    inputs: { proxies: broken.url, prefetch: 'false', ...patient },
    signal: controller.signal,
    onStdout: (text) => {
      if (/Next attempt in/.test(text)) controller.abort()
    },
  })
  await expectCancelled(step)
})

withSignals('while candidates are probed', async () => {
  const controller = new AbortController()
  const silent = await rig().proxy(() => {
    controller.abort()
    return { kind: 'stall' }
  })
  const other = await rig().proxy(() => ({ kind: 'stall' }))
  const step = await rig().job.step({
    inputs: { proxies: `${silent.url}|${other.url}`, ...patient },
    signal: controller.signal,
  })
  await expectCancelled(step)
})

withSignals('while go waits for git: no git is left behind', async () => {
  const controller = new AbortController()
  const sockets: Socket[] = []
  const seen: string[] = []
  // Takes what it is sent and says nothing: every TLS handshake waits.
  const mute = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    void processesOf(rig().job.folder.path).then((running) => {
      seen.push(...running)
      controller.abort()
    })
  })
  mute.listen(0, '127.0.0.1')
  await once(mute, 'listening')
  const { port } = mute.address() as AddressInfo
  const forward = await startForwardProxy(() => ({ port }))
  try {
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.21',
      requires: [{ path: 'repo.example.com/x.git', version: 'v1.0.0' }],
      modules: [],
    })
    const step = await rig().job.step({
      inputs: { proxies: 'direct', ...patient },
      env: { HTTPS_PROXY: forward.url, https_proxy: forward.url, GIT_TERMINAL_PROMPT: '0' },
      signal: controller.signal,
    })
    await expectCancelled(step)
    expect(seen.join('\n')).toMatch(/\bgit\b/)
  } finally {
    for (const socket of sockets) socket.destroy()
    mute.close()
    await forward.close()
  }
})
