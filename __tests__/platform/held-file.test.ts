// Windows' refusals while another program holds a file open: waited for there, and told at once elsewhere.

import { describe, expect, test } from '@jest/globals'
import { whileHeld } from '../../src/platform/held-file.ts'

function refusing(code: string, times: number) {
  let calls = 0
  return {
    calls: () => calls,
    action: () => {
      if (++calls <= times) throw Object.assign(new Error(code), { code })
      return 'done'
    },
  }
}

describe('whileHeld', () => {
  test.each(['EPERM', 'EBUSY', 'EACCES'])('tries again after %s on Windows', async (code) => {
    const { action, calls } = refusing(code, 3)
    expect(await whileHeld(action, { platform: 'win32' })).toBe('done')
    expect(calls()).toBe(4)
  })

  test.each<[NodeJS.Platform, string]>([
    ['linux', 'EPERM'],
    ['darwin', 'EBUSY'],
    ['win32', 'ENOSPC'],
  ])('on %s, %s is told at once', async (platform, code) => {
    const { action, calls } = refusing(code, 1)
    await expect(whileHeld(action, { platform })).rejects.toMatchObject({ code })
    expect(calls()).toBe(1)
  })

  test('tells the error once the patience is over', async () => {
    const { action } = refusing('EBUSY', Number.POSITIVE_INFINITY)
    await expect(whileHeld(action, { platform: 'win32', patienceMs: 20 })).rejects.toMatchObject({
      code: 'EBUSY',
    })
  })

  test('other errors are worth it everywhere where the caller says so', async () => {
    const { action } = refusing('ENOTEMPTY', 1)
    expect(await whileHeld(action, { platform: 'linux', also: ['ENOTEMPTY'] })).toBe('done')
  })
})
