// Gives the same crafted zips to `go` and to us, and tells where we differ.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hash1 } from '../../src/go/dirhash.ts'
import { createZipAdmitter, type ZipOutcome } from '../../src/modcache/unpack/admit-zip.ts'
import { type Crafted, craftZip } from './crafted-zip.ts'
import { treeOf } from './tree.ts'

export interface Comparison {
  readonly cases: number
  /** How `go` and we ended, counted. */
  readonly ends: Readonly<Record<string, number>>
  /** What must not be: a sentence each. */
  readonly differences: readonly string[]
}

interface Case {
  readonly path: string
  readonly crafted: Crafted
  readonly sum: string
}

const version = 'v1.0.0'
const batchSize = 250

/** `go` is asked over a folder as its proxy; ours gets the bytes. */
export async function compareCrafted(options: {
  readonly folder: string
  readonly count: number
  readonly random: () => number
  readonly go: string
}): Promise<Comparison> {
  const ends = new Map<string, number>()
  const differences: string[] = []
  const admitZip = createZipAdmitter({ gomodcache: join(options.folder, 'ours'), unpack: 'read-only' })
  for (let from = 0; from < options.count; from += batchSize) {
    const cases = Array.from({ length: Math.min(batchSize, options.count - from) }, (_, index) =>
      makeCase(`example.com/p${from + index}`, options.random),
    )
    const theirs = await askGo(cases, options)
    for (const one of cases) {
      const error = theirs.get(one.path) ?? null
      const ours = await admitZip(task(one))
      const end = `${one.crafted.oddity}: go ${error === null ? 'accepts' : 'refuses'}, ours ${nameOf(ours)}`
      ends.set(end, (ends.get(end) ?? 0) + 1)
      const difference = await compare(one, { error, ours, folder: options.folder })
      if (difference !== null) differences.push(`${one.path} (${one.crafted.oddity}): ${difference}`)
    }
  }
  return { cases: options.count, ends: Object.fromEntries([...ends].sort()), differences }
}

function makeCase(path: string, random: () => number): Case {
  const crafted = craftZip(`${path}@${version}/`, random)
  const files = crafted.files.map(({ name, content }) => ({
    name,
    sha256: createHash('sha256').update(content).digest('hex'),
  }))
  return { path, crafted, sum: hash1(files) }
}

function task({ path, crafted, sum }: Case) {
  return {
    module: { path, version },
    source: { kind: 'bytes', bytes: crafted.bytes },
    sums: [sum],
  } as const
}

/** The error of each module, or null. */
async function askGo(
  cases: readonly Case[],
  { folder, go }: { readonly folder: string; readonly go: string },
): Promise<ReadonlyMap<string, string | null>> {
  const project = join(folder, 'project')
  await mkdir(project, { recursive: true })
  const lines: string[] = []
  for (const { path, crafted, sum } of cases) {
    const place = join(folder, 'proxy', path, '@v')
    await mkdir(place, { recursive: true })
    await writeFile(join(place, `${version}.info`), `{"Version":"${version}"}`)
    await writeFile(join(place, `${version}.mod`), `module ${path}\n`)
    await writeFile(join(place, `${version}.zip`), crafted.bytes)
    const mod = [
      { name: Buffer.from('go.mod'), sha256: createHash('sha256').update(`module ${path}\n`).digest('hex') },
    ]
    lines.push(`${path} ${version} ${sum}`, `${path} ${version}/go.mod ${hash1(mod)}`)
  }
  await writeFile(join(project, 'go.mod'), 'module example.com/main\n\ngo 1.21\n')
  await writeFile(join(project, 'go.sum'), `${lines.join('\n')}\n`)
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GOMODCACHE: join(folder, 'theirs'),
    GOPROXY: `file://${join(folder, 'proxy')}`,
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod',
    GOTOOLCHAIN: 'local',
  }
  const told = new Map<string, string | null>()
  for (let left = cases; left.length > 0; left = left.filter(({ path }) => !told.has(path))) {
    const before = told.size
    const args = ['mod', 'download', '-json', ...left.map(({ path }) => `${path}@${version}`)]
    const { stdout, stderr } = await output(go, args, { cwd: project, env })
    for (const text of stdout.split(/^}$/m)) {
      if (text.trim() === '') continue
      const { Path, Error: error } = JSON.parse(`${text}}`)
      told.set(Path, error ?? null)
    }
    // Wrong bytes end the whole of `go`, which then says nothing of the others.
    const killer = /(example\.com\/p\d+)@/.exec(stderr)?.[1]
    if (killer !== undefined) told.set(killer, stderr)
    if (told.size === before) throw new Error(`go says nothing: ${stderr}`)
  }
  return told
}

function output(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    execFile(command, args, { ...options, maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
      resolve({ stdout, stderr }),
    )
  })
}

function nameOf(outcome: ZipOutcome): string {
  if (outcome.kind !== 'admitted' && outcome.kind !== 'present') return outcome.kind
  return outcome.unpacked ? 'unpacks' : 'leaves it to go'
}

async function compare(
  { path }: Case,
  {
    error,
    ours,
    folder,
  }: { readonly error: string | null; readonly ours: ZipOutcome; readonly folder: string },
): Promise<string | null> {
  const end = nameOf(ours)
  if (error !== null) return end === 'unpacks' ? `go refuses: ${error}` : null
  if (end === 'leaves it to go') return null
  if (end !== 'unpacks') return `go accepts, ours: ${JSON.stringify(ours)}`
  const [left, right] = await Promise.all(
    ['theirs', 'ours'].map((cache) => treeOf(join(folder, cache, `${path}@${version}`))),
  )
  if (left !== right) return 'the trees differ'
  const at = ['cache', 'download', path, '@v', `${version}.ziphash`]
  const hashes = await Promise.all(
    ['theirs', 'ours'].map((cache) => readFile(join(folder, cache, ...at), 'utf8')),
  )
  return hashes[0] === hashes[1] ? null : 'the .ziphash files differ'
}
