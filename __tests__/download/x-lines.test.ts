// The lines that `-x` makes `go` print, and what they tell about what is under way.

import { describe, expect, test } from '@jest/globals'
import { createXLog, readXLine } from '../../src/download/x-lines.ts'

describe('readXLine', () => {
  const url = 'https://proxy.example.com/github.com/%21azure/x/@v/v1.0.0.zip'
  test.each([
    ['a request', `# get ${url}`, { url, outcome: null, seconds: null }],
    ['an answer', `# get ${url}: 200 OK (0.123s)`, { url, outcome: '200 OK', seconds: 0.123 }],
    [
      'a refusal',
      `# get ${url}: 404 Not Found (12.002s)`,
      { url, outcome: '404 Not Found', seconds: 12.002 },
    ],
    [
      'an error of the transport',
      `# get ${url}: Get "${url}": dial tcp 127.0.0.1:1: connect: connection refused`,
      { url, outcome: `Get "${url}": dial tcp 127.0.0.1:1: connect: connection refused`, seconds: null },
    ],
    [
      'a scheme that is not allowed',
      '# get http://a.example:8080/x: insecure',
      { url: 'http://a.example:8080/x', outcome: 'insecure', seconds: null },
    ],
    [
      'a host with a port',
      '# get http://[::1]:8080/x: 200 OK (0.001s)',
      { url: 'http://[::1]:8080/x', outcome: '200 OK', seconds: 0.001 },
    ],
  ])('reads %s', (_, line, request) => {
    expect(readXLine(line)).toEqual({ kind: 'request', request })
  })

  test('reads commands of version control', () => {
    expect(readXLine('cd /c/vcs/ab; git ls-remote -q origin')).toEqual({
      kind: 'command-start',
      dir: '/c/vcs/ab',
      command: 'git ls-remote -q origin',
    })
    expect(readXLine('0.015s # cd /c/vcs/ab; git ls-remote -q origin')).toEqual({
      kind: 'command-end',
      dir: '/c/vcs/ab',
      command: 'git ls-remote -q origin',
    })
    expect(readXLine('mkdir -p /c/vcs # git3 https://example.com/x')).toEqual({
      kind: 'repository',
      dir: '/c/vcs',
      remote: 'https://example.com/x',
    })
    expect(readXLine('# lock /c/vcs/ab.lock')).toEqual({ kind: 'lock', dir: '/c/vcs/ab' })
  })

  test('reads the question whether a repository is there, printed on two lines', () => {
    expect(readXLine('cd /c')).toEqual({ kind: 'folder' })
    expect(readXLine('cd C:\\c')).toEqual({ kind: 'folder' })
    expect(readXLine('git ls-remote -- ssh://git@example.com/x')).toEqual({
      kind: 'ping',
      remote: 'ssh://git@example.com/x',
    })
  })

  test.each([
    'go: example.com/x@v1.0.0: git ls-remote -q origin in /c: exit status 128:',
    'go: example.com/x@v1.0.0: reading https://proxy.example.com/x: 404 Not Found',
    '\tserver response: not found',
    '\t# get https://example.com: 200 OK (0.001s)',
    'verifying example.com/x@v1.0.0: checksum mismatch',
    'go: downloading example.com/x v1.0.0',
    '',
  ])('leaves a message alone: %j', (line) => {
    expect(readXLine(line)).toBeNull()
  })
})

describe('createXLog', () => {
  const log = (...lines: string[]) => {
    const xLog = createXLog()
    for (const line of lines) xLog.push(line)
    return xLog
  }

  test('counts requests, and those that brought nothing', () => {
    const xLog = log(
      '# get http://p/a.mod',
      '# get http://p/a.mod: 200 OK (0.001s)',
      '# get http://p/b.mod',
      '# get http://p/b.mod: 503 Service Unavailable (0.001s)',
      '# get http://p/c.mod',
      '# get http://p/c.mod: Get "http://p/c.mod": EOF',
    )
    expect(xLog.counts()).toEqual({ sent: 3, failed: 2 })
    expect([...xLog.asked()]).toEqual(['http://p/a.mod', 'http://p/b.mod', 'http://p/c.mod'])
  })

  test('knows what is awaited, the latest last, also a URL asked twice', () => {
    const xLog = log(
      '# get http://p/a',
      '# get http://p/b',
      '# get http://p/a',
      '# get http://p/a: 200 OK (0.001s)',
    )
    expect(xLog.awaited()).toEqual(['http://p/b', 'http://p/a'])
    xLog.push('# get http://p/a: 200 OK (0.002s)')
    expect(xLog.awaited()).toEqual(['http://p/b'])
  })

  test('knows zips whose bodies may still be coming', () => {
    const xLog = log(
      '# get http://p/a.zip',
      '# get http://p/a.zip: 200 OK (0.001s)',
      '# get http://p/b.zip',
      '# get http://p/b.zip: 404 Not Found (0.001s)',
    )
    expect(xLog.zipsBegun()).toEqual(['http://p/a.zip'])
  })

  test('knows the repository that was asked last whether it is there', () => {
    const xLog = log('cd /c', 'git ls-remote https://example.com/x')
    expect(xLog.pinged()).toBe('https://example.com/x')
    xLog.push('# get http://p/a.zip')
    expect(xLog.pinged()).toBeNull()
  })

  test('knows the commands under way and the repositories they ask', () => {
    const xLog = log(
      'mkdir -p /c/vcs # git3 https://example.com/x',
      '# lock /c/vcs/ab.lock',
      'mkdir -p /c/vcs/ab # git3 https://example.com/x',
      'cd /c/vcs/ab; git init --bare',
      '0.003s # cd /c/vcs/ab; git init --bare',
      'cd /c/vcs/ab; git fetch -f origin',
    )
    expect(xLog.commands()).toEqual([
      expect.objectContaining({
        dir: '/c/vcs/ab',
        command: 'git fetch -f origin',
        remote: 'https://example.com/x',
      }),
    ])
  })
})

describe('text that go quotes', () => {
  const request = '# get https://a.example/x/@v/list'

  test('is no request and no command, once go has begun its last message', () => {
    const log = createXLog()
    expect(log.push('go: b.example/x@v1.0.0: malformed module path "b.example/x')).toBeNull()
    for (const line of ['cd /victim; git fetch', request, '"']) expect(log.push(line)).toBeNull()
    expect([log.commands(), log.awaited()]).toEqual([[], []])
  })

  test.each([
    'go: downloading example.com/x v1.0.0',
    'go: finding example.com/x latest',
    'go: warning: "all" matched no packages',
    'go: disabling cache (/c) due to initialization failure: permission denied',
    'go: writing stat cache: permission denied',
  ])('go asks on after %s', (message) => {
    const log = createXLog()
    expect(log.push(message)).toBeNull()
    log.push(request)
    expect(log.awaited()).toEqual(['https://a.example/x/@v/list'])
  })
})
