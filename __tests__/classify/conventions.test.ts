// The agreed conventions are kept, by which two people label alike.
// Maps to src/classify/*.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'

const judge = (text: string) => classify({ lines: text.split('\n') }).primary

const reading = 'go: a.b/c@v1.0.0: reading https://proxy.golang.org/a.b/c/@v/v1.0.0.'
const sum = 'go: a.b/c@v1.0.0: verifying module: a.b/c@v1.0.0: '
const git =
  'go: a.b/c@v1.0.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128:\n\t'

describe('the checksum database wins by its host', () => {
  test.each([
    [
      'dns',
      `${sum}Get "https://sum.golang.org/lookup/a.b/c@v1.0.0": dial tcp: lookup sum.golang.org: no such host`,
    ],
    ['timeout', `${sum}Get "https://sum.golang.org/tile/8/0/x001/234": dial tcp 1.2.3.4:443: i/o timeout`],
    ['server-error', `${sum}reading https://sum.golang.org/lookup/a.b/c@v1.0.0: 502 Bad Gateway`],
    [
      'rate-limited',
      `${sum}reading https://goproxy.cn/sumdb/sum.golang.org/supported: 429 Too Many Requests`,
    ],
    ['auth', `${sum}reading https://goproxy.corp/sumdb/sum.golang.org/supported: 403 Forbidden`],
  ])('with %s told in also', (also, text) => {
    expect(judge(text)).toMatchObject({ category: 'sumdb', also: expect.arrayContaining([also]) })
  })

  test('but a hash that disagrees is a mismatch', () => {
    const text =
      'go: a.b/c@v1.0.0: verifying module: checksum mismatch\n\tdownloaded: h1:a=\n\tsum.golang.org: h1:b='
    expect(judge(text)?.id).toBe('checksum-mismatch/sumdb')
  })
})

describe('text of a remote', () => {
  test('"could not read Username" in a server response is not-found, also auth', () => {
    const text = `${reading}info: 404 Not Found\n\tserver response: not found: a.b/c@v1.0.0: git ls-remote: exit status 128: fatal: could not read Username for 'https://a.b': terminal prompts disabled`
    expect(judge(text)).toMatchObject({ category: 'not-found', also: expect.arrayContaining(['auth']) })
  })

  test('the same from the local git is auth', () => {
    expect(
      judge(`${git}fatal: could not read Username for 'https://a.b': terminal prompts disabled`)?.category,
    ).toBe('auth')
  })

  test('a trouble of the proxy in a 404 is a server error that passes', () => {
    expect(
      judge(`${reading}info: 404 Not Found\n\tserver response: not found: fetch timed out`),
    ).toMatchObject({ id: 'server-error/upstream', transient: true })
  })
})

describe('a refusal of several lines is read as a whole', () => {
  // As goproxyio relays what its own `go mod download -json` printed, and as go shows it: behind a tab.
  const relayed = (host: string) => `${reading}info: 404 Not Found
\tserver response:
\tgo mod download -json a.b/c@v1.0.0:
\t{
\t\t"Path": "a.b/c",
\t\t"Version": "v1.0.0",
\t\t"Error": "a.b/c@v1.0.0: git ls-remote -q origin: exit status 128:\\n\\tfatal: unable to access 'https://${host}/b/c/': Could not resolve host: ${host}"
\t}`
  // On one line.
  const compact = (host: string) =>
    relayed(host)
      .replace(/\{\n\t\t/, '{')
      .replace('\n\t}', '}')

  test.each([
    ['as it was printed', relayed],
    ['as compact JSON', compact],
  ])('%s, it tells of the proxy that could not resolve github.com', (_, text) => {
    expect(judge(text('github.com'))).toMatchObject({ id: 'server-error/upstream', transient: true })
  })

  test('a name that only one network knows is no trouble of the proxy', () => {
    expect(judge(relayed('git.corp.example'))).toMatchObject({
      id: 'not-found/private-host',
      transient: false,
    })
  })
})

describe('a gatekeeper refuses by any status', () => {
  test.each(['400 Bad Request', '403 Forbidden', '404 Not Found'])('%s', (status) => {
    expect(judge(`${reading}info: ${status}\n\tserver response: Go module host not permitted`)).toMatchObject(
      { id: 'auth/policy', transient: false },
    )
  })
})

describe('what a server sends', () => {
  test.each([
    [
      'a login page',
      'go: a.b/c@v1.0.0: invalid response from proxy "https://p.corp": invalid character \'<\' looking for beginning of value',
    ],
    [
      'another version',
      'go: a.b/c@v1.0.0: proxy returned info for version v1.0.1 instead of requested version',
    ],
    ['an empty go.mod', 'go: a.b/c@v1.0.0: parsing go.mod: missing module line'],
  ])('%s with status 200 is wrong content', (_, text) => {
    expect(judge(text)).toMatchObject({ id: 'server-error/wrong-content', transient: false })
  })

  test.each([
    ['a broken zip', 'go: a.b/c@v1.0.0: zip: not a valid zip file'],
    [
      'half an .info',
      'go: a.b/c@v1.0.0: invalid response from proxy "https://p.corp": unexpected end of JSON input',
    ],
    ['nothing', `${reading}mod: 204 No Content`],
  ])('%s with a status of success is damaged content, which passes', (_, text) => {
    expect(judge(text)).toMatchObject({ id: 'server-error/damaged-content', transient: true })
  })

  test('well-formed bytes that go.sum contradicts are a mismatch', () => {
    expect(
      judge('verifying a.b/c@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=')?.category,
    ).toBe('checksum-mismatch')
  })
})

describe('an absence', () => {
  test.each([
    ['info', 'version-unavailable'],
    ['mod', 'version-unavailable'],
    ['zip', 'not-found'],
  ])('of a .%s is %s', (file, category) => {
    expect(judge(`${reading}${file}: 404 Not Found`)?.category).toBe(category)
    expect(judge(`${reading}${file}: 410 Gone`)?.category).toBe(category)
  })

  test('of @v/list is not-found', () => {
    expect(
      judge('go: module a.b/c: reading https://proxy.golang.org/a.b/c/@v/list: 404 Not Found')?.category,
    ).toBe('not-found')
  })

  test('of a path that looks private is not-found', () => {
    const text =
      'go: gitlab.corp.example/team/lib@v1.0.0: reading https://proxy.golang.org/gitlab.corp.example/team/lib/@v/v1.0.0.mod: 404 Not Found'
    expect(judge(text)).toMatchObject({
      category: 'not-found',
      module: 'gitlab.corp.example/team/lib@v1.0.0',
    })
  })
})

describe('a wrapper', () => {
  test('"unrecognized import path" gives way to its cause', () => {
    expect(
      judge(
        'go: a.b/c@v1.0.0: unrecognized import path "a.b/c": https fetch: Get "https://a.b/c?go-get=1": dial tcp 1.2.3.4:443: i/o timeout',
      )?.category,
    ).toBe('timeout')
  })

  test('"invalid version: git" gives way to its cause', () => {
    expect(judge(`${git}fatal: early EOF`)?.category).toBe('interrupted')
  })

  test('"cannot find module providing package" gives way to its cause', () => {
    expect(
      judge(
        'main.go:3:2: cannot find module providing package a.b/c: module a.b/c: reading https://proxy.golang.org/a.b/c/@v/list: 503 Service Unavailable',
      )?.category,
    ).toBe('server-error')
  })
})

test('a time-out on port 53 is dns', () => {
  const text =
    'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.mod": dial tcp: lookup proxy.golang.org on 10.0.0.2:53: read udp 10.0.0.5:1->10.0.0.2:53: i/o timeout'
  expect(judge(text)).toMatchObject({ category: 'dns', also: ['timeout'] })
})

test.each([
  [
    'interrupted',
    'read "https://proxy.golang.org/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip": unexpected EOF',
  ],
  [
    'server-error',
    'reading https://proxy.golang.org/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip: 504 Gateway Timeout',
  ],
  ['server-error', 'zip: not a valid zip file'],
])('a toolchain download keeps toolchain, with %s in also', (also, cause) => {
  const fault = judge(`go: download go1.24.1: golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64: ${cause}`)
  expect(fault).toMatchObject({
    category: 'toolchain',
    transient: true,
    also: expect.arrayContaining([also]),
  })
})

test('a damaged zip of a toolchain is no damage of a module, and one on the disk is damage of the cache', () => {
  const zip = 'golang.org/toolchain@v0.0.1-go1.24.1.linux-amd64'
  expect(judge(`go: download go1.24.1: ${zip}: zip: checksum error`)).toMatchObject({
    id: 'toolchain/download-failed',
    also: ['cache-corrupt', 'server-error'],
    module: zip,
  })
  const unpacking = 'unzip /go/pkg/mod/cache/download/golang.org/toolchain/@v/v0.0.1-go1.24.1.linux-amd64.zip'
  expect(judge(`go: download go1.24.1: ${unpacking}: zip: checksum error`)?.id).toBe('cache-corrupt/unzip')
})

describe('several faults', () => {
  const get = (module: string, cause: string) =>
    `go: ${module}@v1.0.0: Get "https://proxy.golang.org/${module}/@v/v1.0.0.zip": ${cause}`
  const ids = (...lines: string[]) => classify({ lines }).faults.map(({ id }) => id)

  test('what go gave up because another failed comes after that other', () => {
    const untrusted = get('a.b/d', 'x509: certificate signed by unknown authority')
    expect(ids(get('a.b/c', 'context canceled'), untrusted)).toEqual([
      'tls/unknown-authority',
      'interrupted/broken-transport',
    ])
    expect(ids(get('a.b/c', 'context canceled'))).toEqual(['interrupted/broken-transport'])
  })

  const noPassword =
    "go: a.b/c@v1.0.0: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128: fatal: could not read Username for 'https://a.b': terminal prompts disabled"
  const noGit =
    'go: a.b/c@v1.0.0: git init --bare in /go/pkg/mod/cache/vcs/0a1b: exec: "git": executable file not found in $PATH'

  test.each([
    ['auth/git-no-credentials', noPassword],
    ['vcs-missing/executable', noGit],
  ])('%s comes after the proxy that could not be reached', (id, direct) => {
    expect(ids(direct, get('a.b/d', 'dial tcp 1.2.3.4:443: i/o timeout'))).toEqual(['timeout/dial', id])
    const elsewhere =
      "go: a.b/d@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1c: exit status 128: fatal: unable to access 'https://a.b/d/': Could not resolve host: a.b"
    expect(ids(direct, elsewhere)[0]).toBe(id)
  })

  test('a revision is not known either where the repository is damaged', () => {
    const damaged =
      'go: a.b/d@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1c: exit status 128: fatal: loose object 0a1b2c (stored in ./objects/0a/1b2c) is corrupt'
    expect(ids('go: a.b/c@v1.0.0: invalid version: unknown revision v1.0.0', damaged)).toEqual([
      'cache-corrupt/vcs-objects',
      'version-unavailable/unknown-revision',
    ])
  })

  test('forty modules that fail alike are one fault', () => {
    const lines = Array.from(
      { length: 40 },
      (_, index) =>
        `go: a.b/c${index}@v1.0.0: Get "https://proxy.golang.org/a.b/c${index}/@v/v1.0.0.mod": dial tcp 1.2.3.4:443: i/o timeout`,
    )
    const { faults } = classify({ lines })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ blocked: 40, module: 'a.b/c0@v1.0.0' })
  })

  test('consequences never win over their cause', () => {
    const lines = [
      'main.go:3:2: missing go.sum entry for module providing package a.b/d; to add:',
      '\tgo mod download a.b/d',
      'main.go:4:2: no required module provides package a.b/e; to add it:',
      '\tgo get a.b/e',
      'main.go:5:2: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": dial tcp 1.2.3.4:443: i/o timeout',
    ]
    expect(classify({ lines }).faults.map(({ category }) => category)).toEqual(['timeout'])
  })

  test('a full disk comes before the read error that it is dressed as', () => {
    const text =
      'go: a.b/c@v1.0.0: read "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": write /go/pkg/mod/cache/download/a.b/c/@v/v1.0.0.zip1.tmp: no space left on device'
    expect(judge(text)?.id).toBe('disk/full')
  })
})

test('a failed fetch that no rule knows is unknown, and not stated', () => {
  const fault = judge(
    'go: a.b/c@v1.0.0: git fetch -f origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128:\n\tfatal: the moon is full',
  )
  expect(fault?.category).toBe('unknown')
  expect(fault?.confidence).toBeLessThan(0.8)
})
