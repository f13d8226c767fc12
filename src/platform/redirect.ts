// Decides whether a redirect may be followed, and with what: never to http, never into the private network, never with credentials elsewhere.

import type { FaultId } from '../faults/registry.ts'
import { type AddressKind, type AddressKinds, literalKind, reachableFrom } from './address.ts'
import { insecureCredentials, urlAuthorization, withoutCredentials } from './credentials.ts'
import { failureAt, type NetworkFailure } from './network-failure.ts'

/** A redirect that was not followed, since it leads from a public server into a private network, or from https to http. */
export interface RefusedRedirect {
  /** What was asked for, as it was asked: with the credentials of its entry. Never printed. */
  readonly url: string
  /** Hosts, with their ports. */
  readonly from: string
  readonly to: string
}

/** Such a refusal, by its code: nobody who heeds no such rule may be sent to this server afterwards. */
const refusals: ReadonlySet<string> = new Set(['REDIRECT_TO_PRIVATE_ADDRESS', 'INSECURE_REDIRECT'])

export function isRefusedRedirect({ code }: NetworkFailure): boolean {
  return refusals.has(code)
}

/** Where a redirect leads; where it names nothing that can be asked, null. */
export function targetOf(location: string | undefined, from: URL): URL | null {
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : null
}

/** As many as Go follows. */
const maxRedirects = 10

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/** One request of a chain. */
export interface Hop {
  readonly url: URL
  readonly authorization: string | null
  /** Kinds of addresses that it may connect to; null where the user named the host. */
  readonly allowed: ReadonlySet<AddressKind> | null
}

export function isRedirect(status: number): boolean {
  return redirectStatuses.has(status)
}

/** The next hop, or why there is none. `startKind` is what the address of the first host turned out to be. */
export function nextHop(at: {
  readonly start: URL
  readonly from: Hop
  readonly location: string | undefined
  /** Redirects followed before this one. */
  readonly followed: number
  readonly startKind: AddressKind
  readonly kinds: AddressKinds
}): Hop | NetworkFailure {
  const { start, from, location, followed, startKind, kinds } = at
  const refuse = (id: FaultId, code: string, text: string): NetworkFailure =>
    failureAt({ id, code, phase: 'redirect', text, host: from.url.host })

  if (followed >= maxRedirects)
    return refuse('server-error/redirect', 'TOO_MANY_REDIRECTS', `stopped after ${maxRedirects} redirects`)
  const target = targetOf(location, from.url)
  if (target === null || !/^https?:$/.test(target.protocol)) {
    return refuse('server-error/redirect', 'BAD_REDIRECT', 'a redirect to nowhere that can be asked')
  }
  if (from.url.protocol === 'https:' && target.protocol === 'http:') {
    return refuse(
      'proxy-config/insecure-redirect',
      'INSECURE_REDIRECT',
      `refused to be sent from https to http, to ${target.host}`,
    )
  }
  const named = target.hostname === start.hostname && target.port === start.port
  const allowed = named ? null : reachableFrom(startKind)
  const shown = literalKind(kinds, target.hostname)
  if (allowed !== null && shown !== null && !allowed.has(shown)) return privateAddress(target.host)
  // After the address: `go` sends no credentials over http, but does follow such a redirect.
  const insecure = insecureCredentials(target)
  if (insecure !== null) return insecure
  const kept = target.origin === from.url.origin ? from.authorization : null
  return { url: withoutCredentials(target), authorization: urlAuthorization(target) ?? kept, allowed }
}

/** The failure of a redirect that leads into the private network. */
export function privateAddress(host: string): NetworkFailure {
  const text =
    'refused to follow a redirect from a public server to an address of a private network or of this machine'
  const known = { id: 'server-error/redirect', code: 'REDIRECT_TO_PRIVATE_ADDRESS' } as const
  return failureAt({ ...known, phase: 'redirect', text, host })
}
