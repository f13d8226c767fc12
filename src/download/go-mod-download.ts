// One `go mod download` in one scope, under a watchdog.
// https://go.dev/ref/mod#go-mod-download

import type { ExitWitness } from '../faults/witness.ts'
import type { Clock } from '../platform/clock.ts'
import { type CommandEnd, captureCommand, runCommand } from '../platform/process.ts'
import { groupOpenFiles } from '../platform/process-group.ts'
import type { Programs } from '../platform/programs.ts'
import type { Scope } from '../project/project.ts'
import type { Environment } from '../text/environment.ts'
import { createActivitySampler, openZips } from './activity.ts'
import type { GoDownload, GoRequest } from './go-download.ts'
import { goEnvironment } from './go-environment.ts'
import { createGoOutput, type GoOutput } from './go-output.ts'
import { removeLeftovers } from './leftovers.ts'
import { proxyBases, requestedFile } from './requested-file.ts'
import { watchGo } from './watch-go.ts'

export interface GoModDownloadOptions {
  /** The absolute path of the `go` to run. */
  readonly go: string
  /** As found at the start of the run. */
  readonly programs: Programs
  readonly scope: Pick<Scope, 'name' | 'dir'>
  /** The job's own environment, whole. */
  readonly env: Environment
  /** Absolute, as `go env` tells it. */
  readonly gomodcache: string
  /** The list for `go`, credentials included. */
  readonly goproxy: string
  /** How long `go` may show no sign of life, in milliseconds. */
  readonly stallMs: number
  /** How long it may run at all, in milliseconds from now. */
  readonly deadlineMs: number
  readonly signal: AbortSignal
  readonly clock: Clock
  /** HTTP/1.1 only, for a proxy whose HTTP/2 breaks down. */
  readonly http1?: boolean
  /** Applied to every line that is kept or passed on. */
  readonly redact?: (text: string) => string
  /** Told each request of `go`, when it is sent and when its headers come. */
  readonly onRequest?: (request: GoRequest) => void
}

/** What `go mod download` did, and what of it had to be cleared away. */
interface GoModDownload extends GoDownload {
  /** Half-written files that were deleted after it ended other than well; absolute paths. */
  readonly removed: readonly string[]
}

/**
 * Runs `go mod download -json -x` in the scope's folder. Never throws for what `go` does: `exit` tells how it ended. When this
 * returns, no process of it is left, and no half-written file of a run that was cut off: by `stallMs` without a sign of life, by
 * `deadlineMs`, or by `signal` (within 5 s).
 */
export async function goModDownload(options: GoModDownloadOptions): Promise<GoModDownload> {
  const { clock, redact = (text) => text } = options
  const startedMs = clock.now()
  const output = createGoOutput({ redact, onRequest: options.onRequest })
  const run = await runWatched(options, output)
  const wasCut = run.end.kind === 'aborted' || run.end.kind === 'limit'
  const lastUrl = wasCut ? await suspectUrl(options, output) : null
  const complete = run.end.kind === 'exited' && run.end.code === 0
  return {
    scope: options.scope.name,
    exit: exitOf(run, lastUrl === null ? null : redact(lastUrl)),
    ...output.result(),
    zips: complete ? [] : output.xLog.zipsBegun().map(redact),
    ms: clock.now() - startedMs,
    removed: complete ? [] : await removeLeftovers({ ...touched(options, output), ...run }),
  }
}

interface WatchedRun {
  readonly end: CommandEnd
  /** How long nothing was seen, where that is why it was ended. */
  readonly stalledMs: number | null
  /** Files that it held open when it was cut. */
  readonly held: readonly string[]
  /** When it was surely at work, by the calendar, in milliseconds. */
  readonly fromMs: number
  readonly untilMs: number
}

async function runWatched(options: GoModDownloadOptions, output: GoOutput): Promise<WatchedRun> {
  const { clock, stallMs, gomodcache, scope, signal, go } = options
  const env = await environment(options)
  const fromMs = clock.date().getTime()
  const stalled = new AbortController()
  const over = new AbortController()
  let watching: Promise<number | null> = Promise.resolve(null)
  let untilMs: number | null = null
  let held: readonly string[] = []
  const end = await runCommand({
    command: go,
    args: ['mod', 'download', '-json', '-x'],
    cwd: scope.dir,
    env,
    signal: AbortSignal.any([signal, stalled.signal]),
    limitMs: options.deadlineMs,
    maxLineLength: 1_048_576,
    onStdout: output.onStdout,
    onStderr: output.onStderr,
    onStart: (pid) => {
      const bases = proxyBases(options.goproxy)
      const watched = { gomodcache, bases, xLog: output.xLog, pid, stallMs }
      const activity = createActivitySampler({
        ...watched,
        processTimes: options.programs.processTimes,
        over: over.signal,
      })
      watching = watchGo({ activity, linesSeen: output.linesSeen, clock, stallMs, over: over.signal })
      void watching.then((idleMs) => idleMs !== null && stalled.abort())
    },
    onCut: async (pid) => {
      untilMs = clock.date().getTime()
      held = await groupOpenFiles(pid)
    },
  })
  over.abort()
  const stalledMs = await watching
  // Where it died by itself, another `go` may have taken over a moment ago.
  return { end, stalledMs, held, fromMs, untilMs: untilMs ?? clock.date().getTime() - 50 }
}

function exitOf({ end, stalledMs }: WatchedRun, lastUrl: string | null): ExitWitness {
  switch (end.kind) {
    case 'limit':
      return { kind: 'deadline', limitMs: end.limitMs, lastUrl }
    case 'aborted':
      return stalledMs === null
        ? { kind: 'cancelled' }
        : { kind: 'stalled', idleMs: Math.round(stalledMs), lastUrl }
    default:
      return end
  }
}

/** The URL that most likely kept `go` waiting: not answered, else a zip that didn't arrive, else a repository. */
async function suspectUrl(
  { gomodcache, goproxy }: GoModDownloadOptions,
  { xLog }: GoOutput,
): Promise<string | null> {
  const waited = xLog.awaited().at(-1)
  if (waited !== undefined) return waited
  const zips = await openZips({ gomodcache, bases: proxyBases(goproxy), urls: xLog.zipsBegun() })
  return zips.at(-1) ?? xLog.commands().at(-1)?.remote ?? xLog.pinged()
}

function touched({ gomodcache, goproxy, ...rest }: GoModDownloadOptions, { xLog }: GoOutput) {
  const { env, programs, clock } = rest
  const bases = proxyBases(goproxy)
  const requested = [...xLog.asked()].map((url) => requestedFile(url, bases)).filter((file) => file !== null)
  return { gomodcache, env, programs, clock, requested, repositories: xLog.commands().map(({ dir }) => dir) }
}

async function environment(options: GoModDownloadOptions): Promise<Environment> {
  const { env, goproxy, http1 } = options
  const hasSshCommand = env.GIT_SSH_COMMAND || env.GIT_SSH ? true : await gitHasSshCommand(options)
  return goEnvironment({ env, goproxy, http1: http1 === true, hasSshCommand, platform: process.platform })
}

/** For reading a few small files. */
const gitConfigLimitMs = 10_000

/** GIT_SSH_COMMAND would override what the user has told git. */
async function gitHasSshCommand(options: GoModDownloadOptions): Promise<boolean> {
  const { scope, env, signal, deadlineMs, programs } = options
  if (programs.git === null) return false
  const { stdout } = await captureCommand({
    command: programs.git,
    args: ['config', '--get', 'core.sshCommand'],
    cwd: scope.dir,
    env,
    signal,
    limitMs: Math.min(gitConfigLimitMs, deadlineMs),
  })
  return stdout !== ''
}
