// Where a fault is explained: the link into docs/faults.md.

import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { faultAnchor } from '../faults/registry.ts'
import { value } from './html.ts'
import type { ReportedFault } from './report.ts'

/** The folder that `docs/` lies in, as a web page: `https://github.com/<owner>/<repository>/blob/v1/`. */
type CatalogueBase = string

/** The fault's id, linked to its chapter where the base and the id are what they should be. */
export function faultLink({ id }: Pick<ReportedFault, 'id'>, base: CatalogueBase | null): ElementContent[] {
  const url = faultUrl(id, base)
  return url === null ? value(id) : [h('a', { href: url }, value(id))]
}

/** The address of the fault's chapter; null where there is none. */
export function faultUrl(id: string, base: CatalogueBase | null): string | null {
  if (base === null || !/^https?:\/\/[\w.:/-]+\/$/.test(base) || !/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/.test(id))
    return null
  return `${base}docs/faults.md${faultAnchor(id)}`
}
