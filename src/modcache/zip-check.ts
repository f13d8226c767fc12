// Checks from the names in a zip that it can be the zip of that module, before `go` hashes what is behind them.
// https://go.dev/ref/mod#zip-files

import { type ModuleVersion, moduleName } from '../go/module-file.ts'
import type { Zip } from './zip.ts'

/**
 * What is wrong with the zip of a module version, or null: it has a readable central directory, which names only
 * files below `<module>@<version>/`. Rejects with the error of `node:fs` where the file can't be read.
 */
export async function checkZip(path: string, module: ModuleVersion): Promise<string | null> {
  const { readZipFile } = await import('./zip.ts')
  return readZipFile(path, (zip) => checkNames(zip, module)).catch(damage)
}

/** The same for a zip in memory. */
export async function checkZipBytes(bytes: Buffer, module: ModuleVersion): Promise<string | null> {
  const { readZipBuffer } = await import('./zip.ts')
  return readZipBuffer(bytes, (zip) => checkNames(zip, module)).catch(damage)
}

async function checkNames({ file }: Zip, module: ModuleVersion): Promise<string | null> {
  const prefix = Buffer.from(`${moduleName(module)}/`)
  for await (const { fileNameRaw } of file.eachEntry()) {
    if (!fileNameRaw.subarray(0, prefix.length).equals(prefix)) {
      return `the zip has a file of another module: ${JSON.stringify(fileNameRaw.toString('utf8', 0, 200))}`
    }
  }
  return null
}

/** A zip that can't be read is an answer, a disk that can't be read isn't. */
function damage(error: unknown): string {
  if (error instanceof RangeError) return error.message
  throw error
}
