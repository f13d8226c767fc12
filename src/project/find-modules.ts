// Finds the folders below the working directory that hold a go.mod or a go.work.

import { readdir } from 'node:fs/promises'
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
    const below: string[] = []
    for (const entry of entries) {
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && !/^[._]/.test(entry.name)) below.push(entry.name)
      } else if (entry.name === 'go.mod') modules.push(name)
      else if (entry.name === 'go.work') workspaces.push(name)
    }
    await Promise.all(below.map((folder) => search(name === '.' ? folder : `${name}/${folder}`)))
  }
  await search('.')
  return { modules: modules.sort(), workspaces: workspaces.sort() }
}
