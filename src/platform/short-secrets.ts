// Passwords too short to be masked in every text: they are, as whole words, in what a server may have echoed.

const regexSyntax = /[.*+?^${}()|[\]\\/]/g

/** The part of a login behind its first colon, where it is too short to be looked for everywhere. */
export function shortPasswords(secrets: readonly string[], shortest: number): string[] {
  return secrets.flatMap((secret) => {
    const colon = secret.indexOf(':')
    const password = secret.slice(colon + 1)
    return colon < 0 || password === '' || password.length >= shortest ? [] : [password, secret]
  })
}

/**
 * A function that masks these words where a server's own text stands: behind `server response:` or a status, in the lines that
 * `go` prints behind a tab, in paths and queries of URLs, and alone between quotes. Elsewhere `go` or `abc` are only words.
 */
export function hideShort(values: readonly string[], mask: string): (text: string) => string {
  if (values.length === 0) return (text) => text
  const forms = new Set(values.flatMap((value) => [value, encodeURIComponent(value), btoa(latin1(value))]))
  const words = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(regexSyntax, '\\$&'))
    .join('|')
  const word = new RegExp(`(?<![A-Za-z0-9])(?:${words})(?![A-Za-z0-9])`, 'g')
  const clean = (text: string) => text.replace(word, mask)
  return (text) =>
    text
      .replace(echoes, clean)
      .replace(urls, (_, host: string, rest: string) => `${host}${clean(rest)}`)
      .replace(quotations, clean)
}

const echoes = /server response:[\s\S]*|\bstatus \d{3}: [^\n]*|^\t[^\n]*/gm
const urls = /(:\/\/[^\s/?#"'`<>]*)([/?#][^\s"'`<>]*)/g
const quotations = /(["'`])[^\s"'`]{1,16}\1/g

function latin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text))
}
