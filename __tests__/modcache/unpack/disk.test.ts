// Zips on disks that are full, read-only, or another one: maps to src/modcache/unpack/admit-zip.ts, src/modcache/unpack/write-tree.ts.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { faultsIn, leftIn } from '../../../bench/unpack/left-behind.ts'
import {
  clearStaleTrees,
  createZipAdmitter,
  type ZipOutcome,
} from '../../../src/modcache/unpack/admit-zip.ts'
import { canMount, type Mounted, mountMemory } from '../../helpers/mounts.ts'
import { testIf } from '../../helpers/skip.ts'
import { makeModule, type SyntheticModule } from '../../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

const mountTest = testIf(canMount(), 'a disk of its own takes a root that may mount')

let folder: TemporaryFolder
let cache: string
let mounted: Mounted | null
let modules: readonly SyntheticModule[]
beforeEach(async () => {
  folder = await temporaryFolder()
  cache = join(folder.path, 'cache')
  mounted = null
  modules = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      makeModule({
        path: `example.com/m${index}`,
        version: 'v1.0.0',
        files: { 'a.go': 'package a\n', 'sub/b.go': 'package sub\n' },
        sizeBytes: 150_000,
      }),
    ),
  )
})
afterEach(async () => {
  mounted?.unmount()
  await folder.remove()
})

async function admitAll(gomodcache: string): Promise<readonly ZipOutcome[]> {
  const admit = createZipAdmitter({ gomodcache, unpack: 'read-only' })
  const outcomes: ZipOutcome[] = []
  for (const { path, version, zip, zipSum } of modules) {
    const source = { kind: 'bytes', bytes: new Uint8Array(zip) } as const
    outcomes.push(await admit({ module: { path, version }, source, sums: [zipSum] }))
  }
  return outcomes
}

async function expected(): Promise<string> {
  const source = join(folder.path, 'source')
  for (const outcome of await admitAll(source)) expect(outcome).toEqual({ kind: 'admitted', unpacked: true })
  return source
}

mountTest(
  'a full disk: told as such, and nothing wrong is left; with room again, everything comes',
  async () => {
    const source = await expected()
    mounted = await mountMemory(cache, 'size=1m')
    const outcomes = await admitAll(cache)
    expect(outcomes).toContainEqual(expect.objectContaining({ kind: 'disk', code: 'ENOSPC' }))
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['admitted', 'disk']))
    expect(faultsIn(cache, source)).toEqual([])
    expect(leftIn(cache)).toEqual([])
    mounted.change('size=50m')
    for (const { kind } of await admitAll(cache)) expect(['admitted', 'present']).toContain(kind)
    expect(faultsIn(cache, source)).toEqual([])
  },
)

mountTest('a read-only disk is told as such', async () => {
  mounted = await mountMemory(cache, 'size=50m')
  mounted.change('ro')
  await clearStaleTrees(cache)
  for (const outcome of await admitAll(cache)) expect(outcome).toMatchObject({ kind: 'disk', code: 'EROFS' })
})

mountTest(
  'a zip on another disk than the module cache is copied, and unpacked within the module cache',
  async () => {
    const source = await expected()
    mounted = await mountMemory(cache, 'size=50m')
    const staging = join(folder.path, 'staging')
    await mkdir(staging)
    const admit = createZipAdmitter({ gomodcache: cache, unpack: 'read-only' })
    for (const { path, version, zip, zipSum } of modules) {
      const staged = join(staging, 'staged.zip')
      await writeFile(staged, zip)
      const outcome = await admit({
        module: { path, version },
        source: { kind: 'file', path: staged, sizeBytes: zip.length },
        sums: [zipSum],
      })
      expect(outcome).toEqual({ kind: 'admitted', unpacked: true })
    }
    expect(faultsIn(cache, source)).toEqual([])
    expect(leftIn(cache)).toEqual([])
  },
)
