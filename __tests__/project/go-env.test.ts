// What `go env` answers, as a `go` of another system would.

import { describe, expect, test } from '@jest/globals'
import type { captureCommand } from '../../src/platform/process.ts'
import { readGoEnv } from '../../src/project/go-env.ts'

/** A `go` that answers with this module cache. */
const answering =
  (GOMODCACHE: string): typeof captureCommand =>
  async ({ args }) => ({
    end: { kind: 'exited', code: 0 },
    stdout: args.includes('-json') ? JSON.stringify({ GOVERSION: 'go1.26.0', GOMODCACHE }) : 'auto\n',
    stderr: '',
  })

const read = (GOMODCACHE: string, platform: NodeJS.Platform) =>
  readGoEnv({ go: '/go', env: {}, run: answering(GOMODCACHE), platform }, '/project')

describe('GOMODCACHE', () => {
  test.each<[NodeJS.Platform, string]>([
    ['linux', '/home/runner/go/pkg/mod'],
    ['win32', 'C:\\Users\\runner\\go\\pkg\\mod'],
    ['win32', 'D:/mc'],
    ['win32', '\\\\?\\C:\\mc'],
    ['win32', '\\\\server\\share\\mc'],
  ])('on %s may be %s', async (platform, path) => {
    expect(await read(path, platform)).toMatchObject({ kind: 'ok', env: { GOMODCACHE: path } })
  })

  test.each<[NodeJS.Platform, string]>([
    ['linux', 'mc'],
    ['linux', ''],
    ['win32', 'mc'],
    ['win32', '\\mc'],
    ['win32', '/mc'],
    ['win32', 'C:mc'],
  ])('on %s may not be %j, which go refuses', async (platform, path) => {
    expect(await read(path, platform)).toMatchObject({ kind: 'problem', id: 'proxy-config/module-cache' })
  })
})
