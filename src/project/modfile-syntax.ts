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

/** All directives of a file in their order, or the first thing in it that isn't the syntax. Linear in its length. */
export function parseDirectives(text: string): { kind: 'ok'; directives: Directive[] } | Malformed {
  const directives: Directive[] = []
  let block: { readonly verb: string; readonly line: number } | null = null
  let line = 0
  for (const raw of text.split('\n')) {
    line++
    const scanned = scanLine(raw)
    if (typeof scanned === 'string') return { kind: 'malformed', line, message: scanned }
    const { tokens, comment } = scanned
    const [first, ...rest] = tokens
    if (first === undefined) continue
    if (/^(?:<{7}|={7}|>{7})/.test(first)) return malformed(line, 'a merge conflict was left unresolved')
    if (block !== null) {
      if (first !== ')') directives.push({ verb: block.verb, args: tokens, comment, line, inBlock: true })
      else if (rest.length > 0)
        return malformed(line, 'nothing may follow the parenthesis that closes a block')
      else block = null
      continue
    }
    const opened = openedBlock(tokens)
    if (opened === null) directives.push({ verb: first, args: rest, comment, line, inBlock: false })
    else if (!opened.closed) block = { verb: opened.verb, line }
  }
  return block === null
    ? { kind: 'ok', directives }
    : malformed(block.line, 'the block that starts here is never closed')
}

export function malformed(line: number, message: string): Malformed {
  return { kind: 'malformed', line, message }
}

/** A parenthesis opens a block only where its line ends after it, or after the one that closes it. */
function openedBlock(tokens: readonly string[]): { verb: string; closed: boolean } | null {
  const closed = tokens.at(-1) === ')' && tokens.at(-2) === '('
  const head = closed ? tokens.slice(0, -2) : tokens.slice(0, -1)
  if (head.length === 0 || !(closed || tokens.at(-1) === '(')) return null
  return { verb: head.join(' '), closed }
}

// The order matters: a comment before a word, since a word ends where a comment starts.
const token =
  /[ \t\r]*(?:(?<comment>\/\/[\s\S]*)|(?<block>\/\*)|(?<mark>[()[\]{},])|(?<string>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<word>(?:(?!\/[/*])[^\s()[\]{},"`\p{C}\p{Z}](?:(?!\/[/*])[^\s()[\]{},\p{C}\p{Z}])*)))/uy

/** The tokens of a line, or what is wrong with it. */
function scanLine(raw: string): Line | string {
  const text = raw.replace(/[ \t\r]+$/, '')
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const groups = token.exec(text)?.groups
    if (groups === undefined) return describeCharacter(text.slice(at).replace(/^[ \t\r]+/, ''))
    if (groups.comment !== undefined) return { tokens, comment: groups.comment }
    if (groups.block !== undefined) return 'comments start with //, not with /*'
    tokens.push(groups.mark ?? groups.string ?? groups.word ?? '')
  }
  return { tokens, comment: null }
}

function describeCharacter(rest: string): string {
  const [character = ''] = rest
  if (character === '"' || character === '`') return 'a quoted string is not closed on its line'
  const point = character.codePointAt(0) ?? 0
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
