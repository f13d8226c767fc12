// Which errors of the file system are the disk's.

import { expect, test } from '@jest/globals'
import { diskFailure } from '../../src/modcache/disk-failure.ts'

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

test('an error of our own is no trouble of the disk', () => {
  expect(() => diskFailure(new TypeError('a bug'))).toThrow('a bug')
})
