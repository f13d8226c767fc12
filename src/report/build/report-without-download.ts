// The report of a run that could not start, or that our own code broke.

import type { Fault } from '../../faults/fault.ts'
import type { RunReport } from '../report.ts'

/** A failed report about `fault` alone: nothing was downloaded, probed, restored or saved. */
export function reportWithoutDownload(fault: Fault, seconds: number): RunReport {
  const reason = 'the run did not get that far'
  return {
    version: 1,
    result: 'failed',
    fault,
    faults: [fault],
    source: null,
    requiredBy: { modules: [], unread: 0 },
    go: { version: '', goproxy: '', exported: false, sealed: false },
    scopes: [],
    skipped: [],
    modules: { total: 0, fetched: 0, bytes: 0 },
    proxies: [],
    ranking: null,
    attempts: [],
    fetch: { kind: 'off', reason },
    cache: {
      key: null,
      store: '',
      restore: { kind: 'off', reason },
      save: { kind: 'skipped', reason },
      problems: [],
      restoreMs: 0,
      saveMs: 0,
    },
    findings: [],
    changes: [],
    excerpt: null,
    reproduce: [],
    notices: [],
    seconds,
  }
}
