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

/** Null on a terminal, and in a CI system that isn't known here. */
function workflowRun(env: World['env']): Origin['run'] {
  if (env.GITHUB_ACTIONS === 'true' && env.GITHUB_RUN_ID) return runOfGitHub(env, env.GITHUB_RUN_ID)
  if (env.GITLAB_CI === 'true' && env.CI_PIPELINE_ID) return runOfGitLab(env, env.CI_PIPELINE_ID)
  if (env.JENKINS_URL && env.BUILD_NUMBER) return runOfJenkins(env, env.BUILD_NUMBER)
  return null
}

function runOfGitHub(env: World['env'], id: string): Origin['run'] {
  return {
    repository: env.GITHUB_REPOSITORY ?? '',
    workflow: env.GITHUB_WORKFLOW ?? '',
    job: env.GITHUB_JOB ?? '',
    id,
    attempt: Math.max(1, Math.trunc(Number(env.GITHUB_RUN_ATTEMPT)) || 1),
    event: env.GITHUB_EVENT_NAME ?? '',
    ref: env.GITHUB_REF ?? '',
  }
}

/**
 * GitLab counts no attempts: a job that is tried again is another job of the same pipeline.
 * https://docs.gitlab.com/ci/variables/predefined_variables/
 */
function runOfGitLab(env: World['env'], id: string): Origin['run'] {
  return {
    repository: env.CI_PROJECT_PATH ?? '',
    workflow: env.CI_CONFIG_PATH ?? '',
    job: env.CI_JOB_NAME ?? '',
    id,
    attempt: 1,
    event: env.CI_PIPELINE_SOURCE ?? '',
    ref: env.CI_MERGE_REQUEST_REF_PATH || refOf(env.CI_COMMIT_BRANCH, env.CI_COMMIT_TAG),
  }
}

/**
 * A job of Jenkins isn't bound to a repository: the git plugin tells which one it checked out.
 * https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables
 */
function runOfJenkins(env: World['env'], id: string): Origin['run'] {
  return {
    repository: pathOfRemote(env.GIT_URL ?? '') || (env.JOB_NAME ?? ''),
    workflow: env.JOB_NAME ?? '',
    job: env.STAGE_NAME ?? '',
    id,
    attempt: 1,
    event: '',
    // Of a pull request BRANCH_NAME is `PR-12`, which is no branch.
    ref: env.CHANGE_ID ? '' : refOf(env.TAG_NAME ? '' : env.BRANCH_NAME, env.TAG_NAME),
  }
}

function refOf(branch: string | undefined, tag: string | undefined): string {
  return branch ? `refs/heads/${branch}` : tag ? `refs/tags/${tag}` : ''
}

/** The path alone, since the part before it may hold a credential: `acme/api` of `https://host/acme/api.git` or `git@host:acme/api.git`. */
function pathOfRemote(url: string): string {
  const [, path = ''] = /^(?:[a-z+]+:\/\/[^/]*\/|[^/:]+:)([^?#]*)/i.exec(url) ?? []
  const parts = path.split('/').filter((part) => part !== '')
  return parts.join('/').replace(/\.git$/, '')
}
