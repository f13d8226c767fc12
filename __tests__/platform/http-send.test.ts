// Requests that are sent as they are: any method, a body, and none of what a download does on its own.
// Maps to src/platform/http.ts, src/platform/hop-sender.ts, src/platform/exchange.ts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from '@jest/globals'
import { createHttp, type Http, type HttpSend } from '../../src/platform/http.ts'
import { type PlainServer, startForwardProxy, startServer } from '../helpers/plain-server.ts'
import { temporaryFolder } from '../helpers/temp.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Answers with what it got. */
async function echo(): Promise<PlainServer> {
  const server = await startServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.url === '/moved')
      response.writeHead(307, { location: `${server.url}/elsewhere` }).end('moved')
    else response.writeHead(200, { 'x-method': request.method ?? '' }).end(Buffer.concat(chunks))
  })
  cleanups.push(server.close)
  return server
}

function client(env: Readonly<Record<string, string>> = {}): Http {
  const http = createHttp({ env })
  cleanups.push(http.close)
  return http
}

async function send(http: Http, request: Omit<HttpSend, 'maxBytes'>) {
  const answer = await http.send({ maxBytes: 1_000, ...request })
  if (answer.kind === 'failure') return { status: 0, text: answer.message, headers: {} }
  let text = ''
  for await (const chunk of answer.body) text += Buffer.from(chunk).toString()
  return { status: answer.status, text, headers: answer.headers }
}

test.each([
  ['bytes', () => Buffer.from('content'), {}],
  ['a stream', () => Readable.from([Buffer.from('con'), Buffer.from('tent')]), { 'content-length': '7' }],
])('a body of %s', async (_, body, headers) => {
  const { url } = await echo()
  const answer = await send(client(), { method: 'PUT', url: `${url}/x`, body, headers })
  expect(answer).toMatchObject({ status: 200, text: 'content', headers: { 'x-method': 'PUT' } })
})

test('HEAD has no body, whatever length it tells', async () => {
  const { url } = await echo()
  expect(await send(client(), { method: 'HEAD', url })).toMatchObject({ status: 200, text: '' })
})

test('a redirect is an answer', async () => {
  const server = await echo()
  expect(await send(client(), { method: 'GET', url: `${server.url}/moved` })).toMatchObject({ status: 307 })
  expect(server.requests).toHaveLength(1)
})

test('no login of netrc or of the URL is sent', async () => {
  const folder = await temporaryFolder()
  cleanups.push(folder.remove)
  const netrc = join(folder.path, 'netrc')
  await writeFile(netrc, 'default login me password geheim\n')
  const server = await echo()
  const url = server.url.replace('http://', 'http://user:secret@')
  await send(client({ NETRC: netrc }), { method: 'GET', url, headers: { authorization: 'AWS4 x' } })
  expect(server.requests[0]?.headers.authorization).toBe('AWS4 x')
})

test('what is direct goes past the forward proxy', async () => {
  const proxy = await startForwardProxy(() => ({ status: 403 }))
  cleanups.push(proxy.close)
  const http = client({ HTTP_PROXY: proxy.url })
  const request = { method: 'GET', url: 'http://metadata.invalid/', headers: {} } as const
  expect((await send(http, request)).text).toBe('forwarded http://metadata.invalid/')
  expect((await send(http, { ...request, direct: true })).status).toBe(0)
  expect(proxy.requests).toHaveLength(1)
})
