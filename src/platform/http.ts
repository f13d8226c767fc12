// HTTP as `go` would do it: its trust, its forward proxies, its credentials, its redirects; with limits that it lacks.

import type { Readable } from 'node:stream'
import { authorizationFor, insecureCredentials, loadNetrc, withoutCredentials } from './credentials.ts'
import type { Exchange, HttpMethod } from './exchange.ts'
import { createHopSender, type HopOptions, type HopSender } from './hop-sender.ts'
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
export interface HttpOptions extends HopOptions {
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
  const { env, platform = process.platform } = options
  const sender = createHopSender(options)
  const refused: RefusedRedirect[] = []
  let logins: Promise<readonly NetrcLogin[]> | null = null
  const netrc = () => {
    logins ??= options.goauth === 'off' ? Promise.resolve([]) : loadNetrc(env, platform)
    return logins
  }
  return {
    get: async (request) => {
      const url = httpUrl(request)
      if (url === null) return invalidUrl
      const refusal = insecureCredentials(url)
      if (refusal !== null) return refusal
      const begunMs = performance.now()
      const authorization = authorizationFor(url, url.protocol === 'https:' ? await netrc() : [])
      const start: Hop = { url: withoutCredentials(url), authorization, allowed: null }
      return follow(sender, request, { start, begunMs, onRefused: (redirect) => refused.push(redirect) })
    },
    send: async (request) => {
      const url = httpUrl(request)
      if (url === null) return invalidUrl
      const begunMs = performance.now()
      const hop: Hop = { url: withoutCredentials(url), authorization: null, allowed: null }
      const outcome = await sender.send(hop, request)
      if (outcome.kind === 'failed') return outcome.failure
      const timing = { redirects: 0, connectMs: outcome.connectMs, firstByteMs: performance.now() - begunMs }
      return { ...timing, ...answerOf(outcome, hop.url, request.maxBytes) }
    },
    refusedRedirects: () => refused,
    close: sender.close,
  }
}

function httpUrl({ url }: HttpRequest): URL | null {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed : null
}

/** Hop by hop to the answer that is no redirect. */
async function follow(
  sender: HopSender,
  request: HttpRequest,
  {
    start,
    begunMs,
    onRefused,
  }: {
    readonly start: Hop
    readonly begunMs: number
    readonly onRefused: (redirect: RefusedRedirect) => void
  },
): Promise<HttpAnswer | NetworkFailure> {
  let hop = start
  let connectMs = 0
  let sentBy = start.url.host
  const refuse = (failure: NetworkFailure, to: string | undefined): NetworkFailure => {
    if (isRefusedRedirect(failure)) onRefused({ url: request.url, from: sentBy, to: to ?? '' })
    return failure
  }
  for (let redirects = 0; ; redirects++) {
    const outcome = await sender.send(hop, request)
    if (outcome.kind === 'failed') return refuse(outcome.failure, hop.url.host)
    connectMs += outcome.connectMs
    if (!isRedirect(outcome.status)) {
      const timing = { redirects, connectMs, firstByteMs: performance.now() - begunMs }
      return { ...timing, ...answerOf(outcome, hop.url, request.maxBytes) }
    }
    await discardBody(outcome.body, text(outcome.headers['content-length']))
    const location = text(outcome.headers.location)
    const startKind = sender.kindOf(start.url.hostname)
    const { kinds } = sender
    const next = nextHop({ start: start.url, from: hop, location, followed: redirects, startKind, kinds })
    if ('kind' in next) return refuse(next, targetOf(location, hop.url)?.host)
    sentBy = hop.url.host
    hop = next
  }
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

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' || value === undefined ? value : value.join(', ')
}
