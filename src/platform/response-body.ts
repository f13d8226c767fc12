// The body of an answer, decoded and never larger than allowed.

import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
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
export async function* responseBody(
  source: Readable,
  options: BodyOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { contentEncoding, contentLength, maxBytes, host } = options
  const encoded = contentEncoding?.trim().toLowerCase() === 'gzip'
  try {
    if (!encoded && Number(contentLength) > maxBytes) throw tooLarge(maxBytes, host)
    let bytes = 0
    for await (const chunk of encoded ? gunzipped(source) : source) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge(maxBytes, host)
      yield chunk
    }
  } catch (error) {
    throw error instanceof NetworkError
      ? error
      : new NetworkError(networkFailure(error, { phase: 'body', host }), error)
  } finally {
    if (!source.readableEnded) source.destroy()
  }
}

/** Gets rid of a body. Never rejects. */
export function discardBody(source: Readable, contentLength: string | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (source.destroyed || source.readableEnded) return resolve()
    source.once('close', resolve)
    let bytes = 0
    if (Number(contentLength ?? 0) > drainBytes) return source.destroy()
    source.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length
      if (bytes > drainBytes) source.destroy()
    })
  })
}

function gunzipped(source: Readable): Readable {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 })
  // Errors of either reach the one who reads `gunzip`; the callback only keeps them from being unheard.
  pipeline(source, gunzip, () => {})
  return gunzip
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
