// Where module caches of a bench lie: in memory where there is room, so that the disk isn't what is measured.

import { mkdir, mkdtemp, realpath, statfs, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { removeTree } from '../../__tests__/helpers/temp.ts'
import { measureSuccess } from './measured-process.ts'

interface Place {
  readonly path: string
  readonly kind: 'tmpfs' | 'disk'
  readonly remove: () => Promise<void>
}

/** Room for two module caches, the largest zips and what runs leave until they are cleared away. */
const neededBytes = 4e9

/** A folder of its own; `kind` says on what. Remove it. */
export async function benchPlace(): Promise<Place> {
  const memory = await statfs('/dev/shm').catch(() => null)
  const hasRoom = memory !== null && memory.bavail * memory.bsize > neededBytes
  const path = await realpath(await mkdtemp(join(hasRoom ? '/dev/shm' : tmpdir(), 'bench-')))
  return { path, kind: hasRoom ? 'tmpfs' : 'disk', remove: () => removeTree(path) }
}

/** An environment in which nothing of the user's own Go settings matters. */
export function isolatedGo(home: string): Record<string, string | undefined> {
  return {
    PATH: process.env.PATH,
    HOME: home,
    GOENV: 'off',
    GOPATH: join(home, 'gopath'),
    GOCACHE: join(home, 'gocache'),
    GOSUMDB: 'off',
    GOFLAGS: '-modcacherw',
    GOTOOLCHAIN: 'local',
    TMPDIR: home,
  }
}

/** What every table of figures has to say about where it comes from. */
export async function machine(place: Place, node = process.execPath): Promise<string> {
  const go = await measureSuccess({ command: 'go', args: ['env', 'GOVERSION'], cwd: '/', env: process.env })
  const { stdout } = await measureSuccess({ command: node, args: ['--version'], cwd: '/', env: process.env })
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`
  return `Node ${stdout.trim().slice(1)}, ${go.stdout.trim()}, ${process.platform}, ${cores}, module caches on ${place.kind}`
}

/** Keeps the figures as JSON, below bench/out. */
export async function keep(name: string, figures: unknown): Promise<void> {
  const path = resolve('bench/out', `${name}.json`)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify(figures, null, 2)}\n`)
}
