// In which forms a known secret may appear in a text, and how each is found.

const utf8 = new TextEncoder()
const regexSyntax = /[.*+?^${}()|[\]\\/]/g
const shortEscapes: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
  '\v': 'v',
  '"': '"',
  "'": "'",
  '/': '/',
}

/** From which character to which, the last one excluded. */
export type Span = readonly [start: number, end: number]

/**
 * A function that finds one value in all its forms: raw, percent-encoded (once or twice), escaped as JSON, Go or a
 * shell would, and in base64 at any alignment, itself raw, percent-encoded or escaped.
 */
export function secretFinder(value: string): (text: string) => Span[] {
  const finders = [{ text: value, before: '', after: '' }, ...base64Forms(value)].map(formFinder)
  return (text) => finders.flatMap((find) => find(text))
}

/** A text to look for, and patterns of what is masked with it on either side. */
interface Form {
  readonly text: string
  readonly before: string
  readonly after: string
}

/** Finds one form, however its characters are escaped. */
function formFinder({ text: form, before, after }: Form): (text: string) => Span[] {
  let pattern: RegExp | undefined
  return (text) => {
    // Where nothing can be escaped, a plain search is enough to say no; it is far faster.
    if (!/[%\\+]/.test(text) && !text.includes(form)) return []
    pattern ??= new RegExp(before + loosePattern(form) + after, 'g')
    return overlapping(text, pattern)
  }
}

/** Every match, those that begin inside another one too: a value may repeat itself. */
function overlapping(text: string, pattern: RegExp): Span[] {
  const spans: Span[] = []
  // At the end `exec` gives null, and sets `lastIndex` back to 0.
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    spans.push([match.index, match.index + match[0].length])
    pattern.lastIndex = match.index + 1
  }
  return spans
}

/** Each character as itself or in any of its escapes. Runs of backslashes are one item, so that matching stays linear. */
function loosePattern(form: string): string {
  return (form.match(/\\+|[^\\]/gsu) ?? []).map(looseItem).join('')
}

function looseItem(item: string): string {
  if (item.startsWith('\\')) {
    const each = '(?:%(?:25)?5[cC]|\\\\{1,4}(?:x|u00)5[cC])'
    return `(?:${each}{${item.length}}|\\\\{${item.length},${item.length * 8}})`
  }
  const units = Array.from({ length: item.length }, (_, i) => hex(item.charCodeAt(i), 4))
  const bytes = [...utf8.encode(item)].map((byte) => hex(byte, 2))
  const choices = [
    bytes.map((byte) => `%(?:25)?${anyCase(byte)}`).join(''),
    units.map((unit) => `\\\\{1,4}u${anyCase(unit)}`).join(''),
    bytes.map((byte) => `\\\\{1,4}x${anyCase(byte)}`).join(''),
  ]
  const short = shortEscapes[item]
  if (short !== undefined) choices.push(`\\\\{1,7}${escaped(short)}`)
  if (item === ' ') choices.push('\\+')
  choices.push(escaped(item))
  return `(?:${choices.join('|')})`
}

/**
 * What base64 makes of a value at each of the three alignments, in the standard alphabet and the one for URLs:
 * the characters that depend on the value alone, and beside them those that hold bits of its neighbours too.
 */
function base64Forms(value: string): Form[] {
  const bytes = utf8.encode(value)
  const shared = '[A-Za-z0-9+/_-]?'
  return [0, 1, 2].flatMap((offset) => {
    const [start, end] = [(offset * 8) / 6, ((offset + bytes.length) * 8) / 6]
    const text = base64(new Uint8Array([...new Uint8Array(offset), ...bytes])).slice(
      Math.ceil(start),
      Math.floor(end),
    )
    const sides = {
      before: Number.isInteger(start) ? '' : shared,
      after: Number.isInteger(end) ? '' : shared,
    }
    const forURLs = text.replaceAll('+', '-').replaceAll('/', '_')
    if (text.length < 5) return []
    return text === forURLs
      ? [{ text, ...sides }]
      : [
          { text, ...sides },
          { text: forURLs, ...sides },
        ]
  })
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function escaped(text: string): string {
  return text.replace(regexSyntax, '\\$&')
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0')
}

function anyCase(digits: string): string {
  return digits.replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
}
