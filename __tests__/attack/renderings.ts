// All that anybody is shown of a run, of a log and of many reports: each rendering by its name, made as the entries make them.

import { createLogClassifier } from '../../src/classify/lines/stream.ts'
import type { Classification } from '../../src/faults/fault.ts'
import type { Excerpt } from '../../src/faults/witness.ts'
import { createCollection } from '../../src/fleet/collect.ts'
import { fleetOf } from '../../src/fleet/fleet.ts'
import { renderOpenMetrics } from '../../src/fleet/open-metrics.ts'
import { renderFleetPage } from '../../src/fleet/page/page.ts'
import { createClean } from '../../src/fleet/read-record.ts'
import { renderFleetText } from '../../src/fleet/text.ts'
import { createLog, safeLines } from '../../src/platform/console-log.ts'
import { renderAnnotations } from '../../src/report/annotations.ts'
import { renderClassification } from '../../src/report/classification.ts'
import { reportJson } from '../../src/report/json.ts'
import { reportOutputs } from '../../src/report/outputs.ts'
import { redactReport, redactStrings } from '../../src/report/redact-report.ts'
import type { Report } from '../../src/report/report.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderText } from '../../src/report/text.ts'
import { nowMs, stringsOf } from './plant.ts'

export const catalogue = 'https://github.com/owner/repository/blob/v1/'

export type Redact = (text: string) => string

export interface RunRenderings {
  readonly summary: string
  readonly text: string
  readonly json: string
  readonly outputs: string
  /** What GitHub's log is given: lines, annotations, groups. */
  readonly log: string
  readonly terminal: string
}

/** Of a report that is not redacted yet. */
export async function runRenderings(report: Report, redact: Redact): Promise<RunRenderings> {
  const safe = redactReport(report, redact)
  return {
    summary: renderSummary(safe, { catalogue }),
    text: `${safeLines(renderText(safe, { catalogue }).join('\n')).join('\n')}\n`,
    json: reportJson(safe),
    outputs: Object.entries(reportOutputs(safe, '/tmp/report.json'))
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    log: await logged('github', report, safe, redact),
    terminal: await logged('terminal', report, safe, redact),
  }
}

/** Every text of the report as a line of the log, in a group's title and as progress, unredacted: the log has to do it alone. */
async function logged(
  format: 'github' | 'terminal',
  report: Report,
  safe: Report,
  redact: Redact,
): Promise<string> {
  const parts: string[] = []
  const write = (text: string) => void parts.push(text)
  const log = createLog({ format, write, redact, verbose: true, tty: { columns: () => 100, colors: false } })
  const texts = [...new Set(stringsOf(report))]
  for (const text of texts) {
    log.info(text)
    log.setProgress(text)
  }
  log.setProgress(null)
  const [title = '', warning = '', detail = ''] = texts
  await log.group(title, async () => {
    log.warn(warning)
    log.debug(detail)
  })
  for (const annotation of renderAnnotations(safe)) log.annotate(annotation)
  return parts.join('')
}

export interface LogRenderings {
  readonly text: string
  readonly json: string
}

/** What `classify` says of a log, and what it found, for a report. */
export function logRenderings(
  lines: readonly string[],
  redact: Redact,
): LogRenderings & { readonly classification: Classification; readonly excerpt: Excerpt } {
  const classifier = createLogClassifier({ redact })
  for (const line of lines) classifier.push(line)
  const { classification, excerpt } = classifier.end()
  const shown = redactStrings({ classification, excerpt }, redact)
  const { primary, faults } = shown.classification
  return {
    classification,
    excerpt,
    text: `${safeLines(renderClassification(shown.classification, shown.excerpt).join('\n')).join('\n')}\n`,
    json: JSON.stringify({ primary, faults }, null, 2),
  }
}

export interface FleetRenderings {
  readonly page: string
  readonly text: string
  readonly json: string
  readonly metrics: string
}

/** Of report files that somebody else wrote, with their names. */
export function fleetRenderings(
  files: readonly { readonly name: string; readonly json: string }[],
  redact: Redact,
): FleetRenderings {
  const collection = createCollection({ nowMs, sinceMs: null, clean: createClean(redact) })
  for (const { name, json } of files) collection.add(name, json)
  const fleet = fleetOf(collection.records(), collection.input(), nowMs)
  return {
    page: renderFleetPage(fleet),
    text: `${safeLines(renderFleetText(fleet).join('\n')).join('\n')}\n`,
    json: JSON.stringify(fleet, null, 2),
    metrics: renderOpenMetrics(fleet),
  }
}
