// Runners that aren't GitHub's own: what each lacks is told, and costs nothing but itself. docs/platforms.md has the table.
// Maps to src/action/*, src/commands/*, src/cache/github/*, src/project/load.ts.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { type FirstCacheService, startFirstCacheService } from '../helpers/first-cache-service.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { distCli, jobEnvironment, runNode } from '../helpers/step.ts'

const rig = actionRig()
let service: FirstCacheService

beforeEach(async () => {
  service = await startFirstCacheService()
})
afterEach(() => service.close())

/** What is set there, and what isn't; the rest is as on a runner of GitHub's. */
const runners: Readonly<Record<string, () => Readonly<Record<string, string | undefined>>>> = {
  'GitHub Enterprise Server': () => ({
    GITHUB_SERVER_URL: 'https://ghes.example.com',
    // It is set there too, and means nothing without the second version of the service.
    ACTIONS_RESULTS_URL: 'https://ghes.example.com/results/',
    ACTIONS_CACHE_URL: service.url,
    ACTIONS_RUNTIME_TOKEN: 'token',
    RUNNER_ENVIRONMENT: 'self-hosted',
    GITHUB_STEP_SUMMARY: undefined,
  }),
  Gitea: () => ({
    GITHUB_SERVER_URL: 'https://gitea.example.com',
    ACTIONS_CACHE_URL: service.url,
    ACTIONS_RUNTIME_TOKEN: 'token',
    RUNNER_ENVIRONMENT: undefined,
    GITHUB_STEP_SUMMARY: undefined,
    GITEA_ACTIONS: 'true',
  }),
  'Forgejo and act, which give no token': () => ({
    GITHUB_SERVER_URL: 'https://forgejo.example.com',
    ACTIONS_CACHE_URL: service.url,
    ACTIONS_RUNTIME_TOKEN: undefined,
    RUNNER_ENVIRONMENT: undefined,
  }),
}

describe.each(Object.entries(runners))('%s', (_, environment) => {
  test('an entry is saved, and restored by the next job, with a dead proxy', async () => {
    const { job } = rig()
    const proxy = await rig().proxy()
    const lacks = environment()
    const env = { ...lacks, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' }
    const cold = await job.step({ inputs: { proxies: proxy.url }, env })
    expect(cold.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
    expect(service.entries).toHaveLength(1)
    expect(`${cold.stdout}${cold.stderr}`).not.toMatch(/::warning|Warning:/)

    const gomodcache = join(job.folder.path, 'next-job')
    const warm = await job.step({ inputs: { proxies: await deadUrl() }, env, gomodcache })
    expect(warm.outputs).toMatchObject({ result: 'complete', cache: 'exact', 'cache-hit': 'true' })
    const isToldOf = warm.stdout.includes('This runner shows no job summary')
    expect(isToldOf).toBe('GITHUB_STEP_SUMMARY' in lacks)
  })

  test('without a cache service: told, and nothing else is lost', async () => {
    const proxy = await rig().proxy()
    const env = { ...environment(), ACTIONS_CACHE_URL: undefined, ACTIONS_RESULTS_URL: undefined }
    const step = await rig().job.step({ inputs: { proxies: proxy.url }, env })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'unavailable' })
    expect(step.stdout).toContain('this runner has no cache service: ACTIONS_CACHE_URL is not set')
    expect(service.requests).toEqual([])
  })
})

test('a self-hosted runner whose module cache is filled: its cache service is left alone', async () => {
  const { job } = rig()
  const proxy = await rig().proxy()
  const env = { ...runners['GitHub Enterprise Server']?.(), ACTIONS_CACHE_URL: service.url }
  await job.step({ inputs: { proxies: proxy.url, cache: 'false' }, env })
  const step = await job.step({ inputs: { proxies: await deadUrl() }, env })
  expect(step.outputs).toMatchObject({ result: 'complete', cache: expect.stringMatching(/not-needed|off/) })
  expect(service.requests).toEqual([])
})

describe('GitLab and Jenkins, by the command line', () => {
  function cli(env: Readonly<Record<string, string | undefined>>) {
    const { job } = rig()
    const own = Object.entries(jobEnvironment(job.folder.path)).filter(
      ([name]) => !/^(?:GITHUB|RUNNER)_/.test(name),
    )
    return runNode([distCli, 'download', '--dir', job.workspace], {
      cwd: job.workspace,
      env: { ...Object.fromEntries(own), ...env },
    })
  }

  test('a module cache below the project, which GitLab keeps for the next job, is no part of the project', async () => {
    const { job } = rig()
    const gomodcache = join(job.workspace, 'go', 'pkg', 'mod')
    const env = { GITLAB_CI: 'true', CI: 'true', GOMODCACHE: gomodcache }
    const cold = await cli({ ...env, GOPROXY: (await rig().proxy()).url })
    expect(cold.code).toBe(0)
    expect(await readdir(join(gomodcache, 'example.com'))).toHaveLength(3)
    const warm = await cli({ ...env, GOPROXY: await deadUrl() })
    expect(warm).toMatchObject({ code: 0, stderr: expect.not.stringContaining('pkg/mod') })
  })

  test('no place for temporary files: says which setting to change, and is no bug of ours', async () => {
    const nowhere = join(rig().job.folder.path, 'nowhere')
    const ended = await cli({ CI: 'true', TMPDIR: nowhere, TEMP: nowhere, TMP: nowhere })
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(/^No folder for temporary files can be made in .*nowhere: set TMPDIR/)
  })
})
