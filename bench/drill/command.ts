// One command of the drill in a process group of its own, with a limit.

import { spawn } from 'node:child_process'

interface Ended {
  readonly kind: 'exited' | 'limit'
  readonly code: number | null
  readonly ms: number
  /** Its stderr, at most the last 64 KiB. */
  readonly stderr: string
}

/** Runs it to its end, or kills the whole group after `limitMs`. */
export function runLimited(
  command: string,
  args: readonly string[],
  options: {
    readonly cwd: string
    readonly env: Readonly<Record<string, string>>
    readonly limitMs: number
  },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const startMs = performance.now()
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    let kind: Ended['kind'] = 'exited'
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-65_536)
    })
    const timer = setTimeout(() => {
      kind = 'limit'
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, options.limitMs)
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ kind, code, ms: performance.now() - startMs, stderr })
    })
  })
}
