// Entries of the list that redirect where nothing is fetched from, as findings.

import type { Finding } from './environment.ts'

/** `from` and `to` are hosts, with their ports. */
export function redirectFindings(
  redirectors: readonly { readonly proxy: string; readonly from: string; readonly to: string }[],
): readonly Finding[] {
  return redirectors.map(({ proxy, from, to }) => ({
    id: 'goproxy-refused-redirect',
    what: `The GOPROXY entry ${proxy} redirects from ${from} to ${to}: into a private network or to this machine, or from https to http`,
    why: 'That is refused, and go, which would follow it, was not given this entry. Ask the owner of the proxy why it redirects there; until then take the entry out of the list.',
  }))
}
