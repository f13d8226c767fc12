// The code blocks of a page in docs/, as a reader copies them.

import { readFileSync } from 'node:fs'

/** The blocks of one language, in their order. */
export function docsBlocks(page: string, language: string): readonly string[] {
  const text = readFileSync(page, 'utf8')
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms')
  return [...text.matchAll(block)].map(([, body = '']) => body)
}
