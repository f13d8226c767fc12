// Sends a request whose answer is a short text: credentials, a token, the error of a server.

import type { Http, HttpAnswer, HttpSend } from '../../platform/http.ts'
import { NetworkError } from '../../platform/network-failure.ts'

/** Credentials take two, errors of S3 one. */
const maxTextBytes = 64 << 10

export type TextAnswer =
  | { readonly kind: 'text'; readonly status: number; readonly text: string }
  | { readonly kind: 'failed'; readonly reason: string }

/** Never rejects. */
export async function askForText(
  http: Http,
  request: Omit<HttpSend, 'maxBytes' | 'connectTimeoutMs'> & { readonly limitMs: number },
): Promise<TextAnswer> {
  const signals = [AbortSignal.timeout(request.limitMs), ...(request.signal ? [request.signal] : [])]
  const answer = await http.send({
    ...request,
    maxBytes: maxTextBytes,
    connectTimeoutMs: request.limitMs,
    signal: AbortSignal.any(signals),
  })
  if (answer.kind === 'failure') return { kind: 'failed', reason: answer.message }
  try {
    return { kind: 'text', status: answer.status, text: await readText(answer) }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    return { kind: 'failed', reason: error.failure.message }
  }
}

/** The whole body, which is to be short; rejects with a `NetworkError`. */
export async function readText({ body }: Pick<HttpAnswer, 'body'>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
