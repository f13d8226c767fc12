// Tests that this machine can't run: skipped, with the reason on stderr.

import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

const noSignals = 'Windows has no signal that ends a process in order; `npm run test:windows` presses Ctrl+C'

/** `test` where a process can be sent a signal that it hears. */
export const testWithSignals = () => testIf(notOnWindows, noSignals)

const noAuthority = 'on Linux alone do go and we trust the authority that SSL_CERT_FILE names'

/** `test` where a server of the tests can be trusted over TLS. */
export const testOverTls = () => testIf(process.platform === 'linux', noAuthority)

/** `describe` where a server of the tests can be trusted over TLS. */
export const describeOverTls = () => describeIf(process.platform === 'linux', noAuthority)

/** `test` where symbolic links can be made: on Windows that takes a right, and Wine makes none without saying so. */
export function testWithLinks() {
  return testIf(linksCanBeMade(), 'symbolic links can not be made here')
}

function linksCanBeMade(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'rgm-link-'))
  try {
    symlinkSync(folder, join(folder, 'link'))
    return lstatSync(join(folder, 'link')).isSymbolicLink()
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

// Jest's own console is silent under --silent, and none of its reporters prints the names of skipped tests.
function tell(why: string): void {
  process.stderr.write(`Skipped: ${why}.\n`)
}
