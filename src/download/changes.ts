// Whether `go mod download` changed go.mod, go.sum, go.work or go.work.sum, and by how much.

import { relative, sep } from 'node:path'
import { readBoundedText, textLimits } from '../project/text-file.ts'

/** A file that `go mod download` changed, and by how many lines. */
export interface FileChange {
  readonly file: string
  readonly added: number
  readonly removed: number
}

/** The content of files at one moment; null for a file that isn't there. */
type Snapshot = ReadonlyMap<string, string | null>

/** Reads the files, given by absolute paths. Throws where one is there and can't be read. */
export async function takeSnapshot(files: readonly string[]): Promise<Snapshot> {
  const contents = await Promise.all(files.map(async (file) => [file, await contentOf(file)] as const))
  return new Map(contents)
}

/** What is different in `after`; files are named relative to `root`, with `/`. Nothing is restored. */
export function changesBetween(before: Snapshot, after: Snapshot, root: string): FileChange[] {
  const changes: FileChange[] = []
  for (const [file, old] of before) {
    const now = after.get(file) ?? null
    if (old === now) continue
    const name = relative(root, file).split(sep).join('/')
    changes.push({ file: name, added: linesOnlyIn(now, old), removed: linesOnlyIn(old, now) })
  }
  return changes.sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** How many lines of `text` have no counterpart in `other`, wherever they stand. */
function linesOnlyIn(text: string | null, other: string | null): number {
  const counterparts = new Map<string, number>()
  for (const line of linesOf(other)) counterparts.set(line, (counterparts.get(line) ?? 0) + 1)
  let only = 0
  for (const line of linesOf(text)) {
    const left = counterparts.get(line) ?? 0
    if (left === 0) only++
    else counterparts.set(line, left - 1)
  }
  return only
}

function linesOf(text: string | null): string[] {
  if (text === null || text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}

async function contentOf(file: string): Promise<string | null> {
  const read = await readBoundedText(file, textLimits.sum)
  if (read.kind === 'unreadable') throw new Error(`${file} ${read.reason}`)
  return read.kind === 'text' ? read.text : null
}
