// The parts of the summary about a fault: what to do, what failed and where, what else failed.

import type { Element } from 'hast'
import { h } from 'hastscript'
import { layerOf } from '../../faults/category.ts'
import { oneLine } from '../../text/sanitise.ts'
import { plural } from '../../text/units.ts'
import { faultLink } from '../catalogue.ts'
import { type FactRow, factRows, proxyShown, saidRow } from '../facts.ts'
import { type Content, folded, lines, list, table, value } from '../html.ts'
import { code } from '../prose.ts'
import type { Report, ReportedFault } from '../report.ts'
import { requirementRows } from '../requirement-rows.ts'
import { headlineOf } from '../verdict.ts'
import { mostSteps } from '../wording.ts'

/** The steps of the remedy, in order. */
export function whatToDo({ fault }: Report): Content {
  const steps = fault?.remedy ?? []
  return steps.length === 0 ? [] : [h('p', [h('strong', 'What to do')]), list('ol', steps, mostSteps)]
}

/** Module, line of go.mod, host, the settings that were in force, and the fault's id, one a row. */
export function whatFailed(report: Report, catalogue: string | null): Content {
  const { fault, source, go } = report
  if (fault === null) return []
  const facts: readonly FactRow[] = [
    ...factRows(fault, source),
    ...requirementRows(report),
    saidRow(fault),
    ['GOPROXY', go.goproxy === '' || go.goproxy === proxyShown(fault) ? null : go.goproxy],
  ]
  const rows = facts.flatMap(([name, content]) =>
    content === null ? [] : [row(name.replaceAll(' ', '\u00a0'), value(content, 400))],
  )
  return [h('table', [h('tbody', [...rows, row('Fault', faultLink(fault, catalogue))])])]
}

/** Modules that the same fault kept back, as far as the fetch knows their names. */
export function blockedModules({ fault, fetch }: Report): Content {
  if (fault === null || fetch.kind !== 'ran') return []
  const names = [
    ...new Set(fetch.witnesses.filter(({ id }) => id === fault.id).map(({ module }) => oneLine(module))),
  ]
  if (names.length < 2) return []
  const rest = names.length > 60 ? [`… and ${names.length - 60} more`] : []
  return [
    folded(`${plural(names.length, 'module')} with this fault`, [lines([...names.slice(0, 60), ...rest])]),
  ]
}

/** Faults beside the one that decided; unfolded where one of them is of another kind, and has to be mended as well. */
export function otherFaults({ fault, faults }: Report): Content {
  const others = faults.filter((other) => fault === null || !saysTheSame(other, fault))
  if (others.length === 0) return []
  const cell = (name: string | null) => (name === null ? '' : code(name, 200))
  const rows = others.map((other) => [
    headlineOf(other),
    cell(other.module),
    cell(other.host),
    code(other.id),
  ])
  const state = others.some(({ category }) => category !== fault?.category) ? 'open' : 'closed'
  const content = table(['What', 'Module', 'Host', 'Fault'], rows, 20)
  return [folded(plural(others.length, 'more fault'), content, state)]
}

/** One module that is told as not found and as without the version is one fault. */
function saysTheSame(other: Report['faults'][number], { id, category, module }: ReportedFault): boolean {
  if (other.module !== module) return false
  return other.id === id || (module !== null && layerOf[other.category] === layerOf[category])
}

function row(name: string, content: Content): Element {
  return h('tr', [h('th', { align: 'left' }, name), h('td', [...content])])
}
