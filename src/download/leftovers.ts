// What a `go` that was ended left half-written in the module cache, and its removal.

import { realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { ModuleFile } from '../go/module-file.ts'
import type { Clock } from '../platform/clock.ts'
import { execute } from '../platform/exec.ts'
import { type OpenFile, whileLocked } from '../platform/locked-file.ts'
import type { Programs } from '../platform/programs.ts'
import { isBelow, remove } from '../platform/remove.ts'
import type { Environment } from '../text/environment.ts'
import { type GrowingFile, isTemporary, searchTree, temporaryFilesOf } from './growing-files.ts'

export interface Leftovers {
  readonly gomodcache: string
  /** Files that this run asked for. */
  readonly requested: readonly ModuleFile[]
  /** Repositories in which a command of this run was under way. */
  readonly repositories: readonly string[]
  /** Temporary files that this run's own processes were seen to hold open. */
  readonly held: readonly string[]
  /** Between when and when this run was at work, by the calendar, in milliseconds. */
  readonly fromMs: number
  readonly untilMs: number
  /** For programs that this one starts. */
  readonly env: Environment
  readonly programs: Programs
  readonly clock: Pick<Clock, 'sleep'>
  /** This one's, where not given. */
  readonly platform?: NodeJS.Platform
  /** Stands in for open(2) on macOS. */
  readonly openFile?: OpenFile
}

/** An end is noticed late: what is born up to so much later may still be the run's. */
const noticedLateMs = 1_000

/** Nothing waits for the lock, so only a disk that hangs takes longer; a job that was cancelled has 3 s for all. */
const unlockedLimitMs = 1_000

/**
 * Deletes what the run left, and gives the names of what was deleted. Another `go` at work in the same cache is safe: while a run
 * lives it holds the lock of each version that it fetches, so a file of such a version born meanwhile is its own; one that is born
 * after its end is somebody else's, unless nobody holds the lock of its version.
 * Lock files stay: they are `go`'s, and hold nothing.
 */
export async function removeLeftovers(run: Leftovers): Promise<readonly string[]> {
  const versions = new Map(run.requested.map((file) => [`${file.path}@${file.version}`, file]))
  const found = await Promise.all([
    ...[...versions.values()].map((file) => temporaryFilesOf(run.gomodcache, file)),
    ...(await repositoriesOf(run)).map((dir) =>
      searchTree(dir, { keep: isUnfinishedByGit, maxEntries: 5_000 }),
    ),
  ])
  const own = found.flat().filter((file) => wasBornIn(run, file))
  const doubtful = found.flat().filter(({ bornMs }) => isSoonAfter(run, bornMs))
  // The system names open files by their real place, GOMODCACHE may lead there over a symbolic link.
  const cache = await realpath(run.gomodcache).catch(() => run.gomodcache)
  const held = run.held.filter((file) => file.startsWith(cache + sep) && isTemporary(basename(file)))
  const names = [...new Set([...own.map(({ file }) => file), ...held])]
  const removed = await Promise.all([
    ...names.map(async (name) => ((await isRemoved(name, run)) ? name : null)),
    ...doubtful.map(async ({ file }) => ((await removeUnlocked(file, run)) ? file : null)),
  ])
  return removed.filter((name) => name !== null)
}

/** A lock that a killed git leaves makes every later fetch into the repository fail. */
function isUnfinishedByGit(name: string): boolean {
  return name.endsWith('.lock') || /^tmp_(?:pack|idx|obj|rev|mtimes)_/.test(name)
}

function wasBornIn({ fromMs, untilMs }: Leftovers, { bornMs }: GrowingFile): boolean {
  // File systems keep times more coarsely than the clock: a file seems a little older than it is.
  return bornMs >= fromMs - 2_000 && bornMs <= untilMs
}

function isSoonAfter({ untilMs }: Leftovers, bornMs: number): boolean {
  return bornMs > untilMs && bornMs <= untilMs + noticedLateMs
}

/**
 * Deletes half a zip under its version's lock, which is `go`'s own flock(2). Without a way to take that it stays. On Windows Node has
 * none: it could only open the lock file for itself alone, and a `go` that comes meanwhile would fail.
 */
async function removeUnlocked(file: string, run: Leftovers): Promise<boolean> {
  const { platform = process.platform, openFile } = run
  const [, version] = /^(.+)\.zip\d+\.tmp$/.exec(basename(file)) ?? []
  if (version === undefined) return false
  const lock = join(dirname(file), `${version}.lock`)
  if (platform !== 'darwin') return removeByFlock(file, lock, run)
  return (await whileLocked(lock, () => isRemoved(file, run), openFile)) === true
}

/** For systems whose open(2) knows no lock. */
async function removeByFlock(
  file: string,
  lock: string,
  { env, gomodcache, clock, programs: { flock, setsid, rm } }: Leftovers,
): Promise<boolean> {
  const folder = await realpath(dirname(file)).catch(() => null)
  const cache = await realpath(gomodcache).catch(() => null)
  if (!flock || !setsid || !rm || folder === null || cache === null || !isBelow(cache, folder)) return false
  const args = ['-n', lock, rm, '-f', file]
  const { end } = await execute({
    setsid,
    command: flock,
    args,
    cwd: gomodcache,
    env,
    limitMs: unlockedLimitMs,
    clock,
  })
  return end.kind === 'exited' && end.code === 0
}

async function isRemoved(file: string, { gomodcache }: Leftovers): Promise<boolean> {
  return (await remove(file, { below: gomodcache })).kind === 'removed'
}

/**
 * Those that `go` made: a folder of GOMODCACHE/cache/vcs each. What `go` prints may quote a path of a go.mod with a line break in it, so
 * a line that looks like one of `-x` can name any folder.
 */
async function repositoriesOf({ gomodcache, repositories }: Leftovers): Promise<readonly string[]> {
  const vcs = await realpath(join(gomodcache, 'cache', 'vcs')).catch(() => null)
  const real = await Promise.all(repositories.map((dir) => realpath(dir).catch(() => null)))
  return repositories.filter((_, index) => {
    const dir = real[index]
    return vcs !== null && typeof dir === 'string' && dirname(dir) === vcs
  })
}
