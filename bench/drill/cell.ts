// One cell of the matrix: a fault, a place, a way; what came of it, and what is wrong with that.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { leftBehind } from './hygiene.ts'
import { type Cell, type CellProps, runCell } from './run-cell.ts'
import type { WayResult } from './ways.ts'

export interface CellResult extends Cell {
  readonly ok: boolean
  readonly hung: boolean
  readonly ms: number
  readonly requests: number
  /** Of a failed run of ours. */
  readonly category: string | null
  /** Promises of ours that this run broke. */
  readonly broken: readonly string[]
}

/** What every cell needs. */
export interface Props extends CellProps {
  /** Keeps the output of cells that broke a promise here; null: nowhere. */
  readonly keep: string | null
}

export function cellName({ fault, place, way }: Cell): string {
  return `${fault?.id ?? 'healthy'}/${place}/${way}`
}

/** Plays the cell with servers, folders and processes of its own, and takes them away again. */
export function playCell(cell: Cell, props: Props): Promise<CellResult> {
  return runCell(cell, props, async (result, { folder, gomodcache, requests }) => {
    const category = result.report?.result === 'failed' ? (result.report.fault?.category ?? null) : null
    const left = await leftBehind(gomodcache, props.project, { complete: result.ok, mark: folder })
    const isOurs = cell.way === 'ours' || cell.way === 'without-fetch'
    const broken = isOurs ? [...left, ...brokenPromises(cell, result, category)] : []
    if (broken.length > 0 && props.keep !== null) await keepOutput(props.keep, cell, { result, broken })
    const { ok, hung, ms } = result
    return { ...cell, ok, hung, ms, requests, category, broken }
  })
}

/** What ours promises: with the fetch every fault of one proxy is overcome; a failure is told rightly and in time. */
function brokenPromises({ fault, place, way }: Cell, result: WayResult, category: string | null): string[] {
  if (result.hung) return ['it did not end within its time limit']
  if (result.report === null) return [`it wrote no report: ${result.stderr.slice(-500)}`]
  const whenAll = fault?.whenAll ?? 'recovers'
  if (!result.ok && category === null) return ['it failed without a category']
  if (place !== 'all')
    return way === 'ours' && !result.ok ? [`it failed (${category}) beside a healthy proxy`] : []
  if (whenAll === 'open') return []
  if (whenAll === 'recovers') return way === 'ours' && !result.ok ? [`it failed (${category})`] : []
  if (result.ok) return ['it succeeded although every proxy is at fault']
  const byGo = way === 'without-fetch' ? fault?.toldByGo : undefined
  const isRight = [...whenAll, byGo].some((right) => right !== undefined && right === category)
  return isRight ? [] : [`it told ${category} instead of ${whenAll.join(' or ')}`]
}

async function keepOutput(
  folder: string,
  cell: Cell,
  found: { readonly result: WayResult; readonly broken: readonly string[] },
): Promise<void> {
  const { report, stderr } = found.result
  await mkdir(folder, { recursive: true })
  const text = [...found.broken, stderr, JSON.stringify(report, null, 1)].join('\n\n')
  await writeFile(join(folder, `${cellName(cell).replaceAll('/', '_')}.txt`), text)
}
