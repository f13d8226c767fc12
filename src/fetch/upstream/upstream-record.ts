// Remembers what an upstream gave and refused, so that one that gives little is asked after the others of its group.

import { type ModuleVersion, moduleName } from '../../go/module-file.ts'

/** An upstream that lacks fewer modules may well have all others: some are private, or were withdrawn. */
export const fewestRefusedModules = 5

/** What an upstream gave and refused so far. */
export interface UpstreamRecord {
  readonly onFile: (module: ModuleVersion) => void
  /** It said that it lacks a file, or that it won't give it. A fault that may pass is the breaker's matter. */
  readonly onRefusal: (module: ModuleVersion) => void
  /** It sent bytes that go.sum contradicts. */
  readonly onWrongBytes: () => void
  /** It refused more modules than it gave, or once sent wrong bytes. */
  readonly isAskedLast: () => boolean
  /** Whether it gave a file of this module version. */
  readonly hasGiven: (module: ModuleVersion) => boolean
}

/** Of an upstream that wasn't sent a request yet. `onAskedLast` is called each time that it falls behind the others of its group. */
export function createUpstreamRecord(onAskedLast: () => void): UpstreamRecord {
  const given = new Set<string>()
  const refused = new Set<string>()
  let sentWrongBytes = false
  const isAskedLast = () =>
    sentWrongBytes || (refused.size >= fewestRefusedModules && refused.size > given.size)
  const change = (apply: () => void): void => {
    const before = isAskedLast()
    apply()
    if (!before && isAskedLast()) onAskedLast()
  }
  return {
    onFile: (module) => {
      given.add(moduleName(module))
    },
    onRefusal: (module) => change(() => refused.add(moduleName(module))),
    onWrongBytes: () =>
      change(() => {
        sentWrongBytes = true
      }),
    isAskedLast,
    hasGiven: (module) => given.has(moduleName(module)),
  }
}
