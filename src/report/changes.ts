// What to do about files that the download changed.

import type { FileChange } from './report.ts'

/**
 * The next step, with commands in backticks. `go mod download` adds only the lines of what it downloads itself: a go.sum
 * that lacked some may lack others that a build or a test needs.
 */
export function afterChange({ file, added }: Pick<FileChange, 'file' | 'added'>): string {
  if (/(?:^|[/\\])go\.work\.sum$/.test(file)) return 'Run `go work sync`, and commit the result.'
  return /(?:^|[/\\])go\.sum$/.test(file) && added > 0
    ? 'It was incomplete, and may lack more lines that a build needs: run `go mod tidy`, and commit go.mod and go.sum.'
    : 'Commit it if that is right.'
}
