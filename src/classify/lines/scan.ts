// Finds the modules, URLs and hosts that a message names.

/** A thing found in a text, and where it begins. */
export interface Found<T> {
  readonly value: T
  readonly index: number
  readonly end: number
}

/** `path@version`; the version may be a query such as `latest` or a commit. */
export interface NamedModule {
  readonly path: string
  readonly version: string
}

// A folder of the module cache while it is being written.
const temporary = /\.tmp-\d{1,20}$/
const pathCharacter = /[\w.~/!%+-]/
const versionCharacter = /[\w.+!%-]/
const versionStart = /^(?:v\d|[0-9a-f]{7,40}$|(?:latest|master|main|upgrade|patch|develop|dev|HEAD)$)/

function withoutTail(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** Undoes `!x` and `%21x`, Go's escaping of capital letters. */
export function unescapeCase(text: string): string {
  return text.replace(/(?:!|%21)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/** `isEscaped` where it comes from a URL or a file name: elsewhere `!` is part of the name. */
function cleanPath(raw: string, isEscaped: boolean): string {
  // A path in the module cache or in a URL carries its folder in front.
  const cache = Math.max(raw.lastIndexOf('pkg/mod/'), raw.lastIndexOf('mod-cache/'))
  const inner = cache >= 0 ? raw.slice(raw.indexOf('/', cache + 4) + 1) : raw
  const lookup = inner.lastIndexOf('/lookup/')
  const tail = lookup >= 0 ? inner.slice(lookup + '/lookup/'.length) : inner
  const path = tail.replace(/^\/+/, '')
  return isEscaped || cache >= 0 || lookup >= 0 ? unescapeCase(path) : path
}

/** Can this be a module's path: a host with a dot first, or a name alone where `go` was asked for it. */
export function looksLikeModulePath(path: string): boolean {
  const first = path.split('/', 1)[0] ?? ''
  return /^[\w-][\w.-]*\.[A-Za-z][\w-]*$/.test(first) && !path.includes('//') && !/\.go$/.test(path)
}

const queryCharacter = /[\w.+/<>=~^-]/

/** A branch, or a range such as `>=v2`: counts only in front of a colon, as a wrapper. */
function queryAt(text: string, start: number): string {
  let end = start
  while (end < text.length && end - start < 200 && queryCharacter.test(text.charAt(end))) end++
  return text.startsWith(': ', end) ? text.slice(start, end) : ''
}

/** All `path@version` of a text, in order. Linear: walks outwards from each `@`. */
export function namedModules(text: string): readonly Found<NamedModule>[] {
  const found: Found<NamedModule>[] = []
  let floor = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > floor && pathCharacter.test(text.charAt(start - 1))) start--
    let end = at + 1
    while (end < text.length && versionCharacter.test(text.charAt(end))) end++
    floor = end
    const raw = text.slice(start, at)
    // In a URL, with or without a port.
    const isEscaped = text.charAt(start - 1) === ':' && /^(?:\/\/|\d)/.test(raw)
    const path = cleanPath(raw, isEscaped)
    const printed = withoutTail(text.slice(at + 1, end), '.,').replace(temporary, '')
    const version = isEscaped || raw.startsWith('/') ? unescapeCase(printed) : printed
    // `…/@latest` is a URL's.
    if (!looksLikeModulePath(path) || path.endsWith('/')) continue
    if (!versionStart.test(version)) {
      const query = queryAt(text, at + 1)
      // A URL's `/@v/` is none.
      if (query === '' || !path.includes('/') || path.endsWith('/')) continue
      found.push({ value: { path, version: query }, index: start, end: at + 1 + query.length })
      continue
    }
    found.push({ value: { path, version }, index: start, end: at + 1 + version.length })
  }
  return found
}

/** A URL of a message, taken apart. */
export interface NamedUrl {
  /** Without user information. */
  readonly url: string
  /** With its port, as printed. */
  readonly host: string
  readonly path: string
}

const bracketed = /^:\/\/\[[0-9a-fA-F:.]{2,45}(?:%25[\w.-]{1,10})?\]/
const urlEnd = /[\s"'<>\\)\]]/

/** Drops the user information of every URL in a text. */
export function stripUserinfo(text: string): string {
  return text.includes('://') ? text.replace(/:\/\/[^\s/@"'<>]{1,400}@/g, '://') : text
}

/** All URLs of a text, in order. A body's read error of Go 1.19 to 1.21 prints `http:/host/…`. */
export function namedUrls(text: string): readonly Found<NamedUrl>[] {
  const found: Found<NamedUrl>[] = []
  for (let at = text.indexOf(':/'); at >= 0; at = text.indexOf(':/', at + 1)) {
    const scheme = /(?:https?|file|ssh|git)$/.exec(text.slice(Math.max(0, at - 6), at))?.[0]
    if (scheme === undefined) continue
    const quote = text.charAt(at - scheme.length - 1)
    // An address of IPv6 stands in brackets, which end every other URL.
    let end = at + (bracketed.exec(text.slice(at, at + 64))?.[0].length ?? 0)
    while (end < text.length && !urlEnd.test(text.charAt(end))) end++
    const raw = withoutTail(text.slice(at, end), ':,.;')
    const rest = raw.replace(/^:\/{1,3}/, '')
    const slash = rest.search(/[/?]/)
    const authority = slash < 0 ? rest : rest.slice(0, slash)
    const host = authority.slice(authority.lastIndexOf('@') + 1)
    const path = slash < 0 ? '' : rest.slice(slash)
    const isFile = scheme === 'file'
    // A quotation that does not end was cut off, and its host with it.
    if (slash < 0 && end >= text.length && (quote === '"' || quote === "'")) break
    found.push({
      value: { url: `${scheme}://${isFile ? `/${rest}` : host + path}`, host: isFile ? '' : host, path },
      index: at - scheme.length,
      end: at + raw.length,
    })
    at = end - 1
    if (end >= text.length) break
  }
  return found
}

const protocolTail = /^\/@(?:v\/([^/?]+?)\.(?:info|mod|zip)|v\/list|latest)/

/** The module that a module proxy's URL asks for, and the proxy's own address. */
export function fromProxyUrl(url: NamedUrl): { path: string; version: string | null; base: string } | null {
  const at = url.path.indexOf('/@')
  if (at < 0) return null
  const tail = protocolTail.exec(url.path.slice(at))
  if (tail === null) return null
  const segments = url.path.slice(1, at).split('/')
  // A proxy's own path comes first (`/api/go/virtual/github.com/x/y`): the module starts at the first host-like name.
  const first = segments.findIndex((segment) => looksLikeModulePath(segment))
  const start = Math.max(first, 0)
  const path = unescapeCase(segments.slice(start).join('/'))
  const prefix = segments.slice(0, start).join('/')
  const scheme = url.url.slice(0, url.url.indexOf('://'))
  const version = tail[1] === undefined ? null : unescapeCase(tail[1])
  return { path, version, base: `${scheme}://${url.host}${prefix === '' ? '' : `/${prefix}`}` }
}
