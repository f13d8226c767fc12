// What is cleared away after a `go` that was ended, and what is not.
// Maps to src/download/leftovers.ts, src/platform/locked-file.ts.

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants, mkdir, open, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Leftovers, removeLeftovers } from '../../src/download/leftovers.ts'
import { O_EXLOCK, type OpenFile } from '../../src/platform/locked-file.ts'
import { processesOf } from '../helpers/processes.ts'
import { programsOnPath } from '../helpers/programs.ts'
import { notOnWindows, testIf, testWithLinks } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

const versions = 'cache/download/example.com/!big/@v'
const zip = { path: 'example.com/Big', version: 'v1.0.0', kind: 'zip' } as const

async function write(...names: string[]) {
  for (const name of names) {
    await mkdir(dirname(join(folder.path, name)), { recursive: true })
    await writeFile(join(folder.path, name), 'x')
  }
}

/** Relative to the folder, with `/`. */
function inFolder(file: string): string {
  return file
    .slice(folder.path.length + 1)
    .split(sep)
    .join('/')
}

async function left(): Promise<string[]> {
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => inFolder(join(entry.parentPath, entry.name)))
    .sort()
}

/** Its limits never run out, so that a slow machine reaches none of them. */
const endlessClock = { sleep: () => new Promise<never>(() => {}) }

async function run(rest: Partial<Leftovers> = {}): Promise<Leftovers> {
  const now = Date.now()
  return {
    gomodcache: folder.path,
    requested: [zip],
    repositories: [],
    held: [],
    fromMs: now - 60_000,
    untilMs: now + 1_000,
    env: process.env,
    programs: await programsOnPath(),
    clock: endlessClock,
    ...rest,
  }
}

describe('removeLeftovers', () => {
  test('removes the temporary files of the versions asked for, and nothing else', async () => {
    await write(`${versions}/v1.0.0.zip123.tmp`, `${versions}/v1.0.0.mod7.tmp`)
    const others = [
      `${versions}/v1.0.0.lock`,
      `${versions}/v1.0.0.zip`,
      `${versions}/v1.0.0.zip.tmp`,
      `${versions}/v1.0.0.part.tmp`,
      `${versions}/v1.0.0-rc1.zip123.tmp`,
      `${versions}/v1.0.1.zip123.tmp`,
      'cache/download/example.com/other/@v/v1.0.0.zip9.tmp',
    ]
    await write(...others)
    const removed = await removeLeftovers(await run())
    expect(removed.map(inFolder).sort()).toEqual([
      `${versions}/v1.0.0.mod7.tmp`,
      `${versions}/v1.0.0.zip123.tmp`,
    ])
    expect(await left()).toEqual([...others].sort())
  })

  test('leaves what was born before or after the run: it is somebody else’s', async () => {
    await write(`${versions}/v1.0.0.zip123.tmp`)
    const now = Date.now()
    expect(await removeLeftovers(await run({ fromMs: now + 10_000, untilMs: now + 20_000 }))).toEqual([])
    expect(await removeLeftovers(await run({ fromMs: now - 20_000, untilMs: now - 10_000 }))).toEqual([])
    expect(await left()).toHaveLength(1)
  })

  const hasFlock = testIf(process.platform === 'linux', 'locks are taken by flock(1), which Linux has')
  const hasLocks = testIf(['linux', 'darwin'].includes(process.platform), "Windows' locks are left alone")

  /** Takes a lock as another `go` does; gives the function that lets it go. */
  async function holdLock(lock: string): Promise<() => Promise<void>> {
    if (process.platform === 'darwin') {
      const file = await open(lock, constants.O_WRONLY | O_EXLOCK)
      return () => file.close()
    }
    const holder = spawn('flock', [lock, 'sh', '-c', 'echo; read _'])
    await once(holder.stdout, 'data')
    return async () => {
      holder.stdin.end()
      await once(holder, 'close')
    }
  }

  hasLocks('removes half a zip born as the run ended, if nobody holds its lock', async () => {
    const [free, busy] = [`${versions}/v1.0.0.zip123.tmp`, `${versions}/v1.0.1.zip123.tmp`]
    await write(free, busy, `${versions}/v1.0.0.lock`, `${versions}/v1.0.1.lock`)
    const { birthtimeMs } = await stat(join(folder.path, busy))
    const letGo = await holdLock(join(folder.path, versions, 'v1.0.1.lock'))
    const requested = [zip, { ...zip, version: 'v1.0.1' }]
    try {
      const removed = await removeLeftovers(await run({ requested, untilMs: birthtimeMs - 200 }))
      expect(removed.map(inFolder)).toEqual([free])
      expect(await left()).toContain(busy)
    } finally {
      await letGo()
    }
  })

  describe('on macOS, which locks a file as it opens it', () => {
    const doubtful = `${versions}/v1.0.0.zip123.tmp`

    async function removing(openFile: OpenFile) {
      await write(doubtful)
      const { birthtimeMs } = await stat(join(folder.path, doubtful))
      const programs = { ...(await programsOnPath()), flock: null }
      const untilMs = birthtimeMs - 200
      return removeLeftovers(await run({ platform: 'darwin', openFile, programs, untilMs }))
    }

    const flagsKnown = testIf(notOnWindows, 'Windows has no flags like those of macOS')
    flagsKnown('half a zip is deleted while its lock is held', async () => {
      const done: unknown[] = []
      const removed = await removing(async (path, flags) => {
        done.push([inFolder(path), flags & O_EXLOCK, flags & constants.O_NONBLOCK, await left()])
        return { close: async () => void done.push(await left()) }
      })
      expect(removed.map(inFolder)).toEqual([doubtful])
      expect(done).toEqual([[`${versions}/v1.0.0.lock`, O_EXLOCK, constants.O_NONBLOCK, [doubtful]], []])
    })

    test.each(['EAGAIN', 'ENOTSUP', 'EACCES'])('%s: it stays', async (code) => {
      const refuse = async () => Promise.reject(Object.assign(new Error(code), { code }))
      expect(await removing(refuse)).toEqual([])
      expect(await left()).toEqual([doubtful])
    })
  })

  hasFlock('gives up a flock that hangs, and leaves the file', async () => {
    const doubtful = `${versions}/v1.0.0.zip123.tmp`
    await write(doubtful, `${versions}/v1.0.0.lock`)
    const { birthtimeMs } = await stat(join(folder.path, doubtful))
    const [flock, begun] = [join(folder.path, 'flock'), join(folder.path, 'begun')]
    await promisify(execFile)('mkfifo', [begun])
    await writeFile(flock, `#!/bin/sh\necho > '${begun}'\nexec sleep 600\n`, { mode: 0o755 })
    const programs = { ...(await programsOnPath()), flock }
    const clock = { sleep: async () => void (await readFile(begun)) }
    const removed = await removeLeftovers(await run({ programs, clock, untilMs: birthtimeMs - 200 }))
    expect(removed).toEqual([])
    expect(await processesOf(folder.path)).toEqual([])
    expect(await left()).toContain(doubtful)
  })

  test('removes what the run itself held open, whoever asked for it, below the module cache only', async () => {
    await write('cache/download/example.com/direct/@v/v1.0.0.zip5.tmp', 'cache/download/keep.zip')
    const outside = await temporaryFolder()
    await writeFile(join(outside.path, 'v1.0.0.zip5.tmp'), 'x')
    try {
      const held = [
        join(folder.path, 'cache/download/example.com/direct/@v/v1.0.0.zip5.tmp'),
        join(folder.path, 'cache/download/keep.zip'),
        join(outside.path, 'v1.0.0.zip5.tmp'),
      ]
      expect(await removeLeftovers(await run({ requested: [], held }))).toEqual(held.slice(0, 1))
      expect(await left()).toEqual(['cache/download/keep.zip'])
      expect(await readdir(outside.path)).toEqual(['v1.0.0.zip5.tmp'])
    } finally {
      await outside.remove()
    }
  })

  testWithLinks()(
    'finds what was held open also where the module cache lies behind a symbolic link',
    async () => {
      await write('real/cache/download/example.com/a/@v/v1.0.0.zip5.tmp')
      const held = [join(folder.path, 'real/cache/download/example.com/a/@v/v1.0.0.zip5.tmp')]
      await symlink(join(folder.path, 'real'), join(folder.path, 'link'), 'junction')
      expect(
        await removeLeftovers(await run({ gomodcache: join(folder.path, 'link'), requested: [], held })),
      ).toEqual(held)
    },
  )

  test('removes the locks and half-packs of a git that was killed', async () => {
    const repository = 'cache/vcs/abc'
    await write(
      `${repository}/shallow.lock`,
      `${repository}/objects/pack/tmp_pack_x1`,
      `${repository}/HEAD`,
      'cache/vcs/abc.lock',
      'cache/vcs/other/shallow.lock',
    )
    await removeLeftovers(await run({ requested: [], repositories: [join(folder.path, repository)] }))
    expect(await left()).toEqual(['cache/vcs/abc.lock', `${repository}/HEAD`, 'cache/vcs/other/shallow.lock'])
  })

  testWithLinks()(
    'looks into no folder but the repositories below cache/vcs, whatever go is said to have printed',
    async () => {
      const outside = await temporaryFolder()
      try {
        await writeFile(join(outside.path, 'yarn.lock'), 'x')
        await write('cache/vcs/abc/HEAD', 'example.com/a@v1.0.0/yarn.lock', 'cache/vcs/abc/deep/x.lock')
        await symlink(outside.path, join(folder.path, 'cache/vcs/link'), 'junction')
        const repositories = [
          outside.path,
          join(folder.path, 'cache/vcs/link'),
          join(folder.path, 'cache/vcs/abc/../../../example.com/a@v1.0.0'),
          join(folder.path, 'cache/vcs'),
          join(folder.path, 'cache/vcs/abc/deep'),
          folder.path,
        ]
        expect(await removeLeftovers(await run({ requested: [], repositories }))).toEqual([])
        expect(await readdir(outside.path)).toEqual(['yarn.lock'])
      } finally {
        await outside.remove()
      }
    },
  )

  test('a module cache that is not there is nothing to clear', async () => {
    expect(await removeLeftovers(await run({ gomodcache: join(folder.path, 'absent') }))).toEqual([])
  })
})
