// A bucket that misbehaves: every trouble is told apart, and named with the next step.
// Maps to src/store/s3/answer.ts, src/store/s3/xml.ts, src/store/store.ts, src/store/trouble.ts.

import { afterEach, describe, expect, test } from '@jest/globals'
import { type S3Server, type S3ServerOptions, startS3Server } from '../../helpers/s3-server.ts'
import { keys, type OpenStore, openStore, options, textOf } from './store-rig.ts'

let server: S3Server | null = null
let opened: OpenStore | null = null

afterEach(async () => {
  await opened?.http.close()
  await server?.close()
})

async function open(script: S3ServerOptions, env: Record<string, string> = keys) {
  server = await startS3Server(script)
  opened = openStore({ AWS_ENDPOINT_URL_S3: server.url, AWS_REGION: 'us-east-1', ...env })
  return { server, store: opened.store }
}

const name = 'example.com/a/@v/v1.0.0.mod'
const object = { name, maxBytes: 64 << 10 }
const content = { kind: 'bytes', bytes: Buffer.from('module example.com/a\n') } as const

describe('reading', () => {
  test.each([
    ['nothing there', 404, 'NoSuchKey', 'absent'],
    ['no such bucket', 404, 'NoSuchBucket', /^misconfigured: there is no bucket team-modules at 127/],
    [
      'no permission',
      403,
      'AccessDenied',
      /^denied: .* grant s3:GetObject on arn:aws:s3:::team-modules\/go\/\*/,
    ],
    ['a wrong secret', 403, 'SignatureDoesNotMatch', /^denied: .* check AWS_SECRET_ACCESS_KEY/],
    ['an unknown key', 403, 'InvalidAccessKeyId', /^denied: .* check AWS_ACCESS_KEY_ID/],
    ['an expired token', 400, 'ExpiredToken', /^denied: the session token is no longer valid/],
    ['a skewed clock', 403, 'RequestTimeTooSkewed', /^misconfigured: the clock of this machine is wrong/],
    ['too many requests', 503, 'SlowDown', /^busy: .* asks for fewer requests/],
    ['429', 429, '', /^busy: /],
    ['an error of the server', 500, 'InternalError', /^unavailable: .* status 500 \(InternalError\)$/],
    ['a code that is none', 500, '::error::x', /^unavailable: .* status 500$/],
  ])('%s', async (_, status, code, told) => {
    const { store } = await open({ script: () => ({ kind: 'error', status, code }) })
    expect(await textOf(await store.read(object, options()))).toMatch(told)
  })

  test.each([
    ['301 with a header', { status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } }],
    [
      '301 with a location that is not followed',
      { status: 301, headers: { location: 'http://127.0.0.1:9/', 'x-amz-bucket-region': 'eu-west-1' } },
    ],
    [
      '400 with an element',
      { status: 400, code: 'AuthorizationHeaderMalformed', elements: { Region: 'eu-west-1' } },
    ],
    ['307', { status: 307, code: 'TemporaryRedirect', elements: { Region: 'eu-west-1' } }],
  ])('another region: %s', async (_, fault) => {
    const { store } = await open({ script: () => ({ kind: 'error', ...fault }) })
    expect(await textOf(await store.read(object, options()))).toBe(
      'misconfigured: the bucket team-modules is in another region than us-east-1: set AWS_REGION: eu-west-1',
    )
  })

  test('a denial may mean that the object is not there', async () => {
    const { store } = await open({ script: () => ({ kind: 'error', status: 403, code: 'AccessDenied' }) })
    expect(await store.read(object, options())).toMatchObject({ trouble: { mayBeAbsent: true } })
  })

  test('without credentials it asks unsigned', async () => {
    const { store, server } = await open({}, {})
    server.objects.set(`go/${name}`, Buffer.from('public'))
    expect(await textOf(await store.read(object, options()))).toBe('public')
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })

  test('what something on the way may change is not signed', async () => {
    const { store, server } = await open({})
    await store.read(object, options())
    const authorization = String(server.requests[0]?.headers.authorization)
    expect(authorization).toContain('SignedHeaders=host;x-amz-content-sha256;x-amz-date,')
  })

  test.each([
    [
      'larger than allowed',
      { kind: 'bytes', bytes: Buffer.alloc((64 << 10) + 1) },
      /larger than the limit of 65536 bytes/,
    ],
    ['broken off', { kind: 'truncate' }, /./],
  ] as const)('a body that is %s rejects', async (_, fault, message) => {
    const { store } = await open({ script: () => fault })
    await expect(textOf(await store.read(object, options()))).rejects.toThrow(message)
  })

  test('a server that is gone is out of reach', async () => {
    const { store } = await open({ script: () => ({ kind: 'close' }) })
    expect(await textOf(await store.read(object, options()))).toMatch(/^unavailable: 127\.0\.0\.1:\d+: /)
  })
})

describe('writing', () => {
  test.each([
    ['another was faster', 412, 'PreconditionFailed', { kind: 'exists' }],
    [
      'no permission',
      403,
      'AccessDenied',
      { trouble: { kind: 'denied', reason: expect.stringContaining('s3:PutObject') } },
    ],
    ['busy', 503, 'SlowDown', { trouble: { kind: 'busy' } }],
    ['full', 507, 'InsufficientStorage', { trouble: { kind: 'unavailable' } }],
  ])('%s', async (_, status, code, outcome) => {
    const { store } = await open({ script: () => ({ kind: 'error', status, code }) })
    expect(await store.write(name, content, options())).toMatchObject(outcome)
  })

  test('a conflict is tried again once', async () => {
    const { store, server } = await open({
      script: ({ attempt }) =>
        attempt === 1 ? { kind: 'error', status: 409, code: 'ConditionalRequestConflict' } : null,
    })
    expect(await store.write(name, content, options())).toEqual({ kind: 'written', bytes: 21 })
    expect(server.writes).toEqual([`go/${name}`])
  })

  test.each(['absent', 'there'])(
    'a server without conditions is asked first; the object is %s',
    async (where) => {
      const { store, server } = await open({
        script: ({ headers }) =>
          headers['if-none-match'] === undefined
            ? null
            : { kind: 'error', status: 501, code: 'NotImplemented' },
      })
      if (where === 'there') server.objects.set(`go/${name}`, Buffer.from('first'))
      const written = await store.write(name, content, options())
      expect(written.kind).toBe(where === 'there' ? 'exists' : 'written')
      expect(server.requests.map(({ method }) => method)).toEqual(
        where === 'there' ? ['PUT', 'HEAD'] : ['PUT', 'HEAD', 'PUT'],
      )
      await store.write('example.com/b/@v/v1.0.0.mod', content, options())
      // It is not tried a second time with a condition.
      expect(server.requests.at(-1)?.headers['if-none-match']).toBeUndefined()
    },
  )

  test('is conditional, with the hash of its content', async () => {
    const { store, server } = await open({})
    await store.write(name, content, options())
    expect(server.requests[0]?.headers).toMatchObject({
      'if-none-match': '*',
      'x-amz-content-sha256': expect.stringMatching(/^[0-9a-f]{64}$/),
      'content-length': '21',
    })
    expect(server.objects.get(`go/${name}`)?.toString()).toBe('module example.com/a\n')
  })
})

describe('replacing a history', () => {
  const history = '.history/0123.json' as const
  const text = Buffer.from('{}')

  test('asks for no condition, and the last one stays', async () => {
    const { store, server } = await open({})
    server.objects.set(`go/${history}`, Buffer.from('first'))
    expect(await store.replace(history, text, options())).toEqual({ kind: 'written', bytes: 2 })
    expect(server.requests.map(({ method }) => method)).toEqual(['PUT'])
    expect(server.requests[0]?.headers['if-none-match']).toBeUndefined()
    expect(server.objects.get(`go/${history}`)?.toString()).toBe('{}')
  })

  test.each([
    ['a policy against it', 403, 'AccessDenied', 'denied'],
    ['busy', 503, 'SlowDown', 'busy'],
    ['another one under way', 409, 'OperationAborted', 'unavailable'],
  ])('%s', async (_, status, code, kind) => {
    const { store } = await open({ script: () => ({ kind: 'error', status, code }) })
    expect(await store.replace(history, text, options())).toMatchObject({ kind: 'failed', trouble: { kind } })
  })
})
