// How the servers of these attacks answer: by HTTP, or by bytes on a socket that no honest server sends.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { startServer } from '../helpers/plain-server.ts'
import type { SyntheticModule } from '../helpers/synthetic-modules.ts'

export interface HostileServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Starts a server that knows these modules, where it doesn't do something else. */
export type StartHostile = (modules: readonly SyntheticModule[]) => Promise<HostileServer>

/** `answer` returns true where it has taken the request; all others get the right file, or 404. */
export function overHttp(
  answer: (request: IncomingMessage, response: ServerResponse) => boolean,
): StartHostile {
  return (modules) =>
    startServer((request, response) => {
      if (answer(request, response)) return
      const url = decodeURIComponent(request.url ?? '')
      for (const module of modules) {
        for (const kind of ['info', 'mod', 'zip'] as const) {
          if (url === `/${module.path}/@v/${module.version}.${kind}`) {
            response.end(module[kind])
            return
          }
        }
      }
      response.writeHead(404).end('not found')
    })
}

/** Every request gets this status, these headers and this body. */
export function always(
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = '',
): StartHostile {
  return overHttp((_, response) => {
    response.writeHead(status, headers).end(body)
    return true
  })
}

/** Requests whose URL ends so get this body, with status 200. */
export function inPlaceOf(ending: string, body: string | Buffer): StartHostile {
  return overHttp((request, response) => {
    if (!request.url?.endsWith(ending)) return false
    response.end(body)
    return true
  })
}

/** Called with each connection, once its first request has come. */
export function overSocket(answer: (socket: Socket) => void): StartHostile {
  return async () => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
      socket.once('data', () => answer(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
    return { url: `http://127.0.0.1:${port}`, close }
  }
}

/** Sends this text to each request, and hangs up. */
export const saying = (text: string): StartHostile => overSocket((socket) => void socket.end(text))

/** After `start`, more and more, until the other side hangs up. */
export function flooding(start: string, more: () => string | Buffer, everyMs: number): StartHostile {
  return overSocket((socket) => {
    socket.write(start)
    repeat(socket, everyMs, () => socket.writableLength < 8_388_608 && socket.write(more()))
  })
}

/** Calls `act` again and again until the stream has closed. */
export function repeat(stream: Socket | ServerResponse, everyMs: number, act: () => unknown): void {
  const timer = setInterval(() => {
    if (stream.destroyed) clearInterval(timer)
    else act()
  }, everyMs)
  stream.on('close', () => clearInterval(timer))
}

/** 300 MB of zeros in 300 kB. */
export const gzipBomb = (): Buffer => gzipSync(Buffer.alloc(300 * 1_048_576))
