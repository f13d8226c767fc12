// Prepares a run: the go, the project, the GOPROXY list, the cache entry.

import { readFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { createGithubStore, type GithubStore } from '../cache/github/github-store.ts'
import { cacheKey } from '../cache/key.ts'
import { readKeySources } from '../cache/key-sources.ts'
import { cachePolicy, isFromFork, runnerFacts } from '../cache/policy.ts'
import type { CacheStore } from '../cache/store.ts'
import type { Fault } from '../faults/fault.ts'
import { statedFault } from '../faults/stated.ts'
import { type GoMod, parseGoMod } from '../go/go-mod.ts'
import { type GoproxyList, goproxySecrets, parseGoproxyList } from '../go/goproxy-list.ts'
import { matchPrefixPatterns } from '../go/private.ts'
import { holdsModules } from '../modcache/inventory.ts'
import type { Inputs } from '../options/options.ts'
import { netrcSecrets } from '../platform/credentials.ts'
import { captureCommand } from '../platform/process.ts'
import { findPrograms } from '../platform/programs.ts'
import type { World } from '../platform/world.ts'
import { loadProject } from '../project/load.ts'
import type { Project } from '../project/project.ts'
import { readTextFile, textLimits } from '../project/text-file.ts'
import type { Environment } from '../text/environment.ts'
import { findGo } from '../toolchain/find-go.ts'
import type { CacheChoice, ChosenStore, Setup } from './setup.ts'

/** For all of `go env`, which takes a tenth of a second; a slow disk and a cold Windows some more. */
const goEnvLimitMs = 30_000

export type Prepared =
  | { readonly kind: 'ready'; readonly setup: Setup }
  | { readonly kind: 'problem'; readonly fault: Fault }

/** GitHub's cache service, which a run uses unless it is given a shared store. Close it at the end of the run. */
export function githubStore({ env, transfer }: Pick<World, 'env' | 'transfer'>): GithubStore {
  return createGithubStore({ env, transfer: [process.execPath, transfer] })
}

/**
 * Decides all that can be decided without a network. What stands in the way is told as a fault, and nothing is half-done.
 *
 * @param entries GitHub's cache service, where nothing else is chosen
 */
export async function prepare(
  inputs: Inputs,
  world: World,
  entries: CacheStore = githubStore(world),
): Promise<Prepared> {
  const mod = inputs.goVersion === 'go.mod' ? await readMod(inputs.workingDirectory) : null
  const found = await findGo({ goVersion: inputs.goVersion, mod, env: world.env })
  if (found.kind === 'none') return problem({ id: 'toolchain/go-not-found', message: found.message })
  const env = found.bin === null ? world.env : withPath(world.env, found.bin)
  const loaded = await load(inputs, world, { go: found.go, env })
  world.signal.throwIfAborted()
  if (loaded.kind === 'problem') {
    return problem({ ...loaded, message: world.redact(loaded.message) })
  }
  const { project } = loaded
  const list = goproxyList(inputs, project.env.GOPROXY)
  if (typeof list === 'string') return problem({ id: 'proxy-config/malformed-goproxy', message: list })
  await world.mask([...goproxySecrets(list), ...(await netrcSecrets(env, process.platform))])
  const isPrivate = (path: string) => matchPrefixPatterns(project.env.GONOPROXY, path)
  const [event, programs] = await Promise.all([readEvent(env), findPrograms(env, process.platform)])
  const cache = await chooseCache(inputs, project, { env, event, entries })
  // A run for pull_request_target is given the secrets of the repository itself, whoever made the pull request.
  const fork = isFromFork(event) === true && env.GITHUB_EVENT_NAME !== 'pull_request_target'
  if (found.bin !== null) await world.addToPath(found.bin)
  const { go } = found
  return { kind: 'ready', setup: { inputs, go, programs, env, project, list, isPrivate, cache, fork } }
}

function load(inputs: Inputs, world: World, command: { readonly go: string; readonly env: Environment }) {
  const { workingDirectory, modules } = inputs
  const untilMs = world.clock.now() + Math.min(goEnvLimitMs, inputs.timeoutMs)
  const run = (question: Parameters<typeof captureCommand>[0]) => {
    const limitMs = Math.max(0, untilMs - world.clock.now())
    return captureCommand({ ...question, signal: world.signal, limitMs })
  }
  return loadProject({ ...command, workingDirectory, modules, run })
}

function problem(stated: Parameters<typeof statedFault>[0]): Prepared {
  return { kind: 'problem', fault: statedFault(stated) }
}

/** The candidates of the input; without any, the job's own list. A string says what is wrong with that. */
function goproxyList(inputs: Inputs, goproxy: string): GoproxyList | string {
  if (inputs.proxies !== null) return inputs.proxies
  const parsed = parseGoproxyList(goproxy)
  return parsed.kind === 'ok' ? parsed.list : `GOPROXY of this job: ${parsed.message}`
}

async function readMod(folder: string): Promise<GoMod | null> {
  const text = await readTextFile(join(folder, 'go.mod'), textLimits.mod)
  const parsed = text === null ? null : parseGoMod(text)
  return parsed?.kind === 'ok' ? parsed.mod : null
}

function withPath(env: Environment, bin: string): Environment {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: [bin, env[name]].filter(Boolean).join(delimiter), GOROOT: dirname(bin) }
}

async function chooseCache(
  inputs: Inputs,
  project: Project,
  {
    env,
    event,
    entries,
  }: { readonly env: Environment; readonly event: unknown; readonly entries: CacheStore },
): Promise<CacheChoice> {
  const made = cacheKey({ prefix: inputs.cachePrefix, scopes: await readKeySources(project) })
  const store: ChosenStore =
    inputs.cacheStore.kind === 'github'
      ? { kind: 'github', entries }
      : { kind: 'shared', place: inputs.cacheStore }
  const policy = cachePolicy({
    choice: inputs.cache,
    store: store.kind,
    filled: await holdsModules(project.env.GOMODCACHE),
    ...runnerFacts(env, event),
  })
  if ('problem' in made)
    return { key: null, store, policy: { restore: false, save: false, reason: made.problem } }
  return { key: made, store, policy }
}

/** The event that started the workflow, untrusted; null where there is none. */
async function readEvent(env: Environment): Promise<unknown> {
  if (!env.GITHUB_EVENT_PATH) return null
  try {
    return JSON.parse(await readFile(env.GITHUB_EVENT_PATH, 'utf8'))
  } catch {
    return null // The runner's file; without it the event's name still decides.
  }
}
