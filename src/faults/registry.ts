// The registry of faults: which ids there are, and what holds for each, whoever saw it.

import { type FaultCategory, faultCategories } from './category.ts'
import { environmentFaults } from './registry/environment.ts'
import type { FaultKind, FaultKinds } from './registry/kind.ts'
import { moduleFaults } from './registry/module.ts'
import { networkFaults } from './registry/network.ts'
import { projectFaults } from './registry/project.ts'
import { serviceFaults } from './registry/service.ts'

export const registry = {
  ...networkFaults,
  ...serviceFaults,
  ...moduleFaults,
  ...projectFaults,
  ...environmentFaults,
} as const satisfies FaultKinds<FaultCategory>

/** `category/detail`, stable once released. */
export type FaultId = keyof typeof registry

/** All ids, in the order of their categories. */
export const faultIds: readonly FaultId[] = Object.keys(registry).filter(isFaultId)

/** For ids of another release. */
export function isFaultId(id: string): id is FaultId {
  return Object.hasOwn(registry, id)
}

/** The category is the part of the id before the slash. */
export function categoryOf(id: FaultId): FaultCategory {
  return faultCategories.find((category) => id.startsWith(`${category}/`)) ?? 'unknown'
}

const untold = { also: [], otherProxyHelps: false, severity: 2 } as const

/** What the registry says of a fault. */
export function faultKind(id: FaultId) {
  const kind: FaultKind = registry[id]
  return { ...untold, ...kind }
}

/** The anchor of a fault's id in docs/faults.md, as GitHub makes it from the heading: `server-error/http-503` → `#server-error-http-503`. */
export function faultAnchor(id: string): string {
  return `#${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
}
