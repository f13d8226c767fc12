// The forward proxy of a URL: Go's rules for HTTPS_PROXY, HTTP_PROXY and NO_PROXY, row by row.

import { describe, expect, test } from '@jest/globals'
import { forwardProxyRules } from '../../src/platform/forward-proxy.ts'

type Environment = Readonly<Record<string, string>>

function route(env: Environment, url: string): string {
  const found = forwardProxyRules(env)(new URL(url))
  return found.kind === 'proxy' ? found.url.href : found.kind
}

describe('which variable counts', () => {
  test.each<[string, Environment, string, string]>([
    ['none set', {}, 'https://a.example/', 'direct'],
    [
      'https by HTTPS_PROXY',
      { HTTPS_PROXY: 'http://p.example:3128' },
      'https://a.example/',
      'http://p.example:3128/',
    ],
    ['https not by HTTP_PROXY', { HTTP_PROXY: 'http://p.example:3128' }, 'https://a.example/', 'direct'],
    [
      'http by HTTP_PROXY',
      { HTTP_PROXY: 'http://p.example:3128' },
      'http://a.example/',
      'http://p.example:3128/',
    ],
    ['lower case', { https_proxy: 'http://p.example:3128' }, 'https://a.example/', 'http://p.example:3128/'],
    [
      'upper case first',
      { HTTPS_PROXY: 'http://up.example', https_proxy: 'http://low.example' },
      'https://a.example/',
      'http://up.example/',
    ],
    [
      'an empty one is unset',
      { HTTPS_PROXY: '', https_proxy: 'http://low.example' },
      'https://a.example/',
      'http://low.example/',
    ],
    ['ALL_PROXY is nothing to Go', { ALL_PROXY: 'http://p.example' }, 'https://a.example/', 'direct'],
    [
      'without a scheme it is http',
      { HTTPS_PROXY: 'p.example:3128' },
      'https://a.example/',
      'http://p.example:3128/',
    ],
    [
      'credentials and https',
      { HTTPS_PROXY: 'https://u:p@p.example' },
      'https://a.example/',
      'https://u:p@p.example/',
    ],
    [
      'HTTP_PROXY in a CGI program',
      { HTTP_PROXY: 'http://p.example', REQUEST_METHOD: 'GET' },
      'http://a.example/',
      'refused',
    ],
    [
      'HTTPS_PROXY in a CGI program',
      { HTTPS_PROXY: 'http://p.example', REQUEST_METHOD: 'GET' },
      'https://a.example/',
      'http://p.example/',
    ],
    [
      'a kind that we do not speak',
      { HTTPS_PROXY: 'socks5://p.example:1080' },
      'https://a.example/',
      'refused',
    ],
  ])('%s', (_, env, url, expected) => {
    expect(route(env, url)).toBe(expected)
  })
})

describe('NO_PROXY', () => {
  test.each<[string, string, string, boolean]>([
    ['a domain: itself', 'corp.example', 'https://corp.example/', true],
    ['a domain: its subdomains', 'corp.example', 'https://go.corp.example/', true],
    ['a domain: not a name that only ends alike', 'corp.example', 'https://notcorp.example/', false],
    ['a leading dot: subdomains', '.corp.example', 'https://go.corp.example/', true],
    ['a leading dot: not itself', '.corp.example', 'https://corp.example/', false],
    ['a leading star: subdomains', '*.corp.example', 'https://go.corp.example/', true],
    ['a leading star: not itself', '*.corp.example', 'https://corp.example/', false],
    ['letter case is nothing', 'CORP.example', 'https://go.Corp.Example/', true],
    [
      'blanks and empty entries are skipped',
      ' , other.example , corp.example,',
      'https://corp.example/',
      true,
    ],
    ['a star alone: everything', 'other.example,*', 'https://corp.example/', true],
    ['a port: that one', 'corp.example:8443', 'https://corp.example:8443/', true],
    ['a port: not another', 'corp.example:8443', 'https://corp.example/', false],
    ['a port: the default of the scheme', 'corp.example:443', 'https://corp.example/', true],
    ['a domain beyond ASCII', 'bücher.example', 'https://go.bücher.example/', true],
    ['an address', '10.1.2.3', 'https://10.1.2.3/', true],
    ['an address: not another', '10.1.2.3', 'https://10.1.2.4/', false],
    ['an address with a port: that one', '10.1.2.3:8080', 'https://10.1.2.3:8080/', true],
    ['an address with a port: not another', '10.1.2.3:8080', 'https://10.1.2.3/', false],
    ['a network', '10.0.0.0/8', 'https://10.200.3.4/', true],
    ['a network with host bits', '10.1.2.3/8', 'https://10.200.3.4/', true],
    ['a network: not beyond', '10.0.0.0/8', 'https://11.0.0.1/', false],
    ['a network does not concern names', '10.0.0.0/8', 'https://corp.example/', false],
    ['an IPv6 address', '2001:db8::1', 'https://[2001:db8::1]/', true],
    ['an IPv6 address with a port', '[2001:db8::1]:8443', 'https://[2001:db8::1]:8443/', true],
    ['an IPv6 address in brackets alone matches nothing', '[2001:db8::1]', 'https://[2001:db8::1]/', false],
    ['an IPv6 network', '2001:db8::/32', 'https://[2001:db8:1::5]/', true],
    ['a domain does not concern addresses', '3', 'https://10.1.2.3/', false],
    ['a port alone is nothing', ':443', 'https://corp.example/', false],
    ['a broken network is a name that nobody has', '10.0.0.0/99', 'https://10.0.0.1/', false],
  ])('%s', (_, NO_PROXY, url, isDirect) => {
    expect(route({ HTTPS_PROXY: 'http://p.example', NO_PROXY }, url)).toBe(
      isDirect ? 'direct' : 'http://p.example/',
    )
  })

  test.each([
    'https://localhost/',
    'https://localhost:8443/',
    'https://127.0.0.1/',
    'https://127.9.9.9:1/',
    'https://[::1]/',
  ])('loopback is never proxied: %s', (url) => {
    expect(route({ HTTPS_PROXY: 'http://p.example' }, url)).toBe('direct')
  })
})
