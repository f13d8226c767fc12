// Sends one request the right way: by the rules for forward proxies, over a kept connection or a new one.

import type { Readable } from 'node:stream'
import { categoryOf } from '../faults/registry.ts'
import type { Environment } from '../text/environment.ts'
import { type AddressKind, type AddressKinds, addressKinds, literalKind } from './address.ts'
import { createConnectionPools } from './connection-pools.ts'
import { urlAuthorization } from './credentials.ts'
import { type Exchange, exchange, type HttpMethod } from './exchange.ts'
import { forwardProxyRules, type Route } from './forward-proxy.ts'
import { failureAt, type NetworkFailure } from './network-failure.ts'
import type { Hop } from './redirect.ts'

export interface HopOptions {
  /** Of the process: forward proxies, SSL_CERT_FILE, NETRC, HOME. */
  readonly env: Environment
  readonly platform?: NodeJS.Platform
  /** The fetch's width; 64 unless told. */
  readonly connectionsPerOrigin?: number
  /** For TCP, tunnel and TLS together; 30 s unless told. A request can ask for less. */
  readonly connectTimeoutMs?: number
}

/** What is sent along a hop; GET without a body unless told. */
interface HopRequest {
  readonly method?: HttpMethod
  readonly body?: () => Uint8Array | Readable
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly connectTimeoutMs?: number
  /** Without a forward proxy. */
  readonly direct?: boolean
}

export interface HopSender {
  /** A second time where a kept-alive connection turned out to be closed, as Go's net/http does. Never rejects. */
  readonly send: (hop: Hop, request: HopRequest) => Promise<Exchange>
  /** The kind of a host's address, where its name or a connection to it tells; else `public`. */
  readonly kindOf: (hostname: string) => AddressKind
  readonly kinds: AddressKinds
  /** Cuts everything that is open. */
  readonly close: () => Promise<void>
}

export function createHopSender({
  env,
  platform = process.platform,
  connectionsPerOrigin = 64,
  connectTimeoutMs = 30_000,
}: HopOptions): HopSender {
  const routeOf = forwardProxyRules(env)
  const kinds = addressKinds()
  const addressOfHost = new Map<string, string>()
  const pools = createConnectionPools({
    env,
    platform,
    connectionsPerOrigin,
    connectTimeoutMs,
    addressKinds: kinds,
    onAddress: (host, address) => addressOfHost.set(host, address),
  })
  const send: HopSender['send'] = async ({ url, allowed, authorization }, request) => {
    const route: Route = request.direct ? { kind: 'direct' } : routeOf(url)
    if (route.kind === 'refused') return { kind: 'failed', reused: false, failure: refusedRoute(route, url) }
    const proxy = route.kind === 'proxy' ? route.url : null
    const { pool, dialer, isFresh, origin, absoluteForm } = await pools.poolFor({ url, proxy, allowed })
    const proxyAuthorization = absoluteForm && proxy !== null ? urlAuthorization(proxy) : null
    const once = () =>
      exchange(pool, {
        method: request.method ?? 'GET',
        body: request.body?.() ?? null,
        origin,
        path: `${absoluteForm ? url.origin : ''}${url.pathname}${url.search}`,
        headers: headersOf({ url, authorization, proxyAuthorization, headers: request.headers }),
        signal: request.signal,
        connectTimeoutMs: request.connectTimeoutMs ?? connectTimeoutMs,
        isFresh,
        stage: dialer.stage,
        host: url.host,
      })
    const first = await once()
    return first.kind === 'failed' && first.reused && categoryOf(first.failure.id) === 'interrupted'
      ? once()
      : first
  }
  return {
    send,
    kindOf: (hostname) => {
      const address = addressOfHost.get(hostname)
      return literalKind(kinds, hostname) ?? (address === undefined ? 'public' : kinds(address))
    },
    kinds,
    close: pools.close,
  }
}

function headersOf({
  url,
  authorization,
  proxyAuthorization,
  headers,
}: {
  readonly url: URL
  readonly authorization: string | null
  readonly proxyAuthorization: string | null
  readonly headers: Readonly<Record<string, string>> | undefined
}): Record<string, string> {
  return {
    host: url.host,
    'user-agent': 'resilient-go-modules',
    'accept-encoding': 'gzip',
    ...headers,
    ...(authorization === null ? {} : { authorization }),
    ...(proxyAuthorization === null ? {} : { 'proxy-authorization': proxyAuthorization }),
  }
}

function refusedRoute({ reason }: Extract<Route, { kind: 'refused' }>, url: URL): NetworkFailure {
  const known = { id: 'http-proxy/unsupported', code: 'FORWARD_PROXY_REFUSED' } as const
  return failureAt({ ...known, phase: 'forward-proxy', text: reason, host: url.host })
}
