// Finds the credentials of .netrc for a URL, by the rules of `go`: cmd/go/internal/auth.

import type { Environment } from '../text/environment.ts'

/** A machine with its login; `machine` is a host, with a port or even a path where the file says so. */
export interface NetrcLogin {
  readonly machine: string
  readonly login: string
  readonly password: string
}

/** Parses a netrc file as `go` does: token pairs on a line, `macdef` up to a blank line, nothing after a lone `default`. */
export function parseNetrc(text: string): NetrcLogin[] {
  const logins: NetrcLogin[] = []
  const blank = { machine: '', login: '', password: '' }
  let current = { ...blank }
  let inMacro = false
  for (const line of text.split('\n')) {
    if (inMacro) {
      inMacro = line !== ''
      continue
    }
    const fields = line.split(/\s+/).filter((field) => field !== '')
    let at = 0
    for (; at < fields.length - 1; at += 2) {
      const value = fields[at + 1] ?? ''
      const name = fields[at]
      if (name === 'machine') current = { ...blank, machine: value }
      else if (name === 'login' || name === 'password') current[name] = value
      else if (name === 'macdef') inMacro = true
      if (current.machine !== '' && current.login !== '' && current.password !== '') {
        logins.push(current)
        current = { ...blank }
      }
    }
    if (fields[at] === 'default') break
  }
  return logins
}

/**
 * The login for a URL: the longest `host:port/path` prefix that the file names, its first mention winning. Only for https;
 * a machine must name the port where the URL does.
 */
export function netrcLogin(logins: readonly NetrcLogin[], url: URL): NetrcLogin | null {
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  let prefix = `${url.host}${url.pathname}${url.search}`.replace(/\/$/, '')
  for (;;) {
    const found = logins.find(
      ({ machine }) => machine.replace(/^https:\/\//, '').replace(/\/$/, '') === prefix,
    )
    if (found !== undefined) return found
    const slash = prefix.lastIndexOf('/')
    if (slash < 0) return null
    prefix = prefix.slice(0, slash)
  }
}

/** Where the file may be, in order of preference; the first that exists counts. */
export function netrcPaths(env: Environment, platform: NodeJS.Platform): readonly string[] {
  if (env.NETRC) return [env.NETRC]
  const home = platform === 'win32' ? env.USERPROFILE : env.HOME
  if (!home) return []
  return platform === 'win32' ? [`${home}\\_netrc`, `${home}\\.netrc`] : [`${home}/.netrc`]
}
