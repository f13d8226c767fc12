// Which parts of a proxy's URL are shown, and which are masked everywhere.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { displayUrl, urlSecrets } from '../../src/go/url-secrets.ts'
import { createRedactor } from '../../src/platform/redact.ts'

describe('a path that reads like words is shown as it is', () => {
  test.each([
    '/artifactory/api/go/go-virtual',
    '/repository/go-group/',
    '/api/v4/projects/278964/packages/go',
    '/nexus/repository/Golang_Proxy2',
    '/basic/team-a/go/',
    '/go1.22/proxy.prod',
    '/organizations/infrastructure/registry',
    '/mirrors/goproxy/',
  ])('%s', (path) => {
    const url = `https://dl.example.com${path}`
    expect(displayUrl(url)).toBe(url)
    expect(urlSecrets(url)).toEqual([])
  })
})

const tokens = [
  'QwErTyUiOpAsDfGh',
  'aBcDeFgHiJkLmNo7',
  'aBcD1234eFgH',
  'a1B2c3D4e5F6g7H8',
  'tok.a1B2c3D4e5F6g7H8',
  'a1B2c3D4e5F6g7H8=',
  '1234567890123456',
  'xk9q',
  'deadbeefcafe0123',
  'qwrtpsdfgh',
  'abcdefghijklmnopqrst',
  'to%6ben%2Fx',
  'ey.J0.x~y',
]

describe('what may be a token is hidden, and masked in every other text', () => {
  test.each(tokens)('%s', (token) => {
    const url = `https://dl.example.com/${token}/org/repo/go`
    expect(displayUrl(url)).toBe('https://dl.example.com/***/org/repo/go')
    const text = `reading ${url}/a.b/c/@v/v1.0.0.mod: 404 Not Found`
    expect(createRedactor(urlSecrets(url))(text)).not.toContain(token)
  })

  test('a short one is masked in its place only', () => {
    const redact = createRedactor(urlSecrets('https://dl.example.com/a1B/go'))
    expect(redact('https://dl.example.com/a1B/go and a1B')).toBe('https://***/go and a1B')
  })

  test('random ones of 16 characters and more, with capitals and digits', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']
    const token = fc.string({ unit: fc.constantFrom(...letters), minLength: 16, maxLength: 40 })
    fc.assert(
      fc.property(token, (segment) => displayUrl(`https://h.example/${segment}/go`).includes('/***/')),
      { numRuns: 2_000, seed: 8 },
    )
  })
})
