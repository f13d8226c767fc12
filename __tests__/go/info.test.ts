// The version that an .info file tells.

import { expect, test } from '@jest/globals'
import { versionOfInfo } from '../../src/go/info.ts'

test.each<[name: string, text: string, version: string | null]>([
  ['what a proxy sends', '{"Version":"v1.2.3","Time":"2026-01-02T03:04:05Z"}', 'v1.2.3'],
  ['fields that we do not know', '{"Version":"v1.2.3","Origin":{"VCS":"git","Added":[1]}}', 'v1.2.3'],
  ['no version', '{"Time":"2026-01-02T03:04:05Z"}', null],
  ['a version that is no text', '{"Version":3}', null],
  ['a list', '["v1.2.3"]', null],
  ['null', 'null', null],
  ['a login page', '<html>', null],
  ['nothing', '', null],
])('%s', (_, text, version) => {
  expect(versionOfInfo(text)).toBe(version)
})
