// What the soak found, on a terminal.

import { percentile } from '../../src/fetch/hedge.ts'
import type { SoakResult } from './soak.ts'

/** Success, amplification, failover times, and the seeds that failed. */
export function printSoak(
  results: readonly SoakResult[],
  run: { readonly seconds: number; readonly stallTimeout: string; readonly timeout: string },
): void {
  const ok = results.filter((result) => result.ok).length
  const failed = results.filter(({ broken }) => broken.length > 0)
  const first = results[0]?.seed ?? 0
  const hard = results.flatMap(({ failover }) => failover.hard)
  const stalls = results.flatMap(({ failover }) => failover.stalls)
  const withProbe = ({ requests, files }: SoakResult) =>
    (requests.probe + requests.fetch + requests.go) / files
  const withoutProbe = ({ requests, files }: SoakResult) => (requests.fetch + requests.go) / files
  const lines = [
    '',
    `Soak: ${results.length} seeds from ${first}, stall-timeout ${run.stallTimeout}, timeout ${run.timeout}, ${run.seconds} s`,
    `complete: ${ok} of ${results.length} (${((100 * ok) / results.length).toFixed(2)} %), ${results.filter((r) => r.recovered).length} of them recovered from a fault, ${results.filter((r) => r.attempts > 1).length} in more than one attempt`,
    `time: ${spread(results.map(({ ms }) => ms))} ms`,
    `requests over what plain go needs, without the probe: ${spread(results.map(withoutProbe), 2)}`,
    `requests over what plain go needs, with the probe: ${spread(results.map(withProbe), 2)}`,
    ...[...new Set(results.map(({ files }) => files))]
      .sort((a, b) => a - b)
      .map((files) => {
        const own = results.filter((result) => result.files === files)
        return `  projects of ${files} files: ${spread(own.map(withoutProbe), 2)} without the probe`
      }),
    `failover after a hard failure (${hard.length}): ${spread(hard)} ms`,
    `failover after a stall (${stalls.length}): ${spread(stalls)} ms`,
    ...slowest(results),
    ...failed.map(
      ({ seed, broken }) =>
        `FAILED seed ${seed}: ${broken.join('; ')}; again: npm run drill -- --seed ${seed} --only`,
    ),
  ]
  console.log(lines.join('\n'))
}

function slowest(results: readonly SoakResult[]): readonly string[] {
  const by = (value: (result: SoakResult) => number, what: string) =>
    `${what}: ${[...results]
      .sort((a, b) => value(b) - value(a))
      .slice(0, 5)
      .map((result) => `seed ${result.seed} ${value(result).toFixed(1)}`)
      .join(', ')}`
  return [
    by(({ requests, files }) => (requests.fetch + requests.go) / files, 'most requests'),
    by(({ ms }) => ms / 1_000, 'slowest, s'),
    by(({ failover }) => Math.max(0, ...failover.hard), 'slowest hard failover, ms'),
    by(({ failover }) => Math.max(0, ...failover.stalls), 'slowest stall failover, ms'),
  ]
}

function spread(values: readonly number[], digits = 0): string {
  const at = (share: number) => percentile(values, share).toFixed(digits)
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`
}
