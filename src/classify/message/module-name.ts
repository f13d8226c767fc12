// Finds the module that a message is about.

import { isNewerPackage } from '../../go/standard-library.ts'
import { upTo } from '../../text/up-to.ts'
import {
  type Found,
  fromProxyUrl,
  looksLikeModulePath,
  type NamedModule,
  type NamedUrl,
  namedModules,
  unescapeCase,
} from '../lines/scan.ts'

// Hints that follow the cause and name modules of their own.
const hints =
  /(?:; )?to (?:add|update|fix)(?: it)?: |; see 'go help|; try 'go |Confirm the import path|(?:Note|note): /

// Names of a module or package without a version, most exact first.
const pathPatterns: readonly RegExp[] = [
  /unrecognized import path "([^"]+)"/,
  /malformed (?:module|import) path "([^"]+)"/,
  /invalid (?:github\.com|bitbucket\.org|launchpad) import path "([^"]+)"/,
  /providing package ([^\s;:)("]+)/,
  /provides package ([^\s;:)("]+)/,
  /does not contain package ([^\s;:)("]+)/,
  /cannot load ([^\s:"]+): /,
  /(?:^|[\s"])module ([^\s:"]+): /,
  /(?:^|\s)import "([^\s"]{1,300})": /,
  /reading ([^\s:"]+)\/go\.mod at revision/,
  /(?:^|[\s"])package ([^\s:"]+): /,
  /package ([^\s:"]+) is not in (?:GOROOT|std)/,
  /to verify package ([^\s;:)("]+)/,
  /conflicting replacements for ([^\s:]+)/,
  /but was required as: ([^\s]+)/,
  /cannot find package "([^"]+)"/,
  /go(?:: | get )([\w.~/-]+): /,
  /go get ([\w.~/-]+)@[\w.-]+: /,
  /^([\w-]+\.[\w.-]*\/[\w.~/-]+) ?: (?:(?:zip|flate|gzip): |(?:git|hg|bzr|svn|fossil) [a-z]|(?:missing|unexpected) ziphash)/,
]

// `go mod verify` prints a module as the list does.
const listed = /^(?:go: )?([\w-]+\.[\w.-]*\/[\w.~/-]+) (v\d[\w.+-]*): /

const requiredVersion = /\b(?:require|replace|exclude) ([^\s:"]+): version "([^"\s]+)"/
const implicit = /from implicitly required module; to add missing requirements, run: go get ([^\s]+@v[^\s]+)/
const ambiguous = /ambiguous import: found package ([^\s;:)("]+)/
const atRevision = /reading ([^\s:"]+)\/go\.mod at revision (?:[\w./-]+\/)?(v[^\s:]+)/
const foundVersion = / found \((v[^\s)]+)/
const askedModule = /module ([^\s@]+)@/

// Named by a person who took a part of the name out.
const masked = /(?:^|[\s<"'])go: ([\w-]+\.[\w.-]+\/[^\s:"@]{1,200}@[^\s:"]{1,100}): /

function versionless(cause: string): string | null {
  // `a imports b: <cause>`: the last in the chain is the one that could not be had.
  const imported = / imports ([\w.~/-]+): /.exec(
    cause.slice(Math.max(0, cause.lastIndexOf(' imports '))),
  )?.[1]
  if (imported !== undefined && looksLikeModulePath(imported)) return imported
  for (const pattern of pathPatterns) {
    const path = pattern.exec(cause)?.[1]
    if (path === undefined || path === '.') continue
    if (path.endsWith('/...')) return path.slice(0, -'/...'.length)
    if (isNewerPackage(path)) return null
    // What is quoted, or not in the standard library, may be any name; other words need a host.
    if (/"\(|is not in/.test(pattern.source) || looksLikeModulePath(path)) return upTo(path, '@')
  }
  return null
}

// The file that imports lies in a module of its own.
export const location = /^(?:[\w ]{1,20}: )?\S+\.go:\d+(?::\d+)?: /

// Here the file itself is what the message is about.
const damaged = /\.go:\d{1,7}:\d{1,7}: (?:expected 'package'|illegal character|invalid (?:NUL )?character)/

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

// What follows is a name from a zip, where anything may stand. Unzip of golang.org/x/mod/zip, dirhash
const nameInZip = / has unexpected file /

/** The module that the message is about: the innermost that a wrapper names, else the URL's. */
export function moduleOf(text: string, urls: readonly NamedUrl[]): string | null {
  const cause = text.slice(0, nameInZip.exec(text)?.index ?? text.length)
  const given = implicit.exec(cause)?.[1]
  if (given !== undefined) return given
  const required = requiredVersion.exec(cause)
  if (required !== null) return `${required[1]}@${required[2]}`
  const version = foundVersion.exec(cause)?.[1]
  const asker = askedModule.exec(cause)?.[1]
  if (version !== undefined && asker !== undefined) return `${asker}@${version}`
  const revision = atRevision.exec(cause)
  if (revision !== null) {
    const asked = namedModules(cause.slice(0, revision.index)).at(-1)
    // `x/v2@v2.0.4: reading x/go.mod at revision v2.0.4`: the wrapper knows the whole path.
    if (asked !== undefined && cause.slice(asked.end, revision.index).trim() === ':')
      return `${asked.value.path}@${asked.value.version}`
    return `${revision[1]}@${revision[2]}`
  }
  const verified = listed.exec(cause)
  if (verified !== null) return `${verified[1]}@${verified[2]}`
  const twice = ambiguous.exec(cause)
  if (twice !== null) return twice[1] ?? null
  if (/providing package|provides package/.test(cause)) {
    const inner = /: module ([^\s:]+): /.exec(cause)?.[1]
    return inner ?? versionless(cause)
  }
  const place = location.exec(cause)?.[0] ?? ''
  const start = damaged.test(cause) ? 0 : place.length
  const said = cause.slice(start, hints.exec(cause)?.index ?? cause.length)
  const body = said.includes('pkg\\mod\\') ? said.replaceAll('\\', '/') : said
  const named = namedModules(body).filter(({ index }) => !insideUrl(body, index))
  // A list of them: the first stands for all.
  const last = cause.includes('inconsistent vendoring')
    ? named[0]
    : (outsideLookup(body, named) ?? named.at(-1))
  const queried = /[ :]module ([^\s:"]+): (?:reading|Get|git|unrecognized|no )/.exec(body)
  if (queried !== null && last !== undefined && queried.index > last.index && queried[1] !== last.value.path)
    return queried[1] ?? null
  if (last !== undefined) return `${last.value.path}@${last.value.version}`
  for (const url of urls) {
    const asked = fromProxyUrl(url)
    if (asked !== null && looksLikeModulePath(asked.path))
      return asked.version === null ? asked.path : `${asked.path}@${asked.version}`
  }
  // These only warn; the error itself comes later, with its module.
  if (/go: writing (?:go\.mod|stat) cache/.test(cause)) return null
  return fromCachePath(body) ?? masked.exec(cause)?.[1] ?? versionless(cause) ?? discovered(urls)
}

/** The last that is no part of a URL of the checksum database, where capitals are escaped. */
function outsideLookup(body: string, named: readonly Found<NamedModule>[]): Found<NamedModule> | undefined {
  return named.findLast(({ index, end }) => !body.slice(index, end).includes('/lookup/'))
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
