// Which server a bucket is asked at, and by which URL.

import { expect, test } from '@jest/globals'
import { locateBucket, objectUrl } from '../../../src/store/s3/location.ts'

test.each([
  ['AWS, by the name of its host', { AWS_REGION: 'eu-west-1' }, 'https://acme.s3.eu-west-1.amazonaws.com/'],
  ['without a region', {}, 'https://acme.s3.us-east-1.amazonaws.com/'],
  ['the older variable', { AWS_DEFAULT_REGION: 'eu-north-1' }, 'https://acme.s3.eu-north-1.amazonaws.com/'],
  ['China', { AWS_REGION: 'cn-north-1' }, 'https://acme.s3.cn-north-1.amazonaws.com.cn/'],
  ['an endpoint', { AWS_ENDPOINT_URL: 'http://minio:9000' }, 'http://minio:9000/acme/'],
  [
    'the endpoint of S3 before that of all services',
    { AWS_ENDPOINT_URL: 'http://all:1', AWS_ENDPOINT_URL_S3: 'https://s3.example.com/base/' },
    'https://s3.example.com/base/acme/',
  ],
])('%s', (_, env, baseUrl) => {
  const located = locateBucket({ bucket: 'acme', prefix: '' }, env)
  expect(located).toMatchObject({ kind: 'ok', location: { baseUrl } })
})

test('a bucket with a dot fits no certificate, so it stands in the path', () => {
  const located = locateBucket({ bucket: 'go.acme.dev', prefix: '' }, { AWS_REGION: 'eu-west-1' })
  expect(located).toMatchObject({
    location: { baseUrl: 'https://s3.eu-west-1.amazonaws.com/go.acme.dev/' },
  })
})

test.each([
  ['a region that is a host', { AWS_REGION: 'evil.example.com/' }, /AWS_REGION is no region/],
  ['an endpoint that is no URL', { AWS_ENDPOINT_URL_S3: 'minio:9000' }, /AWS_ENDPOINT_URL_S3 is no http/],
  ['a login in it', { AWS_ENDPOINT_URL: 'http://a:geheim@minio' }, /^AWS_ENDPOINT_URL holds a login/],
])('%s is a problem', (_, env, reason) => {
  const located = locateBucket({ bucket: 'acme', prefix: '' }, env)
  expect(located).toMatchObject({ kind: 'problem', reason: expect.stringMatching(reason) })
  expect(JSON.stringify(located)).not.toContain('geheim')
})

test.each([
  ['github.com/!azure/x/@v/v1.0.0+incompatible.mod', 'github.com/%21azure/x/%40v/v1.0.0%2Bincompatible.mod'],
  ["a~b/(c)*'!.x_y", 'a~b/%28c%29%2A%27%21.x_y'],
])('%s is encoded as its signature is made', (name, encoded) => {
  const located = locateBucket({ bucket: 'b', prefix: 'p q' }, { AWS_ENDPOINT_URL: 'http://h' })
  if (located.kind !== 'ok') throw new Error(located.reason)
  expect(objectUrl(located.location, name)).toBe(`http://h/b/p%20q/${encoded}`)
})
