// The matrix: every fault in every place in every way, and the page that tells what came of it.

import { execFile } from 'node:child_process'
import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { makeCertificates } from '../../__tests__/helpers/certificates.ts'
import { temporaryFolder } from '../../__tests__/helpers/temp.ts'
import { type CellResult, cellName, type Props, playCell } from './cell.ts'
import { drillFaults } from './faults.ts'
import { matrixPart, printTotals } from './page.ts'
import { writePart } from './parts.ts'
import { inPool } from './pool.ts'
import { makeDrillProject } from './project.ts'
import type { Cell } from './run-cell.ts'
import { type Settings, ways } from './ways.ts'

const modules = 30
const sizeBytes = 20_000

/** True if every promise of ours was kept. Writes docs/drill.md after a whole matrix. */
export async function runMatrix(options: {
  readonly seed: number
  /** Faults, or fault/place/way, with commas. */
  readonly only: string | null
  readonly keep: string | null
  readonly width: number
  readonly isFull: boolean
}): Promise<boolean> {
  const folder = await temporaryFolder('drill-matrix-')
  const certificates = await makeCertificates()
  try {
    const dist = join(folder.path, 'dist')
    await cp(resolve('dist'), dist, { recursive: true })
    const settings: Settings = {
      hangMs: 20_000,
      pauseMs: options.isFull ? 0 : 10_000,
      waitedMs: options.isFull ? 10_000 : 100,
      timeout: '30s',
      stallTimeout: '1s',
      dist,
    }
    const project = await makeDrillProject(modules, options.seed, sizeBytes)
    const props: Props = { project, certificates, settings, keep: options.keep }
    return await playAll(props, options)
  } finally {
    await certificates.remove()
    await folder.remove()
  }
}

async function playAll(
  props: Props,
  { seed, only, width }: { readonly seed: number; readonly only: string | null; readonly width: number },
): Promise<boolean> {
  const startMs = performance.now()
  const healthy = await inPool(ways, 1, (way) => playCell({ fault: null, place: 'first', way, seed }, props))
  const cells = allCells(seed).filter((cell) => only === null || isWanted(cell, only))
  let done = 0
  const results = await inPool(cells, width, async (cell) => {
    const result = await playCell(cell, props)
    console.log(lineOf(result, `${++done}/${cells.length}`))
    return result
  })
  const drill = {
    seed,
    healthy,
    results,
    settings: props.settings,
    modules,
    goVersion: await goVersion(),
    seconds: (performance.now() - startMs) / 1_000,
    width,
  }
  printTotals(drill)
  if (only === null) await writePart('matrix', matrixPart(drill))
  return [...healthy, ...results].every(({ broken }) => broken.length === 0)
}

function allCells(seed: number): readonly Cell[] {
  const cells = drillFaults.flatMap((fault) =>
    fault.places.flatMap((place) => ways.map((way) => ({ fault, place, way, seed }))),
  )
  // The slow ones last long: those who start late would be waited for.
  return cells.sort((a, b) => Number(b.place === 'all') - Number(a.place === 'all'))
}

function isWanted(cell: Cell, only: string): boolean {
  return only.split(',').some((name) => `${cellName(cell)}/`.startsWith(`${name}/`))
}

function lineOf(result: CellResult, progress: string): string {
  const { ok, hung, ms, requests, category, broken } = result
  const ending = ok ? 'done' : hung ? 'hangs' : `failed${category === null ? '' : ` (${category})`}`
  const said = broken.map((promise) => `\n    BROKEN: ${promise}`).join('')
  return `${progress} ${cellName(result)}: ${ending}, ${(ms / 1_000).toFixed(1)} s, ${requests} requests${said}`
}

async function goVersion(): Promise<string> {
  const { stdout } = await promisify(execFile)('go', ['env', 'GOVERSION'])
  return stdout.trim()
}
