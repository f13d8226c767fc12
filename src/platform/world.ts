// What a run is given from outside: everything that differs between a runner, a terminal and a test.

import type { Environment } from '../text/environment.ts'
import type { Progress } from '../text/progress.ts'
import type { Clock, Random } from './clock.ts'
import type { Log } from './log.ts'

export interface World {
  readonly env: Environment
  readonly log: Log
  readonly clock: Clock
  readonly random: Random
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
  /** Hides every secret known so far. */
  readonly redact: (text: string) => string
  /** Makes values known as secrets: to `redact`, and to the runner. */
  readonly mask: (secrets: readonly string[]) => Promise<void>
  /** Sets a variable for later steps; false where there are none, or the runner's file can't be written, which is told. */
  readonly exportVariable: (name: string, value: string) => Promise<boolean>
  /** Puts a folder first on PATH for later steps; false as above. */
  readonly addToPath: (folder: string) => Promise<boolean>
  /** Shows how far a long step is, asking for it again and again, until the next step or null. */
  readonly progress: (step: (() => Progress) | null) => void
  /** The repository, or the current folder; absolute: what people's paths start from. */
  readonly root: string
  /** An existing folder for temporary files; the caller removes it. */
  readonly temporary: string
  /** The program that talks to GitHub's cache service in a process of its own. */
  readonly transfer: string
  /** The program that works on a shared store's folder in a process of its own. */
  readonly folderProcess: string
  /** The program of the threads that verify and unpack zips; null: that is done in the run's own. */
  readonly zipWorker: URL | null
}

/** Where the bundles lie that a run starts beside itself. */
export interface ChildPrograms {
  readonly transfer: URL
  readonly folderProcess: URL
  readonly zipWorker: URL
}
