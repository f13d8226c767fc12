// What is advised about a file that the download changed.

import { expect, test } from '@jest/globals'
import { renderAnnotations } from '../../src/report/annotations.ts'
import { notes } from '../../src/report/notes.ts'
import { sampleReports } from '../helpers/reports.ts'

const [some] = Object.values(sampleReports)

test.each<[file: string, added: number, removed: number, advice: string]>([
  ['go.sum', 4, 0, 'run `go mod tidy`'],
  ['app/go.sum', 4, 1, 'run `go mod tidy`'],
  ['go.sum', 0, 2, 'Commit it if that is right.'],
  ['go.work.sum', 4, 0, 'Run `go work sync`'],
  ['go.mod', 1, 1, 'Commit it if that is right.'],
  ['not-go.sum', 1, 0, 'Commit it if that is right.'],
])('%s with %d lines more and %d less: %s', (file, added, removed, advice) => {
  if (some === undefined) throw new Error('there is no report')
  const report = { ...some, result: 'complete' as const, changes: [{ file, added, removed }] }
  expect(notes(report).join('\n')).toContain(advice)
  const shown = renderAnnotations(report).map(({ message }) => message)
  expect(shown.join('\n')).toContain(advice.replaceAll('`', ''))
})
