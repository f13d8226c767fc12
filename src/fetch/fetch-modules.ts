// Fetches every file that `go mod download` will read and that the module cache lacks, from the shared store and the ranked upstreams.

import type { GoproxyList } from '../go/goproxy-list.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { matchPrefixPatterns } from '../go/private.ts'
import { createInventory, type Inventory } from '../modcache/inventory.ts'
import { createModReader } from '../project/mod-reader.ts'
import { mergePlans, planDownload } from '../project/plan.ts'
import { isZipVerifiable } from '../project/vouched.ts'
import { errorMessage, errorStack } from '../text/error.ts'
import { type FetchAbort, startFetchAbort } from './fetch-abort.ts'
import type { FetchOptions } from './fetch-options.ts'
import { createFileSource, type FileSource } from './file/file-source.ts'
import { createFileFetcher } from './file-fetcher.ts'
import { obtainToolchain } from './obtain-toolchain.ts'
import { reasonToStepAside } from './step-aside.ts'
import { createStoreFiles, type StoreFiles } from './store/store-files.ts'
import { type FetchResult, reportOf } from './telemetry/result.ts'
import { toolchainPath } from './toolchain.ts'

/**
 * Never throws: where it can't do as `go` would it steps aside, and a crash of its own costs nothing but speed; the report
 * says which.
 */
export async function fetchModules(options: FetchOptions): Promise<FetchResult> {
  const reason = reasonToStepAside(options.list, options.env)
  if (reason !== null) return nothingFetched({ kind: 'stepped-aside', reason })
  try {
    return await fetchMissing({ ...options, asksAhead: false })
  } catch (error) {
    return crashed(error, options)
  }
}

/** Takes what is missing out of the shared store alone: no proxy is asked, whatever GOPROXY says. Never throws. */
export async function takeFromStore(options: Omit<FetchOptions, 'list'>): Promise<FetchResult> {
  try {
    return await fetchMissing({ ...options, list: noProxies, asksAhead: true })
  } catch (error) {
    return crashed(error, options)
  }
}

const noProxies: GoproxyList = { groups: [], ignored: [], isSeparated: false }

function crashed(error: unknown, { log }: Pick<FetchOptions, 'log'>): FetchResult {
  log?.debug(`the fetch crashed: ${errorStack(error)}`)
  return nothingFetched({ kind: 'crashed', reason: errorMessage(error) })
}

function nothingFetched(report: FetchResult['report']): FetchResult {
  return { report, spans: [], keptFromGo: [], notes: [] }
}

interface PassOptions extends FetchOptions {
  /** Whether the store is asked for every go.mod that go.sum names, before a walk finds which of them are needed. Once a run is enough. */
  readonly asksAhead: boolean
}

async function fetchMissing(options: PassOptions): Promise<FetchResult> {
  const abort = startFetchAbort(options)
  try {
    return await fetchUntilAborted(options, abort)
  } finally {
    // After a crash, what is still under way would write into a module cache that `go` works on.
    abort.end()
  }
}

async function fetchUntilAborted(options: PassOptions, abort: FetchAbort): Promise<FetchResult> {
  const { sums, env, gomodcache } = options
  const fetcher = createFileFetcher(options, abort)
  const isPrivate = (path: string) => matchPrefixPatterns(env.GONOPROXY, path)
  const inventory = createInventory(gomodcache)
  const store = openStore(options, abort)
  const source = createFileSource({
    readPresent: (file) => readPresent(file, inventory),
    takeFile: async (file) => store?.take(file) ?? null,
    isPrivate,
    // A toolchain is only asked for where the checksum database verifies it.
    isVerifiable: (module) => module.path === toolchainPath || isZipVerifiable(module, sums, env),
    fetchFile: fetcher.fetchFile,
    onCrash: () => abort.abort('cancelled'),
  })
  const isLacking = async (file: ModuleFile) => (await inventory.sizeOf(file)) === null
  // Where the plan is known nothing has to be guessed; one that isn't is walked meanwhile.
  const ahead = options.asksAhead && options.planned === undefined ? store?.takeMods(isLacking) : undefined
  ahead?.catch(() => abort.abort('cancelled'))
  const mayObtain = ({ path }: ModuleFile) => !isPrivate(path) || options.store?.isShareable(path) === true
  const [note] = await Promise.all([
    obtainToolchain(source, options),
    obtainPlanned(source, options, mayObtain),
  ])
  const result = reportOf({ settled: await source.settled(), ...fetcher.seen() })
  return note === null ? result : { ...result, notes: [...result.notes, note] }
}

function openStore(options: FetchOptions, abort: FetchAbort): StoreFiles | null {
  const { store, limits } = options
  if (store === undefined) return null
  return createStoreFiles({ ...options, ...store, stallMs: limits.stallMs, signal: abort.signal })
}

/** Obtains every file of the plan, as soon as it is known. `settled` reports the failures, once the plan is done. */
async function obtainPlanned(
  source: FileSource,
  { scopes, mods = createModReader(), planned, onPlanned }: FetchOptions,
  mayObtain: (file: ModuleFile) => boolean,
): Promise<void> {
  const onFile = (file: ModuleFile) => {
    if (mayObtain(file)) source.obtain(file).catch(() => {})
  }
  if (planned !== undefined) return planned.forEach(onFile)
  const plans = await Promise.all(
    scopes.map((scope) => planDownload({ scope, mods, readMod: source.readMod, onFile })),
  )
  onPlanned?.(mergePlans(plans))
}

/** The text of a .mod; an empty one stands for any other file that is there. */
async function readPresent(file: ModuleFile, { sizeOf, readMod }: Inventory): Promise<string | null> {
  if (file.kind === 'mod') return readMod(file)
  return (await sizeOf(file)) === null ? null : ''
}
