// Collects the records of many reports: each run once, what is older left out, what can't be read counted and named.

import type { FleetInput } from './fleet.ts'
import { readRecord } from './read-record.ts'
import type { Clean, RunRecord } from './run-record.ts'

interface CollectOptions {
  readonly nowMs: number
  /** Runs that began before are left out; null: all count. */
  readonly sinceMs: number | null
  readonly clean: Clean
}

interface Collection {
  /** `name` tells where the text comes from. */
  readonly add: (name: string, json: string) => void
  readonly addUnreadable: (name: string, problem: string) => void
  readonly records: () => readonly RunRecord[]
  readonly input: () => FleetInput
}

/** Unreadable files that are named. */
const mostExamples = 20

/** Begins empty. */
export function createCollection({ nowMs, sinceMs, clean }: CollectOptions): Collection {
  const records: RunRecord[] = []
  const identities = new Set<string>()
  const examples: { name: string; problem: string }[] = []
  const counts = { read: 0, duplicates: 0, older: 0, unreadable: 0 }
  const addUnreadable = (name: string, problem: string) => {
    counts.unreadable += 1
    if (examples.length < mostExamples) examples.push({ name: clean(name), problem: clean(problem) })
  }
  return {
    addUnreadable,
    add: (name, json) => {
      const read = readRecord(json, nowMs, clean)
      if (read.kind === 'unreadable') {
        addUnreadable(name, read.problem)
        return
      }
      counts.read += 1
      const { record } = read
      if (identities.has(record.identity)) {
        counts.duplicates += 1
        return
      }
      identities.add(record.identity)
      if (sinceMs !== null && record.atMs < sinceMs) counts.older += 1
      else records.push(record)
    },
    records: () => records,
    input: () => ({ ...counts, examples }),
  }
}
