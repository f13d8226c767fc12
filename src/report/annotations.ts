// What is put on the run's page and beside a line of go.mod: at most one error, one warning, one notice.

import { oneLine } from '../text/sanitise.ts'
import { afterChange } from './changes.ts'
import type { Report } from './report.ts'
import { cachePlace, sentence, verdictOf } from './verdict.ts'
import { wrongBytesOf } from './wrong-bytes.ts'

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  /** May have several lines. */
  readonly message: string
  /** Relative to the repository. */
  readonly file?: string
  readonly line?: number
}

/** In order of weight; each only where a person can act on it. */
export function renderAnnotations(report: Report): Annotation[] {
  return [error(report), warning(report), notice(report)].filter((annotation) => annotation !== null)
}

function error(report: Report): Annotation | null {
  if (report.result !== 'failed') return null
  const verdict = verdictOf(report)
  const said = report.fault?.module === null ? (report.fault.evidence[0]?.text ?? null) : null
  const next = report.fault?.remedy[0]
  const step = next === undefined || next === said ? null : `Next: ${next}`
  const lines = [verdict.blame, said, ...verdict.sentences, step]
  return {
    level: 'error',
    title: plain(verdict.headline, 200),
    message: message(lines),
    ...(report.source === null ? {} : { file: report.source.file, line: report.source.line }),
  }
}

function warning(report: Report): Annotation | null {
  const tampered = report.cache.problems.filter((problem) => problem.kind === 'tampered')
  const wrong = wrongBytesOf(report.fetch, report.proxies)
  const lines = [
    ...tampered
      .slice(0, 3)
      .map(({ what, reason }) => `The ${cachePlace(report.cache)} held a changed ${what}: ${reason}`),
    ...wrong
      .slice(0, 3)
      .map(({ module, proxy }) => `${proxy} sent bytes for ${module} that go.sum contradicts.`),
  ]
  if (lines.length > 0)
    return { level: 'warning', title: 'Go modules: wrong bytes were refused', message: message(lines) }
  if (report.result !== 'recovered') return null
  const verdict = verdictOf(report)
  return { level: 'warning', title: verdict.headline, message: message(verdict.sentences) }
}

function notice(report: Report): Annotation | null {
  if (report.result === 'failed') return null
  if (report.changes.length === 0) return null
  const lines = report.changes
    .slice(0, 5)
    .map((change) => `${change.file} (+${change.added} −${change.removed}): ${afterChange(change)}`)
  return {
    level: 'notice',
    title: 'Go modules: the download changed files',
    message: message(lines),
    ...(report.changes[0] === undefined ? {} : { file: report.changes[0].file }),
  }
}

function message(lines: readonly (string | null)[]): string {
  return lines
    .filter((line) => line !== null && line !== '')
    .map((line) => plain(sentence(line ?? ''), 900))
    .slice(0, 6)
    .join('\n')
}

function plain(text: string, limit: number): string {
  return oneLine(text.replaceAll('`', ''), limit)
}
