// The child process of the cache, bundled from source as scripts/build.mjs bundles it.

import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { temporaryFolder } from './temp.ts'

/** The command that starts it, as createGithubStore wants it. */
export interface TransferProgram {
  readonly command: readonly [string, string]
  readonly remove: () => Promise<void>
}

/** Bundles src/cache/github/transfer.ts into a temporary folder. */
export async function buildTransfer(): Promise<TransferProgram> {
  const { path, remove } = await temporaryFolder('rgm-transfer-')
  const outfile = join(path, 'transfer.mjs')
  await build({
    entryPoints: [resolve('src/cache/github/transfer.ts')],
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
