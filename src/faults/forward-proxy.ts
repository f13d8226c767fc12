// Finds the forward proxy that a fault is about: the one that the job's settings name, else the one that was printed.

import type { FaultFacts } from './fault.ts'
import type { FaultContext, ForwardProxy } from './witness.ts'

const address = '([\\w.:[\\]-]{1,260})'
const printed: readonly RegExp[] = [
  /(?:proxyconnect|socks connect) tcp: dial tcp: lookup ([\w.-]{1,260})/,
  new RegExp(`(?:proxyconnect|socks connect) tcp: dial tcp ${address}: `),
  /Could not resolve proxy: ([\w.-]{1,260})/,
]

/** Null where neither tells: the module proxy's own name must not stand in its place. */
export function forwardProxyOf(
  { url, evidence }: Pick<FaultFacts, 'url' | 'evidence'>,
  { forwardProxies }: FaultContext,
): ForwardProxy | null {
  const set = forwardProxies?.[url?.startsWith('http://') ? 'http' : 'https']
  if (set) return set
  for (const { text } of evidence) {
    const host = printed.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
    if (host !== undefined) return { host, hasCredentials: false }
  }
  return null
}
