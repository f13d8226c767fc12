// Lists the files that the scopes need, as far as the go.mod files of the module cache and of an entry tell.

import { fileName } from '../go/layout.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { createInventory } from '../modcache/inventory.ts'
import { createModReader, type ModReader } from '../project/mod-reader.ts'
import { mergePlans, type Plan, planDownload } from '../project/plan.ts'
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

interface NeededFiles {
  /** Every file once. */
  readonly needed: readonly NeededFile[]
  readonly plan: Plan
  /** The modules whose go.mod was read from the entry. */
  readonly readFromEntry: readonly ModuleVersion[]
}

/** `readMod` reads from the entry what neither `mods` knows nor the module cache holds. */
export async function neededFiles(
  { scopes, env }: Project,
  readMod: ReadMod,
  mods: ModReader = createModReader(),
): Promise<NeededFiles> {
  const inventory = createInventory(env.GOMODCACHE)
  const needed = new Map<string, Omit<NeededFile, 'isThere'>>()
  const plans: Plan[] = []
  const readFromEntry: ModuleVersion[] = []
  const readEntryMod: ReadMod = async (module) => {
    const text = await readMod(module)
    if (text !== null) readFromEntry.push(module)
    return text
  }
  for (const scope of scopes) {
    const plan = await planDownload({
      scope,
      mods,
      readMod: async (module) => (await inventory.readMod(module)) ?? readEntryMod(module),
      onFile: () => {},
    })
    plans.push(plan)
    for (const file of plan.files) {
      const isUnlisted = !isListed(file, scope.sums) || needed.get(fileName(file))?.isUnlisted === true
      needed.set(fileName(file), { file, isUnlisted })
    }
  }
  const isThere = async (file: ModuleFile) => (await inventory.sizeOf(file)) !== null
  return {
    needed: await Promise.all(
      [...needed.values()].map(async (need) => ({ ...need, isThere: await isThere(need.file) })),
    ),
    plan: mergePlans(plans),
    readFromEntry,
  }
}
