// The one value that the summary, the annotations, the outputs, the JSON and the terminal text are made from.

import type { Shaped } from '../text/json.ts'
import type { report } from './shape/report.ts'

/** Everything that a run found out. No value in it holds a credential; every string may hold hostile text. */
export type Report = Shaped<typeof report>

/** When and where a report was made. */
export type Origin = Pick<Report, 'at' | 'run' | 'runner' | 'action'>

/** A report without its origin, which the frame of the run knows. */
export type RunReport = Omit<Report, keyof Origin>

/** `recovered`: complete, though something failed on the way. */
export type Result = Report['result']

/** Where a go.mod requires the module at fault, for the annotation. */
export type SourceLine = NonNullable<Report['source']>

/** Why a module that a fault names is needed. */
export type Requirers = Report['requiredBy']['modules'][number]

/** A fault as a report tells it: of this release, or of another one that has other ids. */
export type ReportedFault = NonNullable<Report['fault']>

export type FileChange = Report['changes'][number]
export type ScopeReport = Report['scopes'][number]
export type ProxyVerdict = Report['proxies'][number]
export type Attempt = Report['attempts'][number]
export type TimelineStep = NonNullable<Report['timeline']>[number]
export type Decision = Attempt['decision']
export type FetchReport = Report['fetch']
export type RequestVerdict = keyof Extract<FetchReport, { kind: 'ran' }>['upstreams'][number]['verdicts']
export type CacheReport = Report['cache']
export type CacheProblem = CacheReport['problems'][number]
export type RestoreOutcome = CacheReport['restore']
export type SaveOutcome = CacheReport['save']
export type SharedStoreReport = NonNullable<CacheReport['shared']>
