// The syntax that go.mod and go.work share: lines of tokens, blocks of lines, comments.
// https://go.dev/ref/mod#go-mod-file-lexical and golang.org/x/mod/modfile

/** A file that `go` refuses: the line, from 1, and what is wrong with it. */
export interface Malformed {
  readonly kind: 'malformed'
  readonly line: number
  readonly message: string
}

/** One line of tokens; quoted strings still in their quotes. Inside a block the verb is the block's. */
export interface Directive {
  readonly verb: string
  readonly args: readonly string[]
  /** The comment that ends the line, with its slashes; null where there is none. */
  readonly comment: string | null
  readonly line: number
  /** Does it stand in a block? `go 1.21` may not, for instance. */
  readonly inBlock: boolean
}

type Line = { readonly tokens: string[]; readonly comment: string | null }

/**
 * More than any go.mod has: the longest published ones hold a few thousand lines. A million of them would cost seconds
 * and a gigabyte before anything is known about them.
 */
const mostDirectives = 100_000

/**
 * Gives every directive to `take`, in their order, without keeping any. `take` may say what is wrong with one; what breaks
 * the syntax, anywhere in the file, is told rather than that, as `go` does. Linear in the length of the text.
 */
export function readDirectives(
  text: string,
  take: (directive: Directive) => string | null,
): { readonly kind: 'ok' } | Malformed {
  let block: { readonly verb: string; readonly line: number } | null = null
  let wrong: Malformed | null = null
  let count = 0
  const give = (directive: Directive): Malformed | null => {
    count++
    if (count > mostDirectives)
      return malformed(directive.line, `there are more than ${mostDirectives} lines of directives`)
    const problem = wrong === null ? take(directive) : null
    if (problem !== null) wrong = malformed(directive.line, problem)
    return null
  }
  let line = 0
  for (let start = 0; start <= text.length; ) {
    const end = lineEnd(text, start)
    line++
    const scanned = scanLine(text, start, end)
    start = end + 1
    if (typeof scanned === 'string') return malformed(line, scanned)
    const { tokens, comment } = scanned
    const [first] = tokens
    if (first === undefined) continue
    if (/^(?:<{7}|={7}|>{7})/.test(first)) return malformed(line, 'a merge conflict was left unresolved')
    let tooMany: Malformed | null = null
    if (block !== null) {
      if (first !== ')') tooMany = give({ verb: block.verb, args: tokens, comment, line, inBlock: true })
      else if (tokens.length > 1)
        return malformed(line, 'nothing may follow the parenthesis that closes a block')
      else block = null
    } else {
      const opened = openedBlock(tokens)
      if (opened === null)
        tooMany = give({ verb: first, args: tokens.slice(1), comment, line, inBlock: false })
      else if (!opened.closed) block = { verb: opened.verb, line }
    }
    if (tooMany !== null) return tooMany
  }
  if (block !== null) return malformed(block.line, 'the block that starts here is never closed')
  return wrong ?? { kind: 'ok' }
}

export function malformed(line: number, message: string): Malformed {
  return { kind: 'malformed', line, message }
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end === -1 ? text.length : end
}

/** A parenthesis opens a block only where its line ends after it, or after the one that closes it. */
function openedBlock(tokens: readonly string[]): { verb: string; closed: boolean } | null {
  const closed = tokens.at(-1) === ')' && tokens.at(-2) === '('
  if (!(closed || tokens.at(-1) === '(')) return null
  const head = tokens.slice(0, closed ? -2 : -1)
  return head.length === 0 ? null : { verb: head.join(' '), closed }
}

/** The tokens of the line between two places, or what is wrong with it. Each character is looked at once. */
function scanLine(text: string, start: number, lineEnd: number): Line | string {
  let end = lineEnd
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  const tokens: string[] = []
  let at = start
  while (at < end) {
    const character = text.charAt(at)
    if (isBlank(text.charCodeAt(at))) at++
    else if (text.startsWith('//', at)) return { tokens, comment: text.slice(at, end) }
    else if (text.startsWith('/*', at)) return 'comments start with //, not with /*'
    else if ('()[]{},'.includes(character)) {
      tokens.push(character)
      at++
    } else {
      const quoted = character === '"' || character === '`'
      const after = quoted ? stringEnd(text, at, end) : wordEnd(text, at, end)
      if (after === at) return describeCharacter(text, at)
      tokens.push(text.slice(at, after))
      at = after
    }
  }
  return { tokens, comment: null }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d
}

/** Where the quoted string ends that begins at `start`; `start` itself where it isn't closed on its line. */
function stringEnd(text: string, start: number, end: number): number {
  const quote = text.charAt(start)
  for (let at = start + 1; at < end; at++) {
    if (text.charAt(at) === quote) return at + 1
    if (quote === '"' && text.charAt(at) === '\\') at++
  }
  return start
}

/** Where the word ends that begins at `start`: before a blank, a mark, a comment, or a character that no word holds. */
function wordEnd(text: string, start: number, end: number): number {
  let at = start
  while (at < end) {
    const point = text.codePointAt(at) ?? 0
    if (!isWordCharacter(point) || text.startsWith('//', at) || text.startsWith('/*', at)) return at
    at += point > 0xffff ? 2 : 1
  }
  return at
}

function isWordCharacter(point: number): boolean {
  if (point > 0x20 && point < 0x7f) return !'()[]{},'.includes(String.fromCharCode(point))
  return point > 0x7f && !/^[\p{C}\p{Z}]/u.test(String.fromCodePoint(point))
}

function describeCharacter(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0
  if (point === 0x22 || point === 0x60) return 'a quoted string is not closed on its line'
  if (point === 0xfeff)
    return 'it starts with a byte order mark (U+FEFF), which go does not accept: save it without'
  return `unexpected character U+${point.toString(16).toUpperCase().padStart(4, '0')}`
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
}

/** The text that a token stands for; null for a quoted string that Go doesn't accept, or a stray quote. */
export function unquote(text: string): string | null {
  if (!/["'`]/.test(text)) return text
  if (text.startsWith('`')) return null
  if (!/^"(?:[^"\\]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}))*"$/.test(text)) return null
  return text
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{3})|(.))/g,
      (_, hex?: string, unicode?: string, octal?: string, single?: string) => {
        if (single !== undefined) return escapes[single] ?? single
        return String.fromCodePoint(
          Number.parseInt(hex ?? unicode ?? octal ?? '', octal === undefined ? 16 : 8),
        )
      },
    )
}
