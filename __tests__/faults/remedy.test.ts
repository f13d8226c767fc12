// Remedies are concrete, in order, and never a way round verification.
// Maps to src/faults/*.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import { faultIds } from '../../src/faults/registry.ts'
import { remedyInGeneral } from '../../src/faults/remedy.ts'
import type { FaultContext } from '../../src/faults/witness.ts'

const remedy = (text: string, context: FaultContext = {}) =>
  classify({ lines: text.split('\n'), context }).primary?.remedy.join('\n') ?? ''

const noCredentials =
  "go: github.com/acme/secret@v1.2.0: invalid version: git ls-remote -q origin in /go/pkg/mod/cache/vcs/0a1b: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled"
const sentToPublic =
  "go: github.com/acme/secret@v1.2.0: reading https://proxy.golang.org/github.com/acme/secret/@v/v1.2.0.mod: 404 Not Found\n\tserver response: not found: git ls-remote: exit status 128: fatal: could not read Username for 'https://github.com': terminal prompts disabled"

describe('a certificate that nobody here vouches for', () => {
  const text =
    'go: a.b/c@v1.0.0: Get "https://proxy.corp/a.b/c/@v/v1.0.0.zip": tls: failed to verify certificate: x509: certificate signed by unknown authority'
  const first = (context: FaultContext) => remedy(text, context).split('\n')[0]

  test.each([
    [
      'in an image without certificates',
      { trustsNobody: true },
      /no certificate .* `apk add ca-certificates`/,
    ],
    ['where Node alone has it', { nodeCertificates: true }, /NODE_EXTRA_CA_CERTS .*SSL_CERT_FILE/],
    ['elsewhere', { trustsNobody: false, nodeCertificates: false }, /Find out who signs `proxy.corp`/],
  ])('%s: what is known here comes first', (_, context, wanted) => {
    expect(first(context)).toMatch(wanted)
  })
})

describe('what a log holds in the place of a module or a host', () => {
  const hostile = [
    'a.example/x$(touch$IFS9pwn)',
    'a.example/x;touch pwn',
    'a.example/x`touch pwn`',
    "a.example/x'&&touch pwn",
    'a.example/x|sh',
    '-oProxyCommand=touch',
  ]
  const logs = (name: string) => [
    `go: ${name}@v1.0.0: missing go.sum entry for go.mod file; to add it:\n\tgo mod download ${name}`,
    `verifying ${name}@v1.0.0: checksum mismatch\n\tdownloaded: h1:a=\n\tgo.sum:     h1:b=`,
    `main.go:3:8: no required module provides package ${name}; to add it:\n\tgo get ${name}`,
    `go: ${name}@v1.0.0: reading https://proxy.golang.org/x/@v/v1.0.0.mod: 404 Not Found\n\tserver response: not found: ${name}@v1.0.0: invalid version: git ls-remote -q origin in /tmp/x: exit status 128:\n\t\tfatal: could not read Username for 'https://${name}': terminal prompts disabled`,
    `go: module ${name}: git ls-remote -q https://${name} in /x: exit status 128:\n\tfatal: unable to access 'https://${name}/': Could not resolve host: ${name}`,
  ]
  test.each(hostile)('%s never gets into a step', (name) => {
    for (const log of logs(name)) expect(remedy(log)).not.toMatch(/touch|\|sh|ProxyCommand/)
  })

  test.each([
    ['github.com/Azure/go-autorest/v2', 'v1.0.0+incompatible'],
    ['gopkg.in/yaml.v3', 'v3.0.0-20200313102051-9f266ea9e77c'],
    ['git.example.com/~user/a_b/c-d', 'v0.1.0-rc.1'],
  ])('%s %s does', (path, version) => {
    const text = remedy(
      `go: ${path}@${version}: missing go.sum entry for go.mod file; to add it:\n\tgo mod download ${path}`,
    )
    expect(text).toContain(path)
  })
})

describe('a remedy', () => {
  test('never switches verification off', () => {
    for (const id of faultIds) {
      const text = remedyInGeneral(id).join('\n')
      expect(text).not.toMatch(
        /GOSUMDB=off|GONOSUMDB=\*|GOFLAGS=-insecure|GONOSUMCHECK|GOINSECURE=|sslVerify false|StrictHostKeyChecking[= ]no|GOPRIVATE=\*(?:\s|$)|NODE_TLS_REJECT/,
      )
    }
  })

  test('for missing credentials names the repository and the permission', () => {
    const fault = classify({ lines: noCredentials.split('\n'), context: { repository: 'acme/app' } }).primary
    expect(fault?.answers).toEqual([
      { question: 'network', answer: 'github.com answered' },
      { question: 'credentials', answer: 'none were offered' },
      { question: 'existence', answer: "can't be told before credentials are offered" },
    ])
    expect(fault?.remedy[0]).toContain('GITHUB_TOKEN reaches `acme/app` only')
    expect(fault?.remedy[0]).toContain('`contents: read` on `acme/secret`')
  })

  test('on a fork tells that there are no secrets', () => {
    expect(remedy(noCredentials, { fork: true })).toContain('comes from a fork: it gets no secrets')
  })

  const unknownAuthority =
    'go: github.com/a/b@v1.0.0: Get "https://proxy.example/github.com/a/b/@v/v1.0.0.mod": tls: failed to verify certificate: x509: certificate signed by unknown authority'
  test.each([
    ['linux', /update-ca-certificates.*SSL_CERT_FILE/, /certutil|security add-trusted-cert/],
    ['darwin', /security add-trusted-cert/, /update-ca-certificates|SSL_CERT_FILE|certutil|container/],
    ['win32', /certutil -addstore -f Root/, /update-ca-certificates|SSL_CERT_FILE|keychain|container/],
  ])('for an unknown authority on %s names the store that go asks there', (platform, named, unnamed) => {
    const text = remedy(unknownAuthority, { platform })
    expect(text).toMatch(named)
    expect(text).not.toMatch(unnamed)
  })

  test.each([
    ['dial tcp: lookup proxy.example: no such host', /ipconfig/, /resolv\.conf/],
    ['write C:\\mod\\cache\\download\\x: There is not enough space on the disk.', /Get-PSDrive/, /df -h/],
  ])('on Windows names no program of Unix: %s', (cause, named, unnamed) => {
    const text = remedy(`go: github.com/a/b@v1.0.0: ${cause}`, { platform: 'win32' })
    expect(text).toMatch(named)
    expect(text).not.toMatch(unnamed)
  })

  test('names the GOPRIVATE pattern that is missing, beside those that are there', () => {
    expect(remedy(sentToPublic, { goprivate: '*.corp.example' })).toContain(
      'GOPRIVATE=*.corp.example,github.com/acme',
    )
  })

  test('says so where GOPRIVATE covers the module already', () => {
    expect(remedy(sentToPublic, { goprivate: 'github.com/acme' })).toContain(
      'GOPRIVATE covers `github.com/acme/secret` already',
    )
  })

  test('of a version tells of fresh tags and of the command that lists versions', () => {
    const text = remedy('go: a.b/c@v9.9.9: unknown revision v9.9.9')
    expect(text).toContain('`go list -m -versions a.b/c`')
    expect(text).toContain('30 minutes')
  })

  test('of a policy refusal does not go round the gatekeeper', () => {
    const text = remedy(
      'go: a.b/c@v1.0.0: reading https://artifactory.corp/api/go/go/a.b/c/@v/v1.0.0.zip: 403 Forbidden',
    )
    expect(text).toContain('artifactory.corp')
    expect(text).toContain('Do not route around a gatekeeper')
  })

  test('of a flaky proxy names the present list and an interchangeable second entry', () => {
    const text = remedy('go: a.b/c@v1.0.0: reading https://proxy.corp/a.b/c/@v/v1.0.0.zip: 502 Bad Gateway', {
      goproxy: 'https://proxy.corp',
    })
    expect(text).toContain('now `https://proxy.corp`')
    expect(text).toContain('https://proxy.corp|https://second.example')
  })

  test('of an old Go names the setting of setup-go', () => {
    expect(
      remedy('go: go.mod requires go >= 1.24.0 (running go 1.23.4; GOTOOLCHAIN=local)', {
        goVersion: 'go1.23.4',
      }),
    ).toContain('newer Go than go1.23.4: `go-version-file: go.mod`')
  })

  test('of a missing git offers git or a proxy', () => {
    expect(
      remedy(
        'go: a.b/c@v1.0.0: git init --bare in /go/pkg/mod/cache/vcs/0a1b: exec: "git": executable file not found in $PATH',
      ),
    ).toContain('Install git')
  })

  describe('of a forward proxy', () => {
    const get = 'go: a.b/c@v1.0.0: Get "https://goproxy.corp/a.b/c/@v/v1.0.0.mod": '
    const egress = { host: 'egress.corp:3128', hasCredentials: false }
    const set: FaultContext = { forwardProxies: { https: egress, http: null } }
    const withLogin: FaultContext = {
      forwardProxies: { https: { ...egress, hasCredentials: true }, http: null },
    }
    const dead = `${get}proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`

    test.each<[name: string, text: string, context: FaultContext, says: string]>([
      ['names the one of the settings', dead, set, 'Check the forward proxy `egress.corp:3128`'],
      ['names the one that was printed', dead, {}, 'Check the forward proxy `10.0.0.9:3128`'],
      [
        'names none where nobody does',
        `${get}Service Unavailable`,
        {},
        'Check the forward proxy of this network',
      ],
      [
        'asks for credentials',
        `${get}Proxy Authentication Required`,
        set,
        'Put the credentials into HTTPS_PROXY',
      ],
      [
        'asks to check those that are there',
        `${get}Proxy Authentication Required`,
        withLogin,
        'HTTPS_PROXY holds credentials already, and the forward proxy `egress.corp:3128` did not take them',
      ],
      [
        'names both ends where it blocks the way',
        `${get}Forbidden`,
        set,
        'Have `goproxy.corp` allowed: the forward proxy `egress.corp:3128`',
      ],
    ])('%s', (_, text, context, says) => {
      expect(remedy(text, context)).toContain(says)
      expect(remedy(text, context)).not.toContain('forward proxy `goproxy.corp`')
    })

    test('takes that of HTTP_PROXY for a plain http address, also where the fetch saw the fault', () => {
      const witness = {
        module: 'a.b/c@v1.0.0',
        proxy: 'http://goproxy.corp',
        host: 'goproxy.corp',
        url: 'http://goproxy.corp/a.b/c/@v/v1.0.0.mod',
        category: 'http-proxy',
        id: 'http-proxy/unreachable',
        text: 'GET http://goproxy.corp/a.b/c/@v/v1.0.0.mod: forward proxy: connection refused (ECONNREFUSED)',
      } as const
      const context: FaultContext = {
        forwardProxies: { https: egress, http: { host: 'plain.corp:8080', hasCredentials: false } },
      }
      const { primary } = classify({ fetch: [witness], context })
      expect(primary?.remedy[0]).toContain('Check the forward proxy `plain.corp:8080`')
    })
  })

  test('never leaves a placeholder of the code behind', () => {
    for (const id of faultIds)
      expect(remedyInGeneral(id).join('\n')).not.toMatch(/undefined|(?<!dev\/)null|\[object/)
  })
})
