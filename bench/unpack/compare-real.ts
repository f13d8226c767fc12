// Unpacks the zips of a filled module cache by several releases of `go` and by us, and tells where we differ.

import { link, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { escapePath, escapeVersion, fileName, parseFileName } from '../../src/go/layout.ts'
import { type ModuleVersion, moduleName } from '../../src/go/module-file.ts'
import { createZipAdmitter } from '../../src/modcache/unpack/admit-zip.ts'
import { remove } from '../../src/platform/remove.ts'
import { goDownload } from './go-download.ts'
import { treeDifference, treeOf } from './tree.ts'

interface ModuleZip {
  readonly module: ModuleVersion
  /** `.zip`, with its `.ziphash` beside it. */
  readonly path: string
}

/** How our trees and hashes compare with those of one `go` under one setting. */
interface RealComparison {
  readonly go: string
  readonly setting: Setting
  readonly equal: number
  /** Not unpacked by us, by its nature. */
  readonly leftToGo: readonly string[]
  /** What must not be: a sentence each. */
  readonly differences: readonly string[]
}

type Setting = 'read-only' | 'writable'

const settings: readonly Setting[] = ['read-only', 'writable']
/** Bounds the disk: each batch has a tree for each `go`, of up to 500 MiB a module. */
const batchBytes = 60e6

/** The zips of a module cache that `go` has hashed. */
export async function moduleZips(gomodcache: string): Promise<readonly ModuleZip[]> {
  const download = join(gomodcache, 'cache', 'download')
  const names = (await readdir(download, { recursive: true })).sort()
  const hashed = new Set(names.filter((name) => name.endsWith('.ziphash')))
  return names.flatMap((name) => {
    const file = parseFileName(name)
    if (file?.kind !== 'zip' || !hashed.has(`${name}hash`)) return []
    const { path, version } = file
    return [{ module: { path, version }, path: join(download, name) }]
  })
}

/** `onBatch` is told how many modules are done. */
export async function compareReal({
  zips,
  goes,
  folder,
  onBatch,
}: {
  readonly zips: readonly ModuleZip[]
  readonly goes: readonly string[]
  readonly folder: string
  readonly onBatch: (done: number) => void
}): Promise<readonly RealComparison[]> {
  const results = goes.flatMap((go) =>
    settings.map((setting) => ({
      go,
      setting,
      equal: 0,
      leftToGo: [] as string[],
      differences: [] as string[],
    })),
  )
  let done = 0
  for (const batch of await batches(zips)) {
    for (const setting of settings) {
      const ours = await unpackOurs(batch, setting, folder)
      for (const result of results.filter((each) => each.setting === setting)) {
        const theirs = await unpackTheirs(batch, result, folder)
        for (const [name, one] of ours) {
          const difference = differenceOf(theirs.get(name), one)
          if (difference === null) result.equal += 1
          else if (!one.unpacked) result.leftToGo.push(name)
          else result.differences.push(`${name}: ${difference}`)
        }
      }
    }
    done += batch.length
    onBatch(done)
  }
  return results
}

async function batches(zips: readonly ModuleZip[]): Promise<readonly (readonly ModuleZip[])[]> {
  const all: ModuleZip[][] = []
  let left = 0
  for (const zip of zips) {
    const { size } = await stat(zip.path)
    left -= size
    if (left < 0 || (all.at(-1)?.length ?? 0) >= 100) {
      all.push([])
      left = batchBytes - size
    }
    all.at(-1)?.push(zip)
  }
  return all
}

interface Unpacked {
  readonly unpacked: boolean
  readonly tree: string | null
  readonly hash: string
}

async function unpackOurs(
  batch: readonly ModuleZip[],
  setting: Setting,
  folder: string,
): Promise<ReadonlyMap<string, Unpacked>> {
  const gomodcache = join(folder, 'ours')
  const admitZip = createZipAdmitter({ gomodcache, unpack: setting })
  const all = new Map<string, Unpacked>()
  for (const { module, path } of batch) {
    const sums = [await readFile(`${path}hash`, 'utf8')]
    const bytes = new Uint8Array(await readFile(path))
    const outcome = await admitZip({ module, source: { kind: 'bytes', bytes }, sums })
    const unpacked = outcome.kind === 'admitted' && outcome.unpacked
    if (outcome.kind !== 'admitted')
      all.set(moduleName(module), { unpacked: true, tree: null, hash: outcome.kind })
    else all.set(moduleName(module), { unpacked, ...(await found(gomodcache, module)) })
  }
  await remove(gomodcache, { below: folder })
  return all
}

interface Theirs {
  readonly error: string | null
  readonly tree: string | null
  readonly hash: string
}

function differenceOf(theirs: Theirs | undefined, ours: Unpacked): string | null {
  if (theirs === undefined) return 'go says nothing of it'
  if (theirs.error !== null) return `go refuses: ${theirs.error}`
  if (theirs.hash !== ours.hash) return `.ziphash ${theirs.hash}, ours ${ours.hash}`
  return treeDifference(theirs.tree, ours.tree)
}

async function unpackTheirs(
  batch: readonly ModuleZip[],
  { go, setting }: { readonly go: string; readonly setting: Setting },
  folder: string,
): Promise<ReadonlyMap<string, Theirs>> {
  const own = join(folder, 'theirs')
  const gomodcache = join(own, 'cache')
  for (const zip of batch) await lay(zip, gomodcache)
  const flags = setting === 'writable' ? '-modcacherw' : ''
  const modules = batch.map(({ module }) => module)
  const told = await goDownload(modules, { go, folder: own, gomodcache, goproxy: 'off', flags })
  const all = new Map<string, Theirs>()
  for (const module of modules) {
    const error = told.get(moduleName(module)) ?? null
    // Said of a module for a newer Go once it is unpacked: Download in cmd/go/internal/modfetch/fetch.go
    const isTooNew = error?.includes('requires go >= ') === true
    all.set(moduleName(module), { error: isTooNew ? null : error, ...(await found(gomodcache, module)) })
  }
  await remove(own, { below: folder })
  return all
}

/** A zip as an ended `go` leaves it, without `.ziphash`: any `go` hashes and unpacks it, whatever go.mod in it asks for. */
async function lay({ module, path }: ModuleZip, gomodcache: string): Promise<void> {
  const place = (kind: 'info' | 'mod' | 'zip') =>
    join(gomodcache, 'cache', 'download', fileName({ ...module, kind }))
  await mkdir(dirname(place('zip')), { recursive: true })
  await link(path, place('zip'))
  await writeFile(place('info'), JSON.stringify({ Version: module.version }))
  await writeFile(place('mod'), `module ${module.path}\n`)
}

async function found(
  gomodcache: string,
  module: ModuleVersion,
): Promise<{ readonly tree: string | null; readonly hash: string }> {
  const zip = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
  const hash = await readFile(`${zip}hash`, 'utf8').catch(() => 'none')
  return {
    tree: treeOf(join(gomodcache, `${escapePath(module.path)}@${escapeVersion(module.version)}`)),
    hash,
  }
}
