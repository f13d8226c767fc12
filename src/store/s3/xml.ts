// Reads single elements out of the short XML in which S3 and STS answer.

/** The text of the first element of this name; null where there is none. Names are ours, so no pattern is made of foreign text. */
export function textOfElement(xml: string, name: string): string | null {
  const start = xml.indexOf(`<${name}>`)
  if (start === -1) return null
  const from = start + name.length + 2
  const end = xml.indexOf(`</${name}>`, from)
  return end === -1 ? null : decoded(xml.slice(from, end).trim())
}

/** The code of an error, such as `AccessDenied`; null where the text names none. */
export function errorCodeOf(xml: string): string | null {
  const code = textOfElement(xml, 'Code')
  return code !== null && /^[A-Za-z0-9.]{1,64}$/.test(code) ? code : null
}

function decoded(text: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => characters[name] ?? '')
}
