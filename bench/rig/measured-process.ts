// Measures a process: its wall time, its processor time with all that it started, its peak memory and its children's.

import { spawn } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

export interface MeasuredRun {
  readonly code: number
  /** From start to exit. */
  readonly ms: number
  /** Of the process and of all that it waited for; null where the system has no /proc. */
  readonly cpuSeconds: number | null
  /** Peak resident memory by program, in megabytes (10^6), looked up every 10 ms: `node`, `go` … */
  readonly peakMb: Readonly<Record<string, number>>
  /** From start to the first byte on stdout. */
  readonly firstOutputMs: number | null
  readonly stdout: string
  readonly stderr: string
}

interface MeasuredCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Called at the first byte on stdout. */
  readonly onFirstOutput?: (kill: () => void) => void
}

const ticksPerSecond = 100

/** Runs it to its end. Run one at a time: processor time is the difference of what all children used. */
export async function measure(command: MeasuredCommand): Promise<MeasuredRun> {
  const cpuBefore = childrenCpuSeconds()
  const startedMs = performance.now()
  const { cwd, env } = command
  const child = spawn(command.command, [...command.args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const text = { stdout: '', stderr: '' }
  let firstOutputMs: number | null = null
  child.stdout.on('data', (chunk: Buffer) => {
    if (firstOutputMs === null) {
      firstOutputMs = performance.now() - startedMs
      command.onFirstOutput?.(() => child.kill('SIGKILL'))
    }
    text.stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    text.stderr += chunk
  })
  const peaks = new Map<string, number>()
  const sampler = setInterval(() => notePeaks(child.pid, peaks), 10)
  try {
    const [code, ms] = await new Promise<[number, number]>((resolve, reject) => {
      let ended: [number, number] = [-1, 0]
      child.once('error', reject)
      child.once('exit', (code) => {
        ended = [code ?? -1, performance.now() - startedMs]
      })
      child.once('close', () => resolve(ended))
    })
    const cpuAfter = childrenCpuSeconds()
    const cpuSeconds = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore
    return { code, ms, cpuSeconds, peakMb: Object.fromEntries(peaks), firstOutputMs, ...text }
  } finally {
    clearInterval(sampler)
  }
}

/** As `measure`, for a command that must succeed. */
export async function measureSuccess(command: MeasuredCommand): Promise<MeasuredRun> {
  const run = await measure(command)
  if (run.code === 0) return run
  throw new Error(
    `${command.command} ${command.args.join(' ')}: exit code ${run.code}\n${run.stderr}${run.stdout}`,
  )
}

function notePeaks(pid: number | undefined, peaks: Map<string, number>): void {
  if (pid === undefined) return
  const program = programOf(pid)
  const peakKib = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]
  if (program !== null && peakKib !== undefined) {
    peaks.set(program, Math.max(peaks.get(program) ?? 0, (Number(peakKib) * 1_024) / 1e6))
  }
  for (const child of read(`/proc/${pid}/task/${pid}/children`).split(' ')) {
    if (child !== '') notePeaks(Number(child), peaks)
  }
}

/** The name of the file that runs: a process may give itself another one, as Node 24 does. Null once it has ended. */
function programOf(pid: number): string | null {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`))
  } catch {
    return null
  }
}

/** Of the children that have ended: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields 16 and 17. */
function childrenCpuSeconds(): number | null {
  const stat = read('/proc/self/stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[13]) + Number(fields[14])
  return Number.isNaN(ticks) ? null : ticks / ticksPerSecond
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // The process has ended, or the system has no /proc.
  }
}
