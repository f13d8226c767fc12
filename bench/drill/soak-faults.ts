// Random faults on random requests: what each seed of the soak does to its proxies.

import type { Behaviour, ScriptedRequest } from '../../__tests__/helpers/module-proxy.ts'
import { chanceOf, pick } from './chance.ts'
import type { DrillProject } from './project.ts'

type Chance = ReturnType<typeof chanceOf>

/** How ill a proxy is. */
type Mood =
  | { readonly kind: 'dead' }
  /** This share of requests meets some fault, from the request number `from` on, so that a probe may see nothing. */
  | { readonly kind: 'flaky'; readonly share: number; readonly from: number }
  /** Every request meets the same fault. */
  | { readonly kind: 'ill'; readonly fault: SoakFault; readonly from: number }

/** One seed: proxies in the user's order. */
export interface SoakPlan {
  readonly seed: number
  /** `last`: one more, healthy, comes after them. `each-file`: every file is right at one of them, another for each file. */
  readonly healthy: Health
  /** Index into the projects of the soak. */
  readonly project: number
  readonly moods: readonly Mood[]
  readonly chance: Chance
}

export type Health = 'last' | 'each-file'

/** A fault, given the request that meets it. Some apply to one kind of file only; others get the right answer. */
type SoakFault = (at: {
  readonly request: ScriptedRequest
  readonly project: DrillProject
  readonly dead: string
  readonly chance: number
}) => Behaviour | undefined

const status =
  (code: number, body = '', headers: Readonly<Record<string, string>> = {}): SoakFault =>
  () => ({ kind: 'status', status: code, body, headers })

const zipOnly =
  (behaviour: (project: DrillProject, module: string) => Behaviour): SoakFault =>
  ({ request, project }) =>
    request.file === 'zip' ? behaviour(project, request.module) : undefined

const soakFaults: readonly [SoakFault, ...SoakFault[]] = [
  status(500),
  status(502),
  status(503),
  status(504),
  status(503, 'busy', { 'retry-after': '1' }),
  status(429),
  status(429, 'slow down', { 'retry-after': '1' }),
  status(429, 'slow down', { 'retry-after': '120' }),
  status(404, 'not found'),
  status(404, 'not found: bad upstream'),
  status(410, 'gone'),
  status(401),
  status(403, 'blocked'),
  () => ({ kind: 'reset' }),
  () => ({ kind: 'close' }),
  () => ({ kind: 'stall' }),
  () => ({ kind: 'html200' }),
  () => ({ kind: 'reset', afterBytes: 30 }),
  () => ({ kind: 'stall', afterBytes: 30 }),
  () => ({ kind: 'truncate', bytes: 30, contentLength: 'wrong' }),
  () => ({ kind: 'truncate', bytes: 30, contentLength: 'chunked' }),
  () => ({ kind: 'truncate', bytes: 30, contentLength: 'right' }),
  ({ chance }) => ({ kind: 'delay', ms: chance * 1_500 }),
  ({ chance }) => ({ kind: 'delay', ms: chance * 500, next: { kind: 'reset' } }),
  ({ request }) => ({ kind: 'redirect', to: encodeURI(request.path) }),
  ({ request, dead }) => ({ kind: 'redirect', to: `${dead}${encodeURI(request.path)}` }),
  ({ request }) => (request.file === 'info' ? { kind: 'wrong-version' } : undefined),
  ({ request }) => (request.file === 'mod' ? { kind: 'wrong-mod' } : undefined),
  ({ request }) => (request.file === 'zip' ? undefined : { kind: 'gzip-bomb', megabytes: 2 }),
  zipOnly(() => ({ kind: 'corrupt-zip' })),
  zipOnly(({ foreignZip }) => ({ kind: 'other-zip', zip: foreignZip })),
  zipOnly(({ tampered }, module) => ({ kind: 'bytes', body: tampered.get(module) ?? '' })),
  zipOnly(() => ({ kind: 'drip', bytesPerSecond: 200 })),
]

/** What a seed does. */
export function soakPlan(
  seed: number,
  { projects, healthy }: { readonly projects: number; readonly healthy: Health },
): SoakPlan {
  const chance = chanceOf(seed)
  const fewest = healthy === 'last' ? 1 : 2
  const count = chance('proxies') < 0.5 ? fewest : fewest + 1
  const moods = Array.from({ length: count }, (_, at) => moodOf(chance, at, healthy))
  return { seed, healthy, project: Math.floor(chance('project') * projects), moods, chance }
}

function moodOf(chance: Chance, proxy: number, healthy: Health): Mood {
  const from = Math.floor(chance('from', proxy) * 12)
  const kind = chance('mood', proxy)
  if (kind < 0.1 && healthy === 'last') return { kind: 'dead' }
  if (kind < 0.3) return { kind: 'ill', fault: pick(soakFaults, chance('ill', proxy)), from }
  return { kind: 'flaky', share: pick([0.02, 0.1, 0.3, 0.6, 1], chance('share', proxy)), from }
}

/** The script of one ill proxy. */
export function soakScript(
  plan: SoakPlan,
  {
    mood,
    proxy,
    project,
    dead,
  }: {
    readonly mood: Exclude<Mood, { kind: 'dead' }>
    readonly proxy: number
    readonly project: DrillProject
    readonly dead: string
  },
): (request: ScriptedRequest) => Behaviour | undefined {
  return (request) => {
    if (request.file === 'sumdb' || request.ordinal <= mood.from) return undefined
    const { moods, healthy } = plan
    if (healthy === 'each-file' && Math.floor(plan.chance('at', request.path) * moods.length) === proxy)
      return undefined
    const about = [proxy, request.path, request.attempt] as const
    const chance = plan.chance('how', ...about)
    if (mood.kind === 'ill') return mood.fault({ request, project, dead, chance })
    if (plan.chance('whether', ...about) >= mood.share) return undefined
    return pick(soakFaults, plan.chance('which', ...about))({ request, project, dead, chance })
  }
}
