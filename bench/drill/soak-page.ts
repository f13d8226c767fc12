// What the soak found: a table for the page, and the seeds that are worth a look.

import { percentile } from '../../src/fetch/file/hedge.ts'
import type { FailoverTimes } from './failover.ts'
import { table } from './page.ts'
import type { Health, SoakPlan } from './soak-faults.ts'

export interface SoakResult {
  readonly seed: number
  readonly plan: SoakPlan
  readonly ok: boolean
  readonly recovered: boolean
  readonly attempts: number
  readonly category: string | null
  readonly ms: number
  /** Files of the project. */
  readonly files: number
  /** Requests by who sent them. */
  readonly requests: { readonly probe: number; readonly fetch: number; readonly go: number }
  readonly failover: FailoverTimes
  readonly broken: readonly string[]
}

interface SoakSettings {
  readonly seconds: string
  readonly stallTimeout: string
  readonly timeout: string
  readonly healthy: Health
}

/** Success, requests and failover times, as Markdown. */
export function soakPart(results: readonly SoakResult[], settings: SoakSettings): string {
  const count = (wanted: (result: SoakResult) => boolean) => results.filter(wanted).length
  const ok = count((result) => result.ok)
  const failed = results.filter(({ broken }) => broken.length > 0)
  const spreads: readonly (readonly [string, readonly number[], number])[] = [
    ['time, ms', results.map(({ ms }) => ms), 0],
    ['requests, the probe left out', results.map(ownRequests), 2],
    ...sizesOf(results).map(
      (files) =>
        [
          `… of projects with ${files} files`,
          results.filter((result) => result.files === files).map(ownRequests),
          2,
        ] as const,
    ),
    ['requests, the probe included', results.map(allRequests), 2],
    ['failover after a hard failure, ms', results.flatMap(({ failover }) => failover.hard), 0],
    ['failover after a stall, ms', results.flatMap(({ failover }) => failover.stalls), 0],
    [
      'another zip for one that go.sum contradicts, ms',
      results.flatMap(({ failover }) => failover.wrongBytes),
      0,
    ],
  ]
  return [
    '## Soak',
    intro(results, settings),
    `**${ok} of ${results.length} complete (${((100 * ok) / results.length).toFixed(2)} %)**, ${count(({ recovered }) => recovered)} of them after a fault was overcome, ${count(({ attempts }) => attempts > 1)} in more than one attempt. Afterwards no module cache held a half-written file or a wrong byte, and no process was left${failed.length === 0 ? '' : `, but for the seeds ${failed.map(({ seed }) => seed).join(', ')}`}.`,
    table(['', 'how many', 'median', '95 %', 'most'], spreads.map(spreadRow)),
    'Requests: those that were asked for (one that is sent on by redirects is one), over what plain `go` needs when all is well. Failover: from the end of the request that failed, or from the last byte before a stall, to the next request for the same file. A zip that only its hash gives away is found by the fetch among the first of a proxy, later ones by `go`, once everything else is there.',
  ].join('\n\n')
}

function intro(
  results: readonly SoakResult[],
  { seconds, stallTimeout, timeout, healthy }: SoakSettings,
): string {
  const place =
    healthy === 'last'
      ? 'on all proxies of a group but the last, which is well'
      : 'on all proxies of a group; every file is right at one of them, another one for each file'
  return `${results.length} seeds from ${results[0]?.seed ?? 0}: random faults on random requests, ${place}. Ours only, with the real \`go\`; \`stall-timeout: ${stallTimeout}\`, \`timeout: ${timeout}\`; ${seconds} s in all. A seed is repeated with its log by \`npm run drill -- --seed N --only\`.`
}

/** Extremes, and the seeds that failed, for whoever looks for their reasons. */
export function extremes(results: readonly SoakResult[]): string {
  const most = (what: string, value: (result: SoakResult) => number) =>
    `${what}: ${[...results]
      .sort((a, b) => value(b) - value(a))
      .slice(0, 5)
      .map((result) => `seed ${result.seed} ${value(result).toFixed(2)}`)
      .join(', ')}`
  return [
    most('most requests', ownRequests),
    most('most requests of the largest projects', (result) =>
      result.files === Math.max(...sizesOf(results)) ? ownRequests(result) : 0,
    ),
    most('slowest, s', ({ ms }) => ms / 1_000),
    most('slowest hard failover, ms', ({ failover }) => Math.max(0, ...failover.hard)),
    most('slowest stall failover, ms', ({ failover }) => Math.max(0, ...failover.stalls)),
    ...results
      .filter(({ broken }) => broken.length > 0)
      .map(({ seed, broken }) => `FAILED seed ${seed}: ${broken.join('; ')}`),
  ].join('\n')
}

const ownRequests = ({ requests, files }: SoakResult) => (requests.fetch + requests.go) / files
const allRequests = ({ requests, files }: SoakResult) =>
  (requests.probe + requests.fetch + requests.go) / files

function sizesOf(results: readonly SoakResult[]): readonly number[] {
  return [...new Set(results.map(({ files }) => files))].sort((a, b) => a - b)
}

function spreadRow([what, values, digits]: readonly [string, readonly number[], number]): readonly string[] {
  const at = (share: number) => percentile(values, share).toFixed(digits)
  return [what, String(values.length), at(0.5), at(0.95), at(1)]
}
