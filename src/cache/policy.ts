// Decides whether this run may read the cache, and whether it may write.

/** What the decision depends on; the facts of a terminal are empty. */
export interface CacheCircumstances {
  /** The input `cache`. */
  readonly choice: 'auto' | 'true' | 'read-only' | 'false'
  readonly store: 'github' | 'directory'
  /** GITHUB_EVENT_NAME. */
  readonly event: string
  /** GITHUB_REF_TYPE: `branch`, `tag` or empty. */
  readonly refType: string
  /** Does the run work on a pull request from another repository? */
  readonly fork: boolean
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
  readonly restore: boolean
  readonly save: boolean
  readonly reason: string
}

/** The first rule that fits decides. */
const choiceRules: readonly Rule[] = [
  { when: ({ choice }) => choice === 'false', restore: false, save: false, reason: 'none was asked for' },
  { when: ({ choice }) => choice === 'read-only', restore: true, save: false, reason: 'cache is read-only' },
  { when: ({ choice }) => choice === 'true', restore: true, save: true, reason: 'cache is true' },
  {
    when: ({ event, refType }) => event === 'release' || refType === 'tag',
    restore: false,
    save: false,
    reason: 'what is released should not depend on what other runs saved',
  },
  {
    when: ({ store, runner, filled }) => store === 'github' && runner === 'self-hosted' && filled,
    restore: false,
    save: false,
    reason: 'this self-hosted runner keeps its module cache between jobs',
  },
  {
    when: ({ event }) => !trustedEvents.has(event),
    restore: true,
    save: false,
    reason:
      'this event is not one that only people who may write to the repository trigger, so nothing is saved for others',
  },
  {
    when: ({ fork }) => fork,
    restore: true,
    save: false,
    reason: 'a pull request from a fork reads what the repository saved',
  },
  {
    when: ({ store, event }) => store === 'github' && event === 'merge_group',
    restore: true,
    save: false,
    reason: 'an entry saved in a merge queue can be read by no later run',
  },
]

/** Events that only those trigger who may write to the repository; of pull requests those without a fork. Empty: no event, a terminal. */
const trustedEvents: ReadonlySet<string> = new Set([
  '',
  'merge_group',
  'pull_request',
  'push',
  'repository_dispatch',
  'schedule',
  'workflow_dispatch',
])

const otherwise: CachePolicy = { restore: true, save: true, reason: 'a trusted event' }

/** Decides by the input and, where that is `auto`, by event and runner; never more than the runner's token allows. */
export function cachePolicy(facts: CacheCircumstances): CachePolicy {
  const { restore, save, reason } = choiceRules.find(({ when }) => when(facts)) ?? otherwise
  if (facts.store === 'directory') return { restore, save, reason }
  const allowed = tokenModes.get(facts.mode.trim().toLowerCase())
  if (allowed === undefined) return { restore, save, reason }
  const capped = { restore: restore && allowed.restore, save: save && allowed.save }
  return capped.restore === restore && capped.save === save
    ? { restore, save, reason }
    : {
        ...capped,
        reason: `the runner's token allows the cache mode ${facts.mode.trim().toLowerCase()} only`,
      }
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
  env: Readonly<Record<string, string | undefined>>,
  event: unknown,
): Pick<CacheCircumstances, 'event' | 'refType' | 'fork' | 'mode' | 'runner'> {
  return {
    event: env.GITHUB_EVENT_NAME ?? '',
    refType: env.GITHUB_REF_TYPE ?? '',
    fork: isFromFork(event) ?? env.GITHUB_EVENT_NAME === 'pull_request',
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
