// Who requires the modules that the faults name.

import type { Fault } from '../../faults/fault.ts'
import type { Report } from '../report.ts'
import type { RequirementFacts } from './run-facts.ts'

/** Modules that are told, and of each version the modules that ask for it. */
const mostModules = 20
const mostAskers = 10

/** The requirers of each module that a fault names, in the faults' order. */
export function requiredBy(faults: readonly Fault[], facts: RequirementFacts): Report['requiredBy'] {
  const named = [...new Set(faults.flatMap(({ module }) => module ?? []))]
  const modules = named.slice(0, mostModules).flatMap((module) => {
    const found = facts.requirersOf(module)
    if (found === null) return []
    const versions = found.versions.map(({ version, by }) => ({
      version,
      count: by.length,
      by: by.slice(0, mostAskers),
    }))
    return [{ ...found, versions }]
  })
  return { modules, unread: facts.unread }
}
