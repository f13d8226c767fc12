// When and where a run is made: the calendar, what the runner says of itself, and our own version.

import type { World } from '../platform/world.ts'
import type { Origin } from '../report/report.ts'
import { version } from '../version.ts'

/** The words of GitHub's RUNNER_OS and RUNNER_ARCH for those of Node. */
const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }
const architectures: Readonly<Record<string, string>> = {
  x64: 'X64',
  ia32: 'X86',
  arm: 'ARM',
  arm64: 'ARM64',
}

interface Machine {
  readonly platform: string
  readonly arch: string
}

/**
 * To be asked at the start of a run.
 * https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function originOf({ env, clock }: Pick<World, 'env' | 'clock'>, machine: Machine = process): Origin {
  const { platform, arch } = machine
  return {
    at: clock.date().toISOString(),
    run: workflowRun(env),
    runner: {
      os: env.RUNNER_OS || (systems[platform] ?? platform),
      arch: env.RUNNER_ARCH || (architectures[arch] ?? arch.toUpperCase()),
      hosted: env.RUNNER_ENVIRONMENT ? env.RUNNER_ENVIRONMENT === 'github-hosted' : null,
    },
    action: { version },
  }
}

/** Null where GitHub Actions isn't at work: another CI system, or a terminal. */
function workflowRun(env: World['env']): Origin['run'] {
  if (env.GITHUB_ACTIONS !== 'true' || !env.GITHUB_RUN_ID) return null
  return {
    repository: env.GITHUB_REPOSITORY ?? '',
    workflow: env.GITHUB_WORKFLOW ?? '',
    job: env.GITHUB_JOB ?? '',
    id: env.GITHUB_RUN_ID,
    attempt: Math.max(1, Math.trunc(Number(env.GITHUB_RUN_ATTEMPT)) || 1),
    event: env.GITHUB_EVENT_NAME ?? '',
    ref: env.GITHUB_REF ?? '',
  }
}
