// Makes a connection: TCP, through a forward proxy where there is one, then TLS; each step knows its own failures.

import type { Socket } from 'node:net'
import type { FaultCategory } from '../faults/category.ts'
import { categoryOf, type FaultId } from '../faults/registry.ts'
import {
  type DialOptions,
  type DialSteps,
  type DialTarget,
  handshake,
  openTcp,
  openTunnel,
} from './dial-steps.ts'
import {
  NetworkError,
  type NetworkFailure,
  type NetworkPhase,
  networkFailure,
  timeoutFailure,
} from './network-failure.ts'

/** The way to connections; `stage` tells how far the latest one to a host has come. */
export interface Dialer {
  /** Rejects with a `NetworkError` only. */
  readonly dial: (target: DialTarget) => Promise<Socket>
  readonly stage: () => NetworkPhase
  /** Gives up all connections that aren't there yet. */
  readonly abandon: () => void
}

/** Builds a dialer for one origin. */
export function createDialer(options: DialOptions): Dialer {
  const pending = new Set<Socket>()
  const sessions = new Map<string, Buffer>()
  let latest: NetworkPhase = 'connect'

  const dial = async (target: DialTarget): Promise<Socket> => {
    const viaProxy = options.tunnel !== null || options.originIsForwardProxy
    const at: DialProgress = { phase: 'connect', socket: null, expired: false }
    const enter = (phase: NetworkPhase): void => {
      at.phase = viaProxy && phase !== 'tls' ? 'forward-proxy' : phase
      latest = at.phase
    }
    const track = <T extends Socket>(socket: T): T => {
      at.socket = socket
      pending.add(socket)
      // Between two steps nobody else listens, and an unheard error would end the process.
      socket.on('error', () => {})
      socket.once('close', () => pending.delete(socket))
      return socket
    }
    const timer = setTimeout(() => {
      at.expired = true
      at.socket?.destroy()
    }, options.timeoutMs)
    try {
      const stream = await connect(target, options, { track, enter, sessions })
      pending.delete(stream)
      // A request that waits from here on waits for a free connection, not for this step.
      latest = 'connect'
      return stream
    } catch (error) {
      at.socket?.destroy()
      throw new NetworkError(failureOf(error, at, { target, timeoutMs: options.timeoutMs }), error)
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    dial,
    stage: () => latest,
    abandon: () => {
      for (const socket of pending) socket.destroy()
    },
  }
}

interface DialProgress {
  phase: NetworkPhase
  socket: Socket | null
  /** Its time has run out. */
  expired: boolean
}

async function connect(target: DialTarget, options: DialOptions, steps: DialSteps): Promise<Socket> {
  const { tunnel, originIsForwardProxy } = options
  const first = tunnel === null ? target : targetOf(tunnel.url)
  let stream: Socket = await openTcp(first, options, steps)
  if (tunnel !== null) {
    if (first.protocol === 'https:') stream = await handshake(stream, first, options, steps)
    await openTunnel(stream, target, tunnel.authorization)
  }
  if (target.protocol !== 'https:') return stream
  if (!originIsForwardProxy) steps.enter('tls')
  return handshake(stream, target, options, steps)
}

function failureOf(
  error: unknown,
  { phase, expired }: DialProgress,
  { target, timeoutMs }: { readonly target: DialTarget; readonly timeoutMs: number },
): NetworkFailure {
  const host = phase === 'forward-proxy' ? 'forward proxy' : hostOf(target)
  return proxied(expired ? timeoutFailure(phase, timeoutMs, host) : networkFailure(error, { phase, host }))
}

/** Whatever happens on the way through a forward proxy is the forward proxy's. */
function proxied(failure: NetworkFailure): NetworkFailure {
  const category = categoryOf(failure.id)
  if (failure.phase !== 'forward-proxy' || category === 'http-proxy') return failure
  const id =
    failure.id === 'dns/no-such-host'
      ? 'http-proxy/unknown-host'
      : (proxyFaults[category] ?? 'http-proxy/other')
  return { ...failure, id }
}

const proxyFaults: Readonly<Partial<Record<FaultCategory, FaultId>>> = {
  connect: 'http-proxy/unreachable',
  dns: 'http-proxy/unreachable',
  timeout: 'http-proxy/timeout',
  tls: 'http-proxy/tls',
  interrupted: 'http-proxy/interrupted',
}

function targetOf(url: URL): DialTarget {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  return { protocol: url.protocol, hostname: url.hostname, port }
}

function hostOf({ protocol, hostname, port }: DialTarget): string {
  return port === (protocol === 'https:' ? 443 : 80) ? hostname : `${hostname}:${port}`
}
