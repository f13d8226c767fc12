// The command `fleet`: many reports, and what they say together.

import { resolve } from 'node:path'
import { createCollection } from '../fleet/collect.ts'
import { fleetOf } from '../fleet/fleet.ts'
import { renderOpenIncidents } from '../fleet/open-incidents.ts'
import { renderOpenMetrics } from '../fleet/open-metrics.ts'
import { createClean } from '../fleet/read-record.ts'
import { readReports } from '../fleet/read-reports.ts'
import type { RunRecord } from '../fleet/run-record.ts'
import { rowOf } from '../fleet/run-row.ts'
import type { Fleet } from '../fleet/shape.ts'
import { renderFleetText } from '../fleet/text.ts'
import type { FlagValues } from '../options/flags.ts'
import type { World } from '../platform/world.ts'
import { writeRequestedFile } from '../platform/write-file.ts'
import { errorCode } from '../text/error.ts'
import { oneLine } from '../text/sanitise.ts'
import { plural } from '../text/units.ts'
import { type CommandResult, misuse } from './command-result.ts'
import { printJson, printText } from './print.ts'
import { withTerminal } from './terminal.ts'

const unitMs = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const

/** Exit code 0 whatever the reports say; 2 where a path names nothing, an option is wrong, or a file can't be written. */
export async function fleetCommand(paths: readonly string[], options: FlagValues): Promise<CommandResult> {
  if (paths.length === 0)
    return misuse('fleet wants report files: folders, files, globs, or - for lines on standard input.')
  const age = ageMs(options.since)
  if (age === 'invalid')
    return misuse(
      `Option "--since" is "${oneLine(String(options.since), 80)}"; it must be a time such as 12h, 30d or 8w.`,
    )
  return withTerminal({}, async (world) => {
    const collected = await collect(paths, world, age)
    if (typeof collected === 'string') return misuse(collected)
    if (options.json === true) printJson(JSON.stringify(collected.fleet, null, 2))
    else
      printText(
        renderFleetText(collected.fleet)
          .map((line) => `${line}\n`)
          .join(''),
      )
    const problems = await writeFiles(collected, options)
    return problems.length > 0 ? misuse(problems.join('\n')) : { code: 0 }
  })
}

function ageMs(since: string | boolean | undefined): number | null | 'invalid' {
  if (since === undefined) return null
  const match = /^(\d{1,5})([hdw])$/.exec(String(since))
  if (match === null) return 'invalid'
  return Number(match[1]) * unitMs[match[2] === 'h' ? 'h' : match[2] === 'd' ? 'd' : 'w']
}

interface Collected {
  readonly fleet: Fleet
  readonly records: readonly RunRecord[]
}

/** A string says which path names nothing. */
async function collect(
  paths: readonly string[],
  { clock, redact, signal, progress }: World,
  age: number | null,
): Promise<Collected | string> {
  const nowMs = clock.date().getTime()
  const sinceMs = age === null ? null : nowMs - age
  const collection = createCollection({ nowMs, sinceMs, clean: createClean(redact) })
  let seen = 0
  progress(() => ({ share: null, parts: [`${plural(seen, 'report')} read`] }))
  for await (const read of readReports(paths, process.stdin)) {
    if (signal.aborted) return 'Stopped before all reports were read.'
    if (read.kind === 'nothing') return `There is no file or folder ${oneLine(read.path)}.`
    if (read.kind === 'text') collection.add(read.name, read.text)
    else collection.addUnreadable(read.name, read.problem)
    seen += 1
  }
  progress(null)
  const records = collection.records()
  return { fleet: fleetOf(records, collection.input(), nowMs), records }
}

/** A sentence for each file that could not be written. */
async function writeFiles(
  { fleet, records }: Collected,
  { html, metrics, incidents, runs }: FlagValues,
): Promise<readonly string[]> {
  const problems: string[] = []
  const write = async (path: string, text: string) => {
    await writeRequestedFile(resolve(path), text, { repository: process.cwd() }).catch((error: unknown) => {
      problems.push(`${oneLine(path)} can't be written: ${errorCode(error) ?? oneLine(String(error))}.`)
    })
  }
  if (typeof html === 'string')
    await write(html, (await import('../fleet/page/page.ts')).renderFleetPage(fleet))
  if (typeof metrics === 'string') await write(metrics, renderOpenMetrics(fleet))
  if (typeof incidents === 'string') await write(incidents, renderOpenIncidents(fleet))
  if (typeof runs === 'string') await write(runs, inLines(records))
  return problems
}

/** The oldest first. */
function inLines(records: readonly RunRecord[]): string {
  return [...records]
    .sort((a, b) => a.atMs - b.atMs)
    .map((record) => `${JSON.stringify(rowOf(record))}\n`)
    .join('')
}
