// Modules made for a test: their .info, .mod and .zip, and the sums by which `go` knows them.
// https://go.dev/ref/mod#zip-files and https://go.dev/ref/mod#go-sum-files

import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

interface Requirement {
  readonly path: string
  readonly version: string
  readonly indirect?: boolean
}

export interface SyntheticModule {
  readonly path: string
  readonly version: string
  readonly info: Buffer
  readonly mod: Buffer
  readonly zip: Buffer
  /** `h1:…` of the zip, as in the go.sum line `path version`. */
  readonly zipSum: string
  /** `h1:…` of go.mod, as in the go.sum line `path version/go.mod`. */
  readonly modSum: string
}

export interface ModuleRecipe {
  readonly path: string
  readonly version: string
  /** The `go` line; null for none. */
  readonly go?: string | null
  readonly requires?: readonly Requirement[]
  /** Files besides go.mod; without any, one small package at the root. */
  readonly files?: Readonly<Record<string, string | Buffer>>
  /** Adds an incompressible file of this size. */
  readonly sizeBytes?: number
  /** Lines put at the end of go.mod: retract, replace, toolchain … */
  readonly modLines?: readonly string[]
  /** The whole of go.mod, in place of what `path`, `go`, `requires` and `modLines` make. */
  readonly modText?: string
}

const mtime = new Date(Date.UTC(2000, 0, 1))

/** Makes one module version; the same recipe gives the same bytes. */
export async function makeModule(recipe: ModuleRecipe): Promise<SyntheticModule> {
  const { path, version } = recipe
  const mod = Buffer.from(
    recipe.modText ??
      goModText(path, recipe.go === undefined ? '1.21' : recipe.go, recipe.requires ?? [], recipe.modLines),
  )
  const files = new Map<string, Buffer>([['go.mod', mod]])
  const named = recipe.files ?? {
    'synthetic.go': `package synthetic\n\n// Name tells which module this is.\nconst Name = ${JSON.stringify(`${path}@${version}`)}\n`,
  }
  for (const [name, content] of Object.entries(named)) files.set(name, Buffer.from(content))
  if (recipe.sizeBytes !== undefined) files.set('data.bin', noise(recipe.sizeBytes, `${path}@${version}`))
  return {
    path,
    version,
    info: Buffer.from(JSON.stringify({ Version: version, Time: '2020-01-01T00:00:00Z' })),
    mod,
    zip: await zipOf(files, `${path}@${version}/`),
    zipSum: hash1([...files].map(([name, bytes]) => [`${path}@${version}/${name}`, bytes])),
    modSum: hash1([['go.mod', mod]]),
  }
}

/** Zips `files` under `prefix`, byte for byte the same each time. */
export async function zipOf(files: ReadonlyMap<string, Buffer>, prefix: string): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, bytes] of files) {
    zip.addBuffer(bytes, prefix + name, {
      mtime,
      mode: 0o100644,
      forceDosTimestamp: true,
      compress: bytes.length < 65_536,
    })
  }
  zip.end()
  return buffer(zip.outputStream)
}

/** The lines of go.sum for these modules, zip and go.mod, sorted. */
export function goSum(modules: Iterable<SyntheticModule>): string {
  const lines: string[] = []
  for (const { path, version, zipSum, modSum } of modules) {
    lines.push(`${path} ${version} ${zipSum}\n`, `${path} ${version}/go.mod ${modSum}\n`)
  }
  return lines.sort().join('')
}

export interface ProjectRecipe {
  readonly module: string
  readonly go: string
  readonly requires: readonly Requirement[]
  /** Modules whose sums go into go.sum; without it there is no go.sum. */
  readonly modules?: Iterable<SyntheticModule>
  /** Lines put at the end of go.mod: replace, exclude, tool … */
  readonly modLines?: readonly string[]
  /** Writes a main.go that imports the root package of every direct requirement. */
  readonly imports?: boolean
  /** Also writes a go.work that uses these folders. */
  readonly work?: readonly string[]
}

/** Writes go.mod, and what the recipe asks for beside it, into `dir`. */
export async function writeProject(dir: string, recipe: ProjectRecipe): Promise<void> {
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'go.mod'), goModText(recipe.module, recipe.go, recipe.requires, recipe.modLines))
  if (recipe.modules) await writeFile(join(dir, 'go.sum'), goSum(recipe.modules))
  if (recipe.imports) {
    const direct = recipe.requires.filter(({ indirect }) => !indirect)
    await writeFile(
      join(dir, 'main.go'),
      `package main\n\nimport (\n${direct.map(({ path }) => `\t_ "${path}"\n`).join('')})\n\nfunc main() {}\n`,
    )
  }
  if (recipe.work) {
    await writeFile(
      join(dir, 'go.work'),
      `go ${recipe.go}\n\nuse (\n${recipe.work.map((use) => `\t${use}\n`).join('')})\n`,
    )
  }
}

/** `n` small modules without requirements; the same seed gives the same bytes. */
export function manyModules(n: number, seed: number, sizeBytes = 2_000): Promise<SyntheticModule[]> {
  return Promise.all(
    Array.from({ length: n }, (_, index) =>
      makeModule({
        path: `example.com/many${seed}/m${String(index).padStart(4, '0')}`,
        version: `v1.${seed}.${index}`,
        sizeBytes,
      }),
    ),
  )
}

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function goModText(
  module: string,
  go: string | null,
  requires: readonly Requirement[],
  lines: readonly string[] = [],
): string {
  const parts = [`module ${module}`]
  if (go !== null) parts.push(`go ${go}`)
  if (requires.length > 0) {
    parts.push(
      `require (\n${requires.map(({ path, version, indirect }) => `\t${path} ${version}${indirect ? ' // indirect' : ''}\n`).join('')})`,
    )
  }
  return `${[...parts, ...lines].join('\n\n')}\n`
}

/** Go's "h1" over named files: https://pkg.go.dev/golang.org/x/mod/sumdb/dirhash#Hash1 */
function hash1(files: readonly (readonly [name: string, bytes: Buffer])[]): string {
  const total = createHash('sha256')
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, bytes] of sorted)
    total.update(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
  return `h1:${total.digest('base64')}`
}

function noise(size: number, seed: string): Buffer {
  const random = seededRandom(createHash('sha256').update(seed).digest().readUInt32LE())
  const block = Buffer.alloc(Math.min(size, 1_048_576))
  for (let at = 0; at < block.length; at++) block[at] = random() * 256
  return Buffer.alloc(size, block)
}
