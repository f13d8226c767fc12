// A small object of a store as text, and what it means that there is none.

import { afterEach, expect, test } from '@jest/globals'
import { readStoredText, type StoredText } from '../../src/store/read-stored-text.ts'
import { type S3Fault, type S3Server, startS3Server } from '../helpers/s3-server.ts'
import { keys, type OpenStore, openStore } from './s3/store-rig.ts'

let server: S3Server | null = null
let opened: OpenStore | null = null

afterEach(async () => {
  await opened?.http.close()
  await server?.close()
})

const object = { name: '.history/0123.json', maxBytes: 128 << 10 }

async function read(content: Buffer | null, fault: S3Fault | null = null): Promise<StoredText> {
  server = await startS3Server({ script: () => fault })
  opened = openStore({ AWS_ENDPOINT_URL_S3: server.url, AWS_REGION: 'us-east-1', ...keys })
  if (content !== null) server.objects.set(`go/${object.name}`, content)
  return readStoredText(object, { store: opened.store, signal: AbortSignal.timeout(20_000) })
}

test.each<[string, Buffer | null, S3Fault | null, object]>([
  ['a text', Buffer.from('{"ä":1}'), null, { kind: 'text', text: '{"ä":1}' }],
  ['none', null, null, { kind: 'absent' }],
  ['half of one', Buffer.alloc(10_000), { kind: 'truncate' }, { kind: 'broken' }],
  ['a larger one than is allowed', Buffer.alloc(200 << 10), null, { kind: 'broken' }],
  [
    'one that may not be read',
    null,
    { kind: 'error', status: 403, code: 'AccessDenied' },
    { kind: 'failed', trouble: { kind: 'denied', mayBeAbsent: true } },
  ],
  [
    'a server in trouble',
    null,
    { kind: 'error', status: 500 },
    { kind: 'failed', trouble: { kind: 'unavailable' } },
  ],
])('%s', async (_, content, fault, expected) => {
  expect(await read(content, fault)).toMatchObject(expected)
})
