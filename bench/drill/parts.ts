// docs/drill.md, of which the matrix and the soak each write their own part.

import { readFile, writeFile } from 'node:fs/promises'

const page = 'docs/drill.md'
const parts = ['matrix', 'soak'] as const

/** Replaces one part of the page and keeps the other. */
export async function writePart(part: (typeof parts)[number], text: string): Promise<void> {
  const old = await readFile(page, 'utf8').catch(() => '')
  const kept = (name: string) =>
    new RegExp(`<!-- ${name} -->\\n\\n([\\s\\S]*?)\\n\\n<!-- /${name} -->`).exec(old)?.[1] ?? 'Not run yet.'
  const blocks = parts.map(
    (name) => `<!-- ${name} -->\n\n${name === part ? text : kept(name)}\n\n<!-- /${name} -->`,
  )
  const head = '# Fault drill\n\nWritten by `npm run drill` and `npm run drill -- --soak 1000`.'
  await writeFile(page, `${[head, ...blocks].join('\n\n')}\n`)
}
