// Six ways to tamper with a shared store, in a folder and in a bucket: each is caught, told, and made good by the proxies.
// Maps to src/fetch/store/take-file.ts, src/store/vouched.ts.

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFolderStore } from '../../../src/store/folder/folder-store.ts'
import { createStoreSession } from '../../../src/store/session.ts'
import type { ModuleStore } from '../../../src/store/store.ts'
import { startS3Server } from '../../helpers/s3-server.ts'
import { makeModule, type SyntheticModule } from '../../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'
import { buildFolderProcess, type TransferProgram } from '../../helpers/transfer-process.ts'
import { keys, openStore } from '../../store/s3/store-rig.ts'
import { openBench } from '../fetch-rig.ts'

const classes = ['edited', 'swapped', 'truncated', 'added', 'forged', 'gomod'] as const
const version = 'v1.0.0'
const path = (name: string) => `example.com/${name}`
const files = { 'a.go': 'package a\n', 'b.go': 'package a // b\n' }

let program: TransferProgram
let folder: TemporaryFolder
let modules: readonly SyntheticModule[]
let other: SyntheticModule

beforeAll(async () => {
  program = await buildFolderProcess()
  folder = await temporaryFolder('rgm-tampering-')
  modules = await Promise.all(classes.map((name) => makeModule({ path: path(name), version, files })))
  other = await makeModule({ path: path('other'), version, files })
})
afterAll(async () => {
  await program.remove()
  await folder.remove()
})

/** What the store holds in the place of the right objects, by name. */
async function tampered(): Promise<ReadonlyMap<string, Buffer>> {
  const made = async (name: string, content: Record<string, string>) =>
    makeModule({ path: path(name), version, files: content })
  const right = new Map(
    modules.flatMap((module) =>
      (['info', 'mod', 'zip'] as const).map(
        (kind) => [`${module.path}/@v/${version}.${kind}`, module[kind]] as const,
      ),
    ),
  )
  const forged = await made('forged', { ...files, 'b.go': 'package a // forged\n' })
  const truncated = modules[2]?.zip ?? Buffer.alloc(0)
  return new Map([
    ...right,
    [
      `${path('edited')}/@v/${version}.zip`,
      (await made('edited', { ...files, 'b.go': 'package a // evil\n' })).zip,
    ],
    [`${path('swapped')}/@v/${version}.zip`, other.zip],
    [`${path('truncated')}/@v/${version}.zip`, truncated.subarray(0, truncated.length / 2)],
    [`${path('added')}/@v/${version}.zip`, (await made('added', { ...files, 'evil.go': 'package a\n' })).zip],
    [`${path('forged')}/@v/${version}.zip`, forged.zip],
    [`${path('forged')}/@v/${version}.ziphash`, Buffer.from(forged.zipSum)],
    [
      `${path('gomod')}/@v/${version}.mod`,
      Buffer.from(`module ${path('gomod')}\n\ngo 1.21\n\nrequire evil.example/x v1.0.0\n`),
    ],
  ])
}

/** A store of this kind with these objects. */
async function open(
  kind: 'folder' | 'bucket',
  objects: ReadonlyMap<string, Buffer>,
): Promise<{ readonly store: ModuleStore; readonly close: () => Promise<void> }> {
  if (kind === 'bucket') {
    const server = await startS3Server()
    for (const [name, bytes] of objects) server.objects.set(`go/${name}`, bytes)
    const { store, http } = openStore({ ...keys, AWS_ENDPOINT_URL_S3: server.url })
    return {
      store,
      close: async () => {
        await http.close()
        await server.close()
      },
    }
  }
  const root = join(folder.path, 'store')
  for (const [name, bytes] of objects) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), bytes)
  }
  const store = createFolderStore({
    path: root,
    program: program.command,
    cwd: folder.path,
    env: process.env,
  })
  return { store, close: store.close }
}

test.each(['folder', 'bucket'] as const)('in a %s', async (kind) => {
  const bench = await openBench(modules)
  const { store, close } = await open(kind, await tampered())
  try {
    const proxy = await bench.proxy()
    const session = createStoreSession(store, { clock: bench.clock, limitMs: 60_000 })
    await bench.fetch(proxy.url, { store: { session, isShareable: () => true } })
    const refused = session.summary().refused.map(({ file, kind: how }) => [file.path, file.kind, how])
    expect(refused.sort()).toEqual(
      [
        [path('added'), 'zip', 'tampered'],
        [path('edited'), 'zip', 'tampered'],
        [path('forged'), 'zip', 'tampered'],
        [path('gomod'), 'mod', 'tampered'],
        [path('swapped'), 'zip', 'damaged'],
        [path('truncated'), 'zip', 'damaged'],
      ].sort(),
    )
    // From a proxy came what was refused, and nothing else.
    expect(proxy.requests.map(({ module, file }) => [module, file]).sort()).toEqual(
      refused.map(([module, file]) => [module, file]).sort(),
    )
    const download = join(bench.gomodcache, 'cache', 'download')
    for (const module of modules) {
      expect(await readFile(join(download, module.path, '@v', `${version}.zip`))).toEqual(module.zip)
      expect(await readFile(join(download, module.path, '@v', `${version}.mod`))).toEqual(module.mod)
      const hash = await readFile(join(download, module.path, '@v', `${version}.ziphash`), 'utf8')
      expect(hash).toBe(module.zipSum)
    }
    expect((await readdir(download, { recursive: true })).filter((name) => name.includes('partial'))).toEqual(
      [],
    )
    expect(await bench.goOffline()).toEqual({ ok: true, stderr: '' })
  } finally {
    await close()
    await bench.remove()
  }
})
