// Reports that real runs make: ours against proxies of the drill, healthy ones and each kind of trouble.

import { resolve } from 'node:path'
import { makeCertificates } from '../../__tests__/helpers/certificates.ts'
import type { Report } from '../../src/report/report.ts'
import { drillFaults } from '../drill/faults.ts'
import { inPool } from '../drill/pool.ts'
import { makeDrillProject } from '../drill/project.ts'
import { type Cell, type CellProps, runCell } from '../drill/run-cell.ts'
import type { Settings } from '../drill/ways.ts'

/** A report with `{{first}}` and `{{second}}` for the hosts of the two proxies. */
export interface RealReport {
  /** Null: all was well. */
  readonly faultId: string | null
  readonly result: Report['result']
  readonly json: string
}

/** Plays each fault in each place, with the fetch and without it. */
export async function playRealReports(seed: number, width = 3): Promise<readonly RealReport[]> {
  const certificates = await makeCertificates()
  const settings: Settings = {
    hangMs: 20_000,
    pauseMs: 0,
    waitedMs: 0,
    timeout: '15s',
    stallTimeout: '1s',
    dist: resolve('dist'),
  }
  try {
    const project = await makeDrillProject(12, seed, 20_000)
    const reports = await inPool(allRuns(), width, async (run) => {
      const report = await play({ ...run, seed }, { project, certificates, settings })
      if (report !== null)
        console.log(`${run.fault?.id ?? 'healthy'} ${run.place} ${run.way}: ${report.result}`)
      return report
    })
    return reports.filter((report) => report !== null)
  } finally {
    await certificates.remove()
  }
}

function allRuns(): readonly Omit<Cell, 'seed'>[] {
  const healthy = (['ours', 'without-fetch'] as const).map(
    (way) => ({ fault: null, place: 'first', way }) as const,
  )
  const places = (['first', 'one', 'all'] as const).flatMap((place) =>
    drillFaults
      .filter((fault) => fault.places.includes(place))
      .flatMap((fault) => (['ours', 'without-fetch'] as const).map((way) => ({ fault, place, way }))),
  )
  return [...healthy, ...places]
}

function play(run: Cell, props: CellProps): Promise<RealReport | null> {
  return runCell(run, props, async ({ report }, { folder, urls }) => {
    if (report === null) return null
    const [first, second] = urls.map((url) => new URL(url).host)
    const json = JSON.stringify(report)
      .replaceAll(first ?? '', '{{first}}')
      .replaceAll(second ?? '', '{{second}}')
      // What is left is the checksum database.
      .replaceAll(/127\.0\.0\.1:\d+/g, 'sum.golang.org')
      .replaceAll(folder, '/home/runner/work')
    return { faultId: run.fault?.id ?? null, result: report.result, json }
  })
}
