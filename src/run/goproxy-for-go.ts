// Decides which entries of the GOPROXY list `go` must not ask, and what list it gets instead.

import { endedBefore, formatGoproxyList, type GoproxyList, withoutEntries } from '../go/goproxy-list.ts'
import { isBelow } from '../go/proxy-url.ts'
import type { RefusedRedirect } from '../platform/redirect.ts'

/** An entry that redirected into a private network, or from https to http, which `go` would follow; and one of those redirects. */
export interface Redirector {
  /** The entry's `display`. */
  readonly proxy: string
  /** Hosts, with their ports. */
  readonly from: string
  readonly to: string
}

/** The entries whose files were looked for when these redirects were refused, each one once. */
export function redirectorsOf(list: GoproxyList, refused: readonly RefusedRedirect[]): readonly Redirector[] {
  return [...new Set(list.groups.flat())].flatMap((entry): readonly Redirector[] => {
    if (entry.kind !== 'http') return []
    const found = refused.find(({ url }) => isBelow(entry.url, url))
    return found === undefined ? [] : [{ proxy: entry.display, from: found.from, to: found.to }]
  })
}

/**
 * GOPROXY for `go`, credentials included; null where nothing is left that it may do.
 *
 * @param without.paused entries, by `display`, that must be left alone in this attempt
 * @param without.hasFailures whether the fetch knows of a file that it could not bring
 */
export function goproxyForGo(
  list: GoproxyList,
  without: {
    readonly paused: readonly string[]
    readonly redirectors: readonly Redirector[]
    readonly hasFailures: boolean
  },
): string | null {
  // `|` lets `go` do without an entry that must be left alone for a while; a `,` doesn't.
  const patient = withoutEntries(list, without.paused)
  if (patient === null) return null
  const ended = endedBefore(
    patient,
    without.redirectors.map(({ proxy }) => proxy),
  )
  if (ended !== null) return formatGoproxyList(ended)
  // What was fetched is complete for all that is known; where it isn't, `go` says what lacks.
  return without.hasFailures ? null : 'off'
}
