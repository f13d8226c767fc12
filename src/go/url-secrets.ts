// The secrets in a proxy's URL, and the URL without them.

/** Names of query parameters are free text; any value may be a token, so none is shown. */
const hidden = '***'

/** Words of module proxies' paths that the rule for plain words would not let through, in any case. */
const knownWords = new Set(['go', 'goproxy', 'api', 'npm', 'pypi', 'cloudsmith', 'pkgs', 'repos'])

/**
 * Only what reads like a word is shown, since a token may be short, without digits, or hold any character: each part between
 * `-`, `_` and `.` is a word of at most 14 letters, of which up to two digits may follow (`go-virtual2`), or a number as of a
 * version or of a project. A name that is hidden without need costs little; a token that is shown is lost.
 */
function isPlain(segment: string): boolean {
  return segment.split(/[-_.]/).every(isPlainPart)
}

function isPlainPart(part: string): boolean {
  if (part === '' || /^\d{1,8}$/.test(part) || knownWords.has(part.toLowerCase())) return true
  const word = /^([A-Z]?[a-z]{1,14})\d{0,2}$/.exec(part)?.[1]?.toLowerCase()
  if (word === undefined || word.length > 14) return false
  return word.length <= 4 || (/[aeiouy]/.test(word) && !/[^aeiouy]{5}/.test(word))
}

interface Parts {
  readonly scheme: string
  readonly userinfo: string
  readonly host: string
  readonly path: string
  readonly query: string
}

/** Split by hand: it has to work for what no parser accepts, too. The last `@` before the path ends the credentials. */
function partsOf(text: string): Parts {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? []
  const at = rest.slice(0, authorityEnd(rest)).lastIndexOf('@')
  const userinfo = at < 0 ? '' : rest.slice(0, at)
  const [, host = '', path = '', query = ''] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(rest.slice(at + 1)) ?? []
  return { scheme, userinfo, host, path, query }
}

/** An unescaped `/`, `?` or `#` in a password ends the authority for every parser; its rest is a secret all the same. */
function authorityEnd(rest: string): number {
  const at = rest.lastIndexOf('@')
  if (at < 0) return 0
  const slash = rest.search(/[/?#]/)
  const colon = rest.indexOf(':')
  if (slash < 0 || at < slash) return at + 1
  return colon >= 0 && colon < slash && !/^\d*$/.test(rest.slice(colon + 1, slash)) ? at + 1 : 0
}

/** The URL without credentials, path segments that may be tokens, and query values: safe in every output. */
export function displayUrl(text: string): string {
  const { scheme, host, path, query } = partsOf(text)
  const shownPath = path
    .split('/')
    .map((segment) => (isPlain(segment) ? segment : hidden))
    .join('/')
  const shownQuery = query.replace(/=[^&#]*/g, `=${hidden}`).replace(/#.+$/s, '#…')
  return `${scheme}${host}${shownPath}${shownQuery}`
}

/** A shorter one would blacken ordinary words; it is a secret only together with what stands before it. */
const shortestAlone = 6

/** The segments that are not shown; short ones within all that leads to the last of them. */
function hiddenSegments(host: string, path: string): string[] {
  const segments = path.split('/')
  const isShort = (segment: string) => segment.length < shortestAlone && !isPlain(segment)
  const last = segments.findLastIndex(isShort)
  const prefix = last < 0 ? [] : [`${host}${segments.slice(0, last + 1).join('/')}`]
  return [...prefix, ...segments.filter((segment) => segment.length >= shortestAlone && !isPlain(segment))]
}

/** The secrets of a URL as they are written and decoded: credentials, segments that may be tokens, query values. */
export function urlSecrets(text: string): string[] {
  const { userinfo, host, path, query } = partsOf(text)
  const colon = userinfo.indexOf(':')
  // A user name beside a password is no secret, and masking `ci` or `user` would blacken half of a log.
  const credentials =
    colon < 0 ? [userinfo] : [userinfo, userinfo.slice(colon + 1) || userinfo.slice(0, colon)]
  const tokens = hiddenSegments(host, path)
  const values = [...query.matchAll(/=([^&#]+)/g)].map((match) => match[1] ?? '')
  const all = [...credentials, ...tokens, ...values].flatMap((secret) => [secret, decoded(secret)])
  return [...new Set(all.filter((secret) => secret !== '' && secret !== ':'))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
