// The zips and files that wait for a worker, and how many of them it gets at once.

import type { FileTask, ZipOutcome, ZipTask } from './admit-zip.ts'

export interface WaitingTask {
  readonly task: ZipTask | FileTask
  /** See `weightOf`. */
  readonly weight: number
  readonly ended: Promise<ZipOutcome>
  readonly resolve: (outcome: ZipOutcome) => void
}

/** First come, first served. */
export interface TaskQueue {
  /** Gives what comes of the task, once it was taken and resolved. */
  readonly add: (task: ZipTask | FileTask, weight: number) => Promise<ZipOutcome>
  /**
   * What one of `workers` gets next: several small ones, but no more than its share; or a large one.
   *
   * @param room none is heavier; what is passed over for that keeps its turn
   */
  readonly take: (workers: number, room: number) => readonly WaitingTask[]
  readonly takeAll: () => readonly WaitingTask[]
  /** Of all that wait. */
  readonly weight: () => number
}

/** A message costs a hundredth of the work on so much. */
const requestWeight = 262_144
/** So many of the lightest tasks fill a request. */
const mostAtOnce = 128

export function createTaskQueue(): TaskQueue {
  const waiting: WaitingTask[] = []
  let total = 0
  const takeFrom = (start: number, count: number) => {
    const taken = waiting.splice(start, count)
    for (const { weight } of taken) total -= weight
    return taken
  }
  return {
    add: (task, weight) => {
      let resolve: WaitingTask['resolve'] = () => {}
      const ended = new Promise<ZipOutcome>((settle) => {
        resolve = settle
      })
      waiting.push({ task, weight, ended, resolve })
      total += weight
      return ended
    },
    take: (workers, room) => {
      const start = waiting.findIndex(({ weight }) => weight <= room)
      if (start < 0) return []
      const most = Math.min(requestWeight, total / workers, room)
      let [count, weight] = [0, 0]
      for (const { weight: more } of waiting.slice(start, start + mostAtOnce)) {
        if (count > 0 && weight + more > most) break
        count += 1
        weight += more
      }
      return takeFrom(start, count)
    },
    takeAll: () => takeFrom(0, waiting.length),
    weight: () => total,
  }
}

/** Making the folders and files of the smallest zip takes as long as unpacking this much; linking a file, as this much. */
const zipWeight = 8_192
const fileWeight = 2_048

/**
 * A zip is in memory as a whole, and with it its largest file: what is at work at a time is bounded, however many workers there are. One
 * zip may be larger.
 */
const mostAtWork = 48 * 1_048_576

/** How heavy a task may be that is begun beside these. */
export function roomBeside(atWork: readonly WaitingTask[]): number {
  if (atWork.length === 0) return Number.POSITIVE_INFINITY
  return mostAtWork - atWork.reduce((sum, { weight }) => sum + weight, 0)
}

/** How much work a task is, in bytes of a zip. */
export function weightOf(task: ZipTask | FileTask): number {
  if ('file' in task) return fileWeight
  const { source } = task
  return zipWeight + (source.kind === 'bytes' ? source.bytes.byteLength : source.sizeBytes)
}

/** Memory that can be handed to a worker: a part of a larger buffer can't be handed over alone. */
export function ownMemory(task: ZipTask | FileTask): readonly ArrayBuffer[] {
  if ('file' in task || task.source.kind === 'file') return []
  const { buffer, byteLength } = task.source.bytes
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : []
}
