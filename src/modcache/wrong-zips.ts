// Finds the zips in the module cache that aren't what go.sum says, after `go` has objected to one, since it stops there.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type GoSum, zipSums } from '../go/go-sum.ts'
import { fileName } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'
import { errorCode } from './disk-failure.ts'
import { hashZip } from './hash.ts'

/** A zip that go.sum contradicts. */
interface WrongZip {
  readonly module: ModuleVersion
  /** It can not be read as a zip. */
  readonly damaged: boolean
}

interface WrongZipOptions {
  readonly gomodcache: string
  readonly modules: readonly ModuleVersion[]
  readonly sums: GoSum
  readonly signal: AbortSignal
}

/**
 * Hashes zips, one after another in flat memory. Those that aren't there, or not in go.sum, are passed by; so is one beside which `go`
 * has written a hash that go.sum allows: the `.ziphash` of a zip that a run of ours brings is deleted then.
 */
export async function findWrongZips(options: WrongZipOptions): Promise<readonly WrongZip[]> {
  const wrong: WrongZip[] = []
  for (const module of options.modules) {
    options.signal.throwIfAborted()
    const want = zipSums(options.sums, module)
    if (want.length === 0) continue
    const path = join(options.gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
    if (want.includes(await readZiphash(path))) continue
    const state = await stateOf(path, want)
    if (state === 'wrong' || state === 'damaged') wrong.push({ module, damaged: state === 'damaged' })
  }
  return wrong
}

async function readZiphash(zip: string): Promise<string> {
  return readFile(zip.replace(/\.zip$/, '.ziphash'), 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
}

async function stateOf(
  path: string,
  want: readonly string[],
): Promise<'right' | 'wrong' | 'damaged' | 'absent'> {
  try {
    return want.includes(await hashZip(path)) ? 'right' : 'wrong'
  } catch (error) {
    if (error instanceof RangeError) return 'damaged'
    if (errorCode(error) === 'ENOENT') return 'absent'
    throw error
  }
}
