// Reports that real runs make: ours against proxies of the drill, healthy ones and each kind of trouble.

import { join, resolve } from 'node:path'
import { makeCertificates } from '../../__tests__/helpers/certificates.ts'
import { jobEnvironment } from '../../__tests__/helpers/step.ts'
import { temporaryFolder } from '../../__tests__/helpers/temp.ts'
import type { Report } from '../../src/report/report.ts'
import { type DrillFault, drillFaults, type Place } from '../drill/faults.ts'
import { inPool } from '../drill/pool.ts'
import { makeDrillProject, writeDrillProject } from '../drill/project.ts'
import { openStage } from '../drill/stage.ts'
import { download, type Settings, type Way } from '../drill/ways.ts'

/** A report with `{{first}}` and `{{second}}` for the hosts of the two proxies. */
export interface RealReport {
  /** Null: all was well. */
  readonly faultId: string | null
  readonly result: Report['result']
  readonly json: string
}

interface Run {
  readonly fault: DrillFault | null
  readonly place: Place
  readonly way: Way
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
      const report = await play(run, { project, certificates, settings, seed })
      if (report !== null)
        console.log(`${run.fault?.id ?? 'healthy'} ${run.place} ${run.way}: ${report.result}`)
      return report
    })
    return reports.filter((report) => report !== null)
  } finally {
    await certificates.remove()
  }
}

function allRuns(): readonly Run[] {
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

async function play(
  run: Run,
  props: Parameters<typeof openStage>[1] & { readonly settings: Settings; readonly seed: number },
): Promise<RealReport | null> {
  const folder = await temporaryFolder('fleet-run-')
  const stage = await openStage({ ...run, seed: props.seed }, props)
  try {
    const env = {
      ...jobEnvironment(folder.path),
      GITHUB_ACTIONS: '',
      GOMODCACHE: join(folder.path, 'modcache'),
      GOSUMDB: stage.gosumdb,
      SSL_CERT_FILE: props.certificates.caFile,
    }
    const sums = run.fault?.lookup ? 'none' : 'go.sum'
    const projectDir = await writeDrillProject(folder.path, props.project, sums)
    const { urls } = stage
    const { report } = await download(run.way, { ...props, folder: folder.path, projectDir, urls, env })
    if (report === null) return null
    const [first, second] = urls.map((url) => new URL(url).host)
    const json = JSON.stringify(report)
      .replaceAll(first ?? '', '{{first}}')
      .replaceAll(second ?? '', '{{second}}')
      // What is left is the checksum database.
      .replaceAll(/127\.0\.0\.1:\d+/g, 'sum.golang.org')
      .replaceAll(folder.path, '/home/runner/work')
    return { faultId: run.fault?.id ?? null, result: report.result, json }
  } finally {
    await stage.close()
    await folder.remove()
  }
}
