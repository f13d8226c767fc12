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
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux')
    return /^[^Z\s]/.test(await ps(['-o', 'stat=', '-p', `${pid}`]).catch(() => ''))
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X')
  return !/^\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')))
}

/** Command lines of the processes whose environment, arguments or current folder name `folder`. */
export async function processesOf(folder: string): Promise<string[]> {
  if (process.platform !== 'linux') {
    // Without -ww macOS cuts a line off after 79 characters where there is no terminal.
    const lines = (await ps(['-A', '-E', '-ww', '-o', 'command='])).split('\n')
    return lines.filter((line) => line.includes(folder))
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => commandLine(pid, folder)))
  return lines.filter((line) => line !== null)
}

/** Rejects where it tells of no process. The environments of all processes are more than the usual limit of 1 MiB. */
async function ps(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', [...args], { maxBuffer: 64 * 1_048_576 })
  return stdout
}

async function commandLine(pid: string, folder: string): Promise<string | null> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  const [environ, cmdline] = [await read('environ'), await read('cmdline')]
  const works = [environ, cmdline, cwd].some((text) => text.includes(folder))
  return works ? cmdline.replaceAll('\0', ' ') : null
}
