// The shape of what `fleet` answers: its type and docs/fleet.schema.json are made from this definition.

import * as v from 'valibot'
import { faultCategories } from '../faults/category.ts'
import type { Shaped } from '../text/json.ts'

const text = v.string()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const amount = v.pipe(v.number(), v.minValue(0))
const time = v.pipe(text, v.description('ISO 8601, in UTC.'))
const minutes = v.pipe(
  amount,
  v.description(
    'Time that went to faults: the whole step of a failed run; of a recovered one the attempts that failed, and the pauses.',
  ),
)

/** Runs of one kind, by their results. */
const results = { runs: count, complete: count, recovered: count, failed: count, lostMinutes: minutes }

const troubled = {
  failed: count,
  recovered: count,
  repositories: v.pipe(count, v.description('How many met it.')),
  lostMinutes: minutes,
}

const bucket = v.object({ ...results, cacheAsked: count, cacheExact: count })

const incident = v.object({
  subject: v.object({ kind: v.picklist(['host', 'module']), name: text }),
  causes: v.pipe(v.array(text), v.description('Fault ids, the most frequent first.')),
  start: time,
  end: v.pipe(text, v.description('When the last run ended that met it.')),
  recovered: v.pipe(
    v.nullable(text),
    v.description('When the first run ended that shows it to be over; null where none does.'),
  ),
  minutesToRecovery: v.pipe(v.nullable(amount), v.description('From `start` to `recovered`.')),
  open: v.pipe(v.boolean(), v.description('Not recovered, and met within the last hour.')),
  failed: count,
  recoveredRuns: count,
  repositories: v.array(text),
  repositoryCount: count,
  lostMinutes: minutes,
})

export const fleet = v.pipe(
  v.object({
    version: v.pipe(v.literal(1), v.description('Of this schema.')),
    at: v.pipe(time, v.description('When it was made.')),
    from: v.pipe(v.nullable(text), v.description('The start of the first run that counts.')),
    to: v.pipe(v.nullable(text), v.description('The start of the last one.')),
    input: v.object({
      read: v.pipe(count, v.description('Reports that could be read.')),
      duplicates: v.pipe(count, v.description('Of these, copies of another one.')),
      older: v.pipe(count, v.description('Of these, before `--since`.')),
      unreadable: v.pipe(count, v.description('Files and lines that are no report of a version known here.')),
      examples: v.pipe(
        v.array(v.object({ name: text, problem: text })),
        v.description('The first of those.'),
      ),
    }),
    runs: v.object({ ...results, repositories: count }),
    saved: v.object({
      retry: v.pipe(count, v.description('Runs that another attempt made complete.')),
      failover: v.pipe(
        count,
        v.description('Runs that another proxy, or another request to the same one, made complete.'),
      ),
      cache: v.pipe(
        count,
        v.description('Runs that began during an incident of a host, and had all they needed already.'),
      ),
    }),
    causes: v.array(
      v.object({
        id: v.pipe(
          text,
          v.description(
            'Of a fault (docs/faults.md), or `requests/…` where single requests failed and the fetch got the files all the same.',
          ),
        ),
        category: v.nullable(v.picklist(faultCategories)),
        transient: v.boolean(),
        hosts: v.pipe(v.array(text), v.description('The most frequent ones.')),
        ...troubled,
      }),
    ),
    hosts: v.array(v.object({ host: text, causes: v.array(text), ...troubled })),
    modules: v.array(v.object({ module: text, causes: v.array(text), ...troubled })),
    repositories: v.array(v.object({ repository: text, causes: v.array(text), ...results })),
    incidents: v.array(incident),
    days: v.pipe(
      v.array(v.object({ day: text, ...bucket.entries })),
      v.description('Days in UTC, none left out.'),
    ),
    weeks: v.pipe(
      v.array(v.object({ week: text, ...bucket.entries })),
      v.description('By their Mondays, in UTC.'),
    ),
    cache: v.object({
      exact: count,
      partial: count,
      miss: count,
      trouble: count,
      notNeeded: count,
      off: count,
      hitRate: v.pipe(v.nullable(amount), v.description('Exact hits among the runs that asked, 0 to 1.')),
      bytes: v.pipe(count, v.description('Restored.')),
      medianSeconds: v.pipe(v.nullable(amount), v.description('Of a restore.')),
      bytesPerSecond: v.nullable(amount),
    }),
    download: v.object({
      bytes: v.pipe(count, v.description('Fetched from proxies.')),
      medianSeconds: v.nullable(amount),
      bytesPerSecond: v.nullable(amount),
    }),
    proxies: v.array(
      v.object({
        host: text,
        runs: count,
        requests: count,
        failed: v.pipe(count, v.description('Requests; a 404 that is true is none.')),
        medianFirstByteMs: v.nullable(amount),
      }),
    ),
  }),
  v.title('Fleet report of Resilient Go Modules'),
  v.description(
    'What many runs found out: the output of `fleet --json`. Within a version, fields may be added and none is changed or removed. Lists are in the order of importance and have an end (1,000 entries); no string holds a credential, and any may hold text from outside.',
  ),
)

/** What many reports say together. Every string in it is safe to be shown as text. */
export type Fleet = Shaped<typeof fleet>
export type FleetIncident = Fleet['incidents'][number]
