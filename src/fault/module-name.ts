// Which module is a message about?

import { fromProxyUrl, looksLikeModulePath, type NamedUrl, namedModules, unescapeCase, upTo } from './scan.ts'

// Hints that follow the cause and name modules of their own.
const hints =
  /(?:; )?to (?:add|update|fix)(?: it)?: |; see 'go help|; try 'go |Confirm the import path|(?:Note|note): /

// Names of a module or package without a version, most exact first.
const pathTellers: readonly RegExp[] = [
  /unrecognized import path "([^"]+)"/,
  /malformed (?:module|import) path "([^"]+)"/,
  /invalid (?:github\.com|bitbucket\.org|launchpad) import path "([^"]+)"/,
  /providing package ([^\s;:)(]+)/,
  /provides package ([^\s;:)(]+)/,
  /does not contain package ([^\s;:)(]+)/,
  /ambiguous import: found package ([^\s;:)(]+)/,
  /(?:^|[\s"])module ([^\s:"]+): /,
  /reading ([^\s:"]+)\/go\.mod at revision/,
  /(?:^|[\s"])package ([^\s:"]+): /,
  /package ([^\s:"]+) is not in (?:GOROOT|std)/,
  /cannot find package "([^"]+)"/,
  /go(?:: | get )([\w.~/-]+): /,
  /go get ([\w.~/-]+)@[\w.-]+: /,
]

const atRevision = /reading ([^\s:"]+)\/go\.mod at revision (?:[\w./-]+\/)?(v[^\s:]+)/
const foundVersion = / found \((v[^\s)]+)/
const askedModule = /module ([^\s@]+)@/

function versionless(cause: string): string | null {
  // `a imports b: <cause>`: the last in the chain is the one that could not be had.
  const imported = / imports ([\w.~/-]+): /.exec(
    cause.slice(Math.max(0, cause.lastIndexOf(' imports '))),
  )?.[1]
  if (imported !== undefined && looksLikeModulePath(imported)) return imported
  for (const teller of pathTellers) {
    const path = teller.exec(cause)?.[1]
    if (path === undefined || path === '.') continue
    // What is quoted, or not in the standard library, may be any name; other words need a host.
    if (/"\(|is not in/.test(teller.source) || looksLikeModulePath(path)) return upTo(path, '@')
  }
  return null
}

// The file that imports lies in a module of its own.
export const location = /^(?:[\w ]{1,20}: )?\S+\.go:\d+(?::\d+)?: /

/** The module whose file in the module cache a message names. */
function fromCachePath(text: string): string | null {
  const path = text.replaceAll('\\', '/')
  const start = path.indexOf('/cache/download/')
  const end = start < 0 ? -1 : path.indexOf('/@v/', start)
  if (end < 0) return null
  const name = unescapeCase(path.slice(start + '/cache/download/'.length, end))
  const version = /^(v[\w.+!-]+?)\.(?:zip|mod|info|lock|ziphash|partial)/.exec(
    path.slice(end + 4, end + 200),
  )?.[1]
  return version === undefined ? name : `${name}@${unescapeCase(version)}`
}

/** The module that the message is about: the innermost that a wrapper names, else the URL's. */
export function moduleOf(cause: string, urls: readonly NamedUrl[]): string | null {
  const version = foundVersion.exec(cause)?.[1]
  const asker = askedModule.exec(cause)?.[1]
  if (version !== undefined && asker !== undefined) return `${asker}@${version}`
  const revision = atRevision.exec(cause)
  if (revision !== null) return `${revision[1]}@${revision[2]}`
  if (/providing package|provides package/.test(cause)) {
    const inner = /: module ([^\s:]+): /.exec(cause)?.[1]
    return inner ?? versionless(cause)
  }
  const start = location.exec(cause)?.[0].length ?? 0
  const body = cause.slice(start, hints.exec(cause)?.index ?? cause.length)
  const named = namedModules(body).filter(({ index }) => !insideUrl(body, index))
  const last = named.at(-1)
  const listed = /[ :]module ([^\s:"]+): (?:reading|Get|git|unrecognized|no )/.exec(body)
  if (listed !== null && last !== undefined && listed.index > last.index) return listed[1] ?? null
  if (last !== undefined) return `${last.value.path}@${last.value.version}`
  for (const url of urls) {
    const asked = fromProxyUrl(url)
    if (asked !== null && looksLikeModulePath(asked.path))
      return asked.version === null ? asked.path : `${asked.path}@${asked.version}`
  }
  // These only warn; the error itself comes later, with its module.
  if (/go: writing (?:go\.mod|stat) cache/.test(cause)) return null
  return fromCachePath(body) ?? versionless(cause) ?? discovered(urls)
}

function discovered(urls: readonly NamedUrl[]): string | null {
  const url = urls.find(({ path }) => path.includes('go-get=1'))
  return url === undefined ? null : `${url.host}${upTo(url.path, '?')}`
}

/** A URL's `…/@v/…` or `git@host` is no module wrapper. */
function insideUrl(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 400), index)
  const space = Math.max(before.lastIndexOf(' '), before.lastIndexOf('"'))
  return before.slice(space + 1).includes('://') && !before.includes('/lookup/')
}
