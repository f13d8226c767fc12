// HTTP as `go` would do it: its trust, its forward proxies, its credentials, its redirects; with limits that it lacks.

import type { Readable } from 'node:stream'
import { categoryOf } from '../faults/registry.ts'
import { type AddressKind, addressKinds, literalKind } from './address.ts'
import { createConnectionPools } from './connection-pools.ts'
import {
  authorizationFor,
  insecureCredentials,
  loadNetrc,
  urlAuthorization,
  withoutCredentials,
} from './credentials.ts'
import { type Exchange, exchange, type HttpMethod } from './exchange.ts'
import { forwardProxyRules, type Route } from './forward-proxy.ts'
import type { NetrcLogin } from './netrc.ts'
import { failureAt, type NetworkFailure } from './network-failure.ts'
import {
  type Hop,
  isRedirect,
  isRefusedRedirect,
  nextHop,
  type RefusedRedirect,
  targetOf,
} from './redirect.ts'
import { discardBody, responseBody } from './response-body.ts'

/** What a run's HTTP needs to know. */
export interface HttpOptions {
  /** Of the process: forward proxies, SSL_CERT_FILE, NETRC, HOME. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform?: NodeJS.Platform
  /** The fetch's width; 64 unless told. */
  readonly connectionsPerOrigin?: number
  /** For TCP, tunnel and TLS together; 30 s unless told. A request can ask for less. */
  readonly connectTimeoutMs?: number
  /** As in `go env`: `off` means no netrc. Commands aren't run. */
  readonly goauth?: string
}

export interface HttpRequest {
  /** May hold credentials; they are sent as `go` sends them, and never over http. */
  readonly url: string
  /** Of the decoded body. */
  readonly maxBytes: number
  readonly signal?: AbortSignal
  readonly connectTimeoutMs?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that is sent as it is. */
export interface HttpSend extends HttpRequest {
  readonly method: HttpMethod
  /** Asked for anew where a kept-alive connection turned out to be closed. A stream needs a `content-length` in `headers`. */
  readonly body?: () => Uint8Array | Readable
  /** To be reached without a forward proxy, as an address of this machine or of its link is. */
  readonly direct?: boolean
}

/** Headers have come. Read `body` to its end, or leave its loop. */
export interface HttpAnswer {
  readonly kind: 'answer'
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** After redirects; without credentials and query. */
  readonly finalUrl: string
  readonly redirects: number
  /** Milliseconds from the call to the headers, redirects included. */
  readonly firstByteMs: number
  /** The part of it that was spent on connecting; about 0 on kept-alive connections. */
  readonly connectMs: number
  /** Throws a `NetworkError`; `networkFailure` tells what it means. */
  readonly body: AsyncIterable<Uint8Array>
}

export interface Http {
  /** Never rejects. */
  readonly get: (request: HttpRequest) => Promise<HttpAnswer | NetworkFailure>
  /** One exchange: no redirect is followed, and no login but that of `headers` is sent. Never rejects. */
  readonly send: (request: HttpSend) => Promise<HttpAnswer | NetworkFailure>
  /** Redirects that were refused so far, for where they lead. */
  readonly refusedRedirects: () => readonly RefusedRedirect[]
  /** Cuts everything that is open. */
  readonly close: () => Promise<void>
}

/** The one HTTP client of a run; close it at its end. Certificates, netrc and undici are read when first needed. */
export function createHttp(options: HttpOptions): Http {
  const { env, platform = process.platform, connectionsPerOrigin = 64, connectTimeoutMs = 30_000 } = options
  const routeOf = forwardProxyRules(env)
  const kinds = addressKinds()
  const addressOfHost = new Map<string, string>()
  const pools = createConnectionPools({
    env,
    platform,
    connectionsPerOrigin,
    connectTimeoutMs,
    addressKinds: kinds,
    onAddress: (host, address) => addressOfHost.set(host, address),
  })
  const kindOf = (hostname: string): AddressKind => {
    const address = addressOfHost.get(hostname)
    return literalKind(kinds, hostname) ?? (address === undefined ? 'public' : kinds(address))
  }
  const refused: RefusedRedirect[] = []
  let logins: Promise<readonly NetrcLogin[]> | null = null
  const netrc = () => {
    logins ??= options.goauth === 'off' ? Promise.resolve([]) : loadNetrc(env, platform)
    return logins
  }

  /** One hop; a second time where a kept-alive connection turned out to be closed, as Go's net/http does. */
  const ask = async (
    { url, allowed, authorization }: Hop,
    request: HttpRequest & Partial<HttpSend>,
  ): Promise<Exchange> => {
    const route = request.direct ? ({ kind: 'direct' } as const) : routeOf(url)
    if (route.kind === 'refused') return { kind: 'failed', reused: false, failure: refusedRoute(route, url) }
    const proxy = route.kind === 'proxy' ? route.url : null
    const { pool, dialer, isFresh, origin, absoluteForm } = await pools.poolFor({ url, proxy, allowed })
    const proxyAuthorization = absoluteForm && proxy !== null ? urlAuthorization(proxy) : null
    const send = () =>
      exchange(pool, {
        method: request.method ?? 'GET',
        body: request.body?.() ?? null,
        origin,
        path: `${absoluteForm ? url.origin : ''}${url.pathname}${url.search}`,
        headers: {
          host: url.host,
          'user-agent': 'resilient-go-modules',
          'accept-encoding': 'gzip',
          ...request.headers,
          ...(authorization === null ? {} : { authorization }),
          ...(proxyAuthorization === null ? {} : { 'proxy-authorization': proxyAuthorization }),
        },
        signal: request.signal,
        connectTimeoutMs: request.connectTimeoutMs ?? connectTimeoutMs,
        isFresh,
        stage: dialer.stage,
        host: url.host,
      })
    const first = await send()
    return first.kind === 'failed' && first.reused && categoryOf(first.failure.id) === 'interrupted'
      ? send()
      : first
  }

  const get = async (request: HttpRequest): Promise<HttpAnswer | NetworkFailure> => {
    const begun = performance.now()
    const start = URL.canParse(request.url) ? new URL(request.url) : null
    if (start === null || !/^https?:$/.test(start.protocol)) return invalidUrl
    const refusal = insecureCredentials(start)
    if (refusal !== null) return refusal
    const authorization = authorizationFor(start, start.protocol === 'https:' ? await netrc() : [])
    let hop: Hop = { url: withoutCredentials(start), authorization, allowed: null }
    let connectMs = 0
    let sentBy = start.host
    const refuse = (failure: NetworkFailure, to: string | undefined): NetworkFailure => {
      if (isRefusedRedirect(failure)) refused.push({ url: request.url, from: sentBy, to: to ?? '' })
      return failure
    }
    for (let redirects = 0; ; redirects++) {
      const outcome = await ask(hop, request)
      if (outcome.kind === 'failed') return refuse(outcome.failure, hop.url.host)
      connectMs += outcome.connectMs
      if (!isRedirect(outcome.status)) {
        const timing = { redirects, connectMs, firstByteMs: performance.now() - begun }
        return { ...timing, ...answerOf(outcome, hop.url, request.maxBytes) }
      }
      await discardBody(outcome.body, text(outcome.headers['content-length']))
      const startKind = kindOf(start.hostname)
      const location = text(outcome.headers.location)
      const next = nextHop({ start, from: hop, location, followed: redirects, startKind, kinds })
      if ('kind' in next) return refuse(next, targetOf(location, hop.url)?.host)
      sentBy = hop.url.host
      hop = next
    }
  }
  const send = async (request: HttpSend): Promise<HttpAnswer | NetworkFailure> => {
    const begun = performance.now()
    const url = URL.canParse(request.url) ? new URL(request.url) : null
    if (url === null || !/^https?:$/.test(url.protocol)) return invalidUrl
    const outcome = await ask({ url: withoutCredentials(url), authorization: null, allowed: null }, request)
    if (outcome.kind === 'failed') return outcome.failure
    const timing = {
      redirects: 0,
      connectMs: outcome.connectMs,
      firstByteMs: performance.now() - begun,
    }
    return { ...timing, ...answerOf(outcome, url, request.maxBytes) }
  }
  return { get, send, refusedRedirects: () => refused, close: pools.close }
}

function answerOf(outcome: Extract<Exchange, { kind: 'headers' }>, url: URL, maxBytes: number) {
  const { status, body } = outcome
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(outcome.headers)) headers[name.toLowerCase()] = text(value) ?? ''
  const contentLength = headers['content-length']
  return {
    kind: 'answer' as const,
    status,
    headers,
    finalUrl: `${url.origin}${url.pathname}`,
    body: responseBody(body, {
      contentEncoding: headers['content-encoding'],
      contentLength,
      maxBytes,
      host: url.host,
    }),
  }
}

const invalidUrl = failureAt({
  id: 'proxy-config/goproxy-url',
  code: 'ERR_INVALID_URL',
  phase: 'connect',
  text: 'not an http or https URL',
})

function refusedRoute({ reason }: Extract<Route, { kind: 'refused' }>, url: URL): NetworkFailure {
  const known = { id: 'http-proxy/unsupported', code: 'FORWARD_PROXY_REFUSED' } as const
  return failureAt({ ...known, phase: 'forward-proxy', text: reason, host: url.host })
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ')
}
