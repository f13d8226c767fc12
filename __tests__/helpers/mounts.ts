// A small file system of a test's own: a disk that is full, read-only, or another one. Only root may have it.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'

/** Can this process mount? Tried once, in a namespace of its own. */
export function canMount(): boolean {
  const shell = 'mount -t tmpfs -o size=1m none /mnt'
  return process.platform === 'linux' && spawnSync('unshare', ['--mount', 'sh', '-c', shell]).status === 0
}

export interface Mounted {
  /** Mount options of tmpfs: `size=4m`, `ro` … */
  readonly change: (options: string) => void
  readonly unmount: () => void
}

/** Makes `path` and mounts a file system in memory there. Unmount it. */
export async function mountMemory(path: string, options: string): Promise<Mounted> {
  await mkdir(path, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path])
  return {
    change: (more) => execFileSync('mount', ['-o', `remount,${more}`, path]),
    unmount: () => execFileSync('umount', ['-l', path]),
  }
}
