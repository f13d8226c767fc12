// Keeps one pool of HTTP connections for each origin, forward proxy and set of allowed addresses.

import type { SecureContext } from 'node:tls'
import type { Pool } from 'undici'
import type { Environment } from '../text/environment.ts'
import type { AddressKind, AddressKinds } from './address.ts'
import { urlAuthorization } from './credentials.ts'
import type { Dialer } from './dial.ts'

/** A backstop only: callers have a deadline of their own. */
const silenceMs = 120_000
/** How long closing may take. It takes a few milliseconds, but the end of TLS within TLS is never told. */
const closeLimitMs = 200
/** Less than the idle limit of common servers and load balancers (nginx 75 s, AWS's load balancers 60 s), so that they seldom hang up first. */
const keepAliveMs = 50_000
/** Signed URLs make for long headers; Go would take 10 MB. */
const maxHeaderBytes = 64 * 1024

/** Where a request goes, and by which way. */
interface Destination {
  readonly url: URL
  /** The forward proxy; null for a direct connection. */
  readonly proxy: URL | null
  /** Kinds of address that may be connected to; null for all. */
  readonly allowed: ReadonlySet<AddressKind> | null
}

/** The connections for destinations that can share them. */
interface ConnectionPool {
  readonly pool: Pick<Pool, 'dispatch' | 'destroy'>
  readonly dialer: Dialer
  /** True while a new connection is handed to its first request. */
  readonly isFresh: () => boolean
  /** What the pool calls its origin: the forward proxy for plain http through one. */
  readonly origin: string
  /** True where the whole URL is sent, as a forward proxy wants it for plain http. */
  readonly absoluteForm: boolean
}

interface ConnectionPoolsOptions {
  readonly env: Environment
  readonly platform: NodeJS.Platform
  readonly connectionsPerOrigin: number
  readonly connectTimeoutMs: number
  readonly addressKinds: AddressKinds
  /** Told the address of a host, where this process resolves it itself. */
  readonly onAddress: (host: string, address: string) => void
}

interface ConnectionPools {
  /** Opens the pool where there is none yet. */
  readonly poolFor: (destination: Destination) => Promise<ConnectionPool>
  /** Cuts all connections. */
  readonly close: () => Promise<void>
}

/**
 * Opens pools as they are needed. HTTP/1.1 only: with HTTP/2 all files would share one connection, where one reset or lost
 * packet hits every download at once (the commonest failure of `go` against the public proxy); some tens of kept-alive
 * connections cost a few handshakes and fail one by one.
 */
export function createConnectionPools(options: ConnectionPoolsOptions): ConnectionPools {
  const pools = new Map<string, Promise<ConnectionPool>>()
  let context: Promise<SecureContext> | null = null
  const secureContext = () => {
    context ??= loadSecureContext(options)
    return context
  }
  return {
    poolFor: (destination) => {
      const { url, proxy, allowed } = destination
      const key = `${url.origin} ${proxy?.href ?? ''} ${allowed === null ? '' : [...allowed].join()}`
      const pool = pools.get(key) ?? openPool(destination, { ...options, secureContext })
      pools.set(key, pool)
      return pool
    },
    close: async () => {
      const opened = await Promise.all(pools.values())
      pools.clear()
      await Promise.all(opened.map(closePool))
    },
  }
}

async function openPool(
  { url, proxy, allowed }: Destination,
  options: ConnectionPoolsOptions & { readonly secureContext: () => Promise<SecureContext> },
): Promise<ConnectionPool> {
  const [{ Pool }, { createDialer }] = await Promise.all([import('./undici.ts'), import('./dial.ts')])
  const absoluteForm = proxy !== null && url.protocol === 'http:'
  const origin = absoluteForm ? proxy.origin : url.origin
  const dialer = createDialer({
    ...options,
    tunnel: proxy === null || absoluteForm ? null : { url: proxy, authorization: urlAuthorization(proxy) },
    originIsForwardProxy: absoluteForm,
    timeoutMs: options.connectTimeoutMs,
    // A forward proxy resolves the name itself, in its own network.
    allowed: proxy === null ? allowed : null,
    onAddress: proxy === null ? options.onAddress : () => {},
  })
  let fresh = false
  const pool = new Pool(origin, {
    connections: options.connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    maxHeaderSize: maxHeaderBytes,
    connect: ({ protocol, hostname, port }, callback) => {
      dialer.dial({ protocol, hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) }).then(
        (socket) => {
          // Undici sends the first request before the callback returns.
          fresh = true
          callback(null, socket)
          fresh = false
        },
        (error: Error) => callback(error, null),
      )
    },
  })
  return { pool, dialer, isFresh: () => fresh, origin, absoluteForm }
}

/** Waits until the sockets are closed, or for the limit. */
async function closePool({ pool, dialer }: ConnectionPool): Promise<void> {
  dialer.abandon()
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeLimitMs)
  })
  await Promise.race([pool.destroy(), limit])
  clearTimeout(timer)
}

/** One context for all connections: reading 150 roots takes milliseconds, too much to do again for each. */
async function loadSecureContext({ env, platform }: ConnectionPoolsOptions): Promise<SecureContext> {
  const [{ loadTlsRoots }, { createSecureContext }] = await Promise.all([
    import('./tls-roots.ts'),
    import('node:tls'),
  ])
  return createSecureContext({ ca: [...(await loadTlsRoots({ env, platform }))] })
}
