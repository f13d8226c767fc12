// The commands by which a person sees the same failure.

import { relative, sep } from 'node:path'
import { displayGoproxyList } from '../../go/goproxy-list.ts'
import type { RunFacts } from './run-facts.ts'

/** A command for each scope that failed, from `root` on; credentials are left out of the list. */
export function reproduction({
  project,
  list,
  download,
  root,
}: Pick<RunFacts, 'project' | 'list' | 'download' | 'root'>): readonly string[] {
  const goproxy = quoted(displayGoproxyList(download.list ?? list))
  const failed = project.scopes.filter(({ name }) => !download.done.has(name))
  return failed.map(({ dir }) => {
    const folder = relative(root, dir).split(sep).join('/')
    const where = folder === '' ? '' : `cd ${quoted(folder.startsWith('-') ? `./${folder}` : folder)} && `
    return `${where}GOPROXY=${goproxy} go mod download -x`
  })
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
