// Checks many modules of the module cache, in worker threads.

import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ModuleSums } from '../../go/module-sums.ts'
import { checkModule, type ModuleCheck } from './check-module.ts'

interface CheckOptions {
  /** GOMODCACHE: an absolute path. */
  readonly gomodcache: string
  /** The bundle of `verify-worker.ts`; null: everything is done in this thread. */
  readonly bundle: URL | null
  /** How many workers at most. */
  readonly threads: number
  readonly signal: AbortSignal
  /** How many modules were checked so far. */
  readonly onProgress: (modules: number) => void
}

/** So few at a time that the last ones are spread over all threads, and that the progress is seen. */
const batchSize = 4

/** Ending a thread takes a few milliseconds. */
const patienceMs = 1_000

/** One answer for each module, in their order. Rejects once the signal is aborted. */
export async function checkModules(
  modules: readonly ModuleSums[],
  options: CheckOptions,
): Promise<readonly ModuleCheck[]> {
  const { bundle, gomodcache, threads, signal, onProgress } = options
  const checks: ModuleCheck[] = new Array(modules.length)
  const starts = Array.from({ length: Math.ceil(modules.length / batchSize) }, (_, at) => at * batchSize)
  const queue = starts.values()
  let done = 0
  const work = async (check: (batch: readonly ModuleSums[]) => Promise<readonly ModuleCheck[]>) => {
    for (const start of queue) {
      signal.throwIfAborted()
      const found = await check(modules.slice(start, start + batchSize))
      checks.splice(start, found.length, ...found)
      done += found.length
      onProgress(done)
    }
  }
  if (bundle === null || starts.length <= 1) {
    await work((batch) => checkHere(batch, gomodcache))
    return checks
  }
  const workers = Array.from({ length: Math.min(threads, starts.length) }, () => {
    return new Worker(bundle, { workerData: gomodcache })
  })
  try {
    await Promise.all(workers.map((worker) => work((batch) => ask(worker, batch, signal))))
    return checks
  } finally {
    // One that waits for a disk that hangs never ends.
    const ended = Promise.all(workers.map((worker) => worker.terminate()))
    await Promise.race([ended, sleep(patienceMs, null, { ref: false })])
  }
}

async function checkHere(batch: readonly ModuleSums[], gomodcache: string): Promise<readonly ModuleCheck[]> {
  const checks: ModuleCheck[] = []
  for (const sums of batch) checks.push(await checkModule(sums, gomodcache))
  return checks
}

/** Rejects where the worker throws, which is a bug of ours, and where the signal is aborted. */
async function ask(
  worker: Worker,
  batch: readonly ModuleSums[],
  signal: AbortSignal,
): Promise<readonly ModuleCheck[]> {
  const answered = once(worker, 'message', { signal })
  worker.postMessage(batch)
  const [checks]: readonly (readonly ModuleCheck[])[] = await answered
  return checks ?? []
}
