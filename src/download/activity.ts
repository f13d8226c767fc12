// Samples the activity of a running `go mod download`: what it prints, what it writes, what processor time it uses.

import { join } from 'node:path'
import type { ModuleFile } from '../go/module-file.ts'
import { groupCpuMs } from '../platform/processor-time.ts'
import {
  type GrowingFile,
  isInPlace,
  isTemporary,
  isUnpackMark,
  searchTree,
  temporaryFilesOf,
  treeBeingUnpacked,
} from './growing-files.ts'
import { requestedFile } from './requested-file.ts'
import type { ActivitySample } from './watchdog.ts'
import type { XLog } from './x-lines.ts'

interface ActivityOptions {
  /** GOMODCACHE. */
  readonly gomodcache: string
  /** Of the GOPROXY list, see `proxyBases`. */
  readonly bases: readonly string[]
  readonly xLog: XLog
  /** The leader of the process group. */
  readonly pid: number
  readonly stallMs: number
  /** What tells the processor time of a process where there is no `/proc`. */
  readonly processTimes: string
  /** Aborted when the run has ended. */
  readonly over: AbortSignal
}

export interface ActivitySampler {
  /** Looks once; `idleMs` says for how long nothing was seen, so that dear looks are taken only when cheap ones show nothing. */
  readonly sample: (lines: number, idleMs: number) => Promise<ActivitySample>
}

// Names looked at in one go: below 100 ms on a slow disk.
const maxVcsEntries = 500
const maxSearchEntries = 20_000
/** `go` downloads and unpacks ten modules at a time at most; more are left over from runs that were killed. */
const maxTrees = 10
/** Of `ps` or `tasklist`, in milliseconds; nothing else is looked at meanwhile. */
const processTimesLimitMs = 5_000

/** Watches one run, which prints nothing while a long zip arrives, while it unpacks, and while `git` fetches. */
export function createActivitySampler(options: ActivityOptions): ActivitySampler {
  const { gomodcache, bases, xLog, stallMs, processTimes: program, over: signal } = options
  const complete = new Set<string>()
  const search = createTreeSearch({ gomodcache, stallMs })
  let lastLines = 0
  let lastFiles = ''

  async function underWay(): Promise<GrowingFile[]> {
    const begun = xLog.zipsBegun().filter((url) => !complete.has(url))
    const open = await openZips({ gomodcache, bases, urls: begun })
    for (const url of begun) if (!open.includes(url)) complete.add(url)
    const urls = [...open, ...xLog.awaited()]
    const modules = urls
      .map((url) => requestedFile(url, bases))
      .filter((file): file is ModuleFile => file !== null)
    const repositories = new Set(xLog.commands().map(({ dir }) => dir))
    const found = await Promise.all([
      ...modules.map((module) => temporaryFilesOf(gomodcache, module)),
      ...[...repositories].map((dir) => repositoryFiles(dir)),
    ])
    return found.flat()
  }

  const cpuTimeMs = () =>
    groupCpuMs(options.pid, {
      platform: process.platform,
      program,
      signal,
      limitMs: processTimesLimitMs,
    })

  return {
    sample: async (lines, idleMs) => {
      if (lines !== lastLines) {
        lastLines = lines
        return { lines, files: lastFiles, search: null, cpuMs: null }
      }
      lastFiles = asText(await underWay())
      const cpuMs = idleMs >= stallMs / 4 ? await cpuTimeMs() : null
      return { lines, files: lastFiles, search: await search(idleMs), cpuMs }
    },
  }
}

/**
 * Searches the module cache while nothing else shows activity: another `go` may hold the lock that ours waits for, or ours may write
 * what no `-x` line has named, or unpack. Null where it isn't time for a search.
 */
function createTreeSearch({
  gomodcache,
  stallMs,
}: Pick<ActivityOptions, 'gomodcache' | 'stallMs'>): (idleMs: number) => Promise<string | null> {
  const firstIdleMs = stallMs / 2
  let nextIdleMs = firstIdleMs
  return async (idleMs) => {
    if (idleMs < firstIdleMs) nextIdleMs = firstIdleMs
    if (idleMs < nextIdleMs) return null
    nextIdleMs = idleMs + stallMs / 8
    const files = await searchTree(join(gomodcache, 'cache', 'download'), {
      keep: (name) => isTemporary(name) || isUnpackMark(name),
      maxEntries: maxSearchEntries,
    })
    const trees = files.map(({ file }) => treeBeingUnpacked(gomodcache, file)).filter((tree) => tree !== null)
    const unpacked = await Promise.all(
      trees
        .slice(0, maxTrees)
        .map((tree) => searchTree(tree, { keep: () => true, maxEntries: maxSearchEntries })),
    )
    return asText([...files, ...unpacked.flat()])
  }
}

/** Those of the URLs of zips that are not in their place yet: `go` doesn't tell when their bodies have come. */
export async function openZips(options: {
  readonly gomodcache: string
  readonly bases: readonly string[]
  readonly urls: readonly string[]
}): Promise<readonly string[]> {
  const open = await Promise.all(
    options.urls.map(async (url) => {
      const file = requestedFile(url, options.bases)
      return file !== null && !(await isInPlace(options.gomodcache, file))
    }),
  )
  return options.urls.filter((_, index) => open[index])
}

/** A repository that a version control system is filling: the packs of git first, then whatever a glance shows. */
async function repositoryFiles(dir: string): Promise<GrowingFile[]> {
  const all = () => true
  const packs = await searchTree(join(dir, 'objects', 'pack'), { keep: all, maxEntries: maxVcsEntries })
  return [...packs, ...(await searchTree(dir, { keep: all, maxEntries: maxVcsEntries }))]
}

function asText(files: readonly GrowingFile[]): string {
  return files
    .map(({ file, sizeBytes }) => `${file}\t${sizeBytes}`)
    .sort()
    .join('\n')
}
