// The end of a run is an end: src/run/run.ts, src/platform/end-process.ts. In each phase something hangs, and the time limit or a signal holds.
// Maps to src/run/*, src/platform/limit.ts, src/platform/end-process.ts.

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, watch, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { actionRig, zipOf } from '../helpers/action-rig.ts'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import { type Behaviour, deadUrl } from '../helpers/module-proxy.ts'
import { describeIf, notOnWindows, testWithSignals } from '../helpers/skip.ts'
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

type Phases = Readonly<Record<string, () => Promise<Phase>>>

/** The `go` that hangs is a shell script. */
const phasesOfGo: Phases = {
  'prepare: go env hangs': async () => {
    const env = await hangingGo('env')
    return { options: { env }, reached: written(env.REACHED ?? '') }
  },
  'download: go hangs': async () => {
    const env = await hangingGo('mod')
    return {
      options: { env, inputs: { proxies: (await rig().proxy()).url } },
      reached: written(env.REACHED ?? ''),
    }
  },
}

const phases: Phases = {
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
}

function endings(_: string, start: () => Promise<Phase>) {
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

  testWithSignals().each(['SIGTERM', 'SIGINT'] as const)('%s ends it', async (killWith) => {
    const { options, reached } = await start()
    const controller = new AbortController()
    void reached.then(() => controller.abort())
    const inputs = { 'stall-timeout': '1h', ...options.inputs, timeout: '6h' }
    const step = await rig().job.step({ ...options, inputs, killWith, signal: controller.signal })
    expect(step).toMatchObject({ code: 1, stderr: '', outputs: { result: 'failed', category: 'killed' } })
    expect(step.summary).toMatch(/cancelled/i)
  })
}
describe.each(Object.entries(phases))('%s', endings)
describeIf(notOnWindows, 'the go that hangs is a shell script').each(Object.entries(phasesOfGo))(
  '%s',
  endings,
)

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
    const timeout = `${await rig().secondsForARun()}s`
    const step = await rig().job.step({ env, inputs: { ...inputs, timeout } })
    expect(step).toMatchObject({ code: 0, outputs: { result: 'complete' } })
    expect(step.report?.cache.save.kind).toBe('slow')
  })

  testWithSignals()('SIGTERM ends it', async () => {
    const controller = new AbortController()
    const { env, inputs } = await hangAtSave(() => controller.abort())
    const step = await rig().job.step({ env, inputs, signal: controller.signal })
    expect(step).toMatchObject({ code: 1, outputs: { category: 'killed' } })
  })
})

describeIf(notOnWindows, 'Windows has no pipes among its files')(
  'report: a file that never takes a byte',
  () => {
    /** Without execve a process whose threads hang can only be killed, which the rig tells as -1. */
    const canKeepCode = typeof process.execve === 'function'

    const code = canKeepCode ? 0 : -1
    /** A step that doesn't end by itself is ended, and then has another exit code or lacks what it should have printed. */
    const patienceMs = 120_000

    test.each([
      ['report-path', 'write the report'],
      ['GITHUB_STEP_SUMMARY', 'write the job summary'],
      ['GITHUB_OUTPUT', 'set the outputs'],
      ['GITHUB_ENV', 'set GOPROXY for later steps'],
    ])('%s', async (name, what) => {
      const path = await fifo('nobody-reads')
      // The second proxy comes first in the new order, which later steps are to be given.
      const proxies = `${await deadUrl()}|${(await rig().proxy()).url}`
      const step = await rig().job.step({
        ...(name === 'report-path'
          ? { inputs: { proxies, 'report-path': path } }
          : { inputs: { proxies }, env: { [name]: path } }),
        signal: AbortSignal.timeout(patienceMs),
      })
      expect(step.stdout).toMatch(new RegExp(`Could not ${what}.*: no answer within 2 s; look at the disk`))
      expect(step.code).toBe(code)
      expect(step.outputs.result).toBe(name === 'GITHUB_OUTPUT' ? undefined : 'complete')
      if (name !== 'GITHUB_STEP_SUMMARY') expect(step.summary).toContain('Go modules complete')
    })

    test.each(['SIGTERM', 'SIGINT'] as const)(
      '%s while the summary is written changes nothing',
      async (killWith) => {
        const summary = await fifo('nobody-reads')
        const cancel = new AbortController()
        const cancelOnceOutputsAreSet = async () => {
          const file = join(rig().job.folder.path, 'step-1', 'output')
          const changes = watch(file, { signal: AbortSignal.timeout(patienceMs) })
          for await (const _ of changes) if ((await readFile(file, 'utf8')).includes('seconds<<')) break
          cancel.abort()
        }
        let cancelling: Promise<void> | null = null
        const step = await rig().job.step({
          inputs: { proxies: (await rig().proxy()).url },
          env: { GITHUB_STEP_SUMMARY: summary },
          onStart: () => {
            cancelling = cancelOnceOutputsAreSet()
          },
          killWith,
          signal: cancel.signal,
        })
        await cancelling
        expect(step.stdout).toMatch(/Could not write the job summary: no answer within 2 s/)
        expect(step.outputs).toMatchObject({ result: 'complete', report: expect.stringMatching(/json$/) })
        expect(step.report?.result).toBe('complete')
        expect(step.code).toBe(code)
      },
    )
  },
)
