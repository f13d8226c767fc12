// Where `go mod download` must run, on drives of Windows.

import { win32 } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { discoverScopes } from '../../src/project/discover.ts'

/** A module in the working directory `D:\\work`, and a GOWORK that uses these folders. */
const discovered = (gowork: string, members: readonly string[]) =>
  discoverScopes({
    workingDirectory: 'D:\\work',
    found: { modules: ['app'], workspaces: [] },
    gowork,
    goworkIsSet: true,
    membersOf: async () => ({ kind: 'ok', members }),
    paths: win32,
  })

describe('a GOWORK on another drive', () => {
  test('lies outside of the working directory: no scope of its own', async () => {
    expect(await discovered('C:\\other\\go.work', ['C:\\other\\lib'])).toEqual({
      kind: 'ok',
      candidates: [{ kind: 'module', path: 'D:\\work\\app', names: ['app'], outsideWorkspace: true }],
    })
  })

  test('is a scope where it uses a module of the working directory', async () => {
    expect(await discovered('C:\\other\\go.work', ['D:\\work\\app'])).toMatchObject({
      candidates: [{ kind: 'workspace', path: 'C:\\other\\go.work' }],
    })
  })
})

test('one on the same drive in the working directory is a scope', async () => {
  expect(await discovered('D:\\work\\go.work', ['D:\\work\\app'])).toMatchObject({
    candidates: [{ kind: 'workspace', path: 'D:\\work\\go.work', names: ['.', 'app'] }],
  })
})
