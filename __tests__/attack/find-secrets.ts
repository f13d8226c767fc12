// Looks for secrets in a text as somebody would who wants them: in the text, and in all that can be decoded from it.

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" }
const shortEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

const withoutEntities = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|quot|amp|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
const withoutPercent = (text: string) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
const withoutHexEscapes = (text: string) =>
  text.replace(/(?:\\+x[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll(/\\+x/g, ''), 'hex').toString('utf8'),
  )
const withoutBackslashes = (text: string) =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, unit, character) =>
    unit === undefined
      ? (shortEscapes[character] ?? character)
      : String.fromCharCode(Number.parseInt(unit, 16)),
  )
const withoutUnseen = (text: string) =>
  text
    .replace(/\u001b(?:\[[0-9;]*[a-z]|\][^\u0007]*\u0007)/gi, '')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\0]/gu, '')

const decoders = [withoutEntities, withoutPercent, withoutHexEscapes, withoutBackslashes, withoutUnseen]

/** What runs of base64 say, at each of the four places where a run may begin. */
function fromBase64(text: string): string {
  return (text.match(/[\w+/-]{11,}/g) ?? [])
    .flatMap((run) => [0, 1, 2, 3].map((start) => Buffer.from(run.slice(start), 'base64').toString('utf8')))
    .join('\n')
}

/** The text, and what becomes of it when it is decoded up to three times. */
function decodings(text: string): ReadonlySet<string> {
  const found = new Set([text])
  let latest = [text]
  for (let round = 0; round < 3; round++) {
    latest = latest
      .flatMap((known) => decoders.map((decode) => decode(known)))
      .filter((decoded) => !found.has(decoded))
    for (const decoded of latest) found.add(decoded)
    latest = [...new Set(latest)]
  }
  for (const known of [...found]) found.add(fromBase64(known))
  return found
}

/** So many characters of a secret in a row are a leak. */
const window = 8

/** A function that finds which of these secrets stand in a text, whole or so much of one that it helps to guess the rest. */
export function secretDetector(cores: readonly string[]): (text: string) => readonly string[] {
  const windows = new Map<string, string>()
  for (const core of cores)
    for (let at = 0; at + window <= core.length; at++) windows.set(core.slice(at, at + window), core)
  return (text) => {
    const leaked = new Set<string>()
    for (const decoded of decodings(text)) {
      for (let at = 0; at + window <= decoded.length; at++) {
        const core = windows.get(decoded.slice(at, at + window))
        if (core !== undefined) leaked.add(core)
      }
    }
    return [...leaked]
  }
}
