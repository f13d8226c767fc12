// Builds labels: what a case says about its own text.

import type { FaultCategory } from '../../src/faults/category.ts'
import type { ModuleContent } from './module-content.ts'
import type { Label } from './sample.ts'

const transientByNature: readonly FaultCategory[] = [
  'connect',
  'timeout',
  'interrupted',
  'server-error',
  'rate-limited',
  'sumdb',
  'killed',
]

/** `path@version`. */
export function named({ path, version }: Pick<ModuleContent, 'path' | 'version'>): string {
  return `${path}@${version}`
}

/** A label; `transient` and `also` as the category has them, unless given. */
export function label(
  category: FaultCategory,
  cause: string,
  rest: Partial<Omit<Label, 'category' | 'cause'>> = {},
): Label {
  return {
    category,
    also: [],
    transient: transientByNature.includes(category),
    module: null,
    host: null,
    ...rest,
    cause,
  }
}

/** A label names only what its text names. */
export function inText<T extends Label>(label: T, text: string): T {
  const path = label.module?.replace(/@.*/, '') ?? ''
  const escaped = path.replace(/[A-Z]/g, (letter) => `%21${letter.toLowerCase()}`)
  return {
    ...label,
    module: text.includes(path) || text.includes(escaped) ? label.module : null,
    host: text.includes(label.host ?? '')
      ? label.host
      : (label.otherHosts?.find((host) => host !== null && text.includes(host)) ?? null),
  }
}
