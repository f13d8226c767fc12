// Brings zips into the module cache beside everything else that a run does: the first few in its own thread, more in workers.

import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import {
  createZipAdmitter,
  type FileTask,
  type ZipOutcome,
  type ZipTarget,
  type ZipTask,
} from './admit-zip.ts'
import { createTaskQueue, ownMemory, roomBeside, settle, type WaitingTask, weightOf } from './task-queue.ts'
import type { ZipAnswer } from './zip-message.ts'

/** The way into one module cache for zips that go.sum names. */
export interface ZipAdmission {
  /** The `bytes` of a task must not be used any more. Rejects only for a bug of ours. */
  readonly admit: (task: ZipTask) => Promise<ZipOutcome>
}

/** The way in for all files of modules. */
export interface ModuleAdmission extends ZipAdmission {
  /** As `admit` does. */
  readonly admitFile: (task: FileTask) => Promise<ZipOutcome>
}

export interface ZipWorkers extends ModuleAdmission {
  /** Ends the workers. What waits for one is rejected. */
  readonly close: () => Promise<void>
}

export interface ZipWorkersOptions extends ZipTarget {
  /** The bundle of `zip-worker.ts`; null: everything is done in this thread. */
  readonly bundle: string | URL | null
  /** How many workers at most. */
  readonly threads: number
}

/** Starting a worker takes as long as this much work. */
const workerWeight = 1_048_576

/** What a worker has begun it finishes, unless that takes longer: then the next run clears away what it left. */
const patienceMs = 1_000

/** Starts a worker where enough waits. Where none can be started, everything is done in this thread. */
export function createZipWorkers({ bundle, threads, gomodcache, unpack }: ZipWorkersOptions): ZipWorkers {
  const target = { gomodcache, unpack }
  const admitHere = oneAfterAnother(createZipAdmitter(target))
  const queue = createTaskQueue()
  const workers = new Set<Worker>()
  const idle: Worker[] = []
  const busy = new Map<Worker, readonly WaitingTask[]>()
  const pending = new Set<Promise<ZipOutcome>>()
  let file = bundle
  let doneHere = 0

  const next = (worker: Worker) => {
    const tasks = queue.take(threads, roomBeside([...busy.values()].flat()))
    if (tasks.length === 0) {
      idle.push(worker)
      worker.unref()
      return
    }
    busy.set(worker, tasks)
    worker.ref()
    worker.postMessage(
      tasks.map(({ task }) => task),
      tasks.flatMap(({ task }) => ownMemory(task)),
    )
  }
  const start = (file: string | URL) => {
    const worker = new Worker(file, { workerData: target })
    let isReady = false
    workers.add(worker)
    worker.on('message', (answer: ZipAnswer) => {
      isReady = true
      if (answer.kind === 'done') settle(busy.get(worker) ?? [], answer.ends)
      busy.delete(worker)
      next(worker)
    })
    worker.on('error', (error: unknown) => {
      workers.delete(worker)
      const cause = error instanceof Error ? error : new Error(String(error))
      for (const { reject } of busy.get(worker) ?? []) reject(cause)
      busy.delete(worker)
      if (isReady) startMore()
      else doAllHere()
    })
  }
  const startMore = () => {
    if (file !== null && workers.size < threads && queue.weight() > workers.size * workerWeight) start(file)
  }
  const doAllHere = () => {
    file = null
    for (const { task, resolve, reject } of queue.takeAll()) admitHere(task).then(resolve, reject)
  }
  const admit = (task: ZipTask | FileTask) => {
    const weight = weightOf(task)
    if (file === null || doneHere + weight <= workerWeight) {
      doneHere += weight
      return admitHere(task)
    }
    const ended = new Promise<ZipOutcome>((resolve, reject) => queue.add({ task, weight, resolve, reject }))
    pending.add(ended)
    const forget = () => pending.delete(ended)
    ended.then(forget, forget)
    const free = idle.pop()
    if (free === undefined) startMore()
    else next(free)
    return ended
  }
  return {
    admit,
    admitFile: admit,
    close: async () => {
      const closed = new Error('the workers were closed')
      for (const { reject } of queue.takeAll()) reject(closed)
      await Promise.race([Promise.allSettled(pending), sleep(patienceMs, null, { ref: false })])
      for (const { reject } of [...busy.values()].flat()) reject(closed)
      await Promise.all([...workers].map((worker) => worker.terminate()))
    },
  }
}

/** Each begins when the one before has ended, so that one zip at a time is in memory. */
function oneAfterAnother<Task, Outcome>(
  work: (task: Task) => Promise<Outcome>,
): (task: Task) => Promise<Outcome> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const ended = last.then(() => work(task))
    last = ended.catch(() => {})
    return ended
  }
}
