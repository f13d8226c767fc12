// A job in a container: a project, the files that a runner gives a step, and steps that share a folder.

import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jobEnvironment } from '../../__tests__/helpers/step.ts'
import { type SyntheticModule, writeProject } from '../../__tests__/helpers/synthetic-modules.ts'
import { parseReport } from '../../src/report/parse.ts'
import type { Report } from '../../src/report/report.ts'
import { runIn, runningIn } from './container.ts'

export interface StepOptions {
  readonly root?: 'busybox' | 'bare' | 'arm64'
  readonly readOnly?: boolean
  readonly withoutProc?: boolean
  readonly uid?: number
  /** Undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly inputs?: Readonly<Record<string, string>>
  /** A command line of dist/cli.js in place of the Action. */
  readonly cli?: readonly string[]
  readonly onStart?: (pid: number) => void
}

export interface Step {
  readonly code: number | null
  readonly text: string
  readonly summary: string
  readonly report: Report | null
  /** What it put on PATH for later steps. */
  readonly path: string
  /** Ids of processes that it left behind. */
  readonly left: readonly string[]
}

export interface Job {
  readonly folder: string
  readonly workspace: string
  /** With an empty module cache and empty files of the runner's each time. */
  readonly step: (options: StepOptions) => Promise<Step>
}

const commandFiles = ['output', 'env', 'path', 'summary']

/** Writes a project that requires these modules. */
export function projectOf(modules: readonly SyntheticModule[]): (folder: string) => Promise<void> {
  return (folder) =>
    writeProject(folder, { module: 'example.com/main', go: '1.21', requires: modules, modules })
}

/** Makes a job below `parent`, with the project that `write` writes. */
export async function startJob(
  parent: string,
  containers: string,
  write: (folder: string) => Promise<void>,
): Promise<Job> {
  const folder = await mkdtemp(join(parent, 'job-'))
  const workspace = join(folder, 'workspace')
  await write(workspace)
  let steps = 0
  const step = async (options: StepOptions): Promise<Step> => {
    const own = join(folder, `step-${++steps}`)
    const root = join(containers, options.root ?? 'busybox')
    for (const name of ['', 'temp', 'home', 'modcache']) await mkdir(join(own, name))
    for (const name of commandFiles) await writeFile(join(own, name), '')
    // Another user may be the one who runs.
    for (const path of [
      folder,
      own,
      ...['temp', 'home', 'modcache', ...commandFiles].map((n) => join(own, n)),
    ])
      await chmod(path, 0o777)
    const report = join(own, 'temp', 'report.json')
    const { cli, onStart = () => {}, readOnly = false, withoutProc = false, uid = 0 } = options
    const ended = await runIn(
      { root, work: parent, readOnly, withoutProc },
      {
        command:
          cli === undefined
            ? ['/opt/node/bin/node', '/action/dist/main.js']
            : ['/opt/node/bin/node', '/action/dist/cli.js', ...cli],
        env: environment({ own, workspace, report, options }),
        cwd: workspace,
        uid,
        onStart,
      },
    )
    const json = await readFile(report, 'utf8').catch(() => null)
    const parsed = json === null ? null : parseReport(json)
    return {
      ...ended,
      summary: await readFile(join(own, 'summary'), 'utf8'),
      path: await readFile(join(own, 'path'), 'utf8'),
      report: parsed?.kind === 'ok' ? parsed.value : null,
      left: await runningIn(root),
    }
  }
  return { folder, workspace, step }
}

function environment(given: {
  readonly own: string
  readonly workspace: string
  readonly report: string
  readonly options: StepOptions
}): Record<string, string> {
  const { own, workspace, report, options } = given
  const all: Record<string, string | undefined> = {
    ...jobEnvironment(join(own, 'home')),
    PATH: '/bin:/usr/local/go/bin',
    GOMODCACHE: join(own, 'modcache'),
    RUNNER_TEMP: join(own, 'temp'),
    TMPDIR: join(own, 'temp'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(own, 'output'),
    GITHUB_ENV: join(own, 'env'),
    GITHUB_PATH: join(own, 'path'),
    GITHUB_STEP_SUMMARY: join(own, 'summary'),
    'INPUT_REPORT-PATH': report,
    ...Object.fromEntries(
      Object.entries(options.inputs ?? {}).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
    ...options.env,
  }
  const set = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return Object.fromEntries(set)
}
