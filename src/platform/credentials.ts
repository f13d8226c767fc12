// Finds the credentials of a request: those of the URL, else those of .netrc; over https only, as `go` does it.

import { readFile } from 'node:fs/promises'
import type { Environment } from '../text/environment.ts'
import { isTrivial, loginSecrets } from '../text/secret-values.ts'
import { type NetrcLogin, netrcLogin, netrcPaths, parseNetrc } from './netrc.ts'
import { failureAt, type NetworkFailure } from './network-failure.ts'

/** The Authorization header for a URL, or null. */
export function authorizationFor(url: URL, logins: readonly NetrcLogin[]): string | null {
  const own = urlAuthorization(url)
  if (own !== null) return own
  const login = netrcLogin(logins, url)
  return login === null ? null : basic(login.login, login.password)
}

/** The header that a URL's own user and password stand for, or null; for origins and forward proxies alike. */
export function urlAuthorization(url: URL): string | null {
  if (url.username === '' && url.password === '') return null
  return basic(decoded(url.username), decoded(url.password))
}

/** `go` refuses to send a password in the clear, and so do we. */
export function insecureCredentials(url: URL): NetworkFailure | null {
  if (url.protocol !== 'http:' || urlAuthorization(url) === null) return null
  const text = 'refused to send credentials over http; use https, or take them out of the URL'
  const known = {
    id: 'proxy-config/credentials-over-http',
    code: 'INSECURE_CREDENTIALS',
  } as const
  return failureAt({ ...known, phase: 'connect', text, host: url.host })
}

/** The same URL without user and password. */
export function withoutCredentials(url: URL): URL {
  if (url.username === '' && url.password === '') return url
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  return bare
}

/** Reads netrc; a missing or unreadable file holds nothing. */
export async function loadNetrc(env: Environment, platform: NodeJS.Platform): Promise<readonly NetrcLogin[]> {
  for (const path of netrcPaths(env, platform)) {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text !== null) return parseNetrc(text)
  }
  return []
}

/**
 * The secrets in netrc, for masking: `go` and git send them, and a server may print what it was sent. Each login as a whole, since
 * so it is sent, and its password by itself unless it is an everyday word.
 */
export async function netrcSecrets(env: Environment, platform: NodeJS.Platform): Promise<readonly string[]> {
  const logins = await loadNetrc(env, platform)
  const secrets = logins.flatMap(({ login, password }) => [
    `${login}:${password}`,
    ...(isTrivial(password) ? [] : [password]),
    ...loginSecrets(login, password),
  ])
  return [...new Set(secrets)]
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** A stray `%` is kept as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
