// Whether a process still runs.

import { readFile } from 'node:fs/promises'

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
