// The ways in which a scripted module proxy can answer, right or wrong.

import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import { constants } from 'node:http2'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

export type Behaviour =
  /** Any status; `body` as text/plain. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string | string[]>>
      readonly body?: string | Buffer
    }
  /** A login page where a module file was asked for. */
  | { readonly kind: 'html200' }
  /** These bytes, with status 200. */
  | {
      readonly kind: 'bytes'
      readonly body: string | Buffer
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Never goes on: before the headers, or after so many bytes of the right body. */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** A TCP reset: before the headers, or after so many bytes of the right body. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** So many bytes of the right body: said to be all (`right`), fewer than announced (`wrong`), a chunked body cut off. */
  | {
      readonly kind: 'truncate'
      readonly bytes: number
      readonly contentLength: 'right' | 'wrong' | 'chunked'
    }
  /** The right body, slowly. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: number }
  /** Zeros, gzipped about a thousandfold. */
  | { readonly kind: 'gzip-bomb'; readonly megabytes: number }
  /** An .info of another version. */
  | { readonly kind: 'wrong-version'; readonly version?: string }
  /** The right zip with bytes of its first file and of its directory changed. */
  | { readonly kind: 'corrupt-zip' }
  /** A valid zip of another module. */
  | { readonly kind: 'other-zip'; readonly zip: Buffer }
  /** A valid go.mod with other requirements than the right one. */
  | { readonly kind: 'wrong-mod' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'close' }
  /** RST_STREAM, on an http2 server: before the headers, or after so many bytes. */
  | { readonly kind: 'stream-error'; readonly code?: number; readonly afterBytes?: number }
  /** Waits, then behaves as `next` says, or rightly. */
  | { readonly kind: 'delay'; readonly ms: number; readonly next?: Behaviour }

export type ProxyResponse = ServerResponse | Http2ServerResponse

interface Surroundings {
  /** The body of the right answer. */
  readonly right: Buffer | null
  readonly sleep: (ms: number) => Promise<void>
}

/** Answers as `behaviour` says. */
export async function behave(
  response: ProxyResponse,
  behaviour: Behaviour,
  { right, sleep }: Surroundings,
): Promise<void> {
  const body = right ?? Buffer.alloc(0)
  switch (behaviour.kind) {
    case 'status':
      return send(
        response,
        behaviour.status,
        { 'content-type': 'text/plain; charset=utf-8', ...behaviour.headers },
        behaviour.body ?? '',
      )
    case 'html200':
      return send(
        response,
        200,
        { 'content-type': 'text/html' },
        '<!DOCTYPE html><html><title>Sign in</title><body>Please sign in</body></html>',
      )
    case 'bytes':
      return send(response, 200, behaviour.headers ?? {}, behaviour.body)
    case 'stall':
      if (behaviour.afterBytes !== undefined) await begin(response, body, behaviour.afterBytes)
      return
    case 'reset':
      if (behaviour.afterBytes !== undefined) await begin(response, body, behaviour.afterBytes)
      return reset(response)
    case 'truncate':
      return truncate(response, body, behaviour)
    case 'drip':
      return drip(response, body, { ...behaviour, sleep })
    case 'redirect':
      return send(response, behaviour.status ?? 302, { location: behaviour.to }, '')
    case 'gzip-bomb':
      return gzipBomb(response, behaviour.megabytes)
    case 'wrong-version':
      return send(
        response,
        200,
        { 'content-type': 'application/json' },
        JSON.stringify({ Version: behaviour.version ?? 'v0.0.1', Time: '2020-01-01T00:00:00Z' }),
      )
    case 'corrupt-zip':
      return send(response, 200, { 'content-type': 'application/zip' }, corrupted(body))
    case 'other-zip':
      return send(response, 200, { 'content-type': 'application/zip' }, behaviour.zip)
    case 'wrong-mod':
      return send(response, 200, {}, `${body.toString()}\nrequire example.com/not/required v1.2.3\n`)
    case 'close':
      return hangUp(response)
    case 'stream-error':
      if (behaviour.afterBytes !== undefined) await begin(response, body, behaviour.afterBytes)
      if ('stream' in response) response.stream.close(behaviour.code ?? constants.NGHTTP2_INTERNAL_ERROR)
      else reset(response)
      return
    case 'delay':
      await sleep(behaviour.ms)
      if (behaviour.next) return behave(response, behaviour.next, { right, sleep })
      return right === null ? send(response, 404, {}, 'not found') : send(response, 200, {}, body)
  }
}

/** A whole answer with its length. */
export function send(
  response: ProxyResponse,
  status: number,
  headers: Readonly<Record<string, string | string[]>>,
  body: string | Buffer,
): void {
  const bytes = Buffer.from(body)
  writeHead(response, status, { 'content-length': String(bytes.length), ...headers })
  response.end(bytes)
}

function writeHead(
  response: ProxyResponse,
  status: number,
  headers: Readonly<Record<string, string | string[]>>,
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if ('stream' in response) response.writeHead(status)
  else response.writeHead(status)
}

/** Announces the whole body and sends its first bytes; resolves once they have left. */
function begin(response: ProxyResponse, body: Buffer, bytes: number): Promise<void> {
  writeHead(response, 200, { 'content-length': String(body.length) })
  flush(response)
  return new Promise((resolve) => {
    if (bytes === 0) setImmediate(resolve)
    else write(response, body.subarray(0, bytes), () => setImmediate(resolve))
  })
}

function write(response: ProxyResponse, bytes: Buffer, done: () => void): void {
  if ('stream' in response) response.write(bytes, 'utf8', done)
  else response.write(bytes, done)
}

function flush(response: ProxyResponse): void {
  if ('stream' in response) return
  response.flushHeaders()
}

function hangUp(response: ProxyResponse): void {
  if ('stream' in response) response.stream.session?.destroy()
  else response.req.socket.destroy()
}

function reset(response: ProxyResponse): void {
  if ('stream' in response) response.stream.session?.destroy(undefined, constants.NGHTTP2_INTERNAL_ERROR)
  else response.req.socket.resetAndDestroy()
}

async function truncate(
  response: ProxyResponse,
  body: Buffer,
  how: Extract<Behaviour, { kind: 'truncate' }>,
): Promise<void> {
  const part = body.subarray(0, how.bytes)
  if (how.contentLength === 'right') return send(response, 200, {}, part)
  if (how.contentLength === 'wrong') await begin(response, body, how.bytes)
  else {
    writeHead(response, 200, {})
    await new Promise<void>((resolve) => write(response, part, () => setImmediate(resolve)))
  }
  hangUp(response)
}

async function drip(
  response: ProxyResponse,
  body: Buffer,
  { bytesPerSecond, sleep }: { readonly bytesPerSecond: number } & Pick<Surroundings, 'sleep'>,
): Promise<void> {
  writeHead(response, 200, { 'content-length': String(body.length) })
  flush(response)
  const tickMs = bytesPerSecond >= 10 ? 100 : 1_000
  const step = Math.max(1, Math.round((bytesPerSecond * tickMs) / 1_000))
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    write(response, body.subarray(at, at + step), () => {})
    await sleep(tickMs)
  }
  response.end()
}

async function gzipBomb(response: ProxyResponse, megabytes: number): Promise<void> {
  writeHead(response, 200, { 'content-encoding': 'gzip' })
  const gzip = createGzip()
  const zeros = Buffer.alloc(1_048_576)
  await pipeline(Readable.from(Array.from({ length: megabytes }, () => zeros)), gzip, response).catch(() =>
    response.destroy(),
  )
}

function corrupted(zip: Buffer): Buffer {
  const copy = Buffer.from(zip)
  for (const at of [40, 60, copy.length - 60])
    if (at >= 0 && at < copy.length) copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}
