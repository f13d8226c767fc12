// The cache's policy: which run may read, and which may write.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CacheCircumstances } from '../../src/cache/policy.ts'
import { cachePolicy, runnerFacts } from '../../src/cache/policy.ts'

const push: CacheCircumstances = {
  choice: 'auto',
  store: 'github',
  event: 'push',
  refType: 'branch',
  fork: false,
  mode: '',
  runner: 'github-hosted',
  filled: false,
}

const both = { restore: true, save: true }
const read = { restore: true, save: false }
const off = { restore: false, save: false }

test.each<[string, Partial<CacheCircumstances>, object]>([
  ['a push', {}, both],
  ['a pull request of the repository', { event: 'pull_request' }, both],
  ['a schedule', { event: 'schedule' }, both],
  ['a start by hand', { event: 'workflow_dispatch' }, both],
  ['a terminal', { event: '', refType: '', runner: '', store: 'directory' }, both],
  ['a pull request from a fork', { event: 'pull_request', fork: true }, read],
  ['pull_request_target', { event: 'pull_request_target', fork: true }, read],
  ['workflow_run', { event: 'workflow_run' }, read],
  ['issue_comment', { event: 'issue_comment' }, read],
  ['an edit of the wiki', { event: 'gollum' }, read],
  ['an event of the future', { event: 'sometimes' }, read],
  ['a merge queue', { event: 'merge_group' }, read],
  ['a merge queue with a shared folder', { event: 'merge_group', store: 'directory' }, both],
  ['a release', { event: 'release', refType: 'tag' }, off],
  ['a pushed tag', { refType: 'tag' }, off],
  ['a self-hosted runner with an empty module cache', { runner: 'self-hosted' }, both],
  ['a self-hosted runner with a filled module cache', { runner: 'self-hosted', filled: true }, off],
  ['the same with a shared folder', { runner: 'self-hosted', filled: true, store: 'directory' }, both],
  ['a hosted runner with a filled module cache', { filled: true }, both],
  ['cache: true on a release', { choice: 'true', event: 'release', refType: 'tag' }, both],
  ['cache: read-only on a push', { choice: 'read-only' }, read],
  ['cache: false on a push', { choice: 'false' }, off],
  ['a token that reads only', { mode: 'read' }, read],
  ['a token that reads only, against cache: true', { choice: 'true', mode: 'read' }, read],
  ['a token without any right', { mode: 'none' }, off],
  ['a token that only writes', { mode: 'write-only' }, { restore: false, save: true }],
  ['a token that writes only, in a run that may only read', { mode: 'write-only', fork: true }, off],
  ['a token of full rights, written otherwise', { mode: ' Write ' }, both],
  ['a mode of the future', { mode: 'sometimes' }, both],
  ['a token that reads only, with a shared folder', { mode: 'read', store: 'directory' }, both],
])('%s', (_, circumstances, expected) => {
  const policy = cachePolicy({ ...push, ...circumstances })
  expect(policy).toMatchObject(expected)
  expect(policy.reason).not.toBe('')
})

test('nothing makes a run write that may not: cache: false, read-only, a token without the right', () => {
  const circumstances = fc.record({
    choice: fc.constantFrom('auto', 'true', 'read-only', 'false'),
    store: fc.constant('github'),
    event: fc.constantFrom('push', 'pull_request', 'pull_request_target', 'release', ''),
    refType: fc.constantFrom('branch', 'tag', ''),
    fork: fc.boolean(),
    mode: fc.constantFrom('', 'none', 'read', 'write', 'write-only'),
    runner: fc.constantFrom('github-hosted', 'self-hosted', ''),
    filled: fc.boolean(),
  } as const)
  fc.assert(
    fc.property(circumstances, (facts) => {
      const policy = cachePolicy(facts)
      if (facts.choice === 'false' || facts.choice === 'read-only') expect(policy.save).toBe(false)
      if (facts.mode === 'none' || facts.mode === 'read') expect(policy.save).toBe(false)
      if (facts.choice === 'false' || facts.mode === 'none') expect(policy.restore).toBe(false)
    }),
  )
})

describe("the runner's facts", () => {
  const env = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF_TYPE: 'branch',
    ACTIONS_CACHE_MODE: 'read',
    RUNNER_ENVIRONMENT: 'self-hosted',
  }
  const pull = (head: unknown, base: unknown) => ({
    pull_request: { head: { repo: head }, base: { repo: base } },
  })

  test('come from the environment', () => {
    expect(runnerFacts(env, pull({ full_name: 'o/r' }, { full_name: 'o/r' }))).toEqual({
      event: 'pull_request',
      refType: 'branch',
      fork: false,
      mode: 'read',
      runner: 'self-hosted',
    })
    expect(runnerFacts({}, null)).toEqual({ event: '', refType: '', fork: false, mode: '', runner: '' })
  })

  test.each<[string, unknown, boolean]>([
    ['the same repository', pull({ full_name: 'o/r' }, { full_name: 'o/r' }), false],
    ['another repository', pull({ full_name: 'x/r' }, { full_name: 'o/r' }), true],
    ['a fork that was deleted', pull(null, { full_name: 'o/r' }), true],
    ['repositories that are not named', pull({}, {}), true],
    ['an event without a pull request', { ref: 'refs/heads/main' }, true],
    ['an event that is no object', 'text', true],
    ['an event that could not be read', null, true],
  ])('a pull request from %s', (_, event, fork) => {
    expect(runnerFacts(env, event).fork).toBe(fork)
  })
})
