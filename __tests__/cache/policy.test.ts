// The cache's policy: which run may read, and which may write.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { CacheCircumstances } from '../../src/cache/policy.ts'
import { cachePolicy, policySentence, runnerFacts } from '../../src/cache/policy.ts'

const push: CacheCircumstances = {
  choice: 'auto',
  store: 'github',
  event: 'push',
  refType: 'branch',
  fork: false,
  actor: 'octocat',
  mode: '',
  runner: 'github-hosted',
  filled: false,
}

type May = 'both' | 'read' | 'off' | 'write'

const meaning: Readonly<Record<May, { readonly restore: boolean; readonly save: boolean }>> = {
  both: { restore: true, save: true },
  read: { restore: true, save: false },
  write: { restore: false, save: true },
  off: { restore: false, save: false },
}

const fromFork = { event: 'pull_request', fork: true }
const tag = { refType: 'tag' }
const dependabot = { actor: 'dependabot[bot]' }
const kept = { runner: 'self-hosted', filled: true }

/** Of each run: what `auto` allows with GitHub's cache and with a shared store, and what `true` allows with each. */
const runs: readonly (readonly [string, Partial<CacheCircumstances>, May, May, May, May])[] = [
  // name                                    run                                   auto: GitHub, shared  true: GitHub, shared
  ['a terminal', { event: '', refType: '', runner: '', actor: '' }, 'both', 'both', 'both', 'both'],
  ['push', {}, 'both', 'both', 'both', 'both'],
  ['push of a tag', tag, 'off', 'off', 'both', 'both'],
  ['push by Dependabot', dependabot, 'read', 'read', 'both', 'read'],
  ['pull_request', { event: 'pull_request' }, 'both', 'both', 'both', 'both'],
  ['pull_request from a fork', fromFork, 'read', 'read', 'both', 'read'],
  ['pull_request by Dependabot', { event: 'pull_request', ...dependabot }, 'read', 'read', 'both', 'read'],
  ['pull_request_target', { event: 'pull_request_target' }, 'read', 'read', 'both', 'read'],
  [
    'pull_request_target, a fork',
    { event: 'pull_request_target', fork: true },
    'read',
    'read',
    'both',
    'read',
  ],
  ['merge_group', { event: 'merge_group' }, 'read', 'both', 'both', 'both'],
  ['schedule', { event: 'schedule' }, 'both', 'both', 'both', 'both'],
  [
    'schedule last changed by Dependabot',
    { event: 'schedule', ...dependabot },
    'both',
    'both',
    'both',
    'both',
  ],
  ['workflow_dispatch', { event: 'workflow_dispatch' }, 'both', 'both', 'both', 'both'],
  ['workflow_dispatch on a tag', { event: 'workflow_dispatch', ...tag }, 'off', 'off', 'both', 'both'],
  ['repository_dispatch', { event: 'repository_dispatch' }, 'both', 'both', 'both', 'both'],
  ['release', { event: 'release', ...tag }, 'off', 'off', 'both', 'both'],
  ['release of a branch', { event: 'release' }, 'off', 'off', 'both', 'both'],
  ...[
    'branch_protection_rule',
    'check_run',
    'check_suite',
    'create',
    'delete',
    'deployment',
    'deployment_status',
    'discussion',
    'discussion_comment',
    'dynamic',
    'fork',
    'gollum',
    'image_version',
    'issue_comment',
    'issues',
    'label',
    'milestone',
    'page_build',
    'public',
    'pull_request_review',
    'pull_request_review_comment',
    'registry_package',
    'status',
    'watch',
    'workflow_run',
    'an event of the future',
  ].map((event) => [event, { event }, 'read', 'read', 'both', 'read'] as const),
  ['create of a tag', { event: 'create', ...tag }, 'off', 'off', 'both', 'read'],
  ['push on a self-hosted runner', { runner: 'self-hosted' }, 'both', 'both', 'both', 'both'],
  ['push where modules are kept between jobs', kept, 'off', 'both', 'both', 'both'],
  ['a fork where modules are kept between jobs', { ...fromFork, ...kept }, 'off', 'read', 'both', 'read'],
  ['push on a hosted runner with modules', { filled: true }, 'both', 'both', 'both', 'both'],
]

/** What the runner's token allows, and what it makes of the run that may do both, and of the one that may read. */
const modes: readonly (readonly [string, May, May])[] = [
  ['', 'both', 'read'],
  ['write', 'both', 'read'],
  [' Write ', 'both', 'read'],
  ['read', 'read', 'read'],
  ['write-only', 'write', 'off'],
  ['none', 'off', 'off'],
  ['a mode of the future', 'both', 'read'],
]

describe('event × store × choice', () => {
  const cells = runs.flatMap(([name, facts, autoGithub, autoShared, trueGithub, trueShared]) =>
    (
      [
        ['auto', 'github', autoGithub],
        ['auto', 'shared', autoShared],
        ['true', 'github', trueGithub],
        ['true', 'shared', trueShared],
        ['read-only', 'github', 'read'],
        ['read-only', 'shared', 'read'],
        ['false', 'github', 'off'],
        ['false', 'shared', 'off'],
      ] as const
    ).map(([choice, store, may]) => ({ name, facts, choice, store, may })),
  )

  test.each(cells)('$name, $store, $choice: $may', ({ facts, choice, store, may }) => {
    const policy = cachePolicy({ ...push, ...facts, choice, store })
    expect(policy).toEqual({ ...meaning[may], reason: expect.stringMatching(/^[a-zA-Z].+[^.]$/) })
  })

  test.each(modes)(
    "the token's mode '%s': %s, of a run that may only read %s",
    (mode, trusted, untrusted) => {
      for (const choice of ['auto', 'true'] as const)
        expect(cachePolicy({ ...push, choice, mode })).toMatchObject(meaning[trusted])
      expect(cachePolicy({ ...push, ...fromFork, mode })).toMatchObject(meaning[untrusted])
      expect(cachePolicy({ ...push, store: 'shared', mode })).toMatchObject(meaning.both)
    },
  )
})

test.each<[string, Partial<CacheCircumstances>, string]>([
  [
    'a push',
    {},
    'Restore and save: this run restores and saves (only people who may write to the repository trigger push).',
  ],
  [
    'a fork',
    fromFork,
    'Restore and save: this run restores only (a pull request from a fork reads what the repository saved).',
  ],
  [
    'a release',
    { event: 'release' },
    'Restore and save: this run does neither (what is released should not depend on what other runs saved).',
  ],
  [
    'a token that only writes',
    { mode: 'write-only' },
    "Restore and save: this run saves only (the runner's token allows the cache mode write-only only).",
  ],
])('%s is told in a sentence', (_, facts, sentence) => {
  expect(policySentence(cachePolicy({ ...push, ...facts }))).toBe(sentence)
})

test('nothing makes a run write that may not: cache: false, read-only, a token without the right, an outsider of a shared store', () => {
  const circumstances = fc.record({
    choice: fc.constantFrom('auto', 'true', 'read-only', 'false'),
    store: fc.constantFrom('github', 'shared'),
    event: fc.constantFrom('push', 'pull_request', 'pull_request_target', 'release', ''),
    refType: fc.constantFrom('branch', 'tag', ''),
    fork: fc.boolean(),
    actor: fc.constantFrom('octocat', 'dependabot[bot]'),
    mode: fc.constantFrom('', 'none', 'read', 'write', 'write-only'),
    runner: fc.constantFrom('github-hosted', 'self-hosted', ''),
    filled: fc.boolean(),
  } as const)
  fc.assert(
    fc.property(circumstances, (facts) => {
      const policy = cachePolicy(facts)
      if (facts.choice === 'false' || facts.choice === 'read-only') expect(policy.save).toBe(false)
      const isGithub = facts.store === 'github'
      if (isGithub && (facts.mode === 'none' || facts.mode === 'read')) expect(policy.save).toBe(false)
      if (facts.choice === 'false' || (isGithub && facts.mode === 'none')) expect(policy.restore).toBe(false)
      const isOutside = facts.fork || facts.event === 'pull_request_target'
      if (isOutside && (!isGithub || facts.choice !== 'true')) expect(policy.save).toBe(false)
    }),
  )
})

describe("the runner's facts", () => {
  const env = {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_ACTOR: 'octocat',
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
      actor: 'octocat',
      mode: 'read',
      runner: 'self-hosted',
    })
    const nothing = { event: '', refType: '', fork: false, actor: '', mode: '', runner: '' }
    expect(runnerFacts({}, null)).toEqual(nothing)
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
