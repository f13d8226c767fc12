// The words for what many runs say: causes, incidents, shares, times.

import { layerOf } from '../faults/category.ts'
import { faultKind, isFaultId } from '../faults/registry.ts'
import { type blame, headlines } from '../report/wording.ts'
import { formatBytes, formatCount, formatDuration, plural } from '../text/units.ts'
import type { Fleet, FleetIncident } from './shape.ts'

/** `requests/…`: what single requests met before the fetch got the file elsewhere. */
const requestWords: Readonly<Record<string, string>> = {
  'requests/error': 'requests failed; the fetch got the files all the same',
  'requests/stalled': 'requests stalled; the fetch got the files all the same',
  'requests/wrong-content': 'a proxy sent wrong content; the fetch got the right one elsewhere',
  'requests/refused': 'a proxy refused requests; the fetch got the files elsewhere',
  'requests/too-large': 'a proxy sent too much; the fetch got the files elsewhere',
}

type FleetCause = Fleet['causes'][number]

/** What happened, as a clause. */
export function causeWords({ id, category }: Pick<FleetCause, 'id' | 'category'>): string {
  if (category === null) return requestWords[id] ?? 'requests failed, and were overcome'
  // An id of another release has its category's words.
  return isFaultId(id) ? faultKind(id).meaning.replace(/\.$/, '') : headlines[category]
}

/** Whose trouble it is, in a word or two. */
export function ownerOf({ category }: Pick<FleetCause, 'category'>): string {
  if (category === null) return 'network'
  return owners[layerOf[category]]
}

const owners = {
  network: 'network',
  service: 'service',
  access: 'access',
  module: 'module or version',
  integrity: 'integrity',
  project: 'project',
  configuration: 'configuration',
  environment: 'runner',
  unknown: 'unclear',
} as const satisfies Record<keyof typeof blame, string>

/** The first sentence: how it went. */
export function verdictOf({ runs, saved, incidents }: Fleet): string {
  if (runs.runs === 0) return 'No runs to tell of.'
  const open = incidents.filter((incident) => incident.open)
  const failed =
    runs.failed === 0
      ? `None of ${plural(runs.runs, 'run')} failed`
      : `${formatCount(runs.failed)} of ${plural(runs.runs, 'run')} failed (${percent(runs.failed / runs.runs)})`
  const kept = saved.retry + saved.failover
  const and =
    kept === 0 ? '' : `, and ${formatCount(kept)} that met trouble ${kept === 1 ? 'was' : 'were'} saved`
  const now =
    open.length === 0 ? '' : ` ${plural(open.length, 'incident')} ${open.length === 1 ? 'is' : 'are'} open.`
  return `${failed}${and}.${now}`
}

/** How runs were saved, as a sentence; null where none was. */
export function savedWords({ saved }: Fleet): string | null {
  const parts = [
    saved.retry > 0 ? `${formatCount(saved.retry)} by another attempt` : null,
    saved.failover > 0 ? `${formatCount(saved.failover)} by another proxy or request` : null,
  ].filter((part) => part !== null)
  const overcame = parts.length === 0 ? null : `Saved: ${parts.join(', ')}.`
  const spared =
    saved.cache === 0
      ? null
      : `${plural(saved.cache, 'run')} began during an incident and had everything already, from the cache.`
  return [overcame, spared].filter((text) => text !== null).join(' ') || null
}

/** `12 %`, `0.4 %`, `< 0.1 %`, the sign on the line of its number. */
export function percent(share: number): string {
  const hundredths = share * 100
  if (hundredths > 0 && hundredths < 0.1) return '<\u00a00.1\u00a0%'
  const digits = hundredths > 0 && hundredths < 10 ? hundredths.toFixed(1) : String(Math.round(hundredths))
  return `${digits}\u00a0%`
}

/** Minutes as `0 min`, `< 1 min`, `42 min`, `3 h 5 min`. */
export function minutesWords(minutes: number): string {
  if (minutes < 1) return minutes === 0 ? '0 min' : '< 1 min'
  return formatDuration(Math.round(minutes) * 60_000)
}

/** `2026-03-04 10:05 UTC`. */
export function timeWords(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

/** How long an incident took, or how far it is known. */
export function recoveryWords({ open, minutesToRecovery }: FleetIncident): string {
  if (minutesToRecovery !== null) return `over after ${minutesWords(minutesToRecovery)}`
  return open ? 'open' : 'no run shows its end'
}

/** What an incident is about. */
export function subjectWords({ subject }: Pick<FleetIncident, 'subject'>): string {
  return subject.kind === 'host' ? subject.name : `module ${subject.name}`
}

export function speedWords(bytesPerSecond: number | null): string {
  return bytesPerSecond === null ? 'none' : `${formatBytes(bytesPerSecond)}/s`
}

/** A repository's name; a word where the run had none. */
export function repositoryWords(repository: string): string {
  return repository === '' ? 'outside of CI' : repository
}

/** What was left out of the count, each with its reason. */
export function inputWords({ input }: Fleet): readonly string[] {
  const { duplicates, older, unreadable } = input
  return [
    duplicates > 0
      ? `${plural(duplicates, 'report')} came twice and ${duplicates === 1 ? 'counts' : 'count'} once.`
      : null,
    older > 0 ? `${plural(older, 'report')} ${older === 1 ? 'is' : 'are'} older than asked for.` : null,
    unreadable > 0
      ? `${plural(unreadable, 'file or line', 'files or lines')} could not be read as a report.`
      : null,
  ].filter((text) => text !== null)
}
