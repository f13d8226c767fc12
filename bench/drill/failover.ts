// How long a file waited after a fault until it was asked for again, from what the servers saw.

import type { LoggedRequest } from '../../__tests__/helpers/module-proxy.ts'

export interface FailoverTimes {
  /** From the end of a request that failed to the next request for the same file, in milliseconds. */
  readonly hard: readonly number[]
  /** From the last byte of an answer that stood still. */
  readonly stalls: readonly number[]
  /** From the end of a zip that only its hash gives away, whoever finds it: the fetch, or `go` at the end. */
  readonly wrongBytes: readonly number[]
}

const isWrongBytes = (kind: LoggedRequest['behaviour']) => kind === 'bytes' || kind === 'corrupt-zip'

const isStall = (kind: LoggedRequest['behaviour']) => kind === 'stall'
/** These end well, or as slowly as they please. */
const isSlow = (kind: LoggedRequest['behaviour']) => kind === 'delay' || kind === 'drip' || kind === null

/** `requests` of all servers; those before `fromMs` (the probe's) and those of `go` don't count. */
export function failoverTimes(requests: readonly LoggedRequest[], fromMs: number): FailoverTimes {
  const own = requests.filter(
    ({ headers, startMs }) => startMs >= fromMs && headers['user-agent'] === 'resilient-go-modules',
  )
  const byPath = grouped(own)
  const hard: number[] = []
  const stalls: number[] = []
  const wrongBytes: number[] = []
  for (const asked of byPath.values()) {
    for (const failed of asked) {
      if (isSlow(failed.behaviour)) continue
      const from = isStall(failed.behaviour) ? failed.startMs : (failed.endMs ?? failed.startMs)
      const later = asked.filter((other) => other !== failed && other.startMs > failed.startMs)
      const next = Math.min(...later.map(({ startMs }) => startMs))
      // Answered beside, or never asked again in this fetch.
      if (!Number.isFinite(next)) continue
      const waited = Math.max(0, next - from)
      if (isStall(failed.behaviour)) stalls.push(waited)
      else if (isWrongBytes(failed.behaviour)) wrongBytes.push(waited)
      else hard.push(waited)
    }
  }
  return { hard, stalls, wrongBytes }
}

/** Map.groupBy, which Node 20 has not. */
function grouped(requests: readonly LoggedRequest[]): ReadonlyMap<string, LoggedRequest[]> {
  const groups = new Map<string, LoggedRequest[]>()
  for (const request of requests) {
    const group = groups.get(request.path)
    if (group === undefined) groups.set(request.path, [request])
    else group.push(request)
  }
  return groups
}
