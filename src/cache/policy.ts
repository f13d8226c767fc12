// Decides whether this run may read the cache, and whether it may write.

import type { Environment } from '../text/environment.ts'

/** What the decision depends on; the facts of a terminal are empty. */
export interface CacheCircumstances {
  /** The input `cache`. */
  readonly choice: 'auto' | 'true' | 'read-only' | 'false'
  /** GitHub's service keeps what a pull request saves apart from what the branches read; a shared store keeps nothing apart. */
  readonly store: 'github' | 'shared'
  /** GITHUB_EVENT_NAME. */
  readonly event: string
  /** GITHUB_REF_TYPE: `branch`, `tag` or empty. */
  readonly refType: string
  /** Does the run work on a pull request from another repository? */
  readonly fork: boolean
  /** GITHUB_ACTOR: who caused the event. */
  readonly actor: string
  /** ACTIONS_CACHE_MODE: what the runner's token allows; empty where it doesn't tell. */
  readonly mode: string
  /** RUNNER_ENVIRONMENT: `github-hosted`, `self-hosted` or empty. */
  readonly runner: string
  /** Does the module cache hold modules already? */
  readonly filled: boolean
}

/** What a run may do with the cache. */
export interface CachePolicy {
  readonly restore: boolean
  readonly save: boolean
  /** Why, in half a sentence. */
  readonly reason: string
}

interface Rule {
  readonly when: (facts: CacheCircumstances) => boolean
  readonly may: 'restore and save' | 'restore' | 'nothing'
  readonly reason: (facts: CacheCircumstances) => string
}

/**
 * Events that only those trigger who may write to the repository; of pull requests those without a fork. Empty: no event, a
 * terminal. All others of https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 * are open to outsiders, or run for the default branch whoever caused them, as those of the future may.
 */
const trustedEvents: ReadonlySet<string> = new Set([
  '',
  'merge_group',
  'pull_request',
  'push',
  'release',
  'repository_dispatch',
  'schedule',
  'workflow_dispatch',
])

/** Runs in which outsiders may have a say. They read what others saved, and save nothing that others would read. */
const outsideRules: readonly Rule[] = [
  {
    when: ({ event }) => !trustedEvents.has(event),
    may: 'restore',
    reason: ({ event }) =>
      `${event} is not an event that only people who may write to the repository trigger, so nothing is saved for others`,
  },
  {
    when: ({ fork }) => fork,
    may: 'restore',
    reason: () => 'a pull request from a fork reads what the repository saved',
  },
  {
    // GitHub gives these runs a read-only token and no secrets:
    // https://docs.github.com/code-security/reference/supply-chain-security/dependabot-on-actions
    when: ({ event, actor }) => actor === 'dependabot[bot]' && (event === 'push' || event === 'pull_request'),
    may: 'restore',
    reason: () => 'a run that Dependabot caused has the rights of one from a fork',
  },
]

/** The first rule that fits decides. */
const rules: readonly Rule[] = [
  { when: ({ choice }) => choice === 'false', may: 'nothing', reason: () => 'none was asked for' },
  { when: ({ choice }) => choice === 'read-only', may: 'restore', reason: () => 'cache is read-only' },
  ...outsideRules.map((rule) => ({ ...rule, when: and(keepsNothingApart, rule.when) })),
  { when: ({ choice }) => choice === 'true', may: 'restore and save', reason: () => 'cache is true' },
  {
    when: ({ event, refType }) => event === 'release' || refType === 'tag',
    may: 'nothing',
    reason: () => 'what is released should not depend on what other runs saved',
  },
  {
    when: ({ store, runner, filled }) => store === 'github' && runner === 'self-hosted' && filled,
    may: 'nothing',
    reason: () => 'this self-hosted runner keeps its module cache between jobs',
  },
  ...outsideRules,
  {
    when: ({ store, event }) => store === 'github' && event === 'merge_group',
    may: 'restore',
    reason: () => 'an entry saved in a merge queue can be read by no later run',
  },
]

const otherwise: Pick<Rule, 'may' | 'reason'> = {
  may: 'restore and save',
  reason: ({ event }) =>
    event === ''
      ? 'no event started this run'
      : `only people who may write to the repository trigger ${event}`,
}

/** `cache: true` speaks of a store whose own rules keep the runs of outsiders apart; with any other, they never write. */
function keepsNothingApart({ store, choice }: CacheCircumstances): boolean {
  return store !== 'github' && choice === 'true'
}

function and(a: Rule['when'], b: Rule['when']): Rule['when'] {
  return (facts) => a(facts) && b(facts)
}

/** Decides by the input and, where that is `auto`, by event and runner; never more than the runner's token allows. */
export function cachePolicy(facts: CacheCircumstances): CachePolicy {
  const rule = rules.find(({ when }) => when(facts)) ?? otherwise
  const restore = rule.may !== 'nothing'
  const save = rule.may === 'restore and save'
  const reason = rule.reason(facts)
  const mode = facts.mode.trim().toLowerCase()
  const allowed = facts.store === 'github' ? tokenModes.get(mode) : undefined
  if (allowed === undefined) return { restore, save, reason }
  const capped = { restore: restore && allowed.restore, save: save && allowed.save }
  return capped.restore === restore && capped.save === save
    ? { restore, save, reason }
    : { ...capped, reason: `the runner's token allows the cache mode ${mode} only` }
}

/** The decision as a sentence for the log. */
export function policySentence({ restore, save, reason }: CachePolicy): string {
  const may = restore ? (save ? 'restores and saves' : 'restores only') : save ? 'saves only' : 'does neither'
  return `Restore and save: this run ${may} (${reason}).`
}

/** Any other mode allows everything, as in @actions/cache. */
const tokenModes: ReadonlyMap<string, { readonly restore: boolean; readonly save: boolean }> = new Map([
  ['none', { restore: false, save: false }],
  ['read', { restore: true, save: false }],
  ['write', { restore: true, save: true }],
  ['write-only', { restore: false, save: true }],
])

/**
 * The facts that the runner tells.
 *
 * @param env the step's environment
 * @param event the parsed file of GITHUB_EVENT_PATH; null where there is none
 */
export function runnerFacts(
  env: Environment,
  event: unknown,
): Omit<CacheCircumstances, 'choice' | 'store' | 'filled'> {
  return {
    event: env.GITHUB_EVENT_NAME ?? '',
    refType: env.GITHUB_REF_TYPE ?? '',
    fork: isFromFork(event) ?? env.GITHUB_EVENT_NAME === 'pull_request',
    actor: env.GITHUB_ACTOR ?? '',
    mode: env.ACTIONS_CACHE_MODE ?? '',
    runner: env.RUNNER_ENVIRONMENT ?? '',
  }
}

/** Is the event's pull request from another repository? A deleted fork is one, too. Null where the event tells of no pull request. */
export function isFromFork(event: unknown): boolean | null {
  const pull = field(event, 'pull_request')
  if (typeof pull !== 'object' || pull === null) return null
  const head = field(field(field(pull, 'head'), 'repo'), 'full_name')
  return typeof head !== 'string' || head !== field(field(field(pull, 'base'), 'repo'), 'full_name')
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Reflect.get(value, name)
}
