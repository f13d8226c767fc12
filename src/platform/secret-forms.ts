// In which forms a known secret may appear in a text, and how each is found.

const utf8 = new TextEncoder()
const regexSyntax = /[.*+?^${}()|[\]\\/-]/g
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

/**
 * A function that masks one value in all its forms: raw, percent-encoded (once or twice), escaped as JSON, Go or a
 * shell would, and in base64 at any alignment, itself raw, percent-encoded or escaped.
 */
export function secretMasker(value: string, mask: string): (text: string) => string {
  const plain = formMasker(value, '', mask)
  // The outermost characters of base64 hold bits of the value and of its neighbour: they go with it.
  const encoded = base64Forms(value).map((form) => formMasker(form, '[A-Za-z0-9+/_-]?', mask))
  return (text) => [plain, ...encoded].reduce((clean, hide) => hide(clean), text)
}

/** Masks one form, however its characters are escaped, and what `margin` matches on both sides of it. */
function formMasker(form: string, margin: string, mask: string): (text: string) => string {
  let pattern: RegExp | undefined
  return (text) => {
    // Where nothing can be escaped, a plain search is enough to say no; it is far faster.
    if (!/[%\\+]/.test(text) && !text.includes(form)) return text
    pattern ??= new RegExp(margin + loosePattern(form) + margin, 'gu')
    return text.replace(pattern, mask)
  }
}

/** Each character as itself or in any of its escapes. Runs of backslashes are one item, so that matching stays linear. */
function loosePattern(form: string): string {
  return (form.match(/\\+|[^\\]/gsu) ?? []).map(looseItem).join('')
}

function looseItem(item: string): string {
  if (item.startsWith('\\')) {
    return `(?:\\\\{${item.length},${item.length * 8}}|(?:%(?:25)?5[cC]){${item.length}})`
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
 * What base64 makes of a value at each of the three alignments, without the characters that depend on its
 * neighbours; in the standard alphabet and the one for URLs.
 */
export function base64Forms(value: string): string[] {
  const bytes = utf8.encode(value)
  const forms = [0, 1, 2].map((offset) => {
    const whole = base64(new Uint8Array([...new Uint8Array(offset), ...bytes]))
    return whole.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6))
  })
  return [...new Set(forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]))].filter(
    (form) => form.length >= 5,
  )
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
