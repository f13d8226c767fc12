// The body of an answer, decoded and never larger than allowed.

import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { IncomingBody } from './incoming-body.ts'
import { failureAt, NetworkError, networkFailure } from './network-failure.ts'

/** A rest this small is read to its end, so that the connection can serve again; a larger one is cut off. */
const drainBytes = 64 * 1024

/** What `responseBody` is given. */
interface BodyOptions {
  readonly contentEncoding: string | undefined
  readonly contentLength: string | undefined
  /** Of the decoded body. */
  readonly maxBytes: number
  readonly host: string
}

/** The decoded chunks of `source`, as they arrive. Fails with a `NetworkError`: too large, truncated, damaged, interrupted. */
export function responseBody(source: IncomingBody, options: BodyOptions): AsyncIterable<Uint8Array> {
  const { contentEncoding, contentLength, maxBytes } = options
  if (contentEncoding?.trim().toLowerCase() === 'gzip') return gunzipped(source, options)
  return {
    [Symbol.asyncIterator]: () =>
      limited(source, { ...options, isTooLong: Number(contentLength) > maxBytes }),
  }
}

/** Gets rid of a body. Never rejects. */
export async function discardBody(source: IncomingBody, contentLength: string | undefined): Promise<void> {
  if (Number(contentLength ?? 0) > drainBytes) return source.destroy()
  let bytes = 0
  try {
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > drainBytes) break
    }
  } catch {
    // Broken off: it is gone as well.
  }
}

function limited(
  source: IncomingBody,
  { maxBytes, host, isTooLong }: BodyOptions & { readonly isTooLong: boolean },
): AsyncIterator<Uint8Array, undefined> {
  let bytes = 0
  const refuse = (): never => {
    source.destroy()
    throw tooLarge(maxBytes, host)
  }
  return {
    next: async () => {
      if (isTooLong) refuse()
      const result = await source.next()
      bytes += result.value?.length ?? 0
      return bytes > maxBytes ? refuse() : result
    },
    return: async () => {
      source.destroy()
      return { value: undefined, done: true }
    },
  }
}

async function* gunzipped(
  source: IncomingBody,
  { maxBytes, host }: BodyOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 })
  // Errors of either reach the one who reads `gunzip`; the callback only keeps them from being unheard.
  pipeline(Readable.from(source, { objectMode: false }), gunzip, () => {})
  let bytes = 0
  try {
    for await (const chunk of gunzip) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes, host)
      yield chunk
    }
  } catch (error) {
    throw error instanceof NetworkError
      ? error
      : new NetworkError(networkFailure(error, { phase: 'body', host }), error)
  } finally {
    source.destroy()
  }
}

function tooLarge(maxBytes: number, host: string): NetworkError {
  const text = `the answer is larger than the limit of ${maxBytes} bytes`
  return new NetworkError(
    failureAt({
      id: 'server-error/too-large',
      code: 'BODY_TOO_LARGE',
      phase: 'body',
      text,
      host,
    }),
  )
}
