// The end of a run is an end: src/run/run.ts, src/platform/end-process.ts. In each phase something hangs, and the time limit or a signal holds.
// Maps to src/run/*, src/platform/limit.ts, src/platform/end-process.ts.

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { actionRig, zipOf } from '../helpers/action-rig.ts'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import type { Behaviour } from '../helpers/module-proxy.ts'
import type { StepOptions } from '../helpers/step.ts'

const rig = actionRig()
let service: CacheService
beforeEach(async () => {
  service = await startCacheService()
})
afterEach(() => service.close())

const stall: Behaviour = { kind: 'stall' }

/** A `go` that hangs in the command `hangs` and is the real one otherwise. */
async function hangingGo(hangs: string): Promise<Record<string, string>> {
  const { job } = rig()
  const bin = join(job.folder.path, 'bin')
  await mkdir(bin)
  const script = `#!/bin/sh
case "$*" in ${hangs}*) echo reached > "$REACHED"; exec sleep 600;; esac
PATH="$REAL_PATH" exec go "$@"
`
  await writeFile(join(bin, 'go'), script)
  await chmod(join(bin, 'go'), 0o755)
  const path = process.env.PATH ?? ''
  return { PATH: `${bin}${delimiter}${path}`, REAL_PATH: path, REACHED: await fifo('reached') }
}

async function fifo(name: string): Promise<string> {
  const path = join(rig().job.folder.path, name)
  await promisify(execFile)('mkfifo', [path])
  return path
}

/** Resolves when something is written to the pipe. */
async function written(path: string): Promise<void> {
  await promisify(execFile)('cat', [path])
}

interface Phase {
  readonly options: StepOptions
  /** Resolves when the phase is reached and hangs. */
  readonly reached: Promise<unknown>
}

const phases: Readonly<Record<string, () => Promise<Phase>>> = {
  'prepare: go env hangs': async () => {
    const env = await hangingGo('env')
    return { options: { env }, reached: written(env.REACHED ?? '') }
  },
  'restore: the cache service never answers': async () => {
    service.mode = 'hanging'
    const options = {
      env: service.env,
      inputs: { cache: 'true', proxies: (await rig().proxy(() => stall)).url },
    }
    return { options, reached: service.nextRequest() }
  },
  'probe: no proxy answers': async () => {
    const reached = new AbortController()
    const silent = async () =>
      rig().proxy(() => {
        reached.abort()
        return stall
      })
    return {
      options: { inputs: { proxies: `${(await silent()).url}|${(await silent()).url}` } },
      reached: once(reached.signal, 'abort'),
    }
  },
  'fetch: a zip never comes': async () => {
    const reached = new AbortController()
    const proxy = await rig().proxy((request) => {
      if (!zipOf('two')(request)) return undefined
      reached.abort()
      return stall
    })
    return { options: { inputs: { proxies: proxy.url } }, reached: once(reached.signal, 'abort') }
  },
  'download: go hangs': async () => {
    const env = await hangingGo('mod')
    return {
      options: { env, inputs: { proxies: (await rig().proxy()).url } },
      reached: written(env.REACHED ?? ''),
    }
  },
}

describe.each(Object.entries(phases))('%s', (_, start) => {
  test('the time limit holds', async () => {
    const { options, reached } = await start()
    void reached
    const inputs = { 'stall-timeout': '1h', ...options.inputs, timeout: '3s' }
    const startedMs = performance.now()
    const step = await rig().job.step({ ...options, inputs })
    expect(step).toMatchObject({ code: 1, stderr: '', outputs: { result: 'failed' } })
    expect(step.report?.fault?.category).not.toBe('killed')
    // Without the limit it would take ten minutes; the bound leaves room for a slow machine.
    expect(performance.now() - startedMs).toBeLessThan(120_000)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it', async (killWith) => {
    const { options, reached } = await start()
    const controller = new AbortController()
    void reached.then(() => controller.abort())
    const inputs = { 'stall-timeout': '1h', ...options.inputs, timeout: '6h' }
    const step = await rig().job.step({ ...options, inputs, killWith, signal: controller.signal })
    expect(step).toMatchObject({ code: 1, stderr: '', outputs: { result: 'failed', category: 'killed' } })
    expect(step.summary).toMatch(/cancelled/i)
  })
})

describe('save: the cache service takes a look-up and hangs at the save', () => {
  const hangAtSave = async (onSave: () => void) => {
    const proxy = await rig().proxy((request) => {
      if (zipOf('two')(request)) service.mode = 'hanging'
      return undefined
    })
    const waitForSave = async () => {
      while (!service.requests.some(({ call }) => call === 'CreateCacheEntry')) await service.nextRequest()
      onSave()
    }
    void waitForSave()
    return { env: service.env, inputs: { cache: 'true', proxies: proxy.url } }
  }

  test('the time limit holds, and the module cache is complete all the same', async () => {
    const { env, inputs } = await hangAtSave(() => {})
    const step = await rig().job.step({ env, inputs: { ...inputs, timeout: '15s' } })
    expect(step).toMatchObject({ code: 0, outputs: { result: 'complete' } })
    expect(step.report?.cache.save.kind).toBe('slow')
  })

  test('SIGTERM ends it', async () => {
    const controller = new AbortController()
    const { env, inputs } = await hangAtSave(() => controller.abort())
    const step = await rig().job.step({ env, inputs, signal: controller.signal })
    expect(step).toMatchObject({ code: 1, outputs: { category: 'killed' } })
  })
})

describe('report: a file that never takes a byte', () => {
  /** Without execve a process whose threads hang can only be killed, which the rig tells as -1. */
  const canKeepCode = typeof process.execve === 'function'

  test.each(['report-path', 'summary'])('%s', async (which) => {
    const path = await fifo('nobody-reads')
    const inputs = {
      proxies: (await rig().proxy()).url,
      ...(which === 'report-path' && { 'report-path': path }),
    }
    const env = which === 'summary' ? { GITHUB_STEP_SUMMARY: path } : {}
    const step = await rig().job.step({ inputs, env })
    expect(step.stdout).toMatch(/Could not write the .*: no answer within 2 s/)
    expect(step.outputs.result).toBe('complete')
    expect(step.code).toBe(canKeepCode ? 0 : -1)
  })
})
