// Lists the files that the scopes need, as far as the go.mod files of the module cache and of an entry tell.

import { fileName } from '../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { createInventory } from '../modcache/inventory.ts'
import { planDownload } from '../project/plan.ts'
import type { Project } from '../project/project.ts'
import { isListed } from '../project/vouched.ts'

/** The text of a module's go.mod; null where it can't be had. */
export type ReadMod = (module: ModuleVersion) => Promise<string | null>

export interface NeededFile {
  readonly file: ModuleFile
  /** The go.sum of a scope that needs it has no line for it, so that its `go` looks the module up. */
  readonly isUnlisted: boolean
  /** In the module cache. */
  readonly isThere: boolean
}

/** Every file once. `readMod` reads what the module cache lacks. */
export async function neededFiles(
  { scopes, env }: Project,
  readMod: ReadMod,
): Promise<readonly NeededFile[]> {
  const inventory = createInventory(env.GOMODCACHE)
  const needed = new Map<string, Omit<NeededFile, 'isThere'>>()
  for (const scope of scopes) {
    const { files } = await planDownload({
      scope,
      readMod: async (module) => (await inventory.readMod(module)) ?? readMod(module),
      onFile: () => {},
      isPrivate: () => false,
    })
    for (const file of files) {
      const isUnlisted = !isListed(file, scope.sums) || needed.get(fileName(file))?.isUnlisted === true
      needed.set(fileName(file), { file, isUnlisted })
    }
  }
  return Promise.all(
    [...needed.values()].map(async (need) => ({
      ...need,
      isThere: (await inventory.sizeOf(need.file)) !== null,
    })),
  )
}
