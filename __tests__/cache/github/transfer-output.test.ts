// What the toolkit prints, and what it meant: texts of @actions/cache 6.3.0, both versions of the service.

import { describe, expect, test } from '@jest/globals'
import {
  archiveBytes,
  createTransferLog,
  explainRestore,
  explainSave,
  isHopeless,
  lastWords,
} from '../../../src/cache/github/transfer-output.ts'

function logOf(...lines: readonly string[]) {
  const log = createTransferLog()
  for (const line of lines) log.push(line)
  return log.end()
}

const attempt =
  'Attempt 1 of 5 failed with error: Failed request: (503) Service Unavailable. Retrying request in 3000 ms...'

test.each<[string, readonly string[], object]>([
  ['nothing', [], { kind: 'miss' }],
  [
    'a try that failed, then a miss in silence',
    ['::debug::Cache not found for version x of keys: k'],
    { kind: 'miss' },
  ],
  [
    'a denied read',
    [
      '::warning::Failed to restore: Failed to GetCacheEntryDownloadURL: Received non-retryable error: Failed request: (403) Forbidden: cache read denied: no scope',
    ],
    { kind: 'denied', reason: expect.stringContaining('cache read denied: no scope') },
  ],
  [
    'a mode that permits no read',
    ["Cache restore skipped: the effective cache-mode 'none' does not permit reads."],
    { kind: 'denied', reason: expect.stringContaining("'none'") },
  ],
  [
    'a network failure, told over several lines',
    [
      '::warning::Failed to restore: Failed to GetCacheEntryDownloadURL: Unable to make request: ECONNREFUSED%0AIf you are using self-hosted runners, …',
    ],
    {
      kind: 'unavailable',
      reason: 'Failed to GetCacheEntryDownloadURL: Unable to make request: ECONNREFUSED',
    },
  ],
  [
    'an error of the first version of the service',
    ['::error::Failed to restore: Cache service responded with 503'],
    { kind: 'unavailable', reason: 'Cache service responded with 503' },
  ],
  [
    'a try that failed',
    [attempt],
    { kind: 'unavailable', reason: 'Failed request: (503) Service Unavailable' },
  ],
  [
    'a rate limit, and when it ends',
    [
      "::warning::You've hit a rate limit, your rate limit will reset in 30 seconds",
      '::warning::Failed to restore: Failed to GetCacheEntryDownloadURL: Rate limited: Failed request: (429) Too Many Requests: slow down',
    ],
    {
      kind: 'rate-limited',
      reason:
        'Failed to GetCacheEntryDownloadURL: Rate limited: Failed request: (429) Too Many Requests: slow down; the limit ends in 30 s',
    },
  ],
  [
    'a rate limit of the first version of the service',
    ['::warning::Failed to restore: Cache service responded with 429'],
    { kind: 'rate-limited', reason: 'Cache service responded with 429' },
  ],
  [
    'an incomplete download',
    ['::warning::Failed to restore: Incomplete download. Expected file size: 10, actual file size: 5'],
    { kind: 'unavailable', reason: expect.stringContaining('Incomplete download') },
  ],
])('restore, %s', (_, lines, expected) => {
  expect(explainRestore(logOf(...lines))).toEqual(expected)
})

const reserved = 'Failed to save: Unable to reserve cache with key k, another job may be creating this cache.'

test.each<[string, readonly string[], object | null]>([
  ['nothing', [], null],
  [
    'a key that is taken',
    [
      '::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Received non-retryable error: Failed request: (409) Conflict: cache entry with the same key, version, and scope already exists',
      reserved,
    ],
    { kind: 'exists' },
  ],
  [
    'a reservation that is refused without a reason',
    ['::debug::Failed to reserve cache: Error: Response was not ok', reserved],
    { kind: 'exists' },
  ],
  [
    'a reservation that never reached the service',
    [
      '::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Unable to make request: ENOTFOUND',
      reserved,
    ],
    { kind: 'unavailable', reason: expect.stringContaining('ENOTFOUND') },
  ],
  [
    'a read-only token',
    [
      '::warning::Failed to save: Unable to reserve cache with key k. More details: cache write denied: read-only token',
    ],
    { kind: 'denied', reason: expect.stringContaining('cache write denied: read-only token') },
  ],
  [
    'a read-only token, told by status',
    [
      '::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Received non-retryable error: Failed request: (403) Forbidden: cache write denied: x',
      reserved,
    ],
    { kind: 'denied', reason: expect.stringContaining('cache write denied') },
  ],
  [
    'a mode that permits no write',
    ["Cache save skipped: the effective cache-mode 'read' does not permit writes."],
    { kind: 'denied', reason: expect.stringContaining("'read'") },
  ],
  [
    'a key that is taken, first version of the service',
    [`${reserved} More details: Cache already exists. Scope: refs/heads/main, Key: k, Version: v`],
    { kind: 'exists' },
  ],
  [
    'an error of the first version of the service',
    ['::warning::Failed to save: reserveCache failed: Cache service responded with 503'],
    { kind: 'unavailable', reason: expect.stringContaining('503') },
  ],
  [
    'a full quota',
    [
      '::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Cache storage quota has been hit. Unable to upload any new cache entries.%0AMore info on storage limits: https://docs.example',
      reserved,
    ],
    {
      kind: 'unavailable',
      reason: expect.stringMatching(/quota has been hit. Unable to upload any new cache entries.$/),
    },
  ],
  [
    'a rate limit',
    [
      '::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Rate limited: Failed request: (429) Too Many Requests: slow down',
      reserved,
    ],
    { kind: 'rate-limited', reason: expect.stringMatching(/^Failed to CreateCacheEntry: .*slow down$/) },
  ],
  [
    'a rate limit at the end of the upload',
    ['::warning::Failed to save: Failed to FinalizeCacheEntryUpload: Rate limited: Failed request: (429)'],
    { kind: 'rate-limited', reason: expect.stringContaining('FinalizeCacheEntryUpload') },
  ],
  [
    'a rate limit of the first version of the service',
    ['::warning::Failed to save: reserveCache failed: Cache service responded with 429'],
    { kind: 'rate-limited', reason: expect.stringContaining('429') },
  ],
  [
    'another job that finished the entry first',
    [
      '::warning::Failed to save: Unable to finalize cache with key k, another job may be finalizing this cache.',
    ],
    { kind: 'exists' },
  ],
  [
    'a tar that fails',
    [
      '::warning::Failed to save: "/usr/bin/tar" failed with error: The process \'/usr/bin/tar\' failed with exit code 2',
    ],
    { kind: 'failed', reason: expect.stringContaining('exit code 2') },
  ],
])('save, %s', (_, lines, expected) => {
  expect(explainSave(logOf(...lines))).toEqual(expected)
})

describe('the log', () => {
  test('hides what the toolkit wants hidden', () => {
    const log = logOf(
      '::add-mask::s3cret',
      '::warning::Failed to restore: GET https://blob.example/x?sig=s3cret failed',
    )
    expect(explainRestore(log)).toEqual({
      kind: 'unavailable',
      reason: 'GET https://blob.example/x?sig=*** failed',
    })
  })

  test('keeps no addresses and headers of debug messages', () => {
    expect(
      logOf('::debug::[Request] https://results.example', '::debug::Headers: {}', '::debug::File Size: 7')
        .messages,
    ).toEqual(['File Size: 7'])
  })

  test('forgets the beginning of a flood, not its end', () => {
    const log = logOf(...Array.from({ length: 100_000 }, (_, n) => `line ${n}`))
    expect(log.messages.length).toBeLessThan(1_000)
    expect(lastWords(log)).toBe('line 99999')
  })

  test('cuts a reason to a readable length', () => {
    expect(lastWords(logOf('x'.repeat(5_000))).length).toBeLessThan(400)
  })

  test('knows the size of the archive', () => {
    expect(archiveBytes(logOf('::debug::File Size: 1234'))).toBe(1234)
    expect(archiveBytes(logOf())).toBe(0)
  })
})

test.each([
  [attempt, false],
  [attempt.replace('Attempt 1', 'Attempt 2'), true],
  ['Attempt 2 of something else', false],
])('%s: hopeless is %s', (line, expected) => {
  expect(isHopeless(line)).toBe(expected)
})
