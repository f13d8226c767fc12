// Where and when a report was made.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { systemClock } from '../../src/platform/clock.ts'
import { originOf } from '../../src/run/origin.ts'

const clock = { ...systemClock, date: () => new Date('2026-11-23T18:13:05.120Z') }
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const linux = { platform: 'linux', arch: 'x64' }

const workflow = {
  GITHUB_ACTIONS: 'true',
  GITHUB_REPOSITORY: 'example/shop',
  GITHUB_WORKFLOW: 'ci',
  GITHUB_JOB: 'test',
  GITHUB_RUN_ID: '16012345678',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/main',
  RUNNER_OS: 'Windows',
  RUNNER_ARCH: 'ARM64',
  RUNNER_ENVIRONMENT: 'github-hosted',
}

describe('originOf', () => {
  test('in a workflow', () => {
    expect(originOf({ env: workflow, clock }, linux)).toEqual({
      at: '2026-11-23T18:13:05.120Z',
      run: {
        repository: 'example/shop',
        workflow: 'ci',
        job: 'test',
        id: '16012345678',
        attempt: 2,
        event: 'push',
        ref: 'refs/heads/main',
      },
      runner: { os: 'Windows', arch: 'ARM64', hosted: true },
      action: { version },
    })
  })

  test.each([
    [{ platform: 'linux', arch: 'x64' }, 'Linux', 'X64'],
    [{ platform: 'darwin', arch: 'arm64' }, 'macOS', 'ARM64'],
    [{ platform: 'win32', arch: 'ia32' }, 'Windows', 'X86'],
    [{ platform: 'freebsd', arch: 'riscv64' }, 'freebsd', 'RISCV64'],
  ])('on a terminal of %j: no run, and the words of GitHub for the machine', (machine, os, arch) => {
    expect(originOf({ env: {}, clock }, machine)).toEqual({
      at: '2026-11-23T18:13:05.120Z',
      run: null,
      runner: { os, arch, hosted: null },
      action: { version },
    })
  })

  const gitlab = {
    GITLAB_CI: 'true',
    CI_PROJECT_PATH: 'acme/backend/api',
    CI_CONFIG_PATH: '.gitlab-ci.yml',
    CI_JOB_NAME: 'test 1/3',
    CI_PIPELINE_ID: '981',
    CI_PIPELINE_SOURCE: 'push',
    CI_COMMIT_BRANCH: 'main',
  }
  const jenkins = {
    JENKINS_URL: 'https://ci.example.com/',
    JOB_NAME: 'backend/api/main',
    STAGE_NAME: 'Modules',
    BUILD_NUMBER: '17',
    BRANCH_NAME: 'main',
  }
  const pipeline = {
    repository: 'acme/backend/api',
    workflow: '.gitlab-ci.yml',
    job: 'test 1/3',
    id: '981',
    attempt: 1,
    event: 'push',
    ref: 'refs/heads/main',
  }

  test.each<[string, Readonly<Record<string, string>>, object]>([
    ['a branch on GitLab', gitlab, pipeline],
    [
      'a merge request on GitLab',
      { ...gitlab, CI_COMMIT_BRANCH: '', CI_MERGE_REQUEST_REF_PATH: 'refs/merge-requests/1/head' },
      { ref: 'refs/merge-requests/1/head' },
    ],
    ['a tag on GitLab', { ...gitlab, CI_COMMIT_BRANCH: '', CI_COMMIT_TAG: 'v1' }, { ref: 'refs/tags/v1' }],
    [
      'a build of Jenkins',
      { ...jenkins, GIT_URL: 'https://git.example.com/acme/api.git' },
      {
        repository: 'acme/api',
        workflow: 'backend/api/main',
        job: 'Modules',
        id: '17',
        attempt: 1,
        event: '',
        ref: 'refs/heads/main',
      },
    ],
    ['a pull request on Jenkins', { ...jenkins, BRANCH_NAME: 'PR-12', CHANGE_ID: '12' }, { ref: '' }],
    ['a tag on Jenkins', { ...jenkins, BRANCH_NAME: 'v1', TAG_NAME: 'v1' }, { ref: 'refs/tags/v1' }],
  ])('%s', (_, env, run) => {
    expect(originOf({ env, clock }, linux).run).toMatchObject(run)
  })

  test.each<[url: string, repository: string]>([
    ['https://ci:s3cret@git.example.com/acme/api.git', 'acme/api'],
    ['ssh://git@git.example.com:2222/acme/api.git/', 'acme/api'],
    ['git@git.example.com:acme/api.git', 'acme/api'],
    ['https://git.example.com/acme/api?token=s3cret', 'acme/api'],
    ['/srv/git/api', 'backend/api/main'],
    ['', 'backend/api/main'],
  ])('GIT_URL=%p on Jenkins is the repository %p', (url, repository) => {
    expect(originOf({ env: { ...jenkins, GIT_URL: url }, clock }, linux).run?.repository).toBe(repository)
  })

  test.each<[environment: string, hosted: boolean | null]>([
    ['github-hosted', true],
    ['self-hosted', false],
    ['', null],
  ])('RUNNER_ENVIRONMENT=%p: hosted is %p', (environment, hosted) => {
    const env = { ...workflow, RUNNER_ENVIRONMENT: environment }
    expect(originOf({ env, clock }, linux).runner.hosted).toBe(hosted)
  })

  test.each(['', 'x', '0', '-1', '1.5'])('GITHUB_RUN_ATTEMPT=%p counts as the first', (attempt) => {
    const env = { ...workflow, GITHUB_RUN_ATTEMPT: attempt }
    expect(originOf({ env, clock }, linux).run?.attempt).toBe(1)
  })
})
