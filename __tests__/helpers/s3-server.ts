// A bucket on loopback that answers as S3 does, or as a script says, and remembers every request. It checks no signature.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html

import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer } from './plain-server.ts'

/** One request as the server saw it. */
export interface S3Request {
  readonly method: string
  /** Decoded, below the bucket. */
  readonly key: string
  readonly headers: IncomingMessage['headers']
  /** The how-manieth request of this method for this key, from 1. */
  readonly attempt: number
  readonly body: Buffer
  /** Null where it was broken off. */
  status: number | null
}

/** What happens instead of the right answer. */
export type S3Fault =
  /** As S3 tells an error: its code in XML. */
  | {
      readonly kind: 'error'
      readonly status: number
      readonly code?: string
      readonly headers?: Readonly<Record<string, string>>
      /** Further elements of the XML. */
      readonly elements?: Readonly<Record<string, string>>
    }
  /** Other bytes, with status 200. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  /** The first half, then the connection is closed. */
  | { readonly kind: 'truncate' }
  /** Nothing; `half`: the first half, then nothing. */
  | { readonly kind: 'stall'; readonly half?: boolean }
  /** The connection is closed without an answer. */
  | { readonly kind: 'close' }

export interface S3Server {
  /** For AWS_ENDPOINT_URL_S3. */
  readonly url: string
  readonly bucket: string
  /** By key. */
  readonly objects: Map<string, Buffer>
  readonly requests: readonly S3Request[]
  /** Keys in the order in which they were written. */
  readonly writes: readonly string[]
  readonly close: () => Promise<void>
}

export interface S3ServerOptions {
  readonly latencyMs?: number
  /** Waited for before the answer. */
  readonly before?: (request: S3Request) => Promise<void> | undefined
  /** Null: the right answer. */
  readonly script?: (request: S3Request) => S3Fault | null
  /** Answers to a conditional write as if there were no condition. */
  readonly ignoresConditions?: boolean
  /** Called before a right write, to let another one come first. */
  readonly beforeWrite?: (request: S3Request, objects: Map<string, Buffer>) => void
}

const bucketName = 'team-modules'

/** Starts it on a free port of 127.0.0.1. Close it. */
export async function startS3Server(options: S3ServerOptions = {}): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  const requests: S3Request[] = []
  const writes: string[] = []
  const attempts = new Map<string, number>()
  const server = await startServer(async (incoming, response) => {
    const body = await readBody(incoming)
    const path = decodeURIComponent(new URL(incoming.url ?? '/', 'http://x').pathname)
    const { method = '' } = incoming
    const key = path.replace(new RegExp(`^/${bucketName}/`), '')
    const attempt = (attempts.get(`${method} ${key}`) ?? 0) + 1
    attempts.set(`${method} ${key}`, attempt)
    const request: S3Request = { method, key, headers: incoming.headers, attempt, body, status: null }
    requests.push(request)
    response.on('finish', () => {
      request.status = response.statusCode
    })
    if (options.latencyMs) await sleep(options.latencyMs)
    await options.before?.(request)
    const fault = path.startsWith(`/${bucketName}/`)
      ? (options.script?.(request) ?? null)
      : ({ kind: 'error', status: 404, code: 'NoSuchBucket' } as const)
    if (fault !== null) return play(fault, request, objects, response)
    answer({ request, objects, writes, options }, response)
  })
  return { url: server.url, bucket: bucketName, objects, requests, writes, close: server.close }
}

function answer(
  {
    request,
    objects,
    writes,
    options,
  }: {
    readonly request: S3Request
    readonly objects: Map<string, Buffer>
    readonly writes: string[]
    readonly options: S3ServerOptions
  },
  response: ServerResponse,
): void {
  const { method, key, headers, body } = request
  if (method === 'PUT') {
    options.beforeWrite?.(request, objects)
    if (headers['if-none-match'] === '*' && !options.ignoresConditions && objects.has(key)) {
      sendError(response, method, { status: 412, code: 'PreconditionFailed' })
      return
    }
    objects.set(key, body)
    writes.push(key)
    response.writeHead(200, { etag: '"x"', 'content-length': 0 }).end()
    return
  }
  const found = objects.get(key)
  if (found === undefined) {
    sendError(response, method, { status: 404, code: 'NoSuchKey' })
    return
  }
  response.writeHead(200, { 'content-length': found.length })
  response.end(method === 'HEAD' ? undefined : found)
}

function play(
  fault: S3Fault,
  { method, key }: S3Request,
  objects: ReadonlyMap<string, Buffer>,
  response: ServerResponse,
): void {
  const bytes = objects.get(key) ?? Buffer.alloc(1_000)
  switch (fault.kind) {
    case 'error':
      sendError(response, method, fault)
      return
    case 'bytes':
      response.writeHead(200, { 'content-length': fault.bytes.length }).end(fault.bytes)
      return
    case 'truncate':
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
      return
    case 'stall':
      if (!fault.half) return
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, bytes.length / 2))
      return
    case 'close':
      response.destroy()
  }
}

function sendError(
  response: ServerResponse,
  method: string,
  { status, code = '', headers = {}, elements = {} }: Omit<Extract<S3Fault, { kind: 'error' }>, 'kind'>,
): void {
  const more = Object.entries(elements).map(([name, text]) => `<${name}>${text}</${name}>`)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>No.</Message>${more.join('')}</Error>`
  response.writeHead(status, { 'content-type': 'application/xml', ...headers })
  response.end(method === 'HEAD' ? undefined : xml)
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}
