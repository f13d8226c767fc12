// The version that the input go-version asks for.

import { describe, expect, test } from '@jest/globals'
import { parseGoMod } from '../../src/go/go-mod.ts'
import { goVersionRanges } from '../../src/toolchain/go-version.ts'

function mod(text: string) {
  const parsed = parseGoMod(`module example.com/m\n\n${text}\n`)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return parsed.mod
}

describe('goVersionRanges', () => {
  test.each([
    ['1.26', ['1.26']],
    ['go1.26.3', ['1.26.3']],
    ['>=1.25', ['>=1.25']],
    ['1.27rc1', ['1.27.0-rc.1']],
  ])('%s is looked for as written', (text, ranges) => {
    expect(goVersionRanges(text, null)).toEqual(ranges)
  })

  test.each([
    ['go 1.22', ['~1.22.0', '>=1.22.0']],
    ['go 1.22.5', ['~1.22.5', '>=1.22.5']],
    ['go 1.22.0\n\ntoolchain go1.24.1', ['~1.24.1', '>=1.24.1']],
    ['', []],
  ])('go.mod with %p asks for its release first, then for newer ones', (text, ranges) => {
    expect(goVersionRanges('go.mod', mod(text))).toEqual(ranges)
  })
})
