// Makes a connection: TCP, through a forward proxy where there is one, then TLS; each step knows its own failures.

import type { Socket } from 'node:net'
import type { FaultCategory } from '../faults/category.ts'
import { categoryOf, type FaultId } from '../faults/registry.ts'
import { type DialOptions, type DialTarget, handshake, openTcp, openTunnel } from './dial-steps.ts'
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
    const { tunnel, originIsForwardProxy } = options
    const host = hostOf(target)
    const at: { phase: NetworkPhase; socket: Socket | null; expired: boolean } = {
      phase: 'connect',
      socket: null,
      expired: false,
    }
    const viaProxy = tunnel !== null || originIsForwardProxy
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
      const first = tunnel === null ? target : targetOf(tunnel.url)
      let stream = await openTcp(first, options, { track, enter })
      if (tunnel !== null) {
        if (first.protocol === 'https:') stream = await handshake(stream, first, options, { track, sessions })
        await openTunnel(stream, target, tunnel.authorization)
      }
      if (target.protocol === 'https:') {
        if (!originIsForwardProxy) enter('tls')
        stream = await handshake(stream, target, options, { track, sessions })
      }
      pending.delete(stream)
      // Who waits from here on waits for a free connection, not for this step.
      latest = 'connect'
      return stream
    } catch (error) {
      at.socket?.destroy()
      const place = { phase: at.phase, host: at.phase === 'forward-proxy' ? 'forward proxy' : host }
      const failure = at.expired
        ? timeoutFailure(at.phase, options.timeoutMs, place.host)
        : networkFailure(error, place)
      throw new NetworkError(proxied(failure), error)
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
