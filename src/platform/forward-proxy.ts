// Finds the forward proxy of a URL, by Go's rules: golang.org/x/net/http/httpproxy.

import { BlockList, isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Environment } from '../text/environment.ts'

/** How to reach a URL. `refused`: Go itself gives up here, or knows a kind of proxy that we don't; it is never gone around. */
export type Route =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly url: URL }
  | { readonly kind: 'refused'; readonly reason: string }

type Matcher = (host: string, port: string) => boolean

/** The forward proxies that the environment names, one for each scheme of a URL. */
export function forwardProxies(env: Environment): Readonly<Record<'https' | 'http', URL | null>> {
  return {
    https: parseProxy(env.HTTPS_PROXY || env.https_proxy || ''),
    http: parseProxy(env.HTTP_PROXY || env.http_proxy || ''),
  }
}

/** Reads HTTPS_PROXY, HTTP_PROXY and NO_PROXY (or their lower-case forms) and gives the route of any http or https URL. */
export function forwardProxyRules(env: Environment): (url: URL) => Route {
  const { https, http } = forwardProxies(env)
  const proxies: Readonly<Record<string, URL | null>> = { 'https:': https, 'http:': http }
  const isExcluded = parseNoProxy(env.NO_PROXY || env.no_proxy || '')
  const inCgi = Boolean(env.REQUEST_METHOD)

  return (url) => {
    const proxy = proxies[url.protocol] ?? null
    if (proxy === null) return { kind: 'direct' }
    if (inCgi && url.protocol === 'http:') {
      return {
        kind: 'refused',
        reason: 'HTTP_PROXY is not used where REQUEST_METHOD is set: a client may have set it',
      }
    }
    const host = bareHost(url.hostname)
    if (host === 'localhost' || isLoopback(host)) return { kind: 'direct' }
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    if (isExcluded(host, port)) return { kind: 'direct' }
    if (!/^https?:$/.test(proxy.protocol)) {
      return {
        kind: 'refused',
        reason: `a forward proxy of kind ${proxy.protocol}// is left to go`,
      }
    }
    return { kind: 'proxy', url: proxy }
  }
}

/** A URL, or a `host:port` that means http; what is neither counts as unset, as in Go. */
function parseProxy(text: string): URL | null {
  if (text === '') return null
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(text) && URL.canParse(text)
    ? new URL(text)
    : tryUrl(`http://${text}`)
}

function tryUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function parseNoProxy(text: string): Matcher {
  const entries = text.split(',').map((entry) => entry.trim().toLowerCase())
  if (entries.includes('*')) return () => true
  const matchers = entries.flatMap((entry) => matcherOf(entry) ?? [])
  return (host, port) => matchers.some((matches) => matches(host, port))
}

function matcherOf(entry: string): Matcher | null {
  if (entry === '') return null
  const cidr = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/.exec(entry)
  if (cidr !== null) {
    const subnet = parseSubnet(cidr[1] ?? '', Number(cidr[2]))
    if (subnet !== null) return (host) => isIP(host) !== 0 && subnet.check(host, familyOf(host))
  }
  const { host, port } = splitHostPort(entry)
  if (host === '') return null
  const onPort = (actual: string) => port === '' || port === actual
  if (isIP(host) !== 0) {
    const same = parseSubnet(host, isIP(host) === 6 ? 128 : 32)
    return (actual, actualPort) =>
      isIP(actual) !== 0 && same?.check(actual, familyOf(actual)) === true && onPort(actualPort)
  }
  const name = host.startsWith('*.') ? host.slice(1) : host
  const bare = name.startsWith('.') ? name.slice(1) : name
  const ascii = domainToASCII(bare) || bare
  const itself = !name.startsWith('.')
  return (actual, actualPort) =>
    isIP(actual) === 0 && (actual.endsWith(`.${ascii}`) || (itself && actual === ascii)) && onPort(actualPort)
}

/** `host:port` or `[address]:port`; anything else is a host as a whole. */
function splitHostPort(entry: string): { host: string; port: string } {
  const parts = /^\[([^\]]*)\]:(.*)$/.exec(entry) ?? /^([^:[\]]*):([^:]*)$/.exec(entry)
  return parts === null ? { host: entry, port: '' } : { host: parts[1] ?? '', port: parts[2] ?? '' }
}

function parseSubnet(network: string, bits: number): BlockList | null {
  const family = isIP(network)
  if (family === 0 || bits > (family === 6 ? 128 : 32)) return null
  const list = new BlockList()
  list.addSubnet(network, bits, familyOf(network))
  return list
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

function isLoopback(host: string): boolean {
  return isIP(host) === 4 ? host.startsWith('127.') : host === '::1' || /^::ffff:7f/.test(host)
}

function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase()
}
