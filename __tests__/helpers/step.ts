// The Action as a runner starts it: dist/main.js in a process of its own, with INPUT_*, GITHUB_* and RUNNER_*.

import { deepStrictEqual } from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseReport } from '../../src/report/parse.ts'
import type { Report } from '../../src/report/report.ts'
import { type TemporaryFolder, temporaryFolder } from './temp.ts'

/** What a step left behind. */
export interface StepResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  /** Variables for later steps. */
  readonly exported: Readonly<Record<string, string>>
  /** Folders put on PATH for later steps. */
  readonly paths: readonly string[]
  readonly summary: string
  /** Null where none was written. */
  readonly report: Report | null
}

/** A job's folders; every step that runs in it shares them. */
export interface Job {
  readonly workspace: string
  readonly gomodcache: string
  readonly folder: TemporaryFolder
  /** Forgets the module cache: the next step begins with an empty one. */
  readonly step: (options?: StepOptions) => Promise<StepResult>
  readonly remove: () => Promise<void>
}

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Another module cache than the job's. */
  readonly gomodcache?: string
  readonly onStdout?: (text: string) => void
  /** Told the process id once the step runs. */
  readonly onStart?: (pid: number) => void
  readonly signal?: AbortSignal
  /** Sent to the step when `signal` aborts; SIGTERM without it. */
  readonly killWith?: NodeJS.Signals
  /** Another user to run as, which only root can. */
  readonly uid?: number
}

/**
 * After so long a cancelled process is ended for good: 7.5 s, as a runner does it; where more processes want to work than there are
 * cores, everything takes so many times longer.
 */
function patienceMs(): number {
  return 7_500 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())
}

export const distMain = resolve('dist/main.js')
export const distCli = resolve('dist/cli.js')

/** A job with an empty workspace and an empty module cache. Nothing of the machine's own Go settings reaches it. */
export async function startJob(): Promise<Job> {
  const folder = await temporaryFolder()
  const workspace = join(folder.path, 'workspace')
  const gomodcache = join(folder.path, 'modcache')
  const temp = join(folder.path, 'temp')
  for (const path of [workspace, gomodcache, temp]) await mkdir(path, { recursive: true })
  let steps = 0
  const step = async (options: StepOptions = {}) => {
    const files = join(folder.path, `step-${++steps}`)
    await mkdir(files)
    for (const name of commandFiles) await writeFile(join(files, name), '')
    if (options.uid !== undefined) {
      for (const path of [files, ...commandFiles.map((name) => join(files, name)), temp])
        await chown(path, options.uid, options.uid)
    }
    const env = {
      ...jobEnvironment(folder.path),
      ...runnerFiles(files),
      RUNNER_TEMP: temp,
      GITHUB_WORKSPACE: workspace,
    }
    return runStep(
      files,
      {
        ...env,
        GOMODCACHE: options.gomodcache ?? gomodcache,
        ...inputVariables(options.inputs ?? {}),
        ...options.env,
      },
      workspace,
      options,
    )
  }
  return { workspace, gomodcache, folder, step, remove: folder.remove }
}

const commandFiles = ['output', 'env', 'path', 'summary', 'state']

function runnerFiles(folder: string): Record<string, string> {
  return {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_ENV: join(folder, 'env'),
    GITHUB_PATH: join(folder, 'path'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_STATE: join(folder, 'state'),
  }
}

/** A Go that asks only whom a test names: no proxy, no checksum database, no toolchain download. */
export function jobEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    USERPROFILE: home,
    ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }),
    GOPATH: join(home, 'gopath'),
    GOCACHE: join(home, 'gocache'),
    GOENV: 'off',
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'example/app',
    GITHUB_EVENT_NAME: 'push',
    RUNNER_ENVIRONMENT: 'github-hosted',
  }
}

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )
}

async function runStep(
  files: string,
  env: Record<string, string | undefined>,
  cwd: string,
  { onStdout, onStart, signal, killWith, uid }: StepOptions,
): Promise<StepResult> {
  const ended = await runNode([distMain], {
    env,
    cwd,
    ...(onStdout && { onStdout }),
    ...(onStart && { onStart }),
    ...(signal && { signal }),
    ...(killWith && { killWith }),
    ...(uid !== undefined && { uid }),
  })
  const outputs = parseCommandFile(await readFile(join(files, 'output'), 'utf8'))
  const json = outputs.report ? await readFile(outputs.report, 'utf8').catch(() => null) : null
  return {
    ...ended,
    outputs,
    exported: parseCommandFile(await readFile(join(files, 'env'), 'utf8')),
    paths: (await readFile(join(files, 'path'), 'utf8')).split('\n').filter(Boolean),
    summary: await readFile(join(files, 'summary'), 'utf8'),
    report: json === null ? null : readReport(json),
  }
}

/** Runs Node with `args`; the signal sends SIGTERM, as a cancelled job does, or what `killWith` names. */
export function runNode(
  args: readonly string[],
  options: Omit<StepOptions, 'inputs' | 'gomodcache' | 'env'> & {
    readonly env: Record<string, string | undefined>
    readonly cwd: string
    readonly input?: string
  },
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    const { env, cwd, input, onStdout, onStart, signal, killWith = 'SIGTERM', uid } = options
    const child = execFile(
      process.execPath,
      [...args],
      { env, cwd, maxBuffer: 64 * 1024 * 1024, ...(uid !== undefined && { uid, gid: uid }) },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        done({ code, stdout, stderr })
      },
    )
    if (child.pid !== undefined) onStart?.(child.pid)
    child.stdout?.on('data', (text: string) => onStdout?.(text))
    signal?.addEventListener(
      'abort',
      () => {
        child.kill(killWith)
        const end = setTimeout(() => child.kill('SIGKILL'), patienceMs())
        child.once('exit', () => clearTimeout(end))
      },
      { once: true },
    )
    child.stdin?.end(input ?? '')
  })
}

/** The `name<<delimiter` blocks that @actions/core writes. */
function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^([^\n=]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm)) {
    if (name !== undefined) values[name] = value ?? ''
  }
  return values
}

/** A written report has every field that the shape tells, and no other. */
function readReport(json: string): Report {
  const parsed = parseReport(json)
  if (parsed.kind === 'unreadable') throw new Error(`The report can't be read: ${parsed.problem}`)
  deepStrictEqual(parsed.value, JSON.parse(json))
  return parsed.value
}
