// How credentials are kept out of every text that leaves the run.

import { secretPatterns } from '../text/secret-patterns.ts'
import { type Span, secretFinder } from './secret-forms.ts'
import { hideShort, shortPasswords } from './short-secrets.ts'

export { secretValues } from '../text/secret-values.ts'

/** What stands in the place of a credential. */
const mask = '***'

/** Shorter values would blank out ordinary words: they are masked where a server may have echoed them. */
const shortestValue = 4
/** Of what is left of a value, a shorter one may be an ordinary word. */
const shortestCore = 10
const longestPiece = 256

/**
 * A function that masks the given values and everything that looks like a credential.
 *
 * Values are found as they are, percent-encoded, escaped as in JSON, and inside base64 at any of its three
 * alignments, in the standard and the URL alphabet. Of a value of several lines each line counts too. Patterns
 * find URL userinfo, authorisation headers, netrc lines, known token shapes and signed-URL parameters.
 * The time is linear in the text. Redact before cutting: half a secret is not found.
 */
export function createRedactor(secrets: Iterable<string>): (text: string) => string {
  const all = [...new Set([...secrets].flatMap(pieces))]
  const finders = all.filter((value) => value.length >= shortestValue).map(secretFinder)
  const withoutShort = hideShort(shortPasswords(all, shortestValue), mask)
  const patterns = secretPatterns(mask)
  return (text) => {
    const known = masked(
      text,
      finders.flatMap((find) => find(text)),
    )
    return patterns.reduce((clean, hide) => hide(clean), withoutShort(known))
  }
}

/** All are found before any is masked: values may overlap. */
function masked(text: string, spans: readonly Span[]): string {
  let clean = ''
  let end = 0
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (from >= end) clean += text.slice(end, from) + mask
    end = Math.max(end, to)
  }
  return clean + text.slice(end)
}

/** A value, and each line of one that has several, as logs are written line by line; long ones in slices. */
function pieces(value: string): string[] {
  const whole = value.trim()
  const lines = whole.split(/[\r\n]+/).map((line) => line.trim())
  const values = lines.length > 1 ? [whole, ...lines.filter((line) => line.length >= 8)] : [whole]
  return values.flatMap(slices).flatMap((piece) => [piece, ...core(piece)])
}

/** Without the padding or punctuation at its ends: whoever reads a host, a path or base64 out of a text leaves it out. */
function core(piece: string): string[] {
  const [first, last] = [piece.search(/[\p{L}\p{N}]/u), piece.search(/[\p{L}\p{N}][^\p{L}\p{N}]{0,4}$/u)]
  const text = first < 0 || last < 0 ? '' : piece.slice(first, last + 1)
  return text.length >= shortestCore && text !== piece ? [text] : []
}

function slices(value: string): string[] {
  const count = Math.ceil(value.length / longestPiece)
  const size = Math.ceil(value.length / Math.max(1, count))
  return Array.from({ length: count }, (_, i) => value.slice(i * size, (i + 1) * size))
}
