// Signs requests to S3 with Signature Version 4.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html

import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Credentials } from './credentials/credentials.ts'

/** What is sent. The signature covers these headers and the host, and no header that something on the way may change. */
interface UnsignedRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** SHA-256 of the body, in hexadecimal. */
  readonly payloadHash: string
}

export const emptyPayloadHash = createHash('sha256').digest('hex')

/** Signs one request after another: gives the headers to send. */
type Sign = (
  request: UnsignedRequest,
  credentials: Credentials,
  date: Date,
) => Promise<Record<string, string>>

/** A signer keeps the key that it derives from the credentials and the day. */
export function createSigner(region: string): Sign {
  let known: { readonly credentials: Credentials; readonly signer: SignatureV4 } | null = null
  const signerFor = (credentials: Credentials): SignatureV4 => {
    if (known?.credentials === credentials) return known.signer
    const signer = new SignatureV4({
      service: 's3',
      region,
      credentials,
      sha256: Sha256,
      // The path of an object is encoded once, that of other services twice.
      uriEscapePath: false,
      applyChecksum: false,
    })
    known = { credentials, signer }
    return signer
  }
  return async ({ method, url, headers, payloadHash }, credentials, date) => {
    const { protocol, hostname, host, port, pathname } = new URL(url)
    const signed = await signerFor(credentials).sign(
      {
        method,
        protocol,
        hostname,
        path: pathname,
        headers: { ...headers, host, 'x-amz-content-sha256': payloadHash },
        ...(port !== '' && { port: Number(port) }),
      },
      { signingDate: date },
    )
    return signed.headers
  }
}

/** The hash of Node, as the library wants one. */
class Sha256 {
  readonly #hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk)
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }

  reset(): void {
    throw new TypeError('a hash is used once')
  }
}

function bytesOf(secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof secret === 'string') return secret
  return secret instanceof ArrayBuffer
    ? new Uint8Array(secret)
    : new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
}
