// SIGINT in every phase: the step ends soon, tells what it can, and leaves nothing running.
// Maps to src/run/*, src/platform/stop-signal.ts, src/platform/process.ts.

import { expect } from '@jest/globals'
import { type CacheService, startCacheService } from '../helpers/cache-service.ts'
import type { Behaviour, ModuleProxyOptions } from '../helpers/module-proxy.ts'
import { processesOf } from '../helpers/processes.ts'
import { notOnWindows } from '../helpers/skip.ts'
import { attacks, expectInOrder, expectNothingHalfWritten, moduleNamed, requireModules } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

interface Phase {
  readonly behaviour?: (file: string) => Behaviour | undefined
  readonly inputs?: Readonly<Record<string, string>>
  readonly candidates?: number
  /** The cache service hangs in place of a proxy. */
  readonly service?: true
  /** What the step prints when the phase has begun; without it, the first request that is kept waiting. */
  readonly printed?: RegExp
}

const silent: Behaviour = { kind: 'stall' }
const zipStalls = (file: string): Behaviour | undefined =>
  file === 'zip' ? { kind: 'stall', afterBytes: 100 } : undefined

const phases: Readonly<Record<string, Phase>> = {
  'the restore hangs': { service: true, inputs: { cache: 'true' } },
  'the probe hangs': { behaviour: () => silent, candidates: 2 },
  'the fetch hangs': { behaviour: () => silent },
  'a zip stalls': { behaviour: zipStalls },
  'go hangs': { behaviour: () => silent, inputs: { prefetch: 'false' } },
  'go waits for a zip': { behaviour: zipStalls, inputs: { prefetch: 'false' } },
  'a pause before the next attempt': {
    behaviour: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '25' } }),
    inputs: { prefetch: 'false', attempts: '4' },
    printed: /Next attempt in/,
  },
}

rows('phases', notOnWindows ? Object.entries(phases) : [], ['the restore hangs', 'a zip stalls'])(
  'while %s',
  async (_, phase) => {
    const modules = [await moduleNamed('a'), await moduleNamed('b')]
    await requireModules(attack().job.workspace, modules)
    let pid = 0
    let cancelledMs = 0
    const cancel = () => {
      if (cancelledMs > 0) return
      cancelledMs = performance.now()
      process.kill(pid, 'SIGINT')
    }
    const script: ModuleProxyOptions['script'] = ({ file }) => {
      const behaviour = phase.behaviour?.(file)
      if (behaviour !== undefined && phase.printed === undefined) setImmediate(cancel)
      return behaviour
    }
    const proxies = []
    for (let n = 0; n < (phase.candidates ?? 1); n++) proxies.push(await attack().proxy({ modules, script }))
    const service = phase.service ? await hangingService(cancel) : null
    try {
      const step = await attack().step({
        inputs: {
          timeout: '5m',
          'stall-timeout': '60s',
          proxies: proxies.map(({ url }) => url).join('|'),
          ...phase.inputs,
        },
        env: service?.env ?? {},
        onStart: (started) => {
          pid = started
        },
        onStdout: (text) => {
          if (phase.printed?.test(text)) cancel()
        },
      })
      // As long as a runner waits.
      expect(performance.now() - cancelledMs).toBeLessThan(7_500)
      expect(cancelledMs).toBeGreaterThan(0)
      expectInOrder(step)
      expect(step.outputs).toMatchObject({ result: 'failed', category: 'killed' })
      expect(await processesOf(attack().job.folder.path)).toEqual([])
      await expectNothingHalfWritten(attack().job.gomodcache)
    } finally {
      await service?.close()
    }
  },
)

async function hangingService(onRequest: () => void): Promise<CacheService> {
  const service = await startCacheService()
  service.mode = 'hanging'
  void service.nextRequest().then(onRequest)
  return service
}
