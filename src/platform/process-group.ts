// Who is in a process group, how much processor time it has used, and how it is ended.

import { spawn } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { windowsProgram } from './programs.ts'

/** A process of the group. */
export interface GroupMember {
  readonly pid: number
  /** Ended, though nobody has asked for its exit code yet; it does nothing any more. */
  readonly zombie: boolean
  /** Of the process and of those of its children that have ended. */
  readonly cpuMs: number
}

// Linux gives times in units of 1/100 s to programs, whatever the kernel's own clock (proc(5), USER_HZ).
const tickMs = 10

/**
 * Ends every process of the group that `pid` leads: asks, waits up to `graceMs`, then kills, and waits another second at most.
 * Returns at once where the group is empty. On Windows, which has no process groups: the tree below `pid`, while `pid` lives.
 */
export async function endGroup(pid: number, { graceMs }: { readonly graceMs: number }): Promise<void> {
  if (process.platform === 'win32') return endTree(pid)
  if (!signalGroup(pid, 'SIGTERM')) return
  if (await isGone(pid, graceMs)) return
  signalGroup(pid, 'SIGKILL')
  await isGone(pid, 1_000)
}

/** Kills the group without waiting; for the last moment of our own process. */
export function killGroupNow(pid: number): void {
  if (process.platform !== 'win32') signalGroup(pid, 'SIGKILL')
}

/**
 * Processor time of all processes of the group so far, in milliseconds; null where the system doesn't tell.
 * Where a process has ended and its parent asked for its exit code, the parent keeps its time: the sum never falls while they live.
 */
export async function groupCpuMs(pid: number): Promise<number | null> {
  if (process.platform === 'linux') {
    const members = await linuxGroup(pid)
    return members.reduce((sum, { cpuMs }) => sum + cpuMs, 0)
  }
  if (process.platform === 'win32') {
    const text = await output(windowsProgram('tasklist.exe', process.env), [
      '/V',
      '/NH',
      '/FO',
      'CSV',
      '/FI',
      `PID eq ${pid}`,
    ])
    return text === null ? null : tasklistCpuMs(text)
  }
  const text = await output('/bin/ps', ['-A', '-o', 'pgid=,time='])
  return text === null ? null : psCpuMs(text, pid)
}

/** Files that processes of the group hold open; known on Linux only, empty elsewhere. */
export async function groupOpenFiles(pid: number): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const files = (await linuxGroup(pid)).map(async (member) => {
    const folder = `/proc/${member.pid}/fd`
    // Descriptors come and go while this reads them.
    const descriptors = await readdir(folder).catch(() => [])
    return Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
  })
  return (await Promise.all(files)).flat().filter((file) => file.startsWith('/'))
}

/** Sums the times of group `pgid` in what `ps -A -o pgid=,time=` prints: `[[dd-]hh:]mm:ss[.cc]`. */
export function psCpuMs(text: string, pgid: number): number {
  let sum = 0
  for (const line of text.split('\n')) {
    const [group, time] = line.trim().split(/\s+/)
    if (time !== undefined && Number(group) === pgid) sum += clockTimeMs(time)
  }
  return sum
}

/** The time of the one process that `tasklist /V /NH /FO CSV` prints, in its eighth column; null without one. */
export function tasklistCpuMs(text: string): number | null {
  const time = /^(?:"[^"]*",){7}"(\d+:\d\d:\d\d)"/m.exec(text)?.[1]
  return time === undefined ? null : clockTimeMs(time)
}

/** What `/proc/<pid>/stat` says, or null for a process of another group. See proc_pid_stat(5). */
export function parseStat(text: string, pgid: number): GroupMember | null {
  // The second field is the command's name in parentheses; it may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  if (Number(fields[2]) !== pgid) return null
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return {
    pid: Number.parseInt(text, 10),
    zombie: fields[0] === 'Z' || fields[0] === 'X',
    cpuMs: ticks * tickMs,
  }
}

async function linuxGroup(pgid: number): Promise<GroupMember[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const members = await Promise.all(
    pids.map(async (pid) => {
      // A process that ends between the listing and the reading has no file any more.
      const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
      return text === null ? null : parseStat(text, pgid)
    }),
  )
  return members.filter((member) => member !== null)
}

/** Whether the group is empty, or holds only zombies, within `limitMs`. */
async function isGone(pid: number, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    if (!signalGroup(pid, 0)) return true
    // A container without an init process keeps zombies for ever.
    if (process.platform === 'linux' && (await linuxGroup(pid)).every(({ zombie }) => zombie)) return true
    if (performance.now() >= until) return false
    await sleep(pauseMs)
  }
}

/** Sends a signal to the group; false where there is none to send it to. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch (error) {
    // EPERM: it is there, but none of its processes is ours to end.
    return hasCode(error) && error.code === 'EPERM' && signal === 0
  }
}

async function endTree(pid: number): Promise<void> {
  await output(windowsProgram('taskkill.exe', process.env), ['/T', '/F', '/PID', String(pid)])
}

/** What a short command of the system prints; null where it can't be run or takes over 5 s. */
function output(command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      timeout: 5_000,
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code === 0 ? text : null))
  })
}

function clockTimeMs(time: string): number {
  const [clock = '', days = '0'] = time.split('-').reverse()
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return (Number(days) * 86_400 + seconds) * 1_000
}

function hasCode(error: unknown): error is { code: unknown } {
  return typeof error === 'object' && error !== null && 'code' in error
}
