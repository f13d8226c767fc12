// The facts of a fault, one a row: the list that the summary, the terminal text and `classify` share.

import type { PrivateAnswer } from '../faults/fault.ts'
import type { ReportedFault, SourceLine } from './report.ts'

/** Null: nothing to say. */
export type FactRow = readonly [name: string, text: string | null]

/** What concerns the module and where it came from; the fault's id, and what else a reader needs, stand below. */
export function factRows(fault: ReportedFault, source: SourceLine | null): readonly FactRow[] {
  const { module, host, proxy } = fault
  return [
    ['Module', module],
    ['Required in', source === null ? null : `${source.file}:${source.line}`],
    ['Host', host],
    ['Proxy', isOn(proxy, host) ? null : proxy],
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

/** Does the entry's address say no more than the host? */
function isOn(proxy: string | null, host: string | null): boolean {
  return host !== null && (proxy === `https://${host}` || proxy === `https://${host}/`)
}
