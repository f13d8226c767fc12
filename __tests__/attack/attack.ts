// What every attack needs: modules, a project, proxies, and runs of dist/ that are killed when they don't end by themselves.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { type ModuleProxy, type ModuleProxyOptions, startModuleProxy } from '../helpers/module-proxy.ts'
import { type PlainServer, startServer } from '../helpers/plain-server.ts'
import { notOnWindows } from '../helpers/skip.ts'
import {
  distCli,
  type Job,
  jobEnvironment,
  runNode,
  type StepOptions,
  type StepResult,
  startJob,
} from '../helpers/step.ts'
import {
  type ModuleRecipe,
  makeModule,
  type SyntheticModule,
  writeProject,
} from '../helpers/synthetic-modules.ts'
import { shownLog, workflowCommands } from '../helpers/workflow-commands.ts'
import { watchMemory } from './memory.ts'

/** A run of the step, and how it ended. */
interface AttackedStep extends StepResult {
  readonly milliseconds: number
  /** True where it had to be killed: it didn't end within the limit. */
  readonly killed: boolean
  /** The most memory of the step and of one of its children; 0 where the system has no /proc. */
  readonly peakMiB: number
}

interface AttackedCommand {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly killed: boolean
}

interface AttackOptions extends Omit<StepOptions, 'signal' | 'killWith'> {
  /** After so long the step is killed, and the attack has succeeded. */
  readonly limitMs?: number
  /** What to do when the step runs: send it signals, for instance. */
  readonly onStart?: (pid: number) => void
}

/** What an attack works with; made anew for each test. */
interface Attack {
  readonly job: Job
  /** Runs `dist/main.js` as the runner would, without a cache and in one attempt unless `inputs` say otherwise. */
  readonly step: (options?: AttackOptions) => Promise<AttackedStep>
  /** Runs `dist/cli.js` in the workspace. */
  readonly cli: (
    args: readonly string[],
    options?: { readonly input?: string; readonly env?: StepOptions['env']; readonly limitMs?: number },
  ) => Promise<AttackedCommand>
  /** A module proxy, closed after the test. */
  readonly proxy: (options?: ModuleProxyOptions) => Promise<ModuleProxy>
  /** Any HTTP server, closed after the test. */
  readonly server: (...args: Parameters<typeof startServer>) => Promise<PlainServer>
}

/** The time limit, 15 s more to save and to tell, and a busy machine. */
const killAfterMs = 80_000

/** To be called once in a test file; the attack is there while a test runs. */
export function attacks(): () => Attack {
  let attack: Attack | null = null
  const closing: { readonly close: () => Promise<void> }[] = []
  beforeEach(async () => {
    attack = prepare(await startJob(), closing)
  })
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((server) => server.close()))
    await attack?.job.remove()
    attack = null
  })
  return () => {
    if (attack === null) throw new Error('an attack is there only while a test runs')
    return attack
  }
}

function prepare(job: Job, closing: { readonly close: () => Promise<void> }[]): Attack {
  return {
    job,
    step: (options = {}) => attackedStep(job, options),
    cli: async (args, { input, env, limitMs = killAfterMs } = {}) => {
      const signal = AbortSignal.timeout(limitMs)
      const ended = await runNode([distCli, ...args], {
        env: { ...jobEnvironment(job.folder.path), GOMODCACHE: job.gomodcache, ...env },
        cwd: job.workspace,
        signal,
        killWith: 'SIGKILL',
        ...(input !== undefined && { input }),
      })
      return { ...ended, killed: signal.aborted }
    },
    proxy: async (options) => {
      const proxy = await startModuleProxy(options)
      closing.push(proxy)
      return proxy
    },
    server: async (...args) => {
      const server = await startServer(...args)
      closing.push(server)
      return server
    },
  }
}

async function attackedStep(
  job: Job,
  { limitMs = killAfterMs, onStart, ...options }: AttackOptions,
): Promise<AttackedStep> {
  const signal = AbortSignal.timeout(limitMs)
  const startMs = performance.now()
  let memory: ReturnType<typeof watchMemory> | null = null
  const ended = await job.step({
    ...options,
    inputs: { cache: 'false', attempts: '1', timeout: '30s', 'stall-timeout': '2s', ...options.inputs },
    onStart: (pid) => {
      memory = watchMemory(pid)
      onStart?.(pid)
    },
    signal,
    killWith: 'SIGKILL',
  })
  const peakMiB = (memory as ReturnType<typeof watchMemory> | null)?.stop() ?? 0
  return { ...ended, milliseconds: performance.now() - startMs, killed: signal.aborted, peakMiB }
}

/** `example.com/<name>` at v1.0.0. */
export const moduleNamed = (name: string, recipe: Partial<ModuleRecipe> = {}): Promise<SyntheticModule> =>
  makeModule({ path: `example.com/${name}`, version: 'v1.0.0', ...recipe })

/** A main module that requires `modules`; go.sum names them. */
export const requireModules = (folder: string, modules: readonly SyntheticModule[]): Promise<void> =>
  writeProject(folder, { module: 'example.com/main', go: '1.21', requires: modules, modules })

/** The cache key of a step that has ended. */
export const cacheKey = (step: StepResult): string => step.outputs['cache-key'] ?? ''

/** What other people can see of a run, as the runner shows it. */
export function published(step: StepResult): string {
  const { stdout, stderr, summary, outputs, exported, report } = step
  return [
    shownLog(stdout),
    stderr,
    summary,
    ...[outputs, exported, report].map((value) => JSON.stringify(value)),
  ].join('\n')
}

/** What a run may never do, whatever it meets: hang, break by a bug, obey foreign text, print control characters. */
export function expectInOrder(step: AttackedStep): void {
  expect({ killed: step.killed, stderr: step.stderr }).toEqual({ killed: false, stderr: '' })
  expect(step.outputs.result).toMatch(/^(?:complete|recovered|failed)$/)
  expect(step.summary).not.toBe('')
  expect(step.report).not.toBeNull()
  expectNoBug(step)
  expectNoForeignCommand(step)
}

export function expectNoBug({ stdout, stderr }: AttackedCommand | StepResult): void {
  expect(`${stdout}${stderr}`).not.toMatch(/bug of (?:ours|Resilient)|broke (?:off by a bug|down)|^ {4}at /m)
}

const ours = new Set(['group', 'endgroup', 'debug', 'add-mask', 'error', 'warning', 'notice'])

/** Every workflow command in what was printed is one that the step gives; `error` and the like carry our title. */
export function expectNoForeignCommand({ stdout, stderr }: AttackedCommand | StepResult): void {
  const commands = workflowCommands(`${stdout}\n${stderr}`)
  const titled = ({ name, properties }: (typeof commands)[number]) =>
    !['error', 'warning', 'notice'].includes(name) || /^Go modules/.test(properties.title ?? '')
  expect(commands.filter((command) => !(ours.has(command.name) && titled(command)))).toEqual([])
  // The colours and the line ends of Windows are those of the toolkit's own commands.
  expect(`${stdout}${stderr}`.replaceAll(/\u001b\[(?:33|0)m|\r(?=\n)/g, '')).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
  )
}

/** Files below `folder`, relative; none where it is missing. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort()
}

/** No half-written file is left in the module cache; on Windows half a zip of a `go` may stay, as README.md says. */
export async function expectNothingHalfWritten(gomodcache: string): Promise<void> {
  const halfWritten = notOnWindows ? /resilient-partial$|\.tmp\d*$|tmp_pack/ : /resilient-partial$|tmp_pack/
  expect((await filesBelow(gomodcache)).filter((name) => halfWritten.test(name))).toEqual([])
}

/** The bytes of a module's zip in the module cache; null where there is none. */
export function zipInCache(gomodcache: string, { path, version }: SyntheticModule): Promise<Buffer | null> {
  return readFile(join(gomodcache, 'cache/download', path, '@v', `${version}.zip`)).catch(() => null)
}
