// Finds whether a module or workspace is built from its vendor folder, so that it needs no download.
// https://go.dev/ref/mod#vendoring

import { join } from 'node:path'
import { goFlag } from '../go/go-flags.ts'
import { compareGoVersions } from '../go/go-version.ts'
import { moduleName } from '../go/module-file.ts'
import type { Replacement } from '../go/replacement.ts'
import { canonicalVersion } from '../go/version.ts'
import type { Scope } from './project.ts'
import { readTextFile, textLimits } from './text-file.ts'

/** Does `go` build this scope from a vendor folder that agrees with its go.mod files? */
export async function isVendored(scope: Scope, goflags: string): Promise<boolean> {
  const mode = goFlag(goflags, 'mod')
  if (mode !== null && mode !== 'vendor') return false
  if (mode === null && compareGoVersions(languageOf(scope), firstByDefault[scope.kind]) < 0) return false
  const text = await readTextFile(join(scope.dir, 'vendor', 'modules.txt'), textLimits.sum)
  return text !== null && isConsistent(scope, parseModulesTxt(text))
}

/** From these versions on a vendor folder is used without being asked for. */
const firstByDefault = { module: '1.14', workspace: '1.22' } as const satisfies Record<Scope['kind'], string>

function languageOf({ work, mains }: Scope): string {
  return work?.go ?? mains[0]?.mod.go ?? ''
}

/** vendor/modules.txt, as far as it must agree with go.mod. */
interface VendoredModules {
  readonly forWorkspace: boolean
  /** `path@version` of the modules that a go.mod requires itself. */
  readonly explicit: ReadonlySet<string>
  /** Those that have packages in the vendor folder. */
  readonly vendored: ReadonlySet<string>
  /** From `path@version`, or from a path alone, to what replaces it. */
  readonly replaced: ReadonlyMap<string, string>
}

function parseModulesTxt(text: string): VendoredModules {
  const explicit = new Set<string>()
  const vendored = new Set<string>()
  const replaced = new Map<string, string>()
  let current = ''
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/)
    if (line.startsWith('# ')) {
      const [, path = '', second = ''] = fields
      const versioned = canonicalVersion(second) !== null
      current = versioned ? `${path}@${second}` : second === '=>' ? path : ''
      const target = fields.slice(versioned ? 4 : 3)
      if (current !== '' && fields[versioned ? 3 : 2] === '=>') replaced.set(current, target.join('@'))
    } else if (line.startsWith('## ')) {
      if (/(?:^## |;)\s*explicit\s*(?:;|$)/.test(line)) explicit.add(current)
    } else if (fields.length === 1 && fields[0] !== '' && current !== '') {
      vendored.add(current)
    }
  }
  return { forWorkspace: text.startsWith('## workspace'), explicit, vendored, replaced }
}

function isConsistent(scope: Scope, txt: VendoredModules): boolean {
  if (txt.forWorkspace !== (scope.kind === 'workspace')) return false
  const required = new Set(scope.mains.flatMap(({ mod }) => mod.require.map(moduleName)))
  const replaced = scope.work === undefined ? replacementsOf(scope) : null
  return (
    [...required].every((name) => txt.explicit.has(name)) &&
    [...txt.explicit].every((name) => required.has(name) || !txt.vendored.has(name)) &&
    // A workspace's directories are written relative to go.work there: too rare to be told apart here.
    (replaced === null || isSameMap(replaced, txt.replaced))
  )
}

function replacementsOf({ mains }: Scope): ReadonlyMap<string, string> {
  return new Map(
    mains.flatMap(({ mod }) => mod.replace.map(({ old, new: target }) => [name(old), name(target)])),
  )
}

function name({ path, version }: Replacement['old']): string {
  return version === null ? path : `${path}@${version}`
}

/** Replacements for all versions are listed a second time under the version that is selected. */
function isSameMap(replaced: ReadonlyMap<string, string>, listed: ReadonlyMap<string, string>): boolean {
  const wanted = (key: string) => replaced.get(key) ?? replaced.get(key.replace(/@[^@]*$/, ''))
  return (
    [...replaced].every(([key, target]) => listed.get(key) === target) &&
    [...listed].every(([key, target]) => wanted(key) === target)
  )
}
