// A module proxy on loopback that answers rightly, or as a script says, and remembers every request.
// https://go.dev/ref/mod#goproxy-protocol

import { readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as systemSleep } from 'node:timers/promises'
import type { Certificate } from './certificates.ts'
import { type Behaviour, behave, type ProxyResponse, send } from './module-proxy-behaviour.ts'
import type { SyntheticModule } from './synthetic-modules.ts'

export type { Behaviour } from './module-proxy-behaviour.ts'

export type ProxyFile = 'info' | 'mod' | 'zip' | 'list' | 'latest' | 'sumdb' | 'other'

/** What a script is told about a request. */
export interface ScriptedRequest {
  /** Decoded: with `!`, without the query. */
  readonly path: string
  /** The module path, unescaped; empty where the path names none. */
  readonly module: string
  /** The version, unescaped; empty for list, latest and others. */
  readonly version: string
  readonly file: ProxyFile
  /** The how-manieth request for this very path, from 1. */
  readonly attempt: number
  /** The how-manieth request of all, from 1. */
  readonly ordinal: number
}

/** One request as the server saw it; `status`, `bytes` and `endMs` are filled in when it ends. */
export interface LoggedRequest extends ScriptedRequest {
  readonly method: string
  /** As it came over the wire: with `%21`. */
  readonly rawPath: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly httpVersion: string
  /** `performance.now()`. */
  readonly startMs: number
  /** The kind of behaviour that was played; null for the right answer. */
  readonly behaviour: Behaviour['kind'] | null
  status: number | null
  bytes: number
  endMs: number | null
}

export interface ModuleProxyOptions {
  readonly modules?: Iterable<SyntheticModule>
  /** A folder in the layout of `cache/download`, served beside the modules. */
  readonly directory?: string
  /** Speaks TLS with this certificate (see certificates.ts). */
  readonly tls?: Certificate
  /** Offers HTTP/2 too; needs `tls`. */
  readonly h2?: boolean
  /** Waits so long before each answer. */
  readonly latencyMs?: number
  /** How it waits: by the client's clock, where that isn't the machine's. */
  readonly sleep?: (ms: number) => Promise<void>
  /** Undefined: the right answer. */
  readonly script?: (request: ScriptedRequest) => Behaviour | undefined
  /** 401 for requests without these. */
  readonly requireAuth?: { readonly user: string; readonly password: string }
  /** A path before every request's, such as `/goproxy`. */
  readonly basePath?: string
}

export interface ModuleProxy {
  /** Without a trailing slash; the host is 127.0.0.1. */
  readonly url: string
  readonly port: number
  readonly requests: readonly LoggedRequest[]
  /** The most requests that were open at the same time. */
  readonly peakConcurrency: () => number
  /** How many TCP connections were accepted so far. */
  readonly connections: () => number
  /** Refuses connections and cuts the open ones, until `up`. */
  readonly down: () => Promise<void>
  readonly up: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts a proxy on a free port of 127.0.0.1. Close it. */
export async function startModuleProxy(options: ModuleProxyOptions = {}): Promise<ModuleProxy> {
  const bodies = await bodiesOf(options.modules ?? [])
  const { sleep = (ms: number) => systemSleep(ms, undefined, { ref: false }) } = options
  const requests: LoggedRequest[] = []
  const attempts = new Map<string, number>()
  const sockets = new Set<Socket>()
  let [open, peak, connections] = [0, 0, 0]

  const answer = async (
    request: IncomingMessage | Http2ServerRequest,
    response: ProxyResponse,
  ): Promise<void> => {
    const rawPath = (request.url ?? '/').split('?', 1)[0] ?? '/'
    const path = decoded(rawPath)
    const attempt = (attempts.get(path) ?? 0) + 1
    attempts.set(path, attempt)
    const within =
      options.basePath && path.startsWith(options.basePath) ? path.slice(options.basePath.length) : path
    const scripted: ScriptedRequest = {
      path: within,
      ...partsOf(within),
      attempt,
      ordinal: requests.length + 1,
    }
    const behaviour = options.script?.(scripted)
    const logged: LoggedRequest = {
      ...scripted,
      method: request.method ?? '',
      rawPath,
      headers: request.headers,
      httpVersion: request.httpVersion,
      startMs: performance.now(),
      behaviour: behaviour?.kind ?? null,
      status: null,
      bytes: 0,
      endMs: null,
    }
    requests.push(logged)
    open++
    peak = Math.max(peak, open)
    const writtenBefore = 'stream' in response ? 0 : request.socket.bytesWritten
    response.on('close', () => {
      open--
      logged.status = response.headersSent ? response.statusCode : null
      logged.bytes = 'stream' in response ? 0 : request.socket.bytesWritten - writtenBefore
      logged.endMs = performance.now()
    })
    response.on('error', () => response.destroy())
    if (options.latencyMs) await sleep(options.latencyMs)
    if (!authorised(request, options.requireAuth)) {
      return send(response, 401, { 'www-authenticate': 'Basic realm="modules"' }, 'credentials are needed')
    }
    const right =
      bodies.get(within) ?? (options.directory ? await fromDirectory(options.directory, within) : null)
    if (behaviour) return behave(response, behaviour, { right, sleep })
    if (right === null)
      return send(
        response,
        404,
        { 'content-type': 'text/plain; charset=utf-8' },
        'not found: no such module version',
      )
    return send(response, 200, { 'content-type': contentTypes[scripted.file] }, right)
  }
  const onRequest = (request: IncomingMessage | Http2ServerRequest, response: ProxyResponse) => {
    answer(request, response).catch(() => request.socket.destroy())
  }

  const server = serverFor(options, onRequest)
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  const port = await listen(server, 0)
  const down = () => shut(server, sockets)
  return {
    url: `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}${options.basePath ?? ''}`,
    port,
    requests,
    peakConcurrency: () => peak,
    connections: () => connections,
    down,
    up: async () => void (await listen(server, port)),
    close: down,
  }
}

/** The URL of a port of 127.0.0.1 on which nobody listens. */
export async function deadUrl(): Promise<string> {
  const server = createTcpServer()
  const port = await listen(server, 0)
  await shut(server, new Set())
  return `http://127.0.0.1:${port}`
}

const contentTypes = {
  info: 'application/json',
  mod: 'text/plain; charset=utf-8',
  zip: 'application/zip',
  list: 'text/plain; charset=utf-8',
  latest: 'application/json',
  sumdb: 'text/plain; charset=utf-8',
  other: 'application/octet-stream',
} satisfies Record<ProxyFile, string>

function serverFor(
  options: ModuleProxyOptions,
  onRequest: (
    request: IncomingMessage | Http2ServerRequest,
    response: ServerResponse | Http2ServerResponse,
  ) => void,
): Server {
  if (!options.tls) return createServer({ keepAliveTimeout: 60_000 }, onRequest)
  if (options.h2) return createSecureServer({ ...options.tls, allowHTTP1: true }, onRequest)
  return createTlsServer({ ...options.tls, keepAliveTimeout: 60_000 }, onRequest)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', 4_096, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

async function shut(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const socket of sockets) socket.destroy()
  await closed
}

async function bodiesOf(modules: Iterable<SyntheticModule>): Promise<ReadonlyMap<string, Buffer>> {
  const bodies = new Map<string, Buffer>()
  const lists = new Map<string, string[]>()
  for (const module of modules) {
    const base = `/${escaped(module.path)}/@v`
    for (const kind of ['info', 'mod', 'zip'] as const)
      bodies.set(`${base}/${escaped(module.version)}.${kind}`, module[kind])
    lists.set(base, [...(lists.get(base) ?? []), module.version])
  }
  for (const [base, versions] of lists) bodies.set(`${base}/list`, Buffer.from(`${versions.join('\n')}\n`))
  return bodies
}

async function fromDirectory(directory: string, path: string): Promise<Buffer | null> {
  if (path.includes('/../') || path.startsWith('/sumdb/')) return null
  const file = join(directory, path)
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? readFile(file) : null
}

function partsOf(path: string): Pick<ScriptedRequest, 'module' | 'version' | 'file'> {
  if (path.startsWith('/sumdb/')) return { module: '', version: '', file: 'sumdb' }
  const versioned = /^\/(.+)\/@v\/(.+)\.(info|mod|zip)$/.exec(path)
  if (versioned) {
    const [, module = '', version = '', file] = versioned
    return { module: unescaped(module), version: unescaped(version), file: file as 'info' | 'mod' | 'zip' }
  }
  const unversioned = /^\/(.+)\/(?:@v\/(list)|@(latest))$/.exec(path)
  if (unversioned)
    return { module: unescaped(unversioned[1] ?? ''), version: '', file: unversioned[2] ? 'list' : 'latest' }
  return { module: '', version: '', file: 'other' }
}

function authorised(
  request: IncomingMessage | Http2ServerRequest,
  wanted: ModuleProxyOptions['requireAuth'],
): boolean {
  if (!wanted) return true
  return (
    request.headers.authorization ===
    `Basic ${Buffer.from(`${wanted.user}:${wanted.password}`).toString('base64')}`
  )
}

function decoded(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath)
  } catch {
    return rawPath
  }
}

const escaped = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)
const unescaped = (text: string) => text.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())
