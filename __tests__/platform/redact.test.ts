// Secrets in every form in which a text may hold them are replaced.
// Maps to src/platform/secret-forms.ts, src/platform/short-secrets.ts, src/text/secret-patterns.ts, src/text/secret-values.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { createRedactor, secretValues } from '../../src/platform/redact.ts'

const patternsOnly = createRedactor([])

describe('patterns hide credentials that were never registered', () => {
  test.each<[name: string, text: string, hidden: string]>([
    ['URL with user and password', 'GET https://user:s3cr3tpw@proxy.corp/x: 503', 's3cr3tpw'],
    ['URL with a token as user', 'fatal: https://tok3n12345@github.com/a/b.git', 'tok3n12345'],
    ['password with an @', 'https://user:p@ss@w0rd@proxy.corp/mod/@v/list', 'p@ss@w0rd'],
    [
      'password with a slash, refused by net/url',
      'parse "https://user:pa/ssw0rd@proxy.corp": invalid port',
      'pa/ssw0rd',
    ],
    ['percent-encoded URL', 'u=https%3A%2F%2Fuser%3Ahunter22%40proxy.corp%2F', 'hunter22'],
    ['no scheme', 'HTTPS_PROXY is user:hunter22@proxy.corp:3128', 'hunter22'],
    ['git prompt', "could not read Password for 'https://bot:hunter22@github.com'", 'hunter22'],
    ['ssh URL with a password', 'ssh://deploy:hunter22@git.corp/x', 'hunter22'],
    ['every entry of a list', 'GOPROXY=https://a:first-pw@x.corp,https://b:second-pw@y.corp', 'second-pw'],
    ['Authorization header', 'Authorization: Basic dXNlcjpodW50ZXIyMg==', 'dXNlcjpodW50ZXIyMg'],
    ['header in JSON', '{"Authorization":"Bearer abc.def-ghi"}', 'abc.def-ghi'],
    ['header as Go prints a map', 'map[Authorization:[Basic dXNlcjpwYXNz]]', 'dXNlcjpwYXNz'],
    ['Proxy-Authorization', '> proxy-authorization: basic Zm9vOmJhcg==', 'Zm9vOmJhcg'],
    ['git extraheader', 'http.extraheader=AUTHORIZATION: basic eDpnaHM=', 'eDpnaHM'],
    ['GitLab header', 'PRIVATE-TOKEN: abcdefgh1234', 'abcdefgh1234'],
    ['Artifactory header', 'X-JFrog-Art-Api: secretkey99', 'secretkey99'],
    ['netrc line', 'machine proxy.corp login bot password hunter22', 'hunter22'],
    ['netrc over several lines', 'machine proxy.corp\n  login bot\n  password hunter22\n', 'hunter22'],
    ['GitHub tokens', `token ghs_${'aB3'.repeat(12)} used`, 'aB3aB3aB3'],
    ['fine-grained token', `github_pat_${'11A'.repeat(12)}`, '11A11A'],
    ['GitLab token', 'glpat-abcdEFGH1234_-xyzw', 'abcdEFGH1234'],
    ['AWS key id', 'AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
    ['Slack token', 'xoxb-123456789012-abcdefghijkl', '123456789012'],
    ['npm token', `npm_${'z9'.repeat(18)}`, 'z9z9z9'],
    ['JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiIxIn0'],
    ['AWS signed URL', 'https://s3.corp/x?X-Amz-Expires=60&X-Amz-Signature=deadbeef01&y=1', 'deadbeef01'],
    ['Google signed URL', 'https://storage.googleapis.com/x?X-Goog-Signature=deadbeef02', 'deadbeef02'],
    ['Azure SAS', 'https://a.blob.core.windows.net/x?se=1&sig=abc%2Bdef%3D', 'abc%2Bdef'],
    ['token parameter', 'https://x.corp/?token=hunter22&a=b', 'hunter22'],
    ['access_token parameter', 'https://x.corp/?access_token=hunter22', 'hunter22'],
    ['variable in a dump', 'ARTIFACTORY_PASSWORD="hunter 22"', 'hunter 22'],
    [
      'private key',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
      'b3BlbnNz',
    ],
  ])('%s', (_name, text, hidden) => {
    expect(text).toContain(hidden)
    expect(patternsOnly(text)).not.toContain(hidden)
  })
})

describe('ordinary output stays as it is', () => {
  test.each([
    'go: golang.org/x/text@v0.14.0: reading https://proxy.golang.org/golang.org/x/text/@v/v0.14.0.zip: 503 Service Unavailable',
    'https://proxy.corp:8443/api/go/github.com/!azure/x/@v/v1.0.0.mod',
    'go: example.com/a@v1.0.0: example.com/b@v1.2.3: unknown revision v1.2.3',
    'git@github.com: Permission denied (publickey).',
    'fetching ssh://git@github.com/acme/x',
    'remote: Support for password authentication was removed on August 13, 2021.',
    "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
    'golang.org/x/text v0.14.0 h1:ScX5w1eTa3QqT8oi6+ziP7dTV1S2+ALU0bI+0zXKWiQ=',
    'GOSUMDB=sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAd8OuAn8',
    'dial tcp 10.0.0.1:443: connect: connection refused',
    'cmd/x.go:12:3: undefined: y',
    'a netrc line `machine git.corp login <user> password <token>`, or `git config`',
    `git config --global url."https://x-access-token:\${TOKEN}@github.com/".insteadOf https://github.com/`,
    'git config --global url."https://<user>:$TOKEN@git.corp/".insteadOf https://git.corp/',
    'https://$TOKEN@github.com/a/b',
  ])('%s', (text) => {
    expect(patternsOnly(text)).toBe(text)
  })

  test('a redacted JSON document is still JSON', () => {
    const document = {
      a: 'Authorization: Bearer x"y',
      b: 'password="a b"',
      c: 'https://u:p@h/?token=a"',
      d: 'machine h login "x" password y\\',
    }
    expect(() => JSON.parse(patternsOnly(JSON.stringify(document)))).not.toThrow()
  })
})

// Each way in which a value may be written; the last column of the promise in createRedactor's description.
const encodings: Readonly<Record<string, (secret: string, before: string, after: string) => string>> = {
  raw: (secret, before, after) => before + secret + after,
  'percent-encoded': (secret, before, after) => before + encodeURIComponent(secret) + after,
  'percent-encoded, all of it': (secret, before, after) =>
    before +
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') +
    after,
  'percent-encoded twice': (secret, before, after) =>
    before + encodeURIComponent(encodeURIComponent(secret)) + after,
  'form-encoded': (secret, before, after) => before + new URLSearchParams({ k: secret }).toString() + after,
  JSON: (secret, before, after) => before + JSON.stringify(secret) + after,
  'JSON in JSON': (secret, before, after) => before + JSON.stringify(JSON.stringify(secret)) + after,
  'JSON as Go writes it': (secret, before, after) =>
    before + JSON.stringify(secret).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`) + after,
  'each byte as \\x': (secret, before, after) =>
    before +
    [...Buffer.from(secret)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('') +
    after,
  base64: (secret, before, after) => Buffer.from(before + secret + after).toString('base64'),
  'base64 for URLs': (secret, before, after) => Buffer.from(before + secret + after).toString('base64url'),
  'base64, percent-encoded': (secret, before, after) =>
    encodeURIComponent(Buffer.from(before + secret + after).toString('base64')),
}

/** Undoes every encoding claimed, so that a survivor in any of them shows. */
function decodings(text: string): string[] {
  const percent = (value: string) =>
    value.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())
  const hex = (value: string) =>
    value.replace(/(?:\\x[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('\\x', ''), 'hex').toString())
  const json = (value: string) =>
    value
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/\\(.)/g, '$1')
  const plain = [
    text,
    percent(text),
    percent(percent(text)),
    percent(text.replaceAll('+', ' ')),
    hex(text),
    json(text),
    json(json(text)),
  ]
  return plain.flatMap((value) => [
    value,
    ...(value.match(/[A-Za-z0-9+/_-]{6,}/g) ?? []).flatMap((run) =>
      [0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
    ),
  ])
}

describe('a password of one to three characters', () => {
  const list = ['user:abc', 'abc']
  const basic = (login: string) => Buffer.from(login).toString('base64')

  test.each<[name: string, secrets: readonly string[], text: string, clean: string]>([
    ['in userinfo', list, 'https://user:abc@proxy.corp/x', 'https://***@proxy.corp/x'],
    ['with its user', list, 'you are user:abc, or user%3Aabc', 'you are ***, or ***'],
    ['in base64 with its user', list, `got ${basic('user:abc')}!`, 'got ***=!'],
    [
      'echoed by a server',
      list,
      '403 Forbidden\n\tserver response: pw=abc "abc"',
      '403 Forbidden\n\tserver response: pw=*** "***"',
    ],
    [
      'echoed to our own request',
      list,
      'GET https://x.corp/y: status 403: abc',
      'GET https://x.corp/y: status 403: ***',
    ],
    ['in a later line of an answer', list, '\tpassword abc is wrong', '\tpassword *** is wrong'],
    [
      'in the path and query of a redirect',
      list,
      'Get "https://x.corp/abc?x=abc": EOF',
      'Get "https://x.corp/***?x=***": EOF',
    ],
    ['between quotes', list, 'the .info is for version "abc"', 'the .info is for version "***"'],
    ['percent-encoded', ['u:#%', '#%'], 'Get "https://x.corp/%23%25": EOF', 'Get "https://x.corp/***": EOF'],
    [
      'of one character with its user',
      ['a:b', 'b'],
      `\tserver response: a:b ${basic('a:b')} b`,
      '\tserver response: *** *** ***',
    ],
    [
      'of which one begins like another',
      ['u:ab', 'v:abc'],
      '\tserver response: abc ab',
      '\tserver response: *** ***',
    ],
    [
      'not in our own words',
      ['user:go', 'go'],
      'go: downloading golang.org/x/text',
      'go: downloading golang.org/x/text',
    ],
    ['not inside of words', list, '\tserver response: abcd', '\tserver response: abcd'],
  ])('%s', (_, secrets, text, clean) => {
    expect(createRedactor(secrets)(text)).toBe(clean)
  })

  test('and other short values, such as of a query, mask nothing', () => {
    const text = '\tserver response: abc at https://x.corp/abc'
    expect(createRedactor(['abc'])(text)).toBe(text)
  })
})

describe('a given secret never survives, wherever it is placed', () => {
  const secret = fc.oneof(
    fc.string({ minLength: 6, maxLength: 40, unit: 'grapheme-ascii' }),
    fc.string({ minLength: 6, maxLength: 20, unit: 'binary' }),
    fc.stringMatching(/^[A-Za-z0-9+/]{8,60}={0,2}$/),
    fc.stringMatching(/^[\\"'%+/<>& ]{3,8}[a-z]{3}[\\"'%+/<>& ]{3,8}[a-z]$/),
  )
  const around = fc.string({ maxLength: 30, unit: 'grapheme-ascii' })

  // 1,000 secrets in 12 encodings: 12,000 placements.
  test('raw, percent-encoded, escaped, or in base64', () => {
    fc.assert(
      fc.property(secret, around, around, (raw, before, after) => {
        const value = raw.trim()
        fc.pre(value.length >= 6 && !/[\r\n]/.test(value) && !/\p{Surrogate}/u.test(value))
        const redact = createRedactor([value])
        const bytes = Buffer.from(value).toString('latin1')
        for (const [name, encode] of Object.entries(encodings)) {
          const clean = redact(encode(value, before, after))
          if (decodings(clean).some((text) => text.includes(value) || text.includes(bytes))) {
            throw new Error(`${name}: ${JSON.stringify(value)} survives in ${clean}`)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('without its padding or punctuation, which readers of hosts, paths and base64 leave out', () => {
    const redact = createRedactor(['LNpbQzgMDH1ylnvqN/', 'c2VjcmV0LXRva2Vu==', '(short)'])
    expect(redact('lookup LNpbQzgMDH1ylnvqN: no such host')).toBe('lookup ***: no such host')
    expect(redact('?t=c2VjcmV0LXRva2Vu&x')).toBe('?t=***&x')
    expect(redact('a short word, (short)')).toBe('a short word, ***')
  })

  test('each line of a value of several lines', () => {
    const redact = createRedactor(['first line of key\r\nsecond line of key\n}'])
    expect(redact('x first line of key y')).toBe('x *** y')
    expect(redact('second line of key')).toBe('***')
    expect(redact('a } b')).toBe('a } b')
  })

  test('a very long value, of which no slice survives', () => {
    const value = Array.from({ length: 900 }, (_, i) => ((i * 7919) % 36).toString(36)).join('')
    const clean = createRedactor([value])(`a ${value} b ${Buffer.from(`xy${value}`).toString('base64')}`)
    expect(clean.length).toBeLessThan(100)
  })
})

describe('secretValues', () => {
  test('takes variables by name, and credentials in URLs by shape', () => {
    const values = secretValues({
      GITHUB_TOKEN: 'ghs_0123456789',
      NPM_PASSWORD: 'hunter22',
      HTTPS_PROXY: 'http://bot:p%40ssw0rd@proxy.corp:3128',
      GOPROXY: 'https://one:first-pw@a.corp,https://only-a-token@b.corp|direct',
      HOME: '/home/runner',
    })
    expect(new Set(values)).toEqual(
      new Set(['ghs_0123456789', 'hunter22', 'p%40ssw0rd', 'p@ssw0rd', 'first-pw', 'only-a-token']),
    )
  })

  test.each([
    ['too short', { API_TOKEN: 'abc12' }],
    ['a folder', { PWD: '/home/runner/work', OLDPWD: '/home/runner' }],
    ['an everyday word', { API_TOKEN: 'default' }],
    ['a path', { SSH_AUTH_SOCK: '/tmp/agent.1', GOOGLE_CREDENTIALS_FILE: '/tmp/key.json' }],
    ['a setting of go', { GOAUTH: 'git /home/runner' }],
    ['not set', { API_TOKEN: undefined }],
  ])('leaves out what is %s', (_name, env) => {
    expect(secretValues(env)).toEqual([])
  })
})

test('hostile text is redacted in linear time', () => {
  const redact = createRedactor(['hunter22', 'p"\\\\\\\\"x', 'aaaaaaaaaaaaaaaaaaab'])
  const pieces = [
    '://a:b',
    '%3a%2f%2f',
    'authorization',
    'machine x ',
    'login a ',
    'a=',
    '\\'.repeat(50),
    'eyJaaaaaaaa.',
    'a'.repeat(50),
    'x@',
    '-----BEGIN PRIVATE KEY-----',
    'token=',
    ' '.repeat(50),
  ]
  for (const piece of pieces) {
    const time = (size: number) => {
      const text = piece.repeat(Math.ceil(size / piece.length))
      const start = process.cpuUsage()
      redact(text)
      return process.cpuUsage(start).user
    }
    time(20_000)
    // Quadratic time would be a factor of 100 and minutes; this bound only tells the two apart.
    expect(time(200_000)).toBeLessThan(5_000_000)
  }
})
