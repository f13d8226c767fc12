// Entries of the list that redirected into a private network, or from https to http: `go`, which follows them, must not ask them.

import type { GoproxyList } from '../go/goproxy-list.ts'
import { isBelow } from '../go/proxy-url.ts'
import type { RefusedRedirect } from '../platform/redirect.ts'

/** An entry, and one of the redirects of its that were refused. */
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
