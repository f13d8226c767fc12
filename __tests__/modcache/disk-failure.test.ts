// Which errors of the file system are the disk's.

import { constants } from 'node:os'
import { expect, test } from '@jest/globals'
import { diskErrorCode, diskFailure } from '../../src/modcache/disk-failure.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'

function failure(code: string, path?: string): Error {
  return Object.assign(
    new Error(`${code}: told by the system`),
    path === undefined ? { code } : { code, path },
  )
}

test.each([
  ['ENOSPC', /no space is left/],
  ['EDQUOT', /quota/],
  ['EROFS', /read-only/],
  ['EACCES', /may not be written/],
  ['EPERM', /may not be written/],
  ['EIO', /EIO: told by the system/],
])('%s is put in words', (code, message) => {
  expect(diskFailure(failure(code, '/cache/x'))).toMatchObject({
    kind: 'disk',
    code,
    message: expect.stringMatching(message),
  })
  expect(diskFailure(failure(code, '/cache/x')).message).toMatch(/: \/cache\/x$/)
})

testIf(notOnWindows, 'Windows has neither error').each(['EDQUOT', 'ESTALE'] as const)(
  '%s, for which Node has no name, gets its own',
  (code) => {
    const errno = -constants.errno[code]
    expect(diskErrorCode(Object.assign(new Error(), { errno, code: `Unknown system error ${errno}` }))).toBe(
      code,
    )
  },
)

test('a number that the system has no name for stays as Node tells it', () => {
  const error = Object.assign(new Error(), { errno: -9_999, code: 'Unknown system error -9999' })
  expect(diskErrorCode(error)).toBe('Unknown system error -9999')
})

test('an error of our own is no trouble of the disk', () => {
  expect(() => diskFailure(new TypeError('a bug'))).toThrow('a bug')
})
