// GET against real servers: bodies and their limits, redirects, credentials, kept-alive connections.
// Maps to src/platform/exchange.ts, src/platform/incoming-body.ts, src/platform/response-body.ts, src/platform/undici.ts, src/platform/undici-pool.d.ts, src/platform/dial-steps.ts, src/platform/clock.ts.

import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createHttp, type Http, type HttpOptions, type HttpRequest } from '../../src/platform/http.ts'
import { type NetworkFailure, networkFailure } from '../../src/platform/network-failure.ts'
import { type PlainServer, startServer } from '../helpers/plain-server.ts'
import { notOnWindows } from '../helpers/skip.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function serve(answer: RequestListener): Promise<PlainServer> {
  const server = await startServer(answer)
  cleanups.push(server.close)
  return server
}

async function listenRaw(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = []
  const server = createTcpServer((socket) => {
    sockets.push(socket.on('error', () => {}))
    onConnection(socket)
  })
  cleanups.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

function client(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({ env: {}, ...options })
  cleanups.push(http.close)
  return http
}

interface Outcome {
  readonly status: number | null
  readonly text: string
  readonly failure: NetworkFailure | null
}

async function fetchText(http: Http, url: string, more: Partial<HttpRequest> = {}): Promise<Outcome> {
  const answer = await http.get({ url, maxBytes: 1_000_000, ...more })
  if (answer.kind === 'failure') return { status: null, text: '', failure: answer }
  let text = ''
  try {
    for await (const chunk of answer.body) text += Buffer.from(chunk).toString('latin1')
  } catch (error) {
    return { status: answer.status, text, failure: networkFailure(error) }
  }
  return { status: answer.status, text, failure: null }
}

function redirectTo(target: string): RequestListener {
  return (_, response) => response.writeHead(302, { location: target }).end('over there')
}

describe('answers', () => {
  test('a body comes as it is, with headers in lower case and its timing', async () => {
    const server = await serve((_, response) =>
      response.writeHead(404, { 'X-Some': 'thing' }).end('not here'),
    )
    const answer = await client().get({ url: `${server.url}/x?token=1`, maxBytes: 100 })
    if (answer.kind === 'failure') throw new Error(answer.message)
    expect(answer).toMatchObject({
      status: 404,
      redirects: 0,
      finalUrl: `${server.url}/x`,
      headers: { 'x-some': 'thing' },
    })
    expect(answer.firstByteMs).toBeGreaterThanOrEqual(answer.connectMs)
    for await (const chunk of answer.body) expect(Buffer.from(chunk).toString()).toBe('not here')
  })

  test('gzip is asked for and decoded', async () => {
    const server = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip')
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'))
    })
    expect(await fetchText(client(), server.url)).toEqual({ status: 200, text: 'hello', failure: null })
  })

  test('sequential requests share one connection', async () => {
    const server = await serve((_, response) => response.end('x'.repeat(10_000)))
    const http = client()
    for (let i = 0; i < 5; i++) await fetchText(http, server.url)
    expect([server.requests.length, server.connections()]).toEqual([5, 1])
  })

  test('as many connections as allowed serve side by side', async () => {
    const waiting: ServerResponse[] = []
    const server = await serve((_, response) => {
      if (waiting.push(response) === 8) for (const each of waiting) each.end('ok')
    })
    const http = client({ connectionsPerOrigin: 8 })
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => fetchText(http, server.url)))
    expect([outcomes.every(({ text }) => text === 'ok'), server.connections()]).toEqual([true, 8])
  })

  test('a kept-alive connection that turns out to be closed is replaced, a new one is not', async () => {
    const served = new WeakSet<Socket>()
    const server = await serve((request, response) => {
      if (request.url === '/never' || served.has(request.socket)) request.socket.destroy()
      else response.end('ok')
      served.add(request.socket)
    })
    const http = client({ connectionsPerOrigin: 1 })
    expect((await fetchText(http, server.url)).text).toBe('ok')
    expect((await fetchText(http, server.url)).text).toBe('ok')
    expect((await fetchText(client(), `${server.url}/never`)).failure?.id).toBe('interrupted/server-closed')
    expect(server.requests.map(({ url }) => url)).toEqual(['/', '/', '/', '/never'])
  })
})

describe('damaged answers', () => {
  test.each<[string, string, RequestListener]>([
    [
      'fewer bytes than announced',
      'interrupted/truncated',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('half', () => response.socket?.end())
      },
    ],
    [
      'a chunked body cut off',
      'interrupted/truncated',
      (_, response) => {
        response.writeHead(200)
        response.write('half', () => response.socket?.end())
      },
    ],
    [
      'a reset in the middle',
      // Windows throws away what it had received.
      notOnWindows ? 'interrupted/truncated' : 'interrupted/reset',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('half', () => response.socket?.resetAndDestroy())
      },
    ],
    ['a reset before any answer', 'interrupted/reset', (request) => request.socket.resetAndDestroy()],
    ['a close before any answer', 'interrupted/server-closed', (request) => request.socket.end()],
    [
      'gzip that is none',
      'server-error/damaged-content',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
    ],
    [
      'gzip that ends early',
      'interrupted/truncated',
      (_, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync('x'.repeat(5000)).subarray(0, 20)),
    ],
    [
      'headers beyond the limit',
      'server-error/too-large',
      (_, response) => response.writeHead(200, { 'x-long': 'x'.repeat(70_000) }).end(),
    ],
    [
      'an announced length beyond the limit',
      'server-error/too-large',
      (_, response) => response.writeHead(200, { 'content-length': '2000000' }).flushHeaders(),
    ],
    [
      'a body beyond the limit',
      'server-error/too-large',
      (_, response) => response.end('x'.repeat(1_000_001)),
    ],
  ])('%s: %s', async (_, id, answer) => {
    const server = await serve(answer)
    expect((await fetchText(client(), server.url)).failure?.id).toBe(id)
  })

  test('a gzip bomb is stopped at the limit', async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(200_000_000))),
    )
    const { text, failure } = await fetchText(client(), server.url)
    expect([failure?.code, text.length <= 1_000_000]).toEqual(['BODY_TOO_LARGE', true])
  })

  test('something that is not HTTP', async () => {
    const port = await listenRaw((socket) =>
      socket.on('data', () => socket.write('220 mail.example ESMTP\r\n\r\n')),
    )
    expect((await fetchText(client(), `http://127.0.0.1:${port}`)).failure).toMatchObject({
      id: 'server-error/wrong-content',
      code: 'HPE_INVALID_CONSTANT',
    })
  })
})

describe('no connection', () => {
  test.each([
    ['http://127.0.0.1:1/', 'connect/refused', '127.0.0.1:1: connection refused (ECONNREFUSED)'],
    ['https://127.0.0.1:1/', 'connect/refused', '127.0.0.1:1: connection refused (ECONNREFUSED)'],
    ['ftp://127.0.0.1/', 'proxy-config/goproxy-url', 'not an http or https URL (ERR_INVALID_URL)'],
    ['no url', 'proxy-config/goproxy-url', 'not an http or https URL (ERR_INVALID_URL)'],
    [
      'http://user:secret@127.0.0.1:1/',
      'proxy-config/credentials-over-http',
      '127.0.0.1:1: refused to send credentials over http; use https, or take them out of the URL (INSECURE_CREDENTIALS)',
    ],
  ])('%s: %s', async (url, id, message) => {
    const { failure } = await fetchText(client(), url)
    expect([failure?.id, failure?.message]).toEqual([id, message])
  })

  test('a name that does not exist', async () => {
    const { failure } = await fetchText(client(), 'https://rgm-test.invalid/')
    expect(failure?.id).toMatch(/^dns\//)
    expect(failure?.phase).toBe('dns')
  })

  test('a TLS handshake that nobody answers runs into the limit, of the client or of the request', async () => {
    const url = `https://127.0.0.1:${await listenRaw(() => {})}/`
    // A busy machine takes its time to connect, which is told apart.
    const limit = { connectTimeoutMs: 3_000 }
    const answers = await Promise.all([fetchText(client(limit), url), fetchText(client(), url, limit)])
    expect(answers.map(({ failure }) => failure?.id)).toEqual([
      'timeout/tls-handshake',
      'timeout/tls-handshake',
    ])
  })
})

describe('giving up', () => {
  test('an abort before the headers', async () => {
    const server = await serve(() => controller.abort())
    const controller = new AbortController()
    expect((await fetchText(client(), server.url, { signal: controller.signal })).failure?.id).toBe(
      'killed/cancelled',
    )
  })

  test('an abort in the middle of the body', async () => {
    const server = await serve((_, response) => {
      response.write('half', () => setImmediate(() => controller.abort()))
    })
    const controller = new AbortController()
    expect((await fetchText(client(), server.url, { signal: controller.signal })).failure?.id).toBe(
      'killed/cancelled',
    )
  })

  test('an abort that came before', async () => {
    const server = await serve((_, response) => response.end())
    expect((await fetchText(client(), server.url, { signal: AbortSignal.abort() })).failure?.id).toBe(
      'killed/cancelled',
    )
    expect(server.requests).toEqual([])
  })

  test('an abort for time is a time-out', async () => {
    // The same reason as that of AbortSignal.timeout, once the request is under way.
    const server = await serve(() => controller.abort(new DOMException('time is up', 'TimeoutError')))
    const controller = new AbortController()
    expect((await fetchText(client(), server.url, { signal: controller.signal })).failure?.id).toBe(
      'timeout/headers',
    )
  })

  test('closing ends what is open', async () => {
    const server = await serve((_, response) => {
      response.write('half', () => setImmediate(http.close))
    })
    const http = client()
    expect((await fetchText(http, server.url)).failure).not.toBeNull()
  })
})

describe('redirects', () => {
  test('are followed, and counted', async () => {
    const server = await serve((request, response) => {
      const step = Number(request.url?.slice(1))
      if (step > 0) redirectTo(`/${step - 1}`)(request, response)
      else response.end('there')
    })
    const http = client()
    expect((await fetchText(http, `${server.url}/10`)).text).toBe('there')
    expect((await fetchText(http, `${server.url}/11`)).failure?.code).toBe('TOO_MANY_REDIRECTS')
    expect((await fetchText(http, `${server.url}/10`)).text).toBe('there')
    expect(server.connections()).toBe(1)
  })

  test.each([
    ['without a target', {}, 'BAD_REDIRECT'],
    ['to another kind of URL', { location: 'file:///etc/passwd' }, 'BAD_REDIRECT'],
    ['to credentials over http', { location: 'http://u:p@127.0.0.1:1/' }, 'INSECURE_CREDENTIALS'],
    [
      'to link-local addresses',
      { location: 'http://169.254.169.254/latest/meta-data' },
      'REDIRECT_TO_PRIVATE_ADDRESS',
    ],
    ['to a dead host', { location: 'http://127.0.0.1:1/' }, 'ECONNREFUSED'],
  ])('%s', async (_, headers, code) => {
    const server = await serve((__, response) => response.writeHead(302, headers).end())
    expect((await fetchText(client(), server.url)).failure?.code).toBe(code)
  })

  test('credentials stay with their host, and 304 is no redirect', async () => {
    const other = await serve((_, response) => response.writeHead(304).end())
    const server = await serve(redirectTo(`${other.url}/elsewhere`))
    const outcome = await fetchText(client(), server.url, { headers: { authorization: 'Basic eA==' } })
    expect(outcome.status).toBe(304)
  })
})

test('netrc is for https only', async () => {
  const folder = await temporaryFolder('rgm-netrc-')
  cleanups.push(folder.remove)
  const server = await serve((_, response) => response.end())
  await writeFile(join(folder.path, '.netrc'), `machine 127.0.0.1:${server.port} login u password p\n`)
  await fetchText(client({ env: { HOME: folder.path } }), server.url)
  expect(server.requests[0]?.headers.authorization).toBeUndefined()
})
