// The world as this process finds it: environment, clock, chance, cancellation, and the programs beside it.

import { fileURLToPath } from 'node:url'
import { systemClock } from './clock.ts'
import type { ConsoleLog } from './console-log.ts'
import type { Secrets } from './secrets.ts'
import { stopSignal } from './stop-signal.ts'
import type { ChildPrograms, World } from './world.ts'

interface Frame extends Pick<World, 'exportVariable' | 'addToPath' | 'progress' | 'root' | 'temporary'> {
  readonly log: ConsoleLog
  readonly secrets: Secrets
  /** None: for what starts no program beside itself. */
  readonly programs?: ChildPrograms | undefined
}

/** `frame`: where a runner and a terminal differ. From now on a signal to stop no longer ends the process, but aborts `signal`. */
export function processWorld({ secrets, programs, ...frame }: Frame): World & { readonly log: ConsoleLog } {
  return {
    ...frame,
    env: process.env,
    clock: systemClock,
    random: Math.random,
    signal: stopSignal(),
    redact: secrets.redact,
    mask: secrets.mask,
    transfer: programs === undefined ? '' : fileURLToPath(programs.transfer),
    folderProcess: programs === undefined ? '' : fileURLToPath(programs.folderProcess),
    zipWorker: programs?.zipWorker ?? null,
  }
}
