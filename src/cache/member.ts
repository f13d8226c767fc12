// What an entry may hold: regular files of modules and of a checksum database, of a size that `go` would accept, one text of ours, and
// nothing else.

import { parseFileName } from '../go/layout.ts'
import { type ModuleFile, maxFileBytes, moduleName } from '../go/module-file.ts'
import { databaseFileLimit } from './checksum-database.ts'
import type { CacheProblem } from './outcome.ts'

/** A member of an archive or a file of a folder, before it is looked at. */
interface Member {
  /** Relative to the staging folder, with `/`. */
  readonly name: string
  /** Is it a regular file? No link, device, socket or pipe is one. */
  readonly regular: boolean
  readonly bytes: number
}

/** A file of the checksum database, known by its name. */
interface DatabaseFile {
  readonly kind: 'sumdb'
}

/** How the upstreams did in the last runs. */
interface HistoryFile {
  readonly kind: 'history'
}

/** Its name is that of no module file. */
export const historyMember = 'history.json'
/** Many times what a history has. */
const maxHistoryBytes = 1 << 20

/** The file that a member is, or why it is refused. Only such a member is ever written to disk or read. */
export function readMember(member: Member): ModuleFile | DatabaseFile | HistoryFile | CacheProblem {
  if (member.name === historyMember) return readOther(member, 'history', maxHistoryBytes)
  const limit = databaseFileLimit(member.name)
  return limit === null ? readModuleFile(member) : readOther(member, 'sumdb', limit)
}

function readOther<Kind extends string>(
  { name, regular, bytes }: Member,
  kind: Kind,
  limit: number,
): { readonly kind: Kind } | CacheProblem {
  if (!regular) return { kind: 'foreign', what: name, reason: 'it is not a regular file' }
  if (bytes <= limit) return { kind }
  return { kind: 'cache-corrupt', what: name, reason: `it has ${bytes} bytes; ${limit} are allowed` }
}

function readModuleFile({ name, regular, bytes }: Member): ModuleFile | CacheProblem {
  const file = parseFileName(name)
  if (file === null) return { kind: 'foreign', what: name, reason: 'its name is not that of a module file' }
  if (!regular) return { kind: 'foreign', what: name, reason: 'it is not a regular file' }
  if (bytes > maxFileBytes[file.kind]) {
    const reason = `its .${file.kind} has ${bytes} bytes; ${maxFileBytes[file.kind]} are allowed`
    return { kind: 'cache-corrupt', what: moduleName(file), reason }
  }
  return file
}

/** Tells what readMember refuses from what it takes. */
export function isRefused(read: ReturnType<typeof readMember>): read is CacheProblem {
  return 'reason' in read
}

/** How many refusals are told one by one. */
const maxTold = 20

/** The first of many refusals, and how many there were, so that a hostile entry can't flood a report. */
export function boundProblems(problems: readonly CacheProblem[]): readonly CacheProblem[] {
  if (problems.length <= maxTold) return problems
  const rest = problems.length - maxTold
  return [
    ...problems.slice(0, maxTold),
    { kind: 'foreign', what: `${rest} more`, reason: 'not told one by one' },
  ]
}
