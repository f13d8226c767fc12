// Starts the download of the toolchain that `go` will switch to.

import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { GoEnv } from '../go/go-env.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import { escapePath } from '../go/layout.ts'
import type { Scope } from '../project/project.ts'
import type { FileSource } from './file/file-source.ts'
import { toolchainNote, toolchainZip, wantedGo } from './toolchain.ts'

/** The note about it; null where no other toolchain is needed, or where it is unpacked already. */
export async function obtainToolchain(
  source: FileSource,
  options: {
    readonly scopes: readonly Scope[]
    readonly list: GoproxyList
    readonly env: GoEnv
    readonly gomodcache: string
  },
): Promise<string | null> {
  const { scopes, env, list, gomodcache } = options
  const version = wantedGo(scopes, env)
  if (version === null) return null
  const file = toolchainZip(version, { list, env })
  if (file === null) return toolchainNote(version, 'left')
  const isUnpacked = await stat(join(gomodcache, `${escapePath(file.path)}@${file.version}`)).then(
    () => true,
    () => false,
  )
  if (isUnpacked) return null
  // `settled` reports a failure.
  source.obtain(file).catch(() => {})
  return toolchainNote(version, 'fetched')
}
