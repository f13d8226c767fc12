// Which parts of a proxy's URL are secrets, and what is the URL without them?

/** Names of query parameters are free text; any value may be a token, so none is shown. */
const hidden = '***'

/** A path segment that only a token looks like, as in `https://dl.example.com/<token>/org/repo/go/`. */
function looksLikeToken(segment: string): boolean {
  return (
    /^[A-Za-z0-9_-]{16,}$/.test(segment) &&
    (segment.match(/\d/g) ?? []).length >= 2 &&
    /[A-Za-z]/.test(segment)
  )
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

/** The URL without credentials, token-like path segments and query values: safe in every output. */
export function displayUrl(text: string): string {
  const { scheme, host, path, query } = partsOf(text)
  const shownPath = path
    .split('/')
    .map((segment) => (looksLikeToken(segment) ? hidden : segment))
    .join('/')
  const shownQuery = query.replace(/=[^&#]*/g, `=${hidden}`).replace(/#.+$/s, '#…')
  return `${scheme}${host}${shownPath}${shownQuery}`
}

/** The secrets of a URL as they are written and decoded: credentials, token-like segments, query values. */
export function urlSecrets(text: string): string[] {
  const { userinfo, path, query } = partsOf(text)
  const colon = userinfo.indexOf(':')
  // A user name beside a password is no secret, and masking `ci` or `user` would blacken half of a log.
  const credentials =
    colon < 0 ? [userinfo] : [userinfo, userinfo.slice(colon + 1) || userinfo.slice(0, colon)]
  const tokens = path.split('/').filter(looksLikeToken)
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
