// docs/recipes.md as its reader copies it: the code of a section, with other names in it.

import { readFileSync } from 'node:fs'

const page = readFileSync('docs/recipes.md', 'utf8')

/** A heading, or a block of code: a comment in it is no heading. */
const piece = /^#+ (?<title>[^\n]+)$|^```(?<kind>\w+)\n(?<code>.*?)^```$/gms

/** The code blocks below a heading, up to the next one, in their order. A heading that isn't there throws. */
export function codeOf(heading: string, language: string): readonly string[] {
  const pieces = [...page.matchAll(piece)].map(({ groups = {} }) => groups)
  const start = pieces.findIndex(({ title }) => title === heading)
  if (start < 0) throw new Error(`docs/recipes.md has no heading "${heading}"`)
  const below = pieces.slice(start + 1)
  const end = below.findIndex(({ title }) => title !== undefined)
  const own = end < 0 ? below : below.slice(0, end)
  return own.flatMap(({ kind, code = '' }) => (kind === language ? [code] : []))
}

/** The only block of that language. */
export function onlyCodeOf(heading: string, language: string): string {
  const [code, ...others] = codeOf(heading, language)
  if (code === undefined || others.length > 0)
    throw new Error(`"${heading}" has not one block of ${language}`)
  return code
}

/** What the pattern's first group finds in the page's text, exactly once. */
export function sentence(pattern: RegExp): string {
  const [found, ...others] = [...page.matchAll(new RegExp(pattern, 'g'))]
  if (found?.[1] === undefined || others.length > 0) throw new Error(`docs/recipes.md: not one ${pattern}`)
  return found[1]
}

/** Changes the names, as the page says: each of them has to be there. */
export function withNames(code: string, names: Readonly<Record<string, string>>): string {
  return Object.entries(names).reduce((text, [name, value]) => {
    if (!text.includes(name)) throw new Error(`docs/recipes.md names no ${name} any more in:\n${text}`)
    return text.replaceAll(name, value)
  }, code)
}
