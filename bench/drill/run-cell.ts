// Runs a download in one way against proxies of which a part is at fault: one cell of the drill.

import { join } from 'node:path'
import type { Certificates } from '../../__tests__/helpers/certificates.ts'
import { jobEnvironment } from '../../__tests__/helpers/step.ts'
import { temporaryFolder } from '../../__tests__/helpers/temp.ts'
import type { DrillFault, Place } from './faults.ts'
import { type DrillProject, writeDrillProject } from './project.ts'
import { openStage } from './stage.ts'
import { download, type Settings, type Way, type WayResult } from './ways.ts'

export interface Cell {
  /** Null: all is well. */
  readonly fault: DrillFault | null
  readonly place: Place
  readonly way: Way
  readonly seed: number
}

export interface CellProps {
  readonly project: DrillProject
  readonly certificates: Certificates
  readonly settings: Settings
}

interface CellPlace {
  readonly folder: string
  readonly gomodcache: string
  /** The proxies in the user's order. */
  readonly urls: readonly [string, string]
  /** That reached any server. */
  readonly requests: number
}

/** Hands what came of the run to `judge`, while its folder is there; then takes servers and folder away. */
export async function runCell<T>(
  { fault, place, way, seed }: Cell,
  { project, certificates, settings }: CellProps,
  judge: (result: WayResult, at: CellPlace) => Promise<T>,
): Promise<T> {
  const { path: folder, remove } = await temporaryFolder('drill-')
  const stage = await openStage({ fault, place, seed }, { project, certificates })
  try {
    const { urls, gosumdb } = stage
    const gomodcache = join(folder, 'modcache')
    const env = {
      ...jobEnvironment(folder),
      GITHUB_ACTIONS: '',
      GOMODCACHE: gomodcache,
      GOSUMDB: gosumdb,
      SSL_CERT_FILE: certificates.caFile,
    }
    const projectDir = await writeDrillProject(folder, project, fault?.lookup ? 'none' : 'go.sum')
    const result = await download(way, { folder, projectDir, urls, env, settings })
    return await judge(result, { folder, gomodcache, urls, requests: stage.requests() })
  } finally {
    await stage.close()
    await remove()
  }
}
