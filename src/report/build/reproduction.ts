// The commands by which a person sees the same failure, in the shell of the system.

import { posix, win32 } from 'node:path'
import { displayGoproxyList } from '../../go/goproxy-list.ts'
import type { RunFacts } from './run-facts.ts'

interface Shell {
  readonly quoted: (text: string) => string
  readonly withGoproxy: (goproxy: string) => string
  readonly and: string
}

const posixShell: Shell = {
  quoted: (text) => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`),
  withGoproxy: (goproxy) => `GOPROXY=${goproxy} `,
  and: ' && ',
}

/** What runs a step on Windows by default. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules */
const powerShell: Shell = {
  quoted: (text) => `'${text.replaceAll("'", "''")}'`,
  withGoproxy: (goproxy) => `$env:GOPROXY=${goproxy}; `,
  and: '; ',
}

/** A command for each scope that failed, from `root` on; credentials are left out of the list. */
export function reproduction({
  project,
  list,
  download,
  root,
  platform,
}: Pick<RunFacts, 'project' | 'list' | 'download' | 'root' | 'platform'>): readonly string[] {
  const { quoted, withGoproxy, and } = platform === 'win32' ? powerShell : posixShell
  const { relative, sep } = platform === 'win32' ? win32 : posix
  const goproxy = withGoproxy(quoted(displayGoproxyList(download.list ?? list)))
  const failed = project.scopes.filter(({ name }) => !download.done.has(name))
  return failed.map(({ dir }) => {
    const folder = relative(root, dir).split(sep).join('/')
    const where = folder === '' ? '' : `cd ${quoted(folder.startsWith('-') ? `./${folder}` : folder)}${and}`
    return `${where}${goproxy}go mod download -x`
  })
}
