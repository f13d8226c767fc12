// The steps of making a connection: TCP to an allowed address, a tunnel, TLS.

import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type SecureContext } from 'node:tls'
import type { AddressKind, AddressKinds } from './address.ts'
import { failureAt, NetworkError, type NetworkPhase } from './network-failure.ts'
import { privateAddress } from './redirect.ts'

/** What all connections of one kind have in common. */
export interface DialOptions {
  /** The forward proxy to tunnel https through; null to connect directly. */
  readonly tunnel: { readonly url: URL; readonly authorization: string | null } | null
  /** True where the origin connected to is itself the forward proxy, as for plain http. */
  readonly originIsForwardProxy: boolean
  /** For the TCP connection, the tunnel and the TLS handshake together. */
  readonly timeoutMs: number
  readonly secureContext: () => Promise<SecureContext>
  readonly addressKinds: AddressKinds
  /** Kinds of addresses that may be connected to; checked after the name was resolved. */
  readonly allowed: ReadonlySet<AddressKind> | null
  /** Told the address that a host turned out to have. */
  readonly onAddress: (host: string, address: string) => void
}

/** A host to connect to. */
export interface DialTarget {
  readonly protocol: string
  readonly hostname: string
  readonly port: number
}

/**
 * Node tries a host's addresses one after another and gives each 250 ms by default: too little for another continent,
 * so that a host with two addresses looks dead where one with a single address works. Longer than any round trip.
 */
const addressAttemptMs = 1_000

export interface DialSteps {
  readonly track: <T extends Socket>(socket: T) => T
  readonly enter: (phase: NetworkPhase) => void
  /** TLS sessions by host, to be resumed. */
  readonly sessions: Map<string, Buffer>
}

/** Connects to an address of the host. */
export function openTcp(
  target: DialTarget,
  options: DialOptions,
  { track, enter }: Pick<DialSteps, 'track' | 'enter'>,
): Promise<Socket> {
  const host = bare(target.hostname)
  return new Promise((resolve, reject) => {
    enter(isIP(host) === 0 ? 'dns' : 'connect')
    const socket = track(
      connectTcp({
        host,
        port: target.port,
        noDelay: true,
        keepAlive: true,
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: addressAttemptMs,
        lookup: guardedLookup(options, () => enter('connect')),
      }),
    )
    socket.once('error', reject)
    socket.once('close', () => reject(closed()))
    socket.once('connect', () => {
      if (socket.remoteAddress !== undefined) options.onAddress(host, socket.remoteAddress)
      resolve(socket)
    })
  })
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/** Resolves a name and leaves out addresses that may not be connected to: the check holds for what is dialled, not for an earlier look-up. */
function guardedLookup({ allowed, addressKinds }: DialOptions, onResolved: () => void) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      onResolved()
      if (error !== null) return callback(error, [])
      const usable =
        allowed === null ? addresses : addresses.filter(({ address }) => allowed.has(addressKinds(address)))
      const first = usable[0]
      if (first === undefined) return callback(new NetworkError(privateAddress(hostname)), [])
      if (options.all === true) callback(null, usable)
      else callback(null, first.address, first.family)
    })
  }
}

/** TLS, verified as `go` does it, over a connection. */
export function handshake(
  socket: Socket,
  target: DialTarget,
  options: DialOptions,
  { track, sessions }: Pick<DialSteps, 'track' | 'sessions'>,
): Promise<Socket> {
  const host = bare(target.hostname)
  return new Promise((resolve, reject) => {
    options.secureContext().then((secureContext) => {
      // Given up while the certificates were read: TLS over a destroyed socket would neither connect nor fail.
      if (socket.destroyed) return reject(closed())
      const session = sessions.get(host)
      const secure = track(
        connectTls({
          socket,
          host,
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(session === undefined ? {} : { session }),
          secureContext,
          ALPNProtocols: ['http/1.1'],
          // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED would change the default, and `go` heeds no such switch.
          rejectUnauthorized: true,
        }),
      )
      secure.on('session', (ticket) => sessions.set(host, ticket))
      secure.once('error', reject)
      secure.once('close', () => {
        // TLS within TLS leaves the outer connection open.
        socket.destroy()
        reject(closed())
      })
      secure.once('secureConnect', () => resolve(secure))
    }, reject)
  })
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-connect; like Go, only 200 counts. */
export async function openTunnel(
  socket: Socket,
  target: DialTarget,
  authorization: string | null,
): Promise<void> {
  const authority = `${target.hostname}:${target.port}`
  // Imported as an ES module, it loads Node's own copy of undici for its WebSocket: 45 ms that few runs need to pay.
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    const connect = request({
      method: 'CONNECT',
      path: authority,
      headers: {
        host: authority,
        ...(authorization === null ? {} : { 'proxy-authorization': authorization }),
      },
      createConnection: () => socket,
    })
    connect.once('error', reject)
    connect.once('connect', ({ statusCode = 0 }) => {
      if (statusCode === 200) resolve()
      else reject(tunnelRefused(statusCode))
    })
    connect.end()
  })
}

function tunnelRefused(status: number): NetworkError {
  const known = { code: `HTTP_${status}`, phase: 'forward-proxy', host: 'forward proxy' } as const
  if (status === 407)
    return refusal({ ...known, id: 'http-proxy/auth-required', text: 'the forward proxy wants credentials' })
  if (status >= 500)
    return refusal({
      ...known,
      id: 'http-proxy/unavailable',
      text: 'the forward proxy could not reach the host',
    })
  return refusal({ ...known, id: 'http-proxy/blocked', text: 'the forward proxy refuses the host' })
}

function refusal(known: Parameters<typeof failureAt>[0]): NetworkError {
  return new NetworkError(failureAt(known))
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function closed(): Error {
  return Object.assign(new Error('closed'), { code: 'ECONNRESET' })
}
