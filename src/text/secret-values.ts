// Which values of an environment are secrets, judged by the names of the variables and by URLs within.

import type { Environment } from './environment.ts'

const secretWords =
  /token|secret|passw(?:or)?d|passphrase|pwd$|credential|api[._-]?key|private[._-]?key|access[._-]?key|signing[._-]?key|signature|^sig$|^auth$|(?:^|[._-])pat$|_auth$|cookie|jwt/i
/** Names that match the above but hold no secret: a path, a socket, a program, an address, a switch. */
const harmlessNames =
  /(?:_FILE|_PATH|_DIR|_SOCK|_URL|_URI|_HOST|_PROGRAM|_HELPER|_TTL|_TYPE|_NAME|_TIMEOUT)$|^GOAUTH$|^(?:OLD)?PWD$/i
const trivialValues = new Set(
  'access-token|basic|bearer|changeme|default|disabled|enabled|github|netrc|not-set|optional|password|private|required|secret|secrets|undefined|x-access-token|x-oauth-basic'.split(
    '|',
  ),
)
const shortestValue = 6

/** Does a variable, header, or query parameter of this name hold a secret? */
export function isSecretName(name: string): boolean {
  return secretWords.test(name)
}

/**
 * The secret values of an environment, for `createRedactor`: of variables whose names tell (`…_TOKEN`, `…PASSWORD`),
 * and the credentials inside URLs of any variable (`HTTPS_PROXY`, `GOPROXY`), as written and decoded.
 * Values under six characters and everyday words are left out: masking them would make the log unreadable.
 */
export function secretValues(env: Environment): string[] {
  const values = Object.entries(env).flatMap(([name, value = '']) => [
    ...(isSecretName(name) && !harmlessNames.test(name) ? [value.trim()] : []),
    ...urlCredentials(value),
  ])
  return [...new Set(values)].filter(isTelling)
}

/** Passwords, and user names that stand alone or before a placeholder, of all URLs in a text. */
function urlCredentials(text: string): string[] {
  return [...text.matchAll(/:\/\/([^\s/?#,|]{1,2000})@/g)].flatMap(([, userinfo = '']) => {
    const colon = userinfo.indexOf(':')
    const user = colon < 0 ? userinfo : userinfo.slice(0, colon)
    const password = colon < 0 ? '' : userinfo.slice(colon + 1)
    return loginSecrets(user, password).flatMap((value) => [value, decoded(value)])
  })
}

/** What of a login is secret: its password; where that is short or an everyday word, the user name may be the token. */
export function loginSecrets(user: string, password: string): string[] {
  return (isTelling(decoded(password)) ? [password] : [password, user]).filter(isTelling)
}

function isTelling(value: string): boolean {
  return value.length >= shortestValue && !isTrivial(value)
}

/** An everyday word that many use as a placeholder. */
export function isTrivial(value: string): boolean {
  return trivialValues.has(value.toLowerCase())
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray % is the user's literal character.
    return text
  }
}
