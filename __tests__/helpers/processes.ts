// Tells the processes that have not ended: one by its id, and those that work on a test's folder.

import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

/** False for one that has ended, even where nobody has asked for its exit code yet (a zombie). */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (process.platform !== 'linux') return true
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X')
  return !/^\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')))
}

/** Command lines of the processes whose environment, arguments or current folder name `folder`. */
export async function processesOf(folder: string): Promise<string[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-E', '-o', 'command='])
    return stdout.split('\n').filter((line) => line.includes(folder))
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => commandLine(pid, folder)))
  return lines.filter((line) => line !== null)
}

async function commandLine(pid: string, folder: string): Promise<string | null> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  const [environ, cmdline] = [await read('environ'), await read('cmdline')]
  const works = [environ, cmdline, cwd].some((text) => text.includes(folder))
  return works ? cmdline.replaceAll('\0', ' ') : null
}
