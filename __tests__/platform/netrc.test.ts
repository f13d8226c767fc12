// .netrc as `go` reads it, and which login it gives for a URL.

import { describe, expect, test } from '@jest/globals'
import { type NetrcLogin, netrcLogin, netrcPaths, parseNetrc } from '../../src/platform/netrc.ts'

const file = `
machine incomplete.example
	login nobody
machine api.example
	login user
	password pwd
machine oneline.example login user2 password pwd2

macdef ignore
machine macro.example login never password never

machine port.example:8443 login user3 password pwd3
login before machine late.example password half
machine api.example login second password mention
machine path.example/go login user4 password pwd4
default
machine behind.example login never password never
`

function show(login: NetrcLogin | null): string | null {
  return login === null ? null : `${login.login}:${login.password}`
}

describe('parseNetrc', () => {
  test('keeps complete machines, passes over macros, and stops at default', () => {
    expect(parseNetrc(file).map(({ machine }) => machine)).toEqual([
      'api.example',
      'oneline.example',
      'port.example:8443',
      'api.example',
      'path.example/go',
    ])
  })

  test('a default with a login on its line is no end, as in go', () => {
    const text = 'default login anonymous password x\nmachine a.example login u password p'
    expect(parseNetrc(text)).toEqual([{ machine: 'a.example', login: 'u', password: 'p' }])
  })

  test.each(['', '\n\n', 'machine', 'machine a login', 'password x', '\u0000'])(
    '%j holds nothing',
    (text) => {
      expect(parseNetrc(text)).toEqual([])
    },
  )
})

describe('netrcLogin', () => {
  const logins = parseNetrc(file)
  test.each([
    ['https://api.example/x/@v/v1.mod', 'user:pwd'],
    ['https://port.example:8443/x', 'user3:pwd3'],
    ['https://port.example/x', null],
    ['https://api.example:8443/x', null],
    ['https://sub.api.example/x', null],
    ['https://path.example/go/x/@v/list', 'user4:pwd4'],
    ['https://path.example/other', null],
    ['http://api.example/x', null],
    ['https://own:secret@api.example/x', null],
  ])('%s gets %s', (url, expected) => {
    expect(show(netrcLogin(logins, new URL(url)))).toBe(expected)
  })
})

describe('netrcPaths', () => {
  test.each<[string, Record<string, string>, NodeJS.Platform, readonly string[]]>([
    ['NETRC first', { NETRC: '/secrets/netrc', HOME: '/home/u' }, 'linux', ['/secrets/netrc']],
    ['the home folder', { HOME: '/home/u' }, 'linux', ['/home/u/.netrc']],
    ['an empty NETRC is unset', { NETRC: '', HOME: '/Users/u' }, 'darwin', ['/Users/u/.netrc']],
    ['Windows', { USERPROFILE: 'C:\\Users\\u' }, 'win32', ['C:\\Users\\u\\_netrc', 'C:\\Users\\u\\.netrc']],
    ['no home', {}, 'linux', []],
  ])('%s', (_, env, platform, expected) => {
    expect(netrcPaths(env, platform)).toEqual(expected)
  })
})
