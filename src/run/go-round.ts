// One `go mod download` in every scope that isn't complete yet, and what it says of those that failed.

import type { GoDownload } from '../download/go-download.ts'
import { goModDownload } from '../download/go-mod-download.ts'
import type { ModuleErrorWitness, Witnesses } from '../faults/witness.ts'
import type { World } from '../platform/world.ts'
import type { Scope } from '../project/project.ts'
import { formatDuration, plural } from '../text/units.ts'
import type { Setup } from './setup.ts'

/** `go` shows signs of life less often than a request of ours does. */
const goStallFactor = 6

export interface GoRound {
  readonly complete: boolean
  readonly done: ReadonlySet<string>
  readonly downloads: readonly GoDownload[]
}

/**
 * Runs `go mod download` scope by scope, until one is cut off or nothing is left.
 *
 * @param request.goproxy the list for `go`, credentials included
 * @param request.deadlineMs by `clock.now()`
 */
export async function goRound(
  setup: Setup,
  world: World,
  request: {
    readonly goproxy: string
    readonly deadlineMs: number
    readonly http1: boolean
    readonly done: ReadonlySet<string>
  },
): Promise<GoRound> {
  const done = new Set(request.done)
  const downloads: GoDownload[] = []
  for (const scope of setup.project.scopes.filter(({ name }) => !done.has(name))) {
    const download = await inScope(setup, world, scope, request)
    downloads.push(download)
    if (download.exit.kind === 'exited' && download.exit.code === 0) done.add(scope.name)
    else if (download.exit.kind !== 'exited') break
  }
  return { complete: done.size === setup.project.scopes.length, done, downloads }
}

async function inScope(
  setup: Setup,
  world: World,
  scope: Scope,
  { goproxy, deadlineMs, http1 }: { goproxy: string; deadlineMs: number; http1: boolean },
): Promise<GoDownload> {
  const { clock, signal, redact, log, progress } = world
  let requests = 0
  log.debug(`go mod download in ${scope.name}`)
  const startMs = clock.now()
  progress(() => ({
    share: null,
    parts: ['go mod download', plural(requests, 'request'), formatDuration(clock.now() - startMs)],
  }))
  const download = await goModDownload({
    go: setup.go,
    programs: setup.programs,
    scope,
    env: { ...setup.env, ...scope.env },
    gomodcache: setup.project.env.GOMODCACHE,
    goproxy,
    stallMs: setup.inputs.stallTimeoutMs * goStallFactor,
    deadlineMs: Math.max(0, deadlineMs - clock.now()),
    signal,
    clock,
    http1,
    redact,
    onRequest: () => {
      requests++
    },
  }).finally(() => progress(null))
  for (const file of download.removed) log.debug(`removed ${file}, which go had left half-written`)
  return download
}

/** How many requests `go` sent. */
export function requestsOf({ downloads }: GoRound): number {
  return downloads.reduce((sum, { requests }) => sum + requests.sent, 0)
}

/** Does `go` refuse what it holds against go.sum or the checksum database, rather than that it can't be asked? */
export function refusesContent({ downloads }: GoRound): boolean {
  return witnessesOf(downloads).lines.some(
    (line) => /\bverifying |^SECURITY ERROR/.test(line) && !/: reading https?:/.test(line),
  )
}

/** What failed downloads say, as witnesses; those that succeeded say nothing. */
export function witnessesOf(
  downloads: readonly GoDownload[],
): Required<Pick<Witnesses, 'lines' | 'modules' | 'zips'>> & Pick<Witnesses, 'exit'> {
  const failed = downloads.filter(({ exit }) => exit.kind !== 'exited' || exit.code !== 0)
  const modules = failed.flatMap(({ modules }) => modules.flatMap(asWitness))
  const lines = failed.flatMap(({ stderr, modules }) => [
    ...stderr,
    ...modules.flatMap(asWitness).flatMap(asLines),
  ])
  const zips = failed.flatMap(({ zips }) => zips)
  const exit = failed.at(-1)?.exit
  return { lines, modules, zips, ...(exit && { exit }) }
}

function asWitness({ path, version, error }: GoDownload['modules'][number]): ModuleErrorWitness[] {
  return error === undefined ? [] : [{ path, version, error }]
}

/** As `go` prints it without `-json`. */
function asLines({ path, version, error }: ModuleErrorWitness): string[] {
  const named = error.includes(path) ? error : `${path}@${version}: ${error}`
  return `go: ${named}`.split('\n')
}
