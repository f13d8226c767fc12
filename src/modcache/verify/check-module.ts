// Holds what the module cache has of one module version against go.sum: its .mod, its zip, its unpacked tree. No `.ziphash` is believed.

import { join } from 'node:path'
import { hashMod } from '../../go/dirhash.ts'
import { escapePath, escapeVersion, fileName } from '../../go/layout.ts'
import { moduleName } from '../../go/module-file.ts'
import type { ModuleSums } from '../../go/module-sums.ts'
import { errorCode } from '../../text/error.ts'
import { oneLine } from '../../text/sanitise.ts'
import { hashZip } from '../hash.ts'
import { readModuleZip } from '../unpack/read-zip.ts'
import { lookAt, readRegularFile } from './regular-file.ts'
import { compareTree, hashTree, listTree, type Tree, type TreeComparison } from './tree.ts'

/** Something in the module cache that isn't what go.sum names. All texts are safe to be shown. */
export interface Difference {
  /** `path@version`. */
  readonly module: string
  /** Below GOMODCACHE, with `/`. */
  readonly file: string
  /** `h1:…` of go.sum. */
  readonly want: string
  /** `h1:…` as found, or what was found instead. */
  readonly got: string
  /** Which files differ, where that could be told; null else. */
  readonly detail: string | null
}

/** What was found of one module version. */
export interface ModuleCheck {
  /** What go.sum has a line for and is there, whatever it is. */
  readonly there: readonly ('mod' | 'zip' | 'tree')[]
  readonly differences: readonly Difference[]
}

const mebibyte = 1_048_576
/** https://pkg.go.dev/golang.org/x/mod/zip#pkg-constants */
const limits = { mod: 16 * mebibyte, zip: 500 * mebibyte, zipHash: 1_024 } as const
/** A larger zip is hashed in flat memory. */
const maxBytesAtOnce = 32 * mebibyte

/** Checks one module version. `gomodcache` is an absolute path. Rejects only for a bug of ours. */
export async function checkModule(sums: ModuleSums, gomodcache: string): Promise<ModuleCheck> {
  const check = startCheck(sums, gomodcache)
  if (sums.mod.length > 0) checkMod(check)
  if (sums.zip.length > 0) await checkZipAndTree(check)
  return { there: check.there, differences: check.differences }
}

interface Check extends ModuleSums {
  readonly gomodcache: string
  /** Below GOMODCACHE. */
  readonly names: Readonly<Record<'mod' | 'zip' | 'ziphash' | 'partial' | 'tree', string>>
  readonly there: ('mod' | 'zip' | 'tree')[]
  readonly differences: Difference[]
}

function startCheck(sums: ModuleSums, gomodcache: string): Check {
  const { module } = sums
  const named = (kind: string) =>
    `cache/download/${fileName({ ...module, kind: 'mod' }).replace(/mod$/, kind)}`
  const names = {
    mod: named('mod'),
    zip: named('zip'),
    ziphash: named('ziphash'),
    partial: named('partial'),
    tree: `${escapePath(module.path)}@${escapeVersion(module.version)}`,
  }
  return { ...sums, gomodcache, names, there: [], differences: [] }
}

type Name = keyof Check['names']

function differs(check: Check, name: Name, got: string, detail: string | null = null): void {
  const allowed = name === 'mod' ? check.mod : check.zip
  check.differences.push({
    module: moduleName(check.module),
    file: check.names[name],
    want: allowed.join(' or '),
    got: oneLine(got),
    detail: detail === null ? null : oneLine(detail, 1_000),
  })
}

/** What is there under a name; what can't be looked at is told as a difference, since nobody knows that it is right. */
function found(check: Check, name: Name) {
  try {
    return lookAt(join(check.gomodcache, check.names[name]))
  } catch (error) {
    return { kind: 'other', what: reason(error) } as const
  }
}

function checkMod(check: Check): void {
  const at = found(check, 'mod')
  if (at.kind === 'absent') return
  check.there.push('mod')
  try {
    if (at.kind !== 'file') throw new RangeError(at.kind === 'folder' ? 'a folder' : at.what)
    const hash = hashMod(readRegularFile(join(check.gomodcache, check.names.mod), limits.mod))
    if (!check.mod.includes(hash)) differs(check, 'mod', hash)
  } catch (error) {
    differs(check, 'mod', reason(error))
  }
}

async function checkZipAndTree(check: Check): Promise<void> {
  const tree = startTree(check)
  const comparison = tree === null ? null : compareTree(tree)
  const compared = await checkZip(check, comparison)
  if (tree !== null) checkTree(check, tree, compared)
  checkZipHash(check)
}

/** The tree, to be checked; null where there is none, where it can't be a right one, and where `go` would replace it. */
function startTree(check: Check): Tree | null {
  const at = found(check, 'tree')
  // `go` unpacks anew what it has left half-written.
  if (at.kind === 'absent' || found(check, 'partial').kind !== 'absent') return null
  check.there.push('tree')
  try {
    if (at.kind === 'folder') return listTree(join(check.gomodcache, check.names.tree))
    differs(check, 'tree', at.kind === 'file' ? 'a file' : at.what)
  } catch (error) {
    differs(check, 'tree', reason(error))
  }
  return null
}

/** Gives the comparison back where every file of a right zip was compared. */
async function checkZip(check: Check, comparison: TreeComparison | null): Promise<TreeComparison | null> {
  const at = found(check, 'zip')
  if (at.kind === 'absent') return null
  check.there.push('zip')
  try {
    if (at.kind !== 'file') throw new RangeError(at.kind === 'folder' ? 'a folder' : at.what)
    const { hash, isCompared } = await hashOf(check, at.sizeBytes, comparison)
    if (!check.zip.includes(hash)) differs(check, 'zip', hash)
    else if (isCompared) return comparison
  } catch (error) {
    differs(check, 'zip', reason(error))
  }
  return null
}

async function hashOf({ module, gomodcache, names }: Check, sizeBytes: number, tree: TreeComparison | null) {
  const path = join(gomodcache, names.zip)
  if (sizeBytes > limits.zip) throw new RangeError('larger than 500 MiB')
  if (sizeBytes > maxBytesAtOnce) return { hash: await hashZip(path), isCompared: false }
  const bytes = readRegularFile(path, maxBytesAtOnce)
  const { hash, leftToGo } = await readModuleZip(bytes, module, tree === null ? null : tree.compare)
  return { hash, isCompared: leftToGo === null }
}

function checkTree(check: Check, tree: Tree, compared: TreeComparison | null): void {
  const detail = compared?.difference() ?? null
  if (compared !== null && detail === null) return
  try {
    const hash = hashTree(tree, check.module)
    if (detail !== null || !check.zip.includes(hash)) differs(check, 'tree', hash, detail)
  } catch (error) {
    differs(check, 'tree', reason(error), detail)
  }
}

/** `go` believes a zip by it, and writes it before it unpacks one. One that is no hash `go` makes anew. */
function checkZipHash(check: Check): void {
  const at = found(check, 'ziphash')
  if (at.kind === 'absent') {
    if (check.there.includes('tree')) differs(check, 'ziphash', 'nothing, though the module was unpacked')
    return
  }
  try {
    if (at.kind !== 'file') throw new RangeError(at.kind === 'folder' ? 'a folder' : at.what)
    const text = readRegularFile(join(check.gomodcache, check.names.ziphash), limits.zipHash)
      .toString('utf8')
      .trim()
    if (!check.zip.includes(text)) differs(check, 'ziphash', text === '' ? 'an empty file' : text)
  } catch (error) {
    differs(check, 'ziphash', reason(error))
  }
}

/** What was wrong with a file, or with the disk. Anything else is a bug of ours. */
function reason(error: unknown): string {
  if (error instanceof RangeError) return error.message
  const code = errorCode(error)
  if (code === null) throw error
  return `it can't be read (${code})`
}
