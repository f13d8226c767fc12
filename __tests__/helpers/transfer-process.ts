// The child processes of the cache and of a store's folder, bundled from source as scripts/build.mjs bundles them.

import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { temporaryFolder } from './temp.ts'

/** The command that starts it, as createGithubStore wants it. */
export interface TransferProgram {
  readonly command: readonly [string, string]
  readonly remove: () => Promise<void>
}

/** Bundles src/cache/github/transfer.ts into a temporary folder. */
export function buildTransfer(): Promise<TransferProgram> {
  return buildProgram('src/cache/github/transfer.ts')
}

/** Bundles the program of a store's folder into a temporary folder. */
export function buildFolderProcess(): Promise<TransferProgram> {
  return buildProgram('src/store/folder/folder-process.ts')
}

async function buildProgram(entry: string): Promise<TransferProgram> {
  const { path, remove } = await temporaryFolder('rgm-transfer-')
  const outfile = join(path, 'transfer.mjs')
  await build({
    entryPoints: [resolve(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)",
    },
  })
  return { command: [process.execPath, outfile], remove }
}
