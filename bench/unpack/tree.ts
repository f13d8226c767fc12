// What lies in a module's folder, so that two of them can be compared.

import { hash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A line for each name below `root`, and for `root` itself: name, type and mode, hash of the content. Null where there is nothing. */
export function treeOf(root: string): string | null {
  if (lstatSync(root, { throwIfNoEntry: false }) === undefined) return null
  const names = ['.', ...readdirSync(root, { recursive: true, encoding: 'utf8' })].sort()
  const lines = names.map((name) => {
    const path = join(root, name)
    const found = lstatSync(path)
    const content = found.isFile() ? hash('sha256', readFileSync(path), 'hex') : 'no file'
    return `${name} ${found.mode.toString(8)} ${content}`
  })
  return lines.join('\n')
}

/** The first line that two trees don't share, as a sentence; null for equal ones. */
export function treeDifference(theirs: string | null, ours: string | null): string | null {
  if (theirs === ours) return null
  if (theirs === null || ours === null) return `only ${ours === null ? 'go' : 'we'} unpacked it`
  const [left, right] = [theirs.split('\n'), ours.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return `the trees differ: ${left[at] ?? 'nothing'} | ${right[at] ?? 'nothing'}`
}
