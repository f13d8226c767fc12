// Words the answers about a module that may be private.

import type { PrivateAnswer } from '../faults/fault.ts'
import type { ReportedFault } from './report.ts'

const names = {
  network: 'Network',
  credentials: 'Credentials',
  existence: 'Existence',
} as const satisfies Record<PrivateAnswer['question'], string>

/** A row for each question, in the order in which they are asked. */
export function answerRows({ answers }: ReportedFault): readonly (readonly [name: string, text: string])[] {
  return answers.map(({ question, answer }) => [names[question], answer])
}
