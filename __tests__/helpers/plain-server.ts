// A server on loopback for tests of HTTP itself: any answer, over TLS or not, and a forward proxy.

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  STATUS_CODES,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Certificate } from './certificates.ts'

export interface PlainServer {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  readonly requests: readonly IncomingMessage[]
  /** How many TCP connections were accepted so far. */
  readonly connections: () => number
  readonly close: () => Promise<void>
}

/** Starts a server on a free port of 127.0.0.1. Close it. */
export async function startServer(answer: RequestListener, tls?: Certificate): Promise<PlainServer> {
  return listen(
    tls === undefined ? createServer(answer) : createTlsServer(tls, answer),
    tls === undefined ? 'http' : 'https',
  )
}

/** What a forward proxy does with a CONNECT: tunnel to that port of loopback, or answer with a status and its text; 0 closes. */
export type TunnelRule = (
  authority: string,
  request: IncomingMessage,
) => { readonly port: number } | { readonly status: number; readonly text?: string }

/** Starts a forward proxy; plain http that it is asked for is answered with `forwarded <url>`. */
export async function startForwardProxy(rule: TunnelRule, tls?: Certificate): Promise<PlainServer> {
  const server = tls === undefined ? createServer() : createTlsServer(tls)
  server.on('request', (request: IncomingMessage, response) => response.end(`forwarded ${request.url}`))
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    client.on('error', () => {})
    const decision = rule(request.url ?? '', request)
    if ('status' in decision) {
      if (decision.status === 0) {
        client.destroy()
        return
      }
      const { status, text = STATUS_CODES[status] } = decision
      client.end(`HTTP/1.1 ${status} ${text}\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    const upstream = connect(decision.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    upstream.on('error', () => client.destroy())
    client.on('close', () => upstream.destroy())
  })
  return listen(server, tls === undefined ? 'http' : 'https')
}

async function listen(server: Server, scheme: string): Promise<PlainServer> {
  const requests: IncomingMessage[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('request', (request: IncomingMessage) => requests.push(request))
  server.on('connect', (request: IncomingMessage) => requests.push(request))
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
