// The facts of a fault, one a row: the list that the summary, the terminal text and `classify` share.

import type { PrivateAnswer } from '../faults/fault.ts'
import type { ReportedFault, SourceLine } from './report.ts'

/** Null: nothing to say. */
export type FactRow = readonly [name: string, text: string | null]

/** What concerns the module and where it came from; the fault's id, and what else a reader needs, stand below. */
export function factRows(fault: ReportedFault, source: SourceLine | null): readonly FactRow[] {
  const { module, host } = fault
  return [
    ['Module', module],
    ['Required in', source === null ? null : `${source.file}:${source.line}`],
    ['Host', saysHost(fault) ? null : host],
    ['Proxy', proxyShown(fault)],
    ...fault.answers.map(({ question, answer }) => [questionNames[question], answer] as const),
  ]
}

/** What is asked, in this order, about a module that may be private. */
const questionNames = {
  network: 'Network',
  credentials: 'Credentials',
  existence: 'Existence',
} as const satisfies Record<PrivateAnswer['question'], string>

/** What a server or `go` said, else what it was asked for. */
export function saidRow({ evidence, url }: ReportedFault): FactRow {
  return ['Said', evidence[0]?.text ?? url]
}

/** The entry that was asked; null where its address says no more than the host. */
export function proxyShown({ proxy, host }: ReportedFault): string | null {
  return host !== null && (proxy === `https://${host}` || proxy === `https://${host}/`) ? null : proxy
}

/** Is the host seen in the entry that is shown? */
function saysHost(fault: ReportedFault): boolean {
  const rest = proxyShown(fault)?.split('://')[1]
  return rest !== undefined && (rest === fault.host || rest.startsWith(`${fault.host}/`))
}
