// What Windows refuses while another program holds a file open, as a virus scanner does with each new one: done again until it goes.

import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '../text/error.ts'

interface Patience {
  readonly platform?: NodeJS.Platform
  /** As long as `go` tries, where not given. cmd/internal/robustio, arbitraryTimeout */
  readonly patienceMs?: number
  /** Codes of errors after which it is done again on every system. */
  readonly also?: readonly string[]
}

/** ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_NOACCESS, as libuv tells them. */
const heldCodes = ['EPERM', 'EBUSY', 'EACCES']

/** Rejects with the last error of `action`, once the patience is over; at once with an error that waiting doesn't mend. */
export async function whileHeld<T>(
  action: () => T | Promise<T>,
  { platform = process.platform, patienceMs = 2_000, also = [] }: Patience = {},
): Promise<T> {
  const codes = platform === 'win32' ? [...heldCodes, ...also] : also
  const until = performance.now() + patienceMs
  for (let pauseMs = 5; ; pauseMs = Math.min(2 * pauseMs, 200)) {
    try {
      return await action()
    } catch (error) {
      if (!codes.includes(errorCode(error) ?? '') || performance.now() >= until) throw error
    }
    await sleep(pauseMs)
  }
}
