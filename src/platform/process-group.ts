// Who is in a process group, and how it is ended.

import { readdir, readFile, readlink } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process of the group. */
interface GroupMember {
  readonly pid: number
  /** Ended, though nobody has asked for its exit code yet; it does nothing any more. */
  readonly zombie: boolean
  /** Of the process and of those of its children that have ended. */
  readonly cpuMs: number
}

/** What stands in for another system. */
interface System {
  readonly platform: NodeJS.Platform
  /** Where Linux tells of its processes. */
  readonly proc: string
  readonly kill: (pid: number, signal: NodeJS.Signals | 0) => unknown
}

interface Group extends System {
  /** Of its leader. */
  readonly pid: number
}

// Linux gives times in units of 1/100 s to programs, whatever the kernel's own clock (proc(5), USER_HZ).
const tickMs = 10

/**
 * Ends every process of the group that `pid` leads: asks, waits up to `graceMs`, then kills, and waits another second at most.
 * Returns at once where the group is empty. Not for Windows, which has no process groups.
 */
export async function endGroup(
  pid: number,
  { graceMs, ...system }: { readonly graceMs: number } & Partial<System>,
): Promise<void> {
  const { platform = process.platform, kill = process.kill, proc = '/proc' } = system
  const group = { pid, platform, kill, proc }
  if (!signalGroup(group, 'SIGTERM')) return
  if (await isGone(group, graceMs)) return
  signalGroup(group, 'SIGKILL')
  await isGone(group, 1_000)
}

/** Kills the group without waiting; for the last moment of our own process. */
export function killGroupNow(pid: number): void {
  signalGroup({ pid, kill: process.kill }, 'SIGKILL')
}

/** Files that processes of the group hold open; known on Linux only, empty elsewhere. */
export async function groupOpenFiles(pid: number): Promise<string[]> {
  if (process.platform !== 'linux') return []
  const files = ((await linuxGroup(pid)) ?? []).map(async (member) => {
    const folder = `/proc/${member.pid}/fd`
    // Descriptors come and go while this reads them.
    const descriptors = await readdir(folder).catch(() => [])
    return Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => '')))
  })
  return (await Promise.all(files)).flat().filter((file) => file.startsWith('/'))
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

/** Who is in the group, on Linux; null where no /proc tells of any process, as in some containers. */
export async function linuxGroup(pgid: number, proc = '/proc'): Promise<GroupMember[] | null> {
  const pids = (await readdir(proc).catch(() => [])).filter((name) => /^\d+$/.test(name))
  if (pids.length === 0) return null
  const members = await Promise.all(
    pids.map(async (pid) => {
      // A process that ends between the listing and the reading has no file any more.
      const text = await readFile(`${proc}/${pid}/stat`, 'utf8').catch(() => null)
      return text === null ? null : parseStat(text, pgid)
    }),
  )
  return members.filter((member) => member !== null)
}

/** Whether the group is empty, or holds only zombies, within `limitMs`. */
async function isGone(group: Group, limitMs: number): Promise<boolean> {
  const { pid, platform, proc } = group
  const until = performance.now() + limitMs
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    if (!signalGroup(group, 0)) return true
    // A container without an init process keeps zombies for ever.
    const members = platform === 'linux' ? await linuxGroup(pid, proc) : null
    if (members?.every(({ zombie }) => zombie)) return true
    if (performance.now() >= until) return false
    await sleep(pauseMs)
  }
}

/** Sends a signal to the group; false where no process of it is ours to end: macOS says so (EPERM) of one that holds zombies only. */
function signalGroup({ pid, kill }: Pick<Group, 'pid' | 'kill'>, signal: NodeJS.Signals | 0): boolean {
  try {
    kill(-pid, signal)
    return true
  } catch {
    return false
  }
}
