// Short commands over @actions/exec, which has neither a time limit nor a process group: both are added here.

import { AsyncLocalStorage } from 'node:async_hooks'
import { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from './clock.ts'
import type { CapturedCommand, Command } from './process.ts'
import { endGroup, killGroupNow } from './process-group.ts'
import { isAbsolutePath } from './programs.ts'

export interface ShortCommand extends Pick<Command, 'command' | 'args' | 'cwd' | 'env' | 'limitMs'> {
  /** The path of setsid(1), by which the command leads a process group of its own. */
  readonly setsid: string
  /** By which `limitMs` is measured. */
  readonly clock: Pick<Clock, 'sleep'>
}

/**
 * Runs a command silently, without a shell, and gives what it printed. When this returns, no process of its group is left. Never
 * throws. There is no signal: it is for what clears up after a job that was cancelled. Not for Windows, which has no setsid(1).
 */
export async function execute({
  setsid,
  command,
  args,
  cwd,
  env,
  limitMs,
  clock,
}: ShortCommand): Promise<CapturedCommand> {
  const relative = [setsid, command].find((path) => !isAbsolutePath(path, process.platform))
  if (relative !== undefined) return notStarted(`"${relative}" is not an absolute path`)
  const { getExecOutput } = await import('@actions/exec')
  const options = { cwd, env: definedOf(env), silent: true, ignoreReturnCode: true }
  const over = new AbortController()
  const { result, end } = watchStart(over.signal, () =>
    getExecOutput(`"${setsid}"`, [command, ...args], options),
  )
  try {
    return await Promise.race([captured(result), late({ limitMs, clock }, over.signal)])
  } finally {
    over.abort()
    await end()
  }
}

interface Watched<T> {
  readonly result: Promise<T>
  /** Ends what was started, and all of its group. */
  readonly end: () => Promise<void>
}

/** Calls `start`, and keeps hold of the process that it starts, since the toolkit doesn't tell which that is. */
function watchStart<T>(over: AbortSignal, start: () => Promise<T>): Watched<T> {
  const inside = new AsyncLocalStorage<true>()
  let child: ChildProcess | undefined
  // https://nodejs.org/api/diagnostics_channel.html, the channel `child_process`: told in the asynchronous context of whoever starts it.
  const onProcess = (message: unknown) => {
    const started = typeof message === 'object' && message !== null && Reflect.get(message, 'process')
    if (!inside.getStore() || !(started instanceof ChildProcess)) return
    child = started
    started.once('spawn', () => over.aborted && killNow(started))
  }
  const onExit = () => child?.pid !== undefined && killGroupNow(child.pid)
  subscribe('child_process', onProcess)
  process.once('exit', onExit)
  const result = inside.run(true, start).finally(() => unsubscribe('child_process', onProcess))
  const end = async () => {
    if (child !== undefined) killNow(child)
    if (child?.pid !== undefined) await endGroup(child.pid, { graceMs: 0 })
    // What is killed is there for a moment more, and what had not started yet starts, to be killed.
    await Promise.race([result.catch(() => {}), sleep(1_000, undefined, { ref: false })])
    process.removeListener('exit', onExit)
  }
  return { result, end }
}

/** It leads its group only once setsid(1) is at work. */
function killNow(child: ChildProcess): void {
  child.kill('SIGKILL')
  if (child.pid !== undefined) killGroupNow(child.pid)
}

async function captured(
  result: Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }>,
): Promise<CapturedCommand> {
  try {
    const { exitCode, stdout, stderr } = await result
    return { end: { kind: 'exited', code: exitCode }, stdout, stderr }
  } catch (error) {
    return notStarted(String(error))
  }
}

async function late(
  { limitMs, clock }: Pick<ShortCommand, 'limitMs' | 'clock'>,
  signal: AbortSignal,
): Promise<CapturedCommand> {
  // Rejects only once the command has ended, when nobody waits for this any more.
  await clock.sleep(limitMs, signal).catch(() => {})
  return { end: { kind: 'limit', limitMs }, stdout: '', stderr: '' }
}

function notStarted(message: string): CapturedCommand {
  return { end: { kind: 'not-started', message }, stdout: '', stderr: '' }
}

function definedOf(env: Command['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
