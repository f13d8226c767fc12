// Finds the folders below the working directory that hold a go.mod or a go.work.

import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders relative to where the search began, with `/`; `.` for that folder itself. Sorted. */
export interface FoundModules {
  readonly modules: readonly string[]
  readonly workspaces: readonly string[]
}

/** What `go` leaves out of `./...`, and what is never a module of the project. */
const skipped = new Set(['vendor', 'testdata', 'node_modules'])

/** Searches a folder and all below it. Symbolic links to folders aren't followed, so that there are no loops. */
export async function findModules(root: string): Promise<FoundModules> {
  const modules: string[] = []
  const workspaces: string[] = []
  const search = async (name: string): Promise<void> => {
    // A folder that can't be read has no module that `go` could use.
    const entries = await readdir(join(root, name), { withFileTypes: true }).catch(() => [])
    const [below, files]: [string[], string[]] = [[], []]
    for (const entry of entries) {
      if (!entry.isDirectory()) files.push(entry.name)
      else if (!skipped.has(entry.name) && !/^[._]/.test(entry.name)) below.push(entry.name)
    }
    if (await isFound('go.mod', { folder: join(root, name), files })) modules.push(name)
    if (await isFound('go.work', { folder: join(root, name), files })) workspaces.push(name)
    await Promise.all(below.map((folder) => search(name === '.' ? folder : `${name}/${folder}`)))
  }
  await search('.')
  return { modules: modules.sort(), workspaces: workspaces.sort() }
}

/** As the file system finds it: where the case of names doesn't count, `Go.mod` is a go.mod, for `go` as well. */
async function isFound(
  name: string,
  { folder, files }: { readonly folder: string; readonly files: readonly string[] },
): Promise<boolean> {
  if (files.includes(name)) return true
  if (!files.some((file) => file.toLowerCase() === name)) return false
  return stat(join(folder, name)).then(
    () => true,
    () => false,
  )
}
