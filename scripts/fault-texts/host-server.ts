// Scripted hosts of the isolated network: HTTP/1, HTTP/2, TLS, forward proxy, or broken on purpose.

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { hostAddresses } from './addresses.ts'
import type { Authority } from './certificates.ts'
import type { Answer, Ask, HostScript } from './scene.ts'

type Incoming = IncomingMessage | Http2ServerRequest
/** Node's HTTP/2 responses have the methods of its HTTP/1 responses, and a stream. */
type Outgoing = ServerResponse & { readonly stream?: Http2ServerResponse['stream'] }

interface HostOptions {
  readonly host: string
  readonly script: HostScript
  readonly authority: Authority
  /** The healthy answer. */
  readonly healthy: (ask: Ask) => Promise<Answer>
  readonly seen: string[]
}

/** The TCP connections of one host by their client's port: a TLS socket itself can't be reset. */
type Connections = Map<number, Socket>

function cutShort(response: Outgoing, answer: Answer & { kind: 'cut' }, tcp: Socket | undefined): void {
  const half = Buffer.alloc(700, 'x')
  response.writeHead(200, answer.chunked ? {} : { 'content-length': '4096' })
  response.write(half, () => {
    setTimeout(() => (answer.by === 'reset' ? tcp?.resetAndDestroy() : tcp?.destroy()), 30)
  })
}

function streamError(response: Outgoing, answer: Answer & { kind: 'stream-error' }): void {
  const { stream } = response
  if (stream === undefined) throw new Error('a stream error needs HTTP/2')
  if (!answer.late) {
    stream.close(answer.code)
    return
  }
  stream.respond({ ':status': 200, 'content-length': '4096' })
  stream.write(Buffer.alloc(700, 'x'), () => {
    // `close` would end the body properly first; Node sends INTERNAL_ERROR for a destroyed stream.
    setTimeout(() => stream.on('error', () => undefined).destroy(new Error('scripted')), 30)
  })
}

function give(response: Outgoing, answer: Answer, tcp: Socket | undefined): void {
  switch (answer.kind) {
    case 'status': {
      const body = Buffer.from(answer.body ?? '')
      response.writeHead(answer.status, {
        'content-type': answer.type ?? 'text/plain; charset=utf-8',
        'content-length': String(body.length),
        ...answer.headers,
      })
      response.end(body)
      return
    }
    case 'reset':
      tcp?.resetAndDestroy()
      return
    case 'close':
      tcp?.destroy()
      return
    case 'cut':
      cutShort(response, answer, tcp)
      return
    case 'raw':
      response.socket?.end(answer.bytes)
      return
    case 'stream-error':
      streamError(response, answer)
      return
    case 'goaway':
      if ('stream' in response)
        response.stream.session?.goaway(answer.code, 0, Buffer.from('server_shutdown'))
      setTimeout(() => tcp?.destroy(), 30)
      return
    case 'silence':
  }
}

function handler(
  { host, script, healthy, seen }: HostOptions,
  connections: Connections,
): (request: Incoming, response: ServerResponse | Http2ServerResponse) => void {
  const asked = new Map<string, number>()
  return (request, response) => {
    const url = new URL(request.url ?? '/', `https://${host}`)
    const path = decodeURIComponent(url.pathname)
    const ask = { host, path, goGet: url.searchParams.has('go-get'), before: asked.get(path) ?? 0 }
    asked.set(path, ask.before + 1)
    seen.push(`${host}${request.url}`)
    const scripted = script.answer?.(ask)
    void Promise.resolve(scripted ?? healthy(ask)).then((answer) =>
      give(response as Outgoing, answer, connections.get(request.socket.remotePort ?? 0)),
    )
  }
}

function tlsServer(options: HostOptions, connections: Connections): Server {
  const { host, script, authority } = options
  const certificate = authority.issue(host, script.certificate ?? 'good')
  const handle = handler(options, connections)
  return script.http2
    ? createSecureServer({ ...certificate, allowHTTP1: true }, handle)
    : createHttpsServer(certificate, handle)
}

/** A forward proxy: answers CONNECT as scripted; 200 tunnels to the address itself. */
function forwardProxy({ script }: HostOptions): Server {
  const server = createHttpServer((_, response) => {
    const [code = '502', ...words] = (
      typeof script.connect === 'object' ? script.connect.status : '502 Bad Gateway'
    ).split(' ')
    response.writeHead(Number(code), words.join(' '))
    response.end()
  })
  server.on('connect', (request, socket) => {
    if (typeof script.connect === 'object')
      return socket.end(`HTTP/1.1 ${script.connect.status}\r\nContent-Length: 0\r\n\r\n`)
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    if (script.connect === 'cut') return setTimeout(() => socket.destroy(), 30)
    const [name = '', port = '443'] = (request.url ?? '').split(':')
    const onward = connect({ host: hostAddresses[name] ?? name, port: Number(port) })
    return socket.pipe(onward).pipe(socket)
  })
  return server
}

function serverFor(options: HostOptions, connections: Connections): Server {
  switch (options.script.connection) {
    case 'reset':
      return createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    case 'silent':
      return createServer((socket) => socket.on('error', () => undefined).resume())
    case 'plain':
      return createHttpServer((_, response) => response.end('<html>It works!</html>'))
    case 'forward-proxy':
      return forwardProxy(options)
    default:
      return tlsServer(options, connections)
  }
}

/** Opens the host's port; resolves to what closes it again. A refusing host has no port open. */
export async function openHost(options: HostOptions): Promise<() => Promise<void>> {
  const { host, script } = options
  if (script.connection === 'refused') return async () => undefined
  const connections: Connections = new Map()
  const server = serverFor(options, connections)
  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    connections.set(port, socket)
    socket.on('error', () => undefined)
    socket.on('close', () => connections.delete(port))
  })
  server.on('tlsClientError', () => undefined)
  const ports: readonly number[] = [script.port ?? (script.connection === 'forward-proxy' ? 3128 : 443)]
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen(ports[0], hostAddresses[host] ?? '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  options.seen.push(`open ${host}:${port}`)
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of connections.values()) socket.destroy()
    })
}
