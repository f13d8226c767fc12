// One `go mod download` in one scope, under a watchdog.
// https://go.dev/ref/mod#go-mod-download

import type { ExitWitness } from '../fault/witness.ts'
import type { ModuleFile } from '../modcache/module-file.ts'
import type { Clock } from '../platform/clock.ts'
import { type CommandEnd, captureCommand, runCommand } from '../platform/process.ts'
import { groupOpenFiles } from '../platform/process-group.ts'
import type { Scope } from '../project/project.ts'
import type { GoDownload, GoRequest } from './attempt.ts'
import { createBoundedLines } from './bounded-lines.ts'
import { type Environment, goEnvironment } from './go-environment.ts'
import { createModuleRecords } from './json-stream.ts'
import { removeLeftovers } from './leftovers.ts'
import { proxyBases, requestedFile } from './requested-file.ts'
import { createVitalSigns, type VitalSigns } from './vital-signs.ts'
import { afterSample, beginWatch, isStalled } from './watchdog.ts'
import { createXLog, type XLog } from './x-lines.ts'

export interface GoModDownloadOptions {
  /** The `go` to run: a path, or a name to be found on PATH. */
  readonly go: string
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
  /** Told each message of `go`, those of `-x` left out. */
  readonly onLine?: (line: string) => void
  /** Told each request of `go`, when it is sent and when its headers come. */
  readonly onRequest?: (request: GoRequest) => void
}

/** What `go mod download` did, and what of it had to be cleared away. */
export interface GoModDownload extends GoDownload {
  /** Half-written files that were deleted after it ended other than well; absolute paths. */
  readonly removed: readonly string[]
}

/** Lines of stderr that are kept: the first tell causes, the last tell the end. */
const keptLines = { first: 400, last: 1_600 }

/**
 * Runs `go mod download -json -x` in the scope's folder. Never throws for what `go` does: `exit` tells how it ended. When this returns, no process of
 * it is left, and no half-written file if it was cut off: by `stallMs` without a sign of life, by `deadlineMs`, or by `signal` (within 5 s).
 */
export async function goModDownload(options: GoModDownloadOptions): Promise<GoModDownload> {
  const redact = options.redact ?? ((text) => text)
  const startedMs = options.clock.now()
  const run = startRecording(options, redact)
  const env = await environment(options)
  const fromMs = options.clock.date().getTime()
  const { end, stalledMs, untilMs, held } = await runWatched(options, env, run)
  const complete = end.kind === 'exited' && end.code === 0
  const lastUrl = end.kind === 'exited' ? null : suspect(run.xLog, await (run.vitalSigns?.openZips() ?? []))
  const removed =
    end.kind === 'exited'
      ? []
      : await removeLeftovers({ ...touched(options, run.xLog), held, fromMs, untilMs })
  return {
    scope: options.scope.name,
    exit: exitOf(end, stalledMs, lastUrl === null ? null : redact(lastUrl)),
    modules: run.records
      .end()
      .modules.map((module) =>
        module.error === undefined ? module : { ...module, error: redact(module.error) },
      ),
    stderr: run.messages.lines(),
    requests: run.xLog.counts(),
    ms: options.clock.now() - startedMs,
    removed,
  }
}

interface Recording {
  readonly xLog: XLog
  readonly records: ReturnType<typeof createModuleRecords>
  readonly messages: ReturnType<typeof createBoundedLines>
  readonly onStdout: (line: string) => void
  readonly onStderr: (line: string) => void
  readonly linesSeen: () => number
  vitalSigns: VitalSigns | null
}

function startRecording(
  { onLine, onRequest }: GoModDownloadOptions,
  redact: (text: string) => string,
): Recording {
  const xLog = createXLog()
  const records = createModuleRecords()
  const messages = createBoundedLines(keptLines)
  let lines = 0
  return {
    xLog,
    records,
    messages,
    vitalSigns: null,
    linesSeen: () => lines,
    onStdout: (line) => {
      lines++
      records.push(line)
    },
    onStderr: (line) => {
      lines++
      const known = xLog.push(line)
      if (known?.kind === 'request') onRequest?.({ ...known.request, url: redact(known.request.url) })
      if (known !== null) return
      const message = redact(line)
      messages.push(message)
      onLine?.(message)
    },
  }
}

interface WatchedEnd {
  readonly end: CommandEnd
  /** How long nothing was seen, where that is why it was ended. */
  readonly stalledMs: number | null
  readonly held: readonly string[]
  /** The last moment, by the calendar, at which the run was surely at work. */
  readonly untilMs: number
}

async function runWatched(
  options: GoModDownloadOptions,
  env: Environment,
  run: Recording,
): Promise<WatchedEnd> {
  const { clock, stallMs, gomodcache } = options
  const stalled = new AbortController()
  const over = new AbortController()
  let stalledMs: number | null = null
  let held: readonly string[] = []
  let untilMs: number | null = null
  let watching: Promise<void> = Promise.resolve()
  const end = await runCommand({
    command: options.go,
    args: ['mod', 'download', '-json', '-x'],
    cwd: options.scope.dir,
    env,
    signal: AbortSignal.any([options.signal, stalled.signal]),
    limitMs: options.deadlineMs,
    maxLineLength: 1_048_576,
    onStdout: run.onStdout,
    onStderr: run.onStderr,
    onStart: (pid) => {
      const vitalSigns = createVitalSigns({
        gomodcache,
        bases: proxyBases(options.goproxy),
        xLog: run.xLog,
        pid,
        stallMs,
      })
      run.vitalSigns = vitalSigns
      watching = watch({ vitalSigns, linesSeen: run.linesSeen, clock, stallMs, over: over.signal }).then(
        (idleMs) => {
          if (idleMs === null) return
          stalledMs = idleMs
          stalled.abort()
        },
      )
    },
    onCut: async (pid) => {
      untilMs = clock.date().getTime()
      held = await groupOpenFiles(pid)
    },
  })
  over.abort()
  await watching
  // Where it died by itself, another `go` may have taken over a moment ago.
  return { end, stalledMs, held, untilMs: untilMs ?? clock.date().getTime() - 50 }
}

/** Takes samples until the run is over (null), or has shown no sign of life for `stallMs` (how long). */
async function watch(options: {
  readonly vitalSigns: VitalSigns
  readonly linesSeen: () => number
  readonly clock: Clock
  readonly stallMs: number
  readonly over: AbortSignal
}): Promise<number | null> {
  const { vitalSigns, linesSeen, clock, stallMs, over } = options
  const everyMs = Math.min(1_000, stallMs / 20)
  const limits = { stallMs, maxStepMs: 2 * everyMs }
  let state = beginWatch(clock.now())
  while (!over.aborted) {
    // The only way to end this sleep early is the end of the run.
    await clock.sleep(everyMs, over).catch(() => {})
    if (over.aborted) return null
    state = afterSample(state, await vitalSigns.sample(linesSeen(), state.idleMs), clock.now(), limits)
    if (isStalled(state, limits)) return state.idleMs
  }
  return null
}

/** The URL that most likely kept `go` waiting: not answered, else a zip that didn't arrive, else a repository. */
function suspect(xLog: XLog, openZips: readonly string[]): string | null {
  return xLog.awaited().at(-1) ?? openZips.at(-1) ?? xLog.commands().at(-1)?.remote ?? null
}

function touched({ gomodcache, goproxy }: GoModDownloadOptions, xLog: XLog) {
  const bases = proxyBases(goproxy)
  const requested = [...xLog.asked()]
    .map((url) => requestedFile(url, bases))
    .filter((file): file is ModuleFile => file !== null)
  return { gomodcache, requested, repositories: xLog.commands().map(({ dir }) => dir) }
}

function exitOf(end: CommandEnd, stalledMs: number | null, lastUrl: string | null): ExitWitness {
  switch (end.kind) {
    case 'limit':
      return { kind: 'deadline', limitMs: end.limitMs, lastUrl }
    case 'aborted':
      return stalledMs === null ? { kind: 'cancelled' } : { kind: 'stalled', idleMs: stalledMs, lastUrl }
    default:
      return end
  }
}

async function environment({
  env,
  goproxy,
  http1,
  scope,
  signal,
}: GoModDownloadOptions): Promise<Environment> {
  const named = [env.GIT_SSH_COMMAND, env.GIT_SSH].some((value) => value !== undefined && value !== '')
  // GIT_SSH_COMMAND would override what the user has told git.
  const told =
    named ||
    (
      await captureCommand({
        command: 'git',
        args: ['config', '--get', 'core.sshCommand'],
        cwd: scope.dir,
        env,
        signal,
      })
    ).stdout !== ''
  return goEnvironment({
    env,
    goproxy,
    http1: http1 === true,
    hasSshCommand: told,
    platform: process.platform,
  })
}
