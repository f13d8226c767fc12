// The one runner of other programs: started by an absolute path, without a shell, in a process group of their own, within a
// time limit, read line by line, never outliving the call.

import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../text/environment.ts'
import { createLineSplitter } from '../text/line-splitter.ts'
import { endGroup, killGroupNow } from './process-group.ts'
import { isAbsolutePath, windowsProgram } from './programs.ts'

/** How a command ended, or was ended. */
export type CommandEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** By a signal that was not ours. */
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'not-started'; readonly message: string }
  /** The caller's `signal` was aborted. */
  | { readonly kind: 'aborted' }
  | { readonly kind: 'limit'; readonly limitMs: number }

export interface Command {
  /** An absolute path: any other is refused, as it could name a file of the current folder. */
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment of the command. */
  readonly env: Environment
  /** The job's, but for what clears up after a job that was cancelled. */
  readonly signal?: AbortSignal | undefined
  /** How long it may run. */
  readonly limitMs: number
  /** How long it may take to end itself when it is asked to, before it is killed; 2 s where not given. */
  readonly graceMs?: number | undefined
  /** Characters of a line that are kept; 65536 where not given. */
  readonly maxLineLength?: number | undefined
  readonly onStart?: (pid: number) => void
  /** Given the way to write to its stdin; without it, there is nothing to read on stdin. */
  readonly onStdin?: (stdin: Writable) => void
  /** Called, and waited for up to 500 ms, when `signal` or `limitMs` has cut the command and it still runs. */
  readonly onCut?: (pid: number) => Promise<void>
  readonly onStdout?: (line: string) => void
  readonly onStderr?: (line: string) => void
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>

/**
 * Runs a command. When this returns, no process of its group is left, whatever ended it: what still
 * runs is asked to end (SIGTERM), then killed. Never throws for what the command does. A process that left the group on purpose
 * (setsid) is not followed.
 */
export async function runCommand(command: Command): Promise<CommandEnd> {
  if (command.signal?.aborted) return { kind: 'aborted' }
  const child = start(command)
  if ('kind' in child) return child
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const ended = endOf(child, command)
  const { pid } = child
  if (pid === undefined) return ended

  command.onStart?.(pid)
  if (child.stdin !== null) {
    // A command that ends takes no more input; how it ended tells why.
    child.stdin.on('error', () => {})
    command.onStdin?.(child.stdin)
  }
  read(child.stdout, command.onStdout, command.maxLineLength)
  read(child.stderr, command.onStderr, command.maxLineLength)
  // Should our own process end before the command does, by a crash or by process.exit().
  const onExit = () => killNow(pid)
  process.once('exit', onExit)
  try {
    const end = await Promise.race([ended, cut(command, ended)])
    const wasCut = end.kind === 'aborted' || end.kind === 'limit'
    if (wasCut && command.onCut)
      await Promise.race([command.onCut(pid), sleep(500, undefined, { ref: false })])
    await endAll(child, pid, command)
    // A process that left the group may hold the other end of a pipe for ever.
    await Promise.race([closed, sleep(1_000, undefined, { ref: false })])
    return end
  } finally {
    process.removeListener('exit', onExit)
    child.stdin?.destroy()
    child.stdout.destroy()
    child.stderr.destroy()
  }
}

/** What a short command printed. */
export interface CapturedCommand {
  readonly end: CommandEnd
  readonly stdout: string
  readonly stderr: string
}

/** Runs a short command and gives all that it prints, up to 16 Mi characters of each stream; at most 30 s where no limit is given. */
export async function captureCommand(
  command: Omit<Command, 'onStdout' | 'onStderr' | 'limitMs'> & Partial<Pick<Command, 'limitMs'>>,
): Promise<CapturedCommand> {
  const stdout = createCapture()
  const stderr = createCapture()
  const end = await runCommand({
    limitMs: 30_000,
    maxLineLength: maxCaptured,
    ...command,
    onStdout: stdout.push,
    onStderr: stderr.push,
  })
  return { end, stdout: stdout.text(), stderr: stderr.text() }
}

const maxCaptured = 16 * 1_048_576
const taskkillLimitMs = 5_000

function createCapture() {
  const lines: string[] = []
  let length = 0
  return {
    push: (line: string) => {
      length += line.length + 1
      if (length <= maxCaptured) lines.push(line)
    },
    text: () => lines.map((line) => `${line}\n`).join(''),
  }
}

/** Null for a command that may be started. */
function whyNotStarted(command: string): string | null {
  return isAbsolutePath(command, process.platform)
    ? null
    : `"${command}" is not an absolute path, so it is not started`
}

function start({ command, args, cwd, env, onStdin }: Command): Child | CommandEnd {
  const refusal = whyNotStarted(command)
  if (refusal !== null) return { kind: 'not-started', message: refusal }
  try {
    const options = {
      cwd,
      env,
      // On Windows, where this would open a console window, there are no process groups to make.
      detached: process.platform !== 'win32',
      windowsHide: true,
    }
    return onStdin === undefined
      ? spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  } catch (error) {
    return { kind: 'not-started', message: `${command}: ${String(error)}` }
  }
}

function endOf(child: Child, { command, cwd }: Command): Promise<CommandEnd> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(code === null ? { kind: 'signal', signal: String(signal) } : { kind: 'exited', code }),
    )
    child.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'ENOENT'
          ? `not found (or the folder ${cwd} is not there)`
          : (error.code ?? error.message)
      resolve({ kind: 'not-started', message: `${command}: ${why}` })
    })
  })
}

/** Resolves when the caller or the time limit wants the command to end; never, if it ends before. */
function cut({ signal, limitMs }: Command, ended: Promise<CommandEnd>): Promise<CommandEnd> {
  return new Promise((resolve) => {
    const onAbort = () => resolve({ kind: 'aborted' })
    signal?.addEventListener('abort', onAbort, { once: true })
    const timer = setTimeout(() => resolve({ kind: 'limit', limitMs }), Math.min(limitMs, 2 ** 31 - 1))
    void ended.then(() => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    })
  })
}

/** Kills a command and what it has started, without waiting for more than a moment: our own process is at its end. */
export function killNow(
  pid: number,
  {
    platform = process.platform,
    taskkill = windowsProgram('taskkill.exe', process.env),
  }: { readonly platform?: NodeJS.Platform; readonly taskkill?: string } = {},
): void {
  if (platform === 'win32')
    spawnSync(taskkill, wholeTree(pid), { stdio: 'ignore', timeout: 2_000, windowsHide: true })
  else killGroupNow(pid)
}

function wholeTree(pid: number): readonly string[] {
  return ['/T', '/F', '/PID', String(pid)]
}

/** Ends what is left of a command: its process group; on Windows, which has none, the tree below it. */
async function endAll(child: Child, pid: number, { command, graceMs = 2_000 }: Command): Promise<void> {
  if (process.platform !== 'win32') return endGroup(pid, { graceMs })
  // The tree is known only by its living root.
  if (child.exitCode !== null || child.signalCode !== null) return
  const taskkill = windowsProgram('taskkill.exe', process.env)
  if (command === taskkill) {
    child.kill('SIGKILL')
    return
  }
  await captureCommand({
    command: taskkill,
    args: wholeTree(pid),
    cwd: dirname(taskkill),
    env: process.env,
    limitMs: taskkillLimitMs,
  })
}

function read(stream: Readable, onLine: (line: string) => void = () => {}, maxLength?: number): void {
  const lines = createLineSplitter(onLine, maxLength === undefined ? {} : { maxLength })
  stream.on('data', lines.push)
  stream.once('end', lines.end)
  // A pipe that breaks has the same meaning as its end; how the command ended tells the rest.
  stream.on('error', () => {})
}
