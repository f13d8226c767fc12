// Brings zips into the module cache beside everything else that a run does: the first few in its own thread, more in workers.

import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createZipAdmitter, type ZipOutcome, type ZipTarget, type ZipTask } from './admit-zip.ts'
import type { ZipAnswer, ZipRequest } from './zip-message.ts'

/** The way into one module cache for zips that go.sum names. */
export interface ZipAdmission {
  /** The `bytes` of a task must not be used any more. Rejects only for a bug of ours. */
  readonly admit: (task: ZipTask) => Promise<ZipOutcome>
}

export interface ZipWorkers extends ZipAdmission {
  /** Ends the workers. What waits for one is rejected. */
  readonly close: () => Promise<void>
}

export interface ZipWorkersOptions extends ZipTarget {
  /** The bundle of `zip-worker.ts`; null: everything is done in this thread. */
  readonly bundle: string | URL | null
  /** How many workers at most. */
  readonly threads: number
}

/** Starting a worker takes as long as hashing and unpacking this much. */
const ownBytes = 1_048_576

/** What a worker has begun it finishes, unless that takes longer: then the next run clears away what it left. */
const patienceMs = 1_000

interface Waiting {
  readonly request: ZipRequest
  readonly resolve: (outcome: ZipOutcome) => void
  readonly reject: (error: Error) => void
}

/** Starts a worker whenever a zip waits and none is free. */
export function createZipWorkers({ bundle, threads, gomodcache, unpack }: ZipWorkersOptions): ZipWorkers {
  const target = { gomodcache, unpack }
  const admitHere = createZipAdmitter(target)
  const queue: Waiting[] = []
  const idle: Worker[] = []
  const busy = new Map<Worker, Waiting>()
  const pending = new Set<Promise<ZipOutcome>>()
  let nextId = 0
  let doneHere = 0

  const give = (worker: Worker, waiting: Waiting) => {
    busy.set(worker, waiting)
    worker.ref()
    const { source } = waiting.request.task
    // A part of a larger buffer can't be handed over alone.
    const isWhole = source.kind === 'bytes' && source.bytes.byteLength === source.bytes.buffer.byteLength
    worker.postMessage(waiting.request, isWhole ? [source.bytes.buffer as ArrayBuffer] : [])
  }
  const next = (worker: Worker) => {
    const waiting = queue.shift()
    if (waiting !== undefined) return give(worker, waiting)
    idle.push(worker)
    worker.unref()
  }
  const start = (file: string | URL) => {
    const worker = new Worker(file, { workerData: target })
    worker.on('message', (answer: ZipAnswer) => {
      const waiting = busy.get(worker)
      busy.delete(worker)
      if (answer.kind === 'done') waiting?.resolve(answer.outcome)
      else waiting?.reject(new Error(answer.message))
      next(worker)
    })
    worker.on('error', (error) => {
      busy.get(worker)?.reject(error instanceof Error ? error : new Error(String(error)))
      busy.delete(worker)
      const waiting = queue.shift()
      if (waiting !== undefined) give(start(file), waiting)
    })
    return worker
  }
  return {
    admit: (task) => {
      const size = task.source.kind === 'bytes' ? task.source.bytes.byteLength : null
      if (bundle === null || (size !== null && doneHere + size <= ownBytes)) {
        doneHere += size ?? 0
        return admitHere(task)
      }
      const ended = new Promise<ZipOutcome>((resolve, reject) => {
        const waiting = { request: { id: nextId++, task }, resolve, reject }
        const worker = idle.pop() ?? (busy.size < threads ? start(bundle) : null)
        if (worker === null) queue.push(waiting)
        else give(worker, waiting)
      })
      pending.add(ended)
      const forget = () => pending.delete(ended)
      ended.then(forget, forget)
      return ended
    },
    close: async () => {
      const closed = new Error('the workers were closed')
      for (const { reject } of queue.splice(0)) reject(closed)
      await Promise.race([Promise.allSettled(pending), sleep(patienceMs, null, { ref: false })])
      for (const { reject } of busy.values()) reject(closed)
      await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()))
    },
  }
}
