// Brings zips into the module cache beside everything else that a run does: the first few in its own thread, more in workers.

import { fileName } from '../../go/layout.ts'
import { moduleName } from '../../go/module-file.ts'
import type { Log } from '../../platform/log.ts'
import {
  createZipAdmitter,
  type FileTask,
  type ZipOutcome,
  type ZipTarget,
  type ZipTask,
} from './admit-zip.ts'
import { createTaskQueue, weightOf } from './task-queue.ts'
import { createWorkerThreads, giveUp, type HowEnded, workerWeight } from './worker-threads.ts'

/** The way into one module cache for zips that go.sum names. */
export interface ZipAdmission {
  /** The `bytes` of a task must not be used any more. Never rejects. */
  readonly admit: (task: ZipTask) => Promise<ZipOutcome>
}

/** The way in for all files of modules. */
export interface ModuleAdmission extends ZipAdmission {
  /** As `admit` does. */
  readonly admitFile: (task: FileTask) => Promise<ZipOutcome>
}

export interface ZipWorkers extends ModuleAdmission {
  /** Ends the workers. What waits for one, or comes later, is not verified. Never rejects. */
  readonly close: () => Promise<HowEnded>
}

interface ZipWorkersOptions extends ZipTarget {
  /** The bundle of `zip-worker.ts`; null: everything is done in this thread. */
  readonly bundle: string | URL | null
  /** How many workers at most. */
  readonly threads: number
  /** Told why something was not verified. */
  readonly log?: Pick<Log, 'debug'>
}

/** Where no worker can be started, everything is done in this thread. */
export function createZipWorkers(options: ZipWorkersOptions): ZipWorkers {
  const { bundle, threads, gomodcache, unpack, log } = options
  const target = { gomodcache, unpack }
  const admitHere = oneAfterAnother(createZipAdmitter(target))
  const queue = createTaskQueue()
  let way: 'workers' | 'here' | 'closed' = bundle === null ? 'here' : 'workers'
  let doneHere = 0
  const doAllHere = () => {
    if (way === 'closed') return
    way = 'here'
    for (const { task, resolve } of queue.takeAll()) void admitHere(task).then(resolve)
  }
  const workers =
    bundle === null
      ? null
      : createWorkerThreads({ file: bundle, threads, target, queue, onUnable: doAllHere })
  const outcomeOf = (task: ZipTask | FileTask): Promise<ZipOutcome> | ZipOutcome => {
    if (way === 'closed') return { kind: 'not-verified', reason: 'the run has ended' }
    const weight = weightOf(task)
    if (way === 'here' || doneHere + weight <= workerWeight) {
      doneHere += weight
      return admitHere(task)
    }
    const ended = queue.add(task, weight)
    workers?.giveWork()
    return ended
  }
  const admit = async (task: ZipTask | FileTask) => logged(task, await outcomeOf(task), log)
  return {
    admit,
    admitFile: admit,
    close: async () => {
      way = 'closed'
      giveUp(queue.takeAll(), 'the run has ended')
      return workers === null ? 'finished' : workers.close()
    },
  }
}

function logged(task: ZipTask | FileTask, outcome: ZipOutcome, log: ZipWorkersOptions['log']): ZipOutcome {
  const name = 'file' in task ? fileName(task.file) : moduleName(task.module)
  if (outcome.kind === 'not-verified')
    log?.debug(`${name} was not verified, and is left to go: ${outcome.reason}`)
  return outcome
}

/** Each begins when the one before has ended, so that one zip at a time is in memory. `work` never rejects. */
function oneAfterAnother<Task, Outcome>(
  work: (task: Task) => Promise<Outcome>,
): (task: Task) => Promise<Outcome> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const ended = last.then(() => work(task))
    last = ended
    return ended
  }
}
