// How much processor time a process group has used.

import { dirname } from 'node:path'
import { captureCommand } from './process.ts'
import { linuxGroup } from './process-group.ts'

export interface ProcessorTimeOptions {
  readonly platform: NodeJS.Platform
  /** `ps`, or `tasklist` on Windows; Linux needs none. */
  readonly program: string
  readonly limitMs: number
  readonly signal: AbortSignal
}

/**
 * Processor time of all processes of the group so far, in milliseconds; null where the system doesn't tell in time.
 * Where a process has ended and its parent asked for its exit code, the parent keeps its time: the sum never falls while they live.
 */
export async function groupCpuMs(pid: number, options: ProcessorTimeOptions): Promise<number | null> {
  if (options.platform === 'linux') {
    const members = await linuxGroup(pid)
    return members?.reduce((sum, { cpuMs }) => sum + cpuMs, 0) ?? null
  }
  if (options.platform === 'win32') {
    const text = await output(options, ['/V', '/NH', '/FO', 'CSV', '/FI', `PID eq ${pid}`])
    return text === null ? null : tasklistCpuMs(text)
  }
  const text = await output(options, ['-A', '-o', 'pgid=,time='])
  return text === null ? null : psCpuMs(text, pid)
}

/** What the program prints; null where it can't be run, fails or takes too long. */
async function output(
  { program, limitMs, signal }: ProcessorTimeOptions,
  args: readonly string[],
): Promise<string | null> {
  const cwd = dirname(program)
  const { end, stdout } = await captureCommand({
    command: program,
    args,
    cwd,
    env: process.env,
    limitMs,
    signal,
    graceMs: 0,
  })
  return end.kind === 'exited' && end.code === 0 ? stdout : null
}

/** Sums the times of group `pgid` in what `ps -A -o pgid=,time=` prints: `[[dd-]hh:]mm:ss[.cc]`, with the decimal comma where the locale has it. */
export function psCpuMs(text: string, pgid: number): number {
  let sum = 0
  for (const line of text.split('\n')) {
    const [group, time] = line.trim().split(/\s+/)
    if (time !== undefined && Number(group) === pgid) sum += clockTimeMs(time) || 0
  }
  return sum
}

/** The time of the one process that `tasklist /V /NH /FO CSV` prints, in its eighth column; null without one. */
export function tasklistCpuMs(text: string): number | null {
  const time = /^(?:"[^"]*",){7}"(\d+:\d\d:\d\d)"/m.exec(text)?.[1]
  return time === undefined ? null : clockTimeMs(time)
}

function clockTimeMs(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse()
  const seconds = clock
    .replace(',', '.')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0)
  return (Number(days) * 86_400 + seconds) * 1_000
}
