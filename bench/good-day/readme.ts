// Puts the table of a bench into README.md.

import { readFile, writeFile } from 'node:fs/promises'

const place = /(<!-- good-day -->\n)[\s\S]*?(<!-- \/good-day -->)/

/** Rejects where README.md has no place for it. */
export async function writeFigures(table: string): Promise<void> {
  const text = await readFile('README.md', 'utf8')
  if (!place.test(text))
    throw new Error('README.md has no place between <!-- good-day --> and <!-- /good-day -->')
  await writeFile(
    'README.md',
    text.replace(place, (_, start: string, end: string) => `${start}\n${table}\n${end}`),
  )
}
