// Finds the zips in the module cache that aren't what go.sum says, after `go` has objected to one, since it stops there.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GoSum, zipSums } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import { errorCode } from './disk-failure.ts'
import { hashZip } from './hash.ts'

/** A zip that go.sum contradicts, or that is damaged. */
export interface WrongZip {
  readonly module: ModuleVersion
  /** What go.sum allows. */
  readonly want: readonly string[]
  /** Its hash; null where it is damaged. */
  readonly got: string | null
  /** What is wrong with it, in a few words. */
  readonly reason: string
}

export interface WrongZipOptions {
  readonly gomodcache: string
  readonly modules: readonly ModuleVersion[]
  readonly sums: GoSum
  /**
   * `believe`: a zip beside whose place `go` has written a hash that go.sum allows isn't hashed again. Only for zips
   * that this run brought, whose `.ziphash` was deleted then.
   */
  readonly ziphash: 'believe' | 'ignore'
  readonly signal?: AbortSignal | undefined
}

/** Hashes zips, one after another in flat memory. Those that aren't there, or not in go.sum, are passed by. */
export async function findWrongZips(options: WrongZipOptions): Promise<readonly WrongZip[]> {
  const wrong: WrongZip[] = []
  for (const module of options.modules) {
    options.signal?.throwIfAborted()
    const want = zipSums(options.sums, module)
    if (want.length === 0) continue
    const path = join(options.gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
    if (options.ziphash === 'believe' && want.includes(await readZiphash(path))) continue
    const found = await hashIfPresent(path)
    if (found === null || (found.got !== null && want.includes(found.got))) continue
    wrong.push({ module, want, ...found })
  }
  return wrong
}

async function readZiphash(zip: string): Promise<string> {
  return readFile(zip.replace(/\.zip$/, '.ziphash'), 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
}

async function hashIfPresent(path: string): Promise<Pick<WrongZip, 'got' | 'reason'> | null> {
  try {
    return { got: await hashZip(path), reason: 'its content has another hash' }
  } catch (error) {
    if (error instanceof RangeError) return { got: null, reason: error.message }
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
