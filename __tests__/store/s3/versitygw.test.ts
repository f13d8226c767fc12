// A bucket of a real S3 server: signatures, write-once, and what it says when something is wrong.
// Maps to src/store/s3/s3-store.ts, src/store/s3/sign.ts, src/store/s3/open-s3-store.ts.

import { createHash, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { describeIf } from '../../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'
import { findVersitygw, startVersitygw, type Versitygw, whyNoVersitygw } from '../../helpers/versitygw.ts'
import { type OpenStore, openStore, options, textOf } from './store-rig.ts'

const program = findVersitygw()

describeIf(program !== null, whyNoVersitygw)('against versitygw', () => {
  let folder: TemporaryFolder
  let server: Versitygw
  const opened: OpenStore[] = []

  beforeAll(async () => {
    folder = await temporaryFolder('rgm-versitygw-')
    server = await startVersitygw(program ?? '', join(folder.path, 'buckets'))
  }, 60_000)

  afterAll(async () => {
    for (const { http } of opened) await http.close()
    await server.close()
    await folder.remove()
  })

  const open = (env: Record<string, string> = {}, bucket = server.bucket) => {
    const store = openStore({ ...server.env, ...env }, { bucket, prefix: 'team a/go' })
    opened.push(store)
    return store.store
  }
  const bytes = (text: string) => ({ kind: 'bytes', bytes: Buffer.from(text) }) as const
  const object = (name: string) => ({ name, maxBytes: 1 << 20 })

  test.each([
    'github.com/!azure/x/@v/v1.0.0.mod',
    'example.com/a/@v/v1.0.0+incompatible.info',
    "example.com/it's (a) *star*~/@v/v1.0.0.mod",
  ])('%s is written and read back', async (name) => {
    const store = open()
    expect(await textOf(await store.read(object(name), options()))).toBe('absent')
    expect(await store.write(name, bytes(name), options())).toEqual({ kind: 'written', bytes: name.length })
    expect(await textOf(await store.read(object(name), options()))).toBe(name)
  })

  test('an object is never written over', async () => {
    const store = open()
    const name = 'example.com/once/@v/v1.0.0.mod'
    await store.write(name, bytes('first'), options())
    expect(await store.write(name, bytes('other'), options())).toEqual({ kind: 'exists' })
    expect(await textOf(await store.read(object(name), options()))).toBe('first')
  })

  test('a history is replaced', async () => {
    const store = open()
    const name = '.history/0123.json'
    await store.replace(name, Buffer.from('first'), options())
    expect(await store.replace(name, Buffer.from('other'), options())).toEqual({ kind: 'written', bytes: 5 })
    expect(await textOf(await store.read(object(name), options()))).toBe('other')
  })

  test('a file of some megabytes goes through as a stream', async () => {
    const store = open()
    const content = randomBytes(3 << 20)
    const path = join(folder.path, 'large.zip')
    await writeFile(path, content)
    const name = 'example.com/large/@v/v1.0.0.zip'
    const file = { kind: 'file', path, bytes: content.length } as const
    expect(await store.write(name, file, options())).toEqual({ kind: 'written', bytes: content.length })
    expect(await store.write(name, file, options())).toEqual({ kind: 'exists' })
    const read = await store.read({ name, maxBytes: 500 << 20 }, options())
    const hash = createHash('sha256')
    if (read.kind === 'body') for await (const chunk of read.body) hash.update(chunk)
    expect(hash.digest('hex')).toBe(createHash('sha256').update(content).digest('hex'))
  })

  test.each([
    [
      'another secret',
      { AWS_SECRET_ACCESS_KEY: 'another' },
      /^denied: the secret key does not belong to the access key/,
    ],
    ['an unknown key', { AWS_ACCESS_KEY_ID: 'nobody' }, /^denied: .* does not know the access key/],
    [
      'no credentials',
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      /^denied: no credentials were found, and the bucket modules is not public/,
    ],
  ])('%s is named', async (_, env, message) => {
    expect(await textOf(await open(env).read(object('example.com/a/@v/v1.0.0.mod'), options()))).toMatch(
      message,
    )
  })

  test('a bucket that is not there is named', async () => {
    const store = open({}, 'no-such-bucket')
    expect(await textOf(await store.read(object('example.com/a/@v/v1.0.0.mod'), options()))).toMatch(
      /^misconfigured: there is no bucket no-such-bucket at 127\.0\.0\.1:\d+: check cache-store and AWS_ENDPOINT_URL_S3$/,
    )
  })
})
