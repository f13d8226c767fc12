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
