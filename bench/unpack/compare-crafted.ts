// Gives the same crafted zips to `go` and to us, and tells where we differ.

import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hash1 } from '../../src/go/dirhash.ts'
import { fileName } from '../../src/go/layout.ts'
import { type ModuleVersion, moduleName } from '../../src/go/module-file.ts'
import { createZipAdmitter, type ZipOutcome, type ZipTask } from '../../src/modcache/unpack/admit-zip.ts'
import { type Crafted, craftZip } from './crafted-zip.ts'
import { goDownload } from './go-download.ts'
import { oddities } from './oddities.ts'
import { treeDifference, treeOf } from './tree.ts'

interface Comparison {
  readonly cases: number
  /** How `go` and we ended, counted. */
  readonly ends: Readonly<Record<string, number>>
  /** What must not be: a sentence each. */
  readonly differences: readonly string[]
}

interface Case {
  readonly module: ModuleVersion
  readonly crafted: Crafted
  readonly sum: string
}

interface Place {
  readonly folder: string
  readonly go: string
}

const batchSize = 250

/**
 * `go` is asked over a folder as its proxy; ours gets the bytes, and then the same `go` finishes what we began: so what we leave to it
 * must end as if we had not been there. The oddities take turns.
 */
export async function compareCrafted(
  options: Place & { readonly count: number; readonly random: () => number },
): Promise<Comparison> {
  const ends = new Map<string, number>()
  const differences: string[] = []
  const admitZip = createZipAdmitter({ gomodcache: join(options.folder, 'ours'), unpack: 'read-only' })
  for (let from = 0; from < options.count; from += batchSize) {
    const cases = Array.from({ length: Math.min(batchSize, options.count - from) }, (_, index) =>
      makeCase(from + index, options.random),
    )
    const theirs = await askGo(cases, options)
    const ours = new Map<string, ZipOutcome>()
    for (const one of cases)
      ours.set(moduleName(one.module), await admitZip(await taskOf(one, options.folder)))
    const finished = await finish(
      cases.filter(({ module }) => isAdmitted(ours.get(moduleName(module)))),
      options,
    )
    for (const one of cases) {
      const name = moduleName(one.module)
      const both = { go: theirs.get(name) ?? null, ours: ours.get(name), later: finished.get(name) ?? null }
      const end = `${one.crafted.oddity.name}: go ${both.go === null ? 'accepts' : 'refuses'}, ours ${nameOf(both.ours)}`
      ends.set(end, (ends.get(end) ?? 0) + 1)
      const difference = await compare(one, both, options.folder)
      if (difference !== null) differences.push(`${name} (${one.crafted.oddity.name}): ${difference}`)
    }
  }
  return { cases: options.count, ends: Object.fromEntries([...ends].sort()), differences }
}

function makeCase(index: number, random: () => number): Case {
  const module = { path: `example.com/p${index}`, version: 'v1.0.0' }
  const oddity = oddities[index % oddities.length] ?? { name: 'none' }
  const crafted = craftZip(`${moduleName(module)}/`, oddity, random)
  const files = crafted.entries.map(({ name, content }) => ({ name, sha256: sha256(content) }))
  return { module, crafted, sum: hash1(files) }
}

/** From a file in every second case. */
async function taskOf({ module, crafted, sum }: Case, folder: string): Promise<ZipTask> {
  const isFile = crafted.bytes.length % 2 === 0
  const path = join(folder, `${module.path.replace('/', '-')}.zip`)
  if (isFile) await writeFile(path, crafted.bytes)
  const source = isFile
    ? ({ kind: 'file', path, sizeBytes: crafted.bytes.length } as const)
    : ({ kind: 'bytes', bytes: new Uint8Array(crafted.bytes) } as const)
  return { module, source, sums: [sum] }
}

/** The error of each module, or null. `go` gets no go.sum, since wrong bytes would end it amid its other work: its hash is held against the right one here. */
async function askGo(
  cases: readonly Case[],
  { folder, go }: Place,
): Promise<ReadonlyMap<string, string | null>> {
  const proxy = join(folder, 'proxy')
  for (const one of cases) {
    await lay(one.module, proxy)
    await writeFile(join(proxy, fileName({ ...one.module, kind: 'zip' })), one.crafted.bytes)
  }
  const gomodcache = join(folder, 'theirs')
  const goproxy = pathToFileURL(proxy).href
  const modules = cases.map(({ module }) => module)
  const told = new Map(await goDownload(modules, { go, folder: join(folder, 'go'), gomodcache, goproxy }))
  for (const { module, sum } of cases) {
    const name = moduleName(module)
    if (told.get(name) === null && (await hashIn(gomodcache, module)) !== sum)
      told.set(name, 'checksum mismatch')
  }
  return told
}

/** Lets `go` finish in our module cache. */
async function finish(
  cases: readonly Case[],
  { folder, go }: Place,
): Promise<ReadonlyMap<string, string | null>> {
  const gomodcache = join(folder, 'ours')
  const modules = cases.map(({ module }) => module)
  for (const module of modules) await lay(module, join(gomodcache, 'cache', 'download'))
  return goDownload(modules, { go, folder: join(folder, 'go'), gomodcache, goproxy: 'off' })
}

function hashIn(gomodcache: string, module: ModuleVersion): Promise<string> {
  return readFile(
    join(gomodcache, 'cache', 'download', `${fileName({ ...module, kind: 'zip' })}hash`),
    'utf8',
  )
}

async function lay(module: ModuleVersion, folder: string): Promise<void> {
  const place = (kind: 'info' | 'mod') => join(folder, fileName({ ...module, kind }))
  await mkdir(dirname(place('mod')), { recursive: true })
  await writeFile(place('info'), JSON.stringify({ Version: module.version }))
  await writeFile(place('mod'), `module ${module.path}\n`)
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

const isAdmitted = (outcome: ZipOutcome | undefined) =>
  outcome?.kind === 'admitted' || outcome?.kind === 'present'

function nameOf(outcome: ZipOutcome | undefined): string {
  if (outcome?.kind !== 'admitted' && outcome?.kind !== 'present') return outcome?.kind ?? 'nothing'
  return outcome.unpacked ? 'unpacks' : 'leaves it to go'
}

async function compare(
  { module, crafted }: Case,
  {
    go,
    ours,
    later,
  }: { readonly go: string | null; readonly ours: ZipOutcome | undefined; readonly later: string | null },
  folder: string,
): Promise<string | null> {
  const end = nameOf(ours)
  if (go !== null && end === 'unpacks') return `go refuses, we unpack: ${go}`
  if (!isAdmitted(ours))
    return go === null && !crafted.oddity.isStrict ? `go accepts, ours: ${JSON.stringify(ours)}` : null
  if (go !== null) return later === null ? `go refuses at first, and accepts what we left: ${go}` : null
  if (later !== null) return `go accepts at first, and refuses what we left: ${later}`
  const [theirs = null, own = null] = ['theirs', 'ours'].map((cache) =>
    treeOf(join(folder, cache, moduleName(module))),
  )
  const difference = treeDifference(theirs, own)
  if (difference !== null) return difference
  const hashes = await Promise.all(['theirs', 'ours'].map((cache) => hashIn(join(folder, cache), module)))
  return hashes[0] === hashes[1] ? null : 'the .ziphash files differ'
}
