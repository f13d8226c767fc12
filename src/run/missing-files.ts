// What does `go mod download` need, and what of it is in the module cache already?

import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { createInventory, presentFiles } from '../modcache/inventory.ts'
import { planDownload } from '../project/plan.ts'
import type { Project } from '../project/project.ts'

/** The plan of all scopes against the disk. */
export interface Stock {
  /** Every file that is known to be needed, once. */
  readonly files: readonly ModuleFile[]
  readonly missing: readonly ModuleFile[]
  /** Sizes of the files that are there, by name. */
  readonly sizes: ReadonlyMap<string, number>
  /** Whether every go.mod of the graph could be read; if not, more is missing than is known. */
  readonly isWhole: boolean
}

/** Takes stock without any request. */
export async function takeStock(project: Project): Promise<Stock> {
  const { GOMODCACHE } = project.env
  const inventory = createInventory(GOMODCACHE)
  const files = new Map<string, ModuleFile>()
  let isWhole = true
  for (const scope of project.scopes) {
    const plan = await planDownload({
      scope,
      readMod: inventory.readMod,
      onFile: () => {},
      isPrivate: () => false,
    })
    if (plan.unreadable.length > 0) isWhole = false
    for (const file of plan.files) files.set(fileName(file), file)
  }
  const sizes = await presentFiles(inventory, [...files.values()])
  const missing = [...files].filter(([name]) => !sizes.has(name)).map(([, file]) => file)
  return { files: [...files.values()], missing, sizes, isWhole }
}

/** Whether nothing has to be asked of anybody. */
export function isComplete({ missing, isWhole }: Stock): boolean {
  return isWhole && missing.length === 0
}
