// Many reports out of some real ones: other times, repositories, hosts and cache outcomes, by a seed.

import { seededRandom } from '../../__tests__/helpers/synthetic-modules.ts'
import type { Report } from '../../src/report/report.ts'
import type { RealReport } from './real-reports.ts'

const dayMs = 86_400_000
const repositories = 60
const names = [
  'api',
  'billing',
  'search',
  'gateway',
  'web',
  'jobs',
  'auth',
  'mail',
  'infra',
  'docs',
  'ledger',
  'maps',
]
/** The proxies of the runs: which one is first, and the one that is joined to it. */
const hosts = [
  ['proxy.golang.org', 'goproxy.acme.example'],
  ['artifactory.acme.example', 'proxy.golang.org'],
] as const

interface Trouble {
  readonly startMs: number
  readonly endMs: number
  /** Of `hosts`: whose first proxy is in trouble. */
  readonly pair: 0 | 1
  readonly faultId: string
}

/** The same arguments give the same reports. The last ones are of `untilMs`. */
export function* multiply(
  real: readonly RealReport[],
  options: { readonly count: number; readonly days: number; readonly seed: number; readonly untilMs: number },
): Generator<Report> {
  const { count, days, seed, untilMs } = options
  const random = seededRandom(seed)
  const troubles = someTroubles(
    real.filter(({ result }) => result !== 'complete'),
    { days, untilMs, random },
  )
  const good = real.filter(({ result }) => result === 'complete')
  const troubled = real.filter(({ result }) => result !== 'complete')
  for (let index = 0; index < count; index++) {
    const atMs = timeOf(untilMs, days, random)
    const repository = Math.min(repositories - 1, Math.floor(random() ** 2.2 * repositories))
    const pair = repository % 3 === 0 ? 1 : 0
    const trouble = troubles.find((one) => one.pair === pair && one.startMs <= atMs && atMs <= one.endMs)
    const chance = random()
    const template =
      trouble !== undefined && chance < 0.9
        ? pick(
            troubled.filter(({ faultId }) => faultId === trouble.faultId),
            random,
          )
        : chance < 0.98
          ? pick(good, random)
          : pick(real, random)
    if (template !== undefined) yield varied(template, { index, atMs, repository, pair, random })
  }
}

/** Eight outages of a proxy, the last of which still goes on. */
function someTroubles(
  real: readonly RealReport[],
  {
    days,
    untilMs,
    random,
  }: { readonly days: number; readonly untilMs: number; readonly random: () => number },
): readonly Trouble[] {
  const ids = [...new Set(real.map(({ faultId }) => faultId))].filter((id) => id !== null)
  return Array.from({ length: 8 }, (_, index): Trouble => {
    const lengthMs = (60 + random() * 240) * 60_000
    const startMs = index === 7 ? untilMs - 40 * 60_000 : untilMs - random() * days * dayMs
    const faultId = ids[Math.floor(random() * ids.length)] ?? ''
    return { startMs, endMs: startMs + lengthMs, pair: index % 3 === 0 ? 1 : 0, faultId }
  })
}

/** Most work is done on weekdays, by day. */
function timeOf(untilMs: number, days: number, random: () => number): number {
  for (;;) {
    const atMs = Math.floor(untilMs - random() * days * dayMs)
    const date = new Date(atMs)
    const isWeekend = date.getUTCDay() % 6 === 0
    const isNight = date.getUTCHours() < 6 || date.getUTCHours() > 20
    if (random() < (isWeekend ? 0.15 : 1) * (isNight ? 0.25 : 1)) return atMs
  }
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)]
}

function varied(
  { json }: RealReport,
  about: {
    readonly index: number
    readonly atMs: number
    readonly repository: number
    readonly pair: 0 | 1
    readonly random: () => number
  },
): Report {
  const { index, atMs, repository, pair, random } = about
  const [first, second] = hosts[pair]
  const report: Report = JSON.parse(json.replaceAll('{{first}}', first).replaceAll('{{second}}', second))
  const factor = 0.5 + random() * 4
  const team = Math.floor(repository / names.length)
  return {
    ...report,
    at: new Date(atMs).toISOString(),
    run: {
      repository: `acme/${names[repository % names.length]}${team === 0 ? '' : `-${team}`}`,
      workflow: 'ci',
      job: 'test',
      id: String(7_000_000 + index),
      attempt: 1,
      event: random() < 0.7 ? 'pull_request' : 'push',
      ref: 'refs/heads/main',
    },
    runner: { os: 'Linux', arch: 'X64', hosted: true },
    seconds: report.seconds * factor,
    ...withCache(report, random),
  }
}

/** Real runs of the drill have no cache: what one would have been is drawn. */
function withCache(report: Report, random: () => number): Pick<Report, 'cache' | 'fetch' | 'modules'> {
  const chance = random()
  const entry = { key: 'go-modules-v2', files: 431, bytes: Math.floor(2e7 + random() * 6e7) }
  const isExact = report.result === 'complete' && chance < 0.72
  const restore: Report['cache']['restore'] = isExact
    ? { kind: 'exact', ...entry }
    : chance < 0.9
      ? { kind: 'partial', ...entry }
      : chance < 0.97
        ? { kind: 'miss' }
        : { kind: 'slow', limitMs: 60_000 }
  const cache = { ...report.cache, store: 'github', restore, restoreMs: 400 + random() * 2_500 }
  if (!isExact) return { cache, fetch: report.fetch, modules: report.modules }
  const modules = { ...report.modules, fetched: 0, bytes: 0 }
  return { cache, fetch: { kind: 'off', reason: 'nothing is missing' }, modules }
}
