// The environment of `go mod download`.
// Maps to src/go/go-env.ts, src/go/go-flags.ts, src/go/godebug.ts.

import { describe, expect, test } from '@jest/globals'
import { type GoEnvironmentOptions, goEnvironment } from '../../src/download/go-environment.ts'
import { usesHttp1, withHttp1 } from '../../src/go/godebug.ts'

const options: GoEnvironmentOptions = {
  env: {},
  goproxy: 'https://p',
  http1: false,
  hasSshCommand: true,
  platform: 'linux',
}

describe('goEnvironment', () => {
  test('changes nothing of the user but what has to be', () => {
    const env = {
      PATH: '/bin',
      GOPROXY: 'https://user',
      GOFLAGS: '-mod=mod',
      GOSUMDB: 'off',
      GOAUTH: 'netrc',
      GODEBUG: 'x=1',
      LC_ALL: 'de_DE.UTF-8',
      GIT_SSH_COMMAND: 'ssh -i key',
      NETRC: undefined,
    }
    expect(goEnvironment({ ...options, env })).toEqual({
      ...env,
      GOPROXY: 'https://p',
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
    })
  })

  test('keeps ssh from asking only where nobody said how to reach ssh', () => {
    expect(goEnvironment({ ...options, hasSshCommand: false }).GIT_SSH_COMMAND).toBe('ssh -o BatchMode=yes')
    expect(goEnvironment(options)).not.toHaveProperty('GIT_SSH_COMMAND')
  })

  test('switches HTTP/2 off only when told to', () => {
    expect(goEnvironment({ ...options, env: { GODEBUG: 'x=1' }, http1: true }).GODEBUG).toBe(
      'x=1,http2client=0',
    )
    expect(goEnvironment({ ...options, http1: true }).GODEBUG).toBe('http2client=0')
    expect(goEnvironment(options)).not.toHaveProperty('GODEBUG')
  })

  test('leaves no second spelling of a variable on Windows', () => {
    const env = { Goproxy: 'https://user', Path: 'C:\\go' }
    expect(goEnvironment({ ...options, env, platform: 'win32' })).toEqual({
      Path: 'C:\\go',
      GOPROXY: 'https://p',
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
    })
  })
})

test.each([
  ['', 'http2client=0', false],
  ['http2client=0', 'http2client=0', true],
  ['a=b,http2client=0', 'a=b,http2client=0', true],
  ['http2client=0,http2client=1', 'http2client=0,http2client=1,http2client=0', false],
])('GODEBUG %j with HTTP/1 is %j', (godebug, expected, already) => {
  expect(withHttp1(godebug)).toBe(expected)
  expect(usesHttp1(godebug)).toBe(already)
  expect(usesHttp1(withHttp1(godebug))).toBe(true)
})
