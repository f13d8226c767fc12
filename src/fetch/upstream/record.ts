// Does an upstream give what it is asked for? One that lacks more modules than it gave, or once sent wrong bytes, is asked
// after the others of its group.

import { type ModuleVersion, moduleName } from '../../go/module-file.ts'

/** That it lacks a few modules says nothing about the others. */
export const modulesToFallBehind = 5

/** What an upstream brought, as far as it tells about the next question. */
export interface Harvest {
  readonly onFile: (module: ModuleVersion) => void
  /** It said that it lacks a file, or that it won't give it. A fault that may pass is the breaker's matter. */
  readonly onRefusal: (module: ModuleVersion) => void
  /** It sent bytes that go.sum contradicts. */
  readonly onForgery: () => void
  readonly isBarren: () => boolean
  /** Whether it gave a file of this module version. */
  readonly hasGiven: (module: ModuleVersion) => boolean
}

/** Of an upstream that wasn't asked yet. `onBarren` is called each time that it falls behind. */
export function createHarvest(onBarren: () => void): Harvest {
  const given = new Set<string>()
  const refused = new Set<string>()
  let isForger = false
  const isBarren = () => isForger || (refused.size >= modulesToFallBehind && refused.size > given.size)
  const changing = (change: () => void): void => {
    const before = isBarren()
    change()
    if (!before && isBarren()) onBarren()
  }
  return {
    onFile: (module) => {
      given.add(moduleName(module))
    },
    onRefusal: (module) => changing(() => refused.add(moduleName(module))),
    onForgery: () =>
      changing(() => {
        isForger = true
      }),
    isBarren,
    hasGiven: (module) => given.has(moduleName(module)),
  }
}
