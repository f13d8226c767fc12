// Writes over a file of an unpacked module, which `go` makes read-only: only root could do so.

import { chmod, writeFile } from 'node:fs/promises'

export async function overwrite(path: string, content: string | Uint8Array): Promise<void> {
  await chmod(path, 0o644)
  await writeFile(path, content)
}
