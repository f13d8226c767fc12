// What stands for a module version after all replace lines of the scope were looked at.
// https://go.dev/ref/mod#go-mod-file-replace and https://go.dev/ref/mod#go-work-file-replace

import { isAbsolute, join } from 'node:path'
import type { ModuleVersion } from '../go/module-file.ts'
import type { Replacement } from '../go/replacement.ts'
import type { Scope } from './project.ts'

/** The module itself, another module, or a directory, whose requirements count though it is never downloaded. */
type Actual =
  | { readonly kind: 'module'; readonly module: ModuleVersion }
  | { readonly kind: 'directory'; readonly dir: string }

/** Resolves module versions as `go` does in this scope: go.work first, the exact version before all versions. */
export function createReplacer(scope: Scope): (module: ModuleVersion) => Actual {
  const workspace = scope.work === undefined ? null : indexOf(scope.work.replace, scope.dir)
  const members = scope.mains.map(({ mod, dir }) => indexOf(mod.replace, dir))
  return (module) => {
    const found =
      workspace?.(module) ?? members.map((find) => find(module)).findLast((actual) => actual !== null)
    return found ?? { kind: 'module', module }
  }
}

function indexOf(
  replacements: readonly Replacement[],
  baseDir: string,
): (module: ModuleVersion) => Actual | null {
  const byModule = new Map<string, Actual>()
  for (const { old, new: target } of replacements) {
    byModule.set(key(old), actualOf(target, baseDir))
  }
  return (module) =>
    byModule.get(key(module)) ?? byModule.get(key({ path: module.path, version: null })) ?? null
}

function actualOf(target: Replacement['new'], baseDir: string): Actual {
  const { path, version } = target
  if (version !== null) return { kind: 'module', module: { path, version } }
  return { kind: 'directory', dir: isAbsolute(path) ? path : join(baseDir, path) }
}

function key({ path, version }: Replacement['old']): string {
  return `${path} ${version ?? ''}`
}
