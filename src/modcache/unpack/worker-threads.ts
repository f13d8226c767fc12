// The threads that work off a queue of zips: started as work piles up, idle when it is done.

import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ZipTarget } from './admit-zip.ts'
import { ownMemory, roomBeside, type TaskQueue, type WaitingTask } from './task-queue.ts'
import type { ZipAnswer, ZipRequest } from './zip-message.ts'

interface WorkerThreads {
  /** To be called when tasks were added. Starts a thread where enough waits. */
  readonly giveWork: () => void
  /** Ends the threads, after what they have begun; what takes longer than a second is given up. Never rejects. */
  readonly close: () => Promise<HowEnded>
}

/** `broken-off`: a thread may have left half-written files. */
export type HowEnded = 'finished' | 'broken-off'

interface Thread {
  readonly worker: Worker
  isReady: boolean
  /** What it is at work on. */
  tasks: readonly WaitingTask[]
}

/** Starting a worker takes as long as this much work. */
export const workerWeight = 1_048_576

/** What a worker has begun it finishes, unless that takes longer: then the next run clears away what it left. */
const patienceMs = 1_000

/** `onUnable`: no thread can be started, and nobody works off the queue. */
export function createWorkerThreads(options: {
  /** The bundle of `zip-worker.ts`. */
  readonly file: string | URL
  /** How many at most. */
  readonly threads: number
  readonly target: ZipTarget
  readonly queue: TaskQueue
  readonly onUnable: () => void
}): WorkerThreads {
  const { file, threads, target, queue, onUnable } = options
  const running = new Set<Thread>()
  const atWork = () => [...running].flatMap(({ tasks }) => tasks)
  let howEnded: HowEnded = 'finished'
  const breakOff = (tasks: readonly WaitingTask[], reason: string) => {
    if (tasks.length > 0) howEnded = 'broken-off'
    giveUp(tasks, reason)
  }

  const giveWork = (): void => {
    for (const thread of running) {
      if (!thread.isReady || thread.tasks.length > 0) continue
      thread.tasks = queue.take(threads, roomBeside(atWork()))
      if (thread.tasks.length === 0) return
      send(thread)
    }
    if (running.size < threads && queue.weight() > running.size * workerWeight) start()
  }
  const start = (): void => {
    const thread = startThread({
      file,
      target,
      // To all that are idle: what was too heavy beside this one may be begun now.
      onIdle: giveWork,
      onDeath: (error) => {
        running.delete(thread)
        breakOff(thread.tasks, `a thread broke off: ${String(error)}`)
        if (thread.isReady) giveWork()
        else onUnable()
      },
    })
    running.add(thread)
  }
  return {
    giveWork,
    close: async () => {
      await withPatience(atWork().map(({ ended }) => ended))
      breakOff(atWork(), 'the run has ended')
      // A thread in a call to a disk that hangs can't be ended.
      await withPatience([...running].map(({ worker }) => worker.terminate()))
      return howEnded
    },
  }
}

function startThread({
  file,
  target,
  onIdle,
  onDeath,
}: {
  readonly file: string | URL
  readonly target: ZipTarget
  readonly onIdle: () => void
  readonly onDeath: (error: unknown) => void
}): Thread {
  const worker = new Worker(file, { workerData: target })
  const thread: Thread = { worker, isReady: false, tasks: [] }
  worker.on('message', (answer: ZipAnswer) => {
    thread.isReady = true
    if (answer.kind === 'done')
      for (const [index, { resolve }] of thread.tasks.entries()) resolve(answer.outcomes[index] ?? lost)
    thread.tasks = []
    // An idle one keeps no process alive.
    worker.unref()
    onIdle()
  })
  worker.on('error', onDeath)
  return thread
}

const lost = { kind: 'not-verified', reason: 'a thread gave no answer' } as const

/** Tells those who wait for the tasks that nothing comes of them. */
export function giveUp(tasks: readonly WaitingTask[], reason: string): void {
  for (const { resolve } of tasks) resolve({ kind: 'not-verified', reason })
}

function send({ worker, tasks }: Thread): void {
  worker.ref()
  const request: ZipRequest = tasks.map(({ task }) => task)
  worker.postMessage(
    request,
    tasks.flatMap(({ task }) => ownMemory(task)),
  )
}

async function withPatience(ends: readonly Promise<unknown>[]): Promise<void> {
  await Promise.race([Promise.allSettled(ends), sleep(patienceMs, null, { ref: false })])
}
