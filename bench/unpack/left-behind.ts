// What a killed run left in a module cache: holds it against a module cache that `go` filled.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { escapePath, escapeVersion, parseFileName } from '../../src/go/layout.ts'
import { treeDifference, treeOf } from './tree.ts'

/** Files and trees that `go` would believe, and that differ from those in `source`: a sentence each. */
export function faultsIn(gomodcache: string, source: string): readonly string[] {
  const faults: string[] = []
  for (const name of namesIn(source)) {
    const file = parseFileName(name)
    const at = (cache: string) => join(cache, 'cache', 'download', name)
    const isHash = name.endsWith('.ziphash')
    if ((file !== null || isHash) && existsSync(at(gomodcache)) && !isSame(at(gomodcache), at(source)))
      faults.push(`${name} differs`)
    // `go` clears away a tree beside which it finds this.
    if (file?.kind !== 'zip' || existsSync(at(gomodcache).replace(/zip$/, 'partial'))) continue
    const place = `${escapePath(file.path)}@${escapeVersion(file.version)}`
    const tree = treeOf(join(gomodcache, place))
    // A folder that may still be written: everybody but its owner is kept out all the same.
    const closed = tree?.replaceAll(/^(\S+) 40755 /gm, '$1 40555 ') ?? null
    const difference = tree === null ? null : treeDifference(treeOf(join(source, place)), closed)
    if (difference !== null) faults.push(`${place}: ${difference}`)
  }
  return faults
}

/** What is none of `go`'s names: nobody would ever clear it away. */
export function leftIn(gomodcache: string): readonly string[] {
  const left = readdirSync(gomodcache, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /partial|\.tmp/.test(name),
  )
  return left.map((name) => `left for ever: ${name}`)
}

function namesIn(source: string): readonly string[] {
  const names = readdirSync(join(source, 'cache', 'download'), { recursive: true, encoding: 'utf8' })
  return names.map((name) => name.replaceAll(sep, '/'))
}

function isSame(path: string, other: string): boolean {
  return readFileSync(path).equals(readFileSync(other))
}
