// Remembers which files of the module cache this run brought, and from where.

import { expect, test } from '@jest/globals'
import type { ModuleFile } from '../../src/go/module-file.ts'
import { createFileOrigins } from '../../src/modcache/file-origins.ts'

const a: ModuleFile = { path: 'example.com/A', version: 'v1.0.0', kind: 'mod' }

test('the origin of each file is known until it is forgotten', () => {
  const origins = createFileOrigins()
  origins.note(a, { kind: 'cache' })
  origins.note({ ...a, kind: 'zip' }, { kind: 'proxy', proxy: 'https://proxy.example.com' })
  origins.note(a, { kind: 'proxy', proxy: 'https://other.example.com' })
  expect(origins.originOf({ ...a })).toEqual({ kind: 'proxy', proxy: 'https://other.example.com' })
  expect(origins.files()).toEqual([a, { ...a, kind: 'zip' }])
  origins.forget(a)
  expect(origins.originOf(a)).toBeNull()
  expect(origins.originOf({ ...a, version: 'v1.1.0' })).toBeNull()
  expect(origins.files()).toEqual([{ ...a, kind: 'zip' }])
})
