// Sends the requests of one proxy's probe, in their order.

import type { Http } from '../platform/http.ts'
import type { Observation } from './observation.ts'
import { requestFile, requestImpossibleVersion } from './probe-request.ts'
import type { Sentinel } from './sentinels.ts'

interface ObserveOptions {
  readonly http: Http
  readonly sentinels: readonly Sentinel[]
  readonly signal: AbortSignal
  readonly limitMs: number
}

/**
 * Small files one after another on one kept-alive connection, so that their times are those of a warm one; beside them a
 * zip, which may have to be fetched from another host. A proxy that fails, sends wrong content or answers 429 gets no further request.
 */
export async function observe(base: string, options: ObserveOptions): Promise<readonly Observation[]> {
  const observations: Observation[] = []
  let zip: Promise<Observation> | null = null
  let known: Sentinel | null = null
  for (const { sentinel, kind } of requestsOf(options.sentinels)) {
    const observation = await requestFile(
      base,
      { path: sentinel.path, version: sentinel.version, kind },
      sentinel,
      options,
    )
    observations.push(observation)
    if (endsProbe(observation)) break
    if (observation.answer.kind !== 'right' || known !== null) continue
    known = sentinel
    zip = requestFile(base, { path: known.path, version: known.version, kind: 'zip' }, known, options)
  }
  const last = observations.at(-1)
  if (known !== null && last !== undefined && !endsProbe(last))
    observations.push(await requestImpossibleVersion(base, known, options))
  if (zip !== null) observations.push(await zip)
  return observations
}

/** The .mod of each sentinel, because go.sum vouches for it; one .info for its form. */
function requestsOf(sentinels: readonly Sentinel[]): { sentinel: Sentinel; kind: 'mod' | 'info' }[] {
  return sentinels.flatMap((sentinel, index) =>
    index === 0
      ? [
          { sentinel, kind: 'mod' as const },
          { sentinel, kind: 'info' as const },
        ]
      : [{ sentinel, kind: 'mod' as const }],
  )
}

function endsProbe({ answer }: Observation): boolean {
  return (
    answer.kind === 'failure' ||
    answer.kind === 'aborted' ||
    answer.kind === 'wrong' ||
    (answer.kind === 'status' && answer.status === 429)
  )
}
