// Can this zip be the zip of that module? Told from the names in it, before `go` hashes what is behind them.
// https://go.dev/ref/mod#zip-files

import { open } from 'node:fs/promises'
import { type ModuleVersion, moduleName } from './module-file.ts'
import { readZipDirectory } from './zip-directory.ts'

/**
 * What is wrong with the zip of a module version, or null: it has a readable central directory, which names only
 * files below `<module>@<version>/`. Rejects with the error of `node:fs` where the file can't be read.
 */
export async function checkZip(path: string, module: ModuleVersion): Promise<string | null> {
  const file = await open(path, 'r')
  try {
    const entries = await readZipDirectory(file)
    if (entries === null) return 'the zip has no readable central directory'
    const prefix = Buffer.from(`${moduleName(module)}/`)
    const foreign = entries.find(({ name }) => !name.subarray(0, prefix.length).equals(prefix))
    if (foreign === undefined) return null
    return `the zip has a file of another module: ${JSON.stringify(foreign.name.toString('utf8', 0, 200))}`
  } finally {
    await file.close()
  }
}
