// The upstreams that left requests without an answer until another request brought the file.

import type { FetchReport } from './report.ts'

interface Unanswered {
  readonly proxy: string
  readonly count: number
}

/** Those with at least one such request. */
export function unansweredOf(fetch: FetchReport): readonly Unanswered[] {
  if (fetch.kind !== 'ran') return []
  return fetch.upstreams
    .map(({ proxy, unanswered: count = 0 }) => ({ proxy, count }))
    .filter(({ count }) => count > 0)
}
