// The most memory that a process and its children have used, as Linux tells it.

import { readFileSync } from 'node:fs'

const everyMs = 50

/** Watches until `stop`, which returns the highest peak of any one process, in MiB. */
export function watchMemory(pid: number): { readonly stop: () => number } {
  let peakMiB = 0
  const look = () => {
    for (const one of [pid, ...childrenOf(pid)]) peakMiB = Math.max(peakMiB, peakOf(one))
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return peakMiB
    },
  }
}

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(text(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

function childrenOf(pid: number): number[] {
  return text(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
}

/** Empty where the process has ended, or the system has no /proc. */
function text(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
