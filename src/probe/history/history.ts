// The health of the upstreams in the last runs, by the hour: what travels with the store or the cache entry. No module, no URL.

import { createHash } from 'node:crypto'
import type { FaultCategory } from '../../faults/category.ts'
import { median } from '../median.ts'
import type { RecentHealth } from '../verdict.ts'

/** A list with more has no need of a history; a stored one with more isn't ours. */
export const maxUpstreams = 16
/** What is older is dropped. */
export const keptHours = 48
/** Per hour: more is no runs of ours. */
export const maxRunsPerHour = 1_000
/** What the ranking and the report look at. */
export const recentHours = 24

/** How an upstream did in the runs of one hour. */
export interface UpstreamHour {
  /** Since the epoch. */
  readonly hour: number
  readonly runs: number
  readonly failed: number
  /** Of the last run that knew it. */
  readonly latencyMs: number | null
  readonly lastFault: FaultCategory | null
}

/** By `upstreamId`, each one's hours in no order. */
export type History = ReadonlyMap<string, readonly UpstreamHour[]>

/** How an upstream did in one run. */
export interface RunHealth {
  /** The entry's `display`. */
  readonly proxy: string
  /** Null: it did well. */
  readonly fault: FaultCategory | null
  readonly latencyMs: number | null
}

/** @param proxy the entry's `display`: no credential, and of a private path only the words */
export function upstreamId(proxy: string): string {
  return createHash('sha256').update(proxy).digest('hex').slice(0, 32)
}

/** The whole hour, since the epoch. */
export function hourOf(date: Date): number {
  return Math.floor(date.getTime() / 3_600_000)
}

/** The history with one more run in it, of the upstreams of that run's list only. */
export function withRun(
  history: History,
  run: readonly RunHealth[],
  { hour, proxies }: { readonly hour: number; readonly proxies: readonly string[] },
): History {
  const ids = [...new Set(proxies.slice(0, maxUpstreams).map(upstreamId))]
  const added = new Map(run.map((health) => [upstreamId(health.proxy), health]))
  return new Map(
    ids.flatMap((id) => {
      const known = (history.get(id) ?? []).filter((each) => isKept(each, hour))
      const health = added.get(id)
      const hours = health === undefined ? known : withHealth(known, health, hour)
      return hours.length === 0 ? [] : [[id, hours] as const]
    }),
  )
}

/** Neither too old, nor of a clock that is ahead. */
export function isKept({ hour }: Pick<UpstreamHour, 'hour'>, now: number): boolean {
  return hour > now - keptHours && hour <= now
}

function withHealth(hours: readonly UpstreamHour[], { fault, latencyMs }: RunHealth, hour: number) {
  const known = hours.find((each) => each.hour === hour)
  return [
    ...hours.filter((each) => each !== known),
    {
      hour,
      runs: Math.min(maxRunsPerHour, (known?.runs ?? 0) + 1),
      failed: Math.min(maxRunsPerHour, (known?.failed ?? 0) + (fault === null ? 0 : 1)),
      latencyMs: latencyMs === null ? (known?.latencyMs ?? null) : Math.round(latencyMs),
      lastFault: fault ?? known?.lastFault ?? null,
    },
  ]
}

/** How an upstream did lately; null where no run of that time tells. */
export function recentHealth(history: History, proxy: string, now: number): RecentHealth | null {
  const hours = (history.get(upstreamId(proxy)) ?? []).filter(
    ({ hour }) => hour > now - recentHours && hour <= now,
  )
  if (hours.length === 0) return null
  const latest = [...hours].sort((a, b) => b.hour - a.hour)
  return {
    hours: recentHours,
    runs: hours.reduce((sum, { runs }) => sum + runs, 0),
    failed: hours.reduce((sum, { failed }) => sum + failed, 0),
    latencyMs: median(hours.flatMap(({ latencyMs }) => latencyMs ?? [])),
    lastFault: latest.find(({ lastFault }) => lastFault !== null)?.lastFault ?? null,
  }
}
