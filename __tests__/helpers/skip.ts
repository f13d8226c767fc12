// Tests that this machine can't run: skipped, with the reason on stderr.

import { describe, test } from '@jest/globals'

/** `test` where it can run here; otherwise a skipped one, and `why` is told. */
export function testIf(possible: boolean, why: string) {
  if (possible) return test
  tell(why)
  return test.skip
}

/** `describe` where its tests can run here; otherwise a skipped one, and `why` is told. */
export function describeIf(possible: boolean, why: string) {
  if (possible) return describe
  tell(why)
  return describe.skip
}

/** Where the tests are made for other systems than Windows. */
export const notOnWindows = process.platform !== 'win32'

// Jest's own console is silent under --silent, and none of its reporters prints the names of skipped tests.
function tell(why: string): void {
  process.stderr.write(`Skipped: ${why}.\n`)
}
