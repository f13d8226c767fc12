// While the fetch runs, `go` verifies and unpacks what has come: in an empty module, by the project's go.sum, without a network.
// https://go.dev/ref/mod#go-mod-download

import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isGoFlagSet } from '../go/go-flags.ts'
import type { GoSum } from '../go/go-sum.ts'
import { type ModuleFile, type ModuleVersion, moduleName } from '../go/module-file.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { runCommand } from '../platform/process.ts'
import { remove } from '../platform/remove.ts'
import { type Environment, withVariables } from './go-environment.ts'
import { createUnpackPlan } from './unpack-plan.ts'

export interface UnpackAheadOptions {
  readonly go: string
  /** The job's own environment, whole. */
  readonly env: Environment
  /** As `go env` tells them. */
  readonly goEnv: { readonly GOMODCACHE: string; readonly GOFLAGS: string }
  /** Of all scopes together. Where a scope's own go.sum lacks a module, its own `go` still asks the checksum database. */
  readonly sums: GoSum
  /** An existing folder for temporary files. */
  readonly temporary: string
  readonly clock: Clock
  readonly log: Log
  /** By `clock.now()`. */
  readonly deadlineMs: number
  readonly signal: AbortSignal
}

export interface UnpackAhead {
  /** A file that has its place in the module cache since now. */
  readonly admitted: (file: ModuleFile, sizeBytes: number) => void
  /** Resolves when no `go` runs any more and the temporary folder is gone; nothing is started after the call. */
  readonly end: () => Promise<void>
}

/** How long the end waits for a `go` that has begun, in milliseconds; what it has finished is kept in any case. */
const patienceMs = 10_000

/**
 * Runs `go mod download path@version …` for batches of modules, one at a time. What it says doesn't matter: a module that it
 * refuses, or doesn't get to, is left to the real `go mod download`, which also clears away what a `go` that was cut off
 * has half unpacked. Never throws.
 */
export function createUnpackAhead(options: UnpackAheadOptions): UnpackAhead {
  const plan = createUnpackPlan(options.sums)
  const over = new AbortController()
  const cut = new AbortController()
  const signal = AbortSignal.any([options.signal, cut.signal])
  let folder: Promise<string> | null = null
  let running: Promise<void> | null = null

  const unpackNext = () => {
    if (running !== null || over.signal.aborted || signal.aborted) return
    const batch = plan.nextBatch()
    if (batch.length === 0) return
    folder ??= emptyModule(options)
    running = folder
      .then((cwd) => unpack(batch, cwd, { ...options, signal }))
      .then(
        () => {
          running = null
          unpackNext()
        },
        // A temporary folder that can't be written to: it is tried once.
        () => over.abort(),
      )
  }
  return {
    admitted: (file, sizeBytes) => {
      plan.admitted(file, sizeBytes)
      unpackNext()
    },
    end: async () => {
      over.abort()
      const ended = new AbortController()
      options.clock.sleep(patienceMs, ended.signal).then(
        () => cut.abort(),
        () => {},
      )
      await running
      ended.abort()
      const made = await folder?.catch(() => null)
      if (made) await remove(made, { below: options.temporary })
    },
  }
}

async function unpack(
  batch: readonly ModuleVersion[],
  cwd: string,
  { go, env, goEnv, clock, log, deadlineMs, signal }: UnpackAheadOptions,
): Promise<void> {
  const startedMs = clock.now()
  const end = await runCommand({
    command: go,
    args: ['mod', 'download', '-json', ...batch.map(moduleName)],
    cwd,
    env: unpackEnvironment(env, goEnv, process.platform),
    limitMs: Math.max(0, deadlineMs - clock.now()),
    signal,
  })
  const how = end.kind === 'exited' ? `exit code ${end.code}` : end.kind
  log.debug(`go unpacked ahead, ${batch.length} modules: ${how}, ${Math.round(clock.now() - startedMs)} ms`)
}

/** GOSUMDB and its exceptions stay the user's; GONOPROXY would let `go` ask a repository in spite of GOPROXY=off. */
export function unpackEnvironment(
  env: Environment,
  { GOMODCACHE, GOFLAGS }: UnpackAheadOptions['goEnv'],
  platform: NodeJS.Platform,
): Environment {
  const writable = isGoFlagSet(GOFLAGS, 'modcacherw') ? ' -modcacherw' : ''
  const ours = {
    GOMODCACHE,
    GOFLAGS: `-mod=mod${writable}`,
    GOPROXY: 'off',
    GONOPROXY: 'none',
    GOWORK: 'off',
    GOTOOLCHAIN: 'local',
    GO111MODULE: 'on',
  }
  return withVariables(env, ours, platform)
}

/** A module that requires nothing, whose go.sum is the project's. */
async function emptyModule({ temporary, sums }: UnpackAheadOptions): Promise<string> {
  const folder = await mkdtemp(join(temporary, 'unpack-'))
  const lines = [...sums.entries].flatMap(([key, { hashes }]) => hashes.map((hash) => `${key} ${hash}\n`))
  await writeFile(join(folder, 'go.sum'), lines.join(''))
  await writeFile(join(folder, 'go.mod'), 'module resilient\n\ngo 1.16\n')
  return folder
}
