// TLS as `go` trusts it, tunnels of forward proxies, and credentials, against real servers.
// Maps to src/platform/http.ts, src/platform/dial.ts, src/platform/tls-roots.ts, src/platform/connection-pools.ts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { createHttp, type Http } from '../../src/platform/http.ts'
import { networkFailure } from '../../src/platform/network-failure.ts'
import { type CertificateKind, type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { type PlainServer, startForwardProxy, startServer, type TunnelRule } from '../helpers/plain-server.ts'
import { describeOverTls } from '../helpers/skip.ts'
import { temporaryFolder } from '../helpers/temp.ts'

let certificates: Certificates
beforeAll(async () => {
  certificates = await makeCertificates()
})
afterAll(() => certificates.remove())

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function serve(kind: CertificateKind): Promise<PlainServer> {
  const server = await startServer(
    (request, response) => response.end(`hello ${request.headers.authorization ?? 'stranger'}`),
    certificates.of(kind),
  )
  cleanups.push(server.close)
  return server
}

async function forwardProxy(rule: TunnelRule, kind?: CertificateKind): Promise<PlainServer> {
  const server = await startForwardProxy(rule, kind === undefined ? undefined : certificates.of(kind))
  cleanups.push(server.close)
  return server
}

/** Everything but the authority's file of the tests is kept away. */
function client(env: Record<string, string> = {}): Http {
  const http = createHttp({
    env: { SSL_CERT_FILE: certificates.caFile, SSL_CERT_DIR: '/nonexistent', ...env },
  })
  cleanups.push(http.close)
  return http
}

async function ask(http: Http, url: string): Promise<string> {
  const answer = await http.get({ url, maxBytes: 1000 })
  if (answer.kind === 'failure') return `${answer.id} ${answer.phase}`
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    return `${answer.status} ${Buffer.concat(chunks).toString()}`
  } catch (error) {
    return networkFailure(error).id
  }
}

describeOverTls()('certificates', () => {
  test.each<[CertificateKind, string]>([
    ['good', '200 hello stranger'],
    ['expired', 'tls/expired tls'],
    ['wrong-name', 'tls/wrong-name tls'],
    ['self-signed', 'tls/unknown-authority tls'],
  ])('%s', async (kind, expected) => {
    const server = await serve(kind)
    expect(await ask(client(), server.url)).toBe(expected)
  })

  test('an authority that only Node trusts is not trusted', async () => {
    const server = await serve('good')
    expect(
      await ask(
        client({ SSL_CERT_FILE: '/nonexistent', NODE_EXTRA_CA_CERTS: certificates.caFile }),
        server.url,
      ),
    ).toBe('tls/unknown-authority tls')
  })

  test('a folder of SSL_CERT_DIR is read too', async () => {
    const server = await serve('good')
    const folder = certificates.caFile.replace(/\/[^/]*$/, '')
    expect(
      await ask(
        client({ SSL_CERT_FILE: '/nonexistent', SSL_CERT_DIR: `/nonexistent:${folder}` }),
        server.url,
      ),
    ).toBe('200 hello stranger')
  })

  test('https to a server without TLS', async () => {
    const server = await startServer((_, response) => response.end())
    cleanups.push(server.close)
    expect(await ask(client(), server.url.replace('http:', 'https:'))).toBe('tls/not-tls tls')
  })

  test('many connections resume one session', async () => {
    const server = await serve('good')
    const http = client()
    const outcomes = [
      await ask(http, server.url),
      ...(await Promise.all([1, 2, 3, 4].map(() => ask(http, server.url)))),
    ]
    expect(new Set(outcomes)).toEqual(new Set(['200 hello stranger']))
  })
})

describeOverTls()('credentials', () => {
  const basic = (text: string) => `200 hello Basic ${Buffer.from(text).toString('base64')}`

  test('of the URL, decoded', async () => {
    const server = await serve('good')
    expect(await ask(client(), server.url.replace('://', '://us%40er:p%2Fw@'))).toBe(basic('us@er:p/w'))
  })

  test('of netrc, read once; those of the URL go first; GOAUTH=off reads none', async () => {
    const server = await serve('good')
    const folder = await temporaryFolder('rgm-netrc-')
    cleanups.push(folder.remove)
    const NETRC = join(folder.path, 'netrc')
    await writeFile(NETRC, `machine 127.0.0.1:${server.port} login robot password secret\n`)
    const http = client({ NETRC })
    expect(await ask(http, server.url)).toBe(basic('robot:secret'))
    expect(await ask(http, server.url.replace('://', '://own:self@'))).toBe(basic('own:self'))
    const off = createHttp({
      env: { NETRC, SSL_CERT_FILE: certificates.caFile, SSL_CERT_DIR: '/nonexistent' },
      goauth: 'off',
    })
    cleanups.push(off.close)
    expect(await ask(off, server.url)).toBe('200 hello stranger')
  })
})

describeOverTls()('forward proxies', () => {
  // Loopback is never proxied, so these name a host that only the forward proxy knows.
  const origin = 'https://modules.example:8443'

  test('an https request goes through a tunnel, with TLS to the host itself', async () => {
    const server = await serve('wrong-name')
    const proxy = await forwardProxy(() => ({ port: server.port }))
    const outcome = await ask(client({ HTTPS_PROXY: proxy.url }), 'https://elsewhere.example.com/x')
    expect([outcome, proxy.requests.map(({ method, url }) => `${method} ${url}`)]).toEqual([
      '200 hello stranger',
      ['CONNECT elsewhere.example.com:443'],
    ])
  })

  test('the certificate is held against the host, not the forward proxy', async () => {
    const server = await serve('good')
    const proxy = await forwardProxy(() => ({ port: server.port }))
    expect(await ask(client({ HTTPS_PROXY: proxy.url }), origin)).toBe('tls/wrong-name tls')
  })

  test('its own credentials are sent to it, and to nobody else', async () => {
    const server = await serve('wrong-name')
    const proxy = await forwardProxy(() => ({ port: server.port }))
    const HTTPS_PROXY = proxy.url.replace('://', '://me:pw@')
    expect(await ask(client({ HTTPS_PROXY }), 'https://elsewhere.example.com/x')).toBe('200 hello stranger')
    expect(proxy.requests[0]?.headers['proxy-authorization']).toBe(
      `Basic ${Buffer.from('me:pw').toString('base64')}`,
    )
    expect(server.requests[0]?.headers['proxy-authorization']).toBeUndefined()
  })

  test('a forward proxy may speak TLS itself', async () => {
    const server = await serve('wrong-name')
    const proxy = await forwardProxy(() => ({ port: server.port }), 'good')
    expect(await ask(client({ HTTPS_PROXY: proxy.url }), 'https://elsewhere.example.com/x')).toBe(
      '200 hello stranger',
    )
  })

  test('a plain http request is handed over whole', async () => {
    const proxy = await forwardProxy(() => ({ status: 500 }))
    const http = client({ HTTP_PROXY: proxy.url })
    expect(await ask(http, 'http://modules.example/x?y')).toBe('200 forwarded http://modules.example/x?y')
    expect(proxy.requests[0]?.headers.host).toBe('modules.example')
  })

  test.each([
    [407, 'http-proxy/auth-required forward-proxy'],
    [403, 'http-proxy/blocked forward-proxy'],
    [502, 'http-proxy/unavailable forward-proxy'],
    [0, 'http-proxy/interrupted forward-proxy'],
  ])('CONNECT answered with %i', async (status, expected) => {
    const proxy = await forwardProxy(() => ({ status }))
    expect(await ask(client({ HTTPS_PROXY: proxy.url }), origin)).toBe(expected)
  })

  test.each([
    ['refuses', 'http://127.0.0.1:1', 'http-proxy/unreachable forward-proxy'],
    ['does not resolve', 'http://rgm-test.invalid:3128', 'http-proxy/unknown-host forward-proxy'],
    ['is of a kind that is left to go', 'socks5://127.0.0.1:1', 'http-proxy/unsupported forward-proxy'],
  ])('a forward proxy that %s', async (_, HTTPS_PROXY, expected) => {
    expect(await ask(client({ HTTPS_PROXY }), origin)).toBe(expected)
  })

  test('a forward proxy with a certificate that is not trusted', async () => {
    const proxy = await forwardProxy(() => ({ status: 500 }), 'self-signed')
    expect(await ask(client({ HTTPS_PROXY: proxy.url }), origin)).toBe('http-proxy/tls forward-proxy')
  })

  test('loopback goes around it', async () => {
    const server = await serve('good')
    expect(await ask(client({ HTTPS_PROXY: 'http://127.0.0.1:1' }), server.url)).toBe('200 hello stranger')
  })
})
