// How foreign text becomes plain: no terminal escapes, no control, bidirectional or invisible characters.

// CSI, then OSC and the other string sequences with their end, then two-character escapes, then stray introducers.
const escapeSequences =
  /(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\n\r]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]{0,8}[0-~]/g
const lineBreaks = /\r\n|[\r\x0b\x0c\x85\u2028\u2029]/g
// C0 but for tab and line feed, DEL, C1.
const controls = /[\x00-\x08\x0e-\x1f\x7f-\x9f]/g
// Direction marks and overrides, zero-width and other characters that are there but not seen.
const unseen = /[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
const loneSurrogates = /\p{Surrogate}/gu

/**
 * Text without anything that acts on a terminal or misleads the eye; line breaks of every kind become `\n`.
 * Escape sequences vanish with their parameters; a lone surrogate becomes U+FFFD.
 */
export function plainText(text: string): string {
  return text
    .replace(escapeSequences, '')
    .replace(lineBreaks, '\n')
    .replace(controls, '')
    .replace(unseen, '')
    .replace(loneSurrogates, '\ufffd')
}

/** The same on a single line, blanks collapsed, cut to `limit` characters with `…` in place of the rest. */
export function oneLine(text: string, limit = 300): string {
  // What is far beyond the limit is never shown; cleaning all of a huge text would only cost time.
  const line = plainText(text.slice(0, limit * 8))
    .replace(/\s+/g, ' ')
    .trim()
  return cut(line, limit)
}

/** At most `limit` characters, the last of them `…` where something was cut; never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
