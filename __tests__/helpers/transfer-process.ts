// The child processes of the cache and of a store's folder, bundled from source as scripts/build.mjs bundles them.

import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { isRunning } from './processes.ts'
import { temporaryFolder } from './temp.ts'

/** The command that starts it, as createGithubStore wants it. */
export interface TransferProgram {
  readonly command: readonly [string, string]
  /** Process ids of those that it has started and that have not ended. */
  readonly running: () => Promise<number[]>
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
  const started = join(path, 'started')
  await mkdir(started)
  await build({
    entryPoints: [resolve(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    logLevel: 'warning',
    banner: {
      js: `import { createRequire as __createRequire } from 'node:module'
import { writeFileSync as __writeFileSync } from 'node:fs'
const require = __createRequire(import.meta.url)
__writeFileSync(${JSON.stringify(started)} + '/' + process.pid, '')`,
    },
  })
  const running = async () => {
    const pids = (await readdir(started)).map(Number)
    const run = await Promise.all(pids.map(isRunning))
    return pids.filter((_, index) => run[index])
  }
  return { command: [process.execPath, outfile], running, remove }
}
