// Requests to a server that speaks AWS's protocols, signed for the parts that the action has no need of: accounts, and the rights of a bucket.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html

import { createHash, createHmac } from 'node:crypto'

interface SignedRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Its query in the order of its names. */
  readonly url: string
  readonly service: 's3' | 'iam'
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly keys: { readonly access: string; readonly secret: string }
}

const region = 'us-east-1'

export async function sendSigned(request: SignedRequest): Promise<{ status: number; text: string }> {
  const { method, url, service, body = '', headers = {}, keys } = request
  const { host, pathname, searchParams } = new URL(url)
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const hash = sha256(body)
  const signed = { host, 'x-amz-content-sha256': hash, 'x-amz-date': time }
  const names = Object.keys(signed).join(';')
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`)
  const canonical = [method, pathname, searchParams, lines.join(''), names, hash].join('\n')
  const scope = [time.slice(0, 8), region, service, 'aws4_request']
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${keys.secret}`)
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n'))
  const answer = await fetch(url, {
    method,
    headers: {
      ...headers,
      'x-amz-content-sha256': hash,
      'x-amz-date': time,
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.access}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature.toString('hex')}`,
    },
    ...(body !== '' && { body }),
  })
  return { status: answer.status, text: await answer.text() }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
