// Files that are admitted to a module cache: checked, whole or not at all.

import { linkSync, writeFileSync } from 'node:fs'
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { ModuleFile } from '../../src/go/module-file.ts'
import { type Admission, createAdmission } from '../../src/modcache/admit.ts'
import { temporaryName } from '../../src/modcache/temporary-name.ts'
import { notOnWindows, testIf, testWithLinks } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

const zip: ModuleFile = { path: 'example.com/A', version: 'v1.0.0', kind: 'zip' }
const mod: ModuleFile = { ...zip, kind: 'mod' }

const withModes = testIf(notOnWindows, 'Windows has no modes of others and of folders')
let folder: TemporaryFolder
let admission: Admission
let place: string
beforeEach(async () => {
  folder = await temporaryFolder()
  admission = createAdmission(join(folder.path, 'cache'))
  place = join(folder.path, 'cache', 'cache', 'download', 'example.com', '!a', '@v')
})
afterEach(() => folder.remove())

async function admit(file: ModuleFile, text: string) {
  const pending = await admission.open(file)
  await pending.write(Buffer.from(text))
  return pending.commit()
}

const read = (name: string) => readFile(join(place, name), 'utf8')

describe('a file that is fetched', () => {
  test('has its name only when it is whole', async () => {
    const pending = await admission.open(mod)
    await pending.write(Buffer.from('module '))
    expect(await readdir(place)).toEqual([pending.path.slice(place.length + 1)])
    await pending.write(Buffer.from('example.com/A\n'))
    expect(await pending.commit()).toBe('admitted')
    expect(await readdir(place)).toEqual(['v1.0.0.mod'])
    expect(await read('v1.0.0.mod')).toBe('module example.com/A\n')
  })

  withModes('may be read by all, as one of go itself', async () => {
    await admit(mod, 'x')
    const { mode } = await stat(join(place, 'v1.0.0.mod'))
    expect(mode & 0o777 & ~process.umask()).toBe(0o644 & ~process.umask())
  })

  test('never takes the place of another one', async () => {
    await admit(mod, 'first')
    expect(await admit(mod, 'second')).toBe('present')
    expect(await read('v1.0.0.mod')).toBe('first')
    expect(await readdir(place)).toEqual(['v1.0.0.mod'])
  })

  test('leaves nothing when it is abandoned, however often', async () => {
    const pending = await admission.open(mod)
    await pending.write(Buffer.from('half'))
    await pending.abandon()
    await pending.abandon()
    expect(await readdir(place)).toEqual([])
  })

  test('is kept when it is abandoned after its commit', async () => {
    const pending = await admission.open(mod)
    await pending.write(Buffer.from('x'))
    await pending.commit()
    await pending.abandon()
    expect(await readdir(place)).toEqual(['v1.0.0.mod'])
  })
})

describe('the hash beside a zip, which go would believe', () => {
  test('is deleted where there is no zip, so that go hashes ours', async () => {
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'v1.0.0.ziphash'), 'h1:of-another-zip=')
    await admit(zip, 'zip')
    expect(await readdir(place)).toEqual(['v1.0.0.zip'])
  })

  test('stays where its zip is there already', async () => {
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'v1.0.0.zip'), 'good')
    await writeFile(join(place, 'v1.0.0.ziphash'), 'h1:good=')
    expect(await admit(zip, 'ours')).toBe('present')
    expect((await readdir(place)).sort()).toEqual(['v1.0.0.zip', 'v1.0.0.ziphash'])
    expect(await read('v1.0.0.zip')).toBe('good')
  })

  test.each([
    ['that go is about to write stays', 0, ['v1.0.0.zip', 'v1.0.0.ziphash']],
    ['of a go that was killed before it wrote is deleted', 3_600, ['v1.0.0.zip']],
  ])('an empty one %s', async (_, ageSeconds, left) => {
    await mkdir(place, { recursive: true })
    const path = join(place, 'v1.0.0.ziphash')
    await writeFile(path, '')
    const changed = Date.now() / 1_000 - ageSeconds
    await utimes(path, changed, changed)
    await admit(zip, 'zip')
    expect((await readdir(place)).sort()).toEqual(left)
  })

  test('that we wrote is taken away where another zip came in between', async () => {
    const outrun = (from: string, to: string) => {
      writeFileSync(to, 'other')
      linkSync(from, to)
    }
    admission = createAdmission(join(folder.path, 'cache'), { link: outrun })
    expect(await admission.admitBytes(zip, Buffer.from('ours'), 'h1:ours=')).toBe('present')
    expect(await readdir(place)).toEqual(['v1.0.0.zip'])
    expect(await read('v1.0.0.zip')).toBe('other')
  })

  test('is not touched for a go.mod', async () => {
    await mkdir(place, { recursive: true })
    await writeFile(join(place, 'v1.0.0.ziphash'), 'h1:x=')
    await admit(mod, 'x')
    expect((await readdir(place)).sort()).toEqual(['v1.0.0.mod', 'v1.0.0.ziphash'])
  })
})

describe('a file that is here already', () => {
  let source: string
  beforeEach(async () => {
    source = join(folder.path, 'staged')
    await writeFile(source, 'staged', { mode: 0o600 })
  })

  withModes('is readable by all', async () => {
    expect(await admission.admitExisting(mod, source)).toEqual({ kind: 'admitted' })
    expect((await stat(join(place, 'v1.0.0.mod'))).mode & 0o777).toBe(0o644)
  })

  test('is admitted', async () => {
    expect(await admission.admitExisting(mod, source)).toEqual({ kind: 'admitted' })
    expect(await read('v1.0.0.mod')).toBe('staged')
    expect(await readdir(place)).toEqual(['v1.0.0.mod'])
  })

  test('never takes the place of another one', async () => {
    await admit(mod, 'first')
    expect(await admission.admitExisting(mod, source)).toEqual({ kind: 'present' })
    expect(await read('v1.0.0.mod')).toBe('first')
  })

  testWithLinks()('is refused when it is a symbolic link', async () => {
    await symlink('/etc/passwd', join(folder.path, 'link'))
    expect(await admission.admitExisting(mod, join(folder.path, 'link'))).toEqual({ kind: 'not-a-file' })
  })

  test('is refused when it is a folder', async () => {
    expect(await admission.admitExisting(mod, folder.path)).toEqual({ kind: 'not-a-file' })
  })

  test('that is not there after all is told', async () => {
    expect(await admission.admitExisting(mod, join(folder.path, 'none'))).toMatchObject({
      kind: 'disk',
      code: 'ENOENT',
    })
  })
})

describe('a file system without hard links', () => {
  const refuse = () => {
    throw Object.assign(new Error('not supported'), { code: 'ENOTSUP' })
  }
  beforeEach(async () => {
    admission = createAdmission(join(folder.path, 'cache'), { link: refuse })
    await writeFile(join(folder.path, 'staged'), 'staged', { mode: 0o600 })
  })

  test('gets them whole, so that a run that is killed leaves no half zip beside its hash', async () => {
    const pending = await admission.open(zip)
    await pending.write(Buffer.from('zip'))
    const { ino } = await stat(pending.path)
    expect(await pending.commit()).toBe('admitted')
    expect((await stat(join(place, 'v1.0.0.zip'))).ino).toBe(ino)
    expect(await readdir(place)).toEqual(['v1.0.0.zip'])
  })

  test('gets no file over another one', async () => {
    expect(await admit(mod, 'first')).toBe('admitted')
    expect(await admit(mod, 'second')).toBe('present')
    expect(await admission.admitExisting(mod, join(folder.path, 'staged'))).toEqual({ kind: 'present' })
    expect(await read('v1.0.0.mod')).toBe('first')
    expect(await admission.admitExisting(zip, join(folder.path, 'staged'))).toEqual({ kind: 'admitted' })
    expect((await stat(join(place, 'v1.0.0.zip'))).mode & 0o777).toBe(notOnWindows ? 0o644 : 0o666)
    expect((await readdir(place)).sort()).toEqual(['v1.0.0.mod', 'v1.0.0.zip'])
  })
})

test('a file of another file system is admitted too', async () => {
  // Where there is no /dev/shm, or it lies on the same one, this is one more ordinary admission.
  const shared = await stat('/dev/shm').catch(() => null)
  const elsewhere = await mkdtemp(join(shared?.isDirectory() ? '/dev/shm' : folder.path, 'admit-'))
  try {
    await writeFile(join(elsewhere, 'staged'), 'staged')
    expect(await admission.admitExisting(zip, join(elsewhere, 'staged'))).toEqual({ kind: 'admitted' })
    expect(await readdir(place)).toEqual(['v1.0.0.zip'])
  } finally {
    await rm(elsewhere, { recursive: true })
  }
})

test.each([
  ['an empty file that a full disk left is replaced', 3_600_000, 'ours'],
  ['an empty file that somebody may just be filling stays', 0, ''],
])('%s', async (_, ageMs, content) => {
  await mkdir(place, { recursive: true })
  const path = join(place, 'v1.0.0.mod')
  await writeFile(path, '')
  await utimes(path, new Date(), new Date(Date.now() - ageMs))
  await admit(mod, 'ours')
  expect(await read('v1.0.0.mod')).toBe(content)
})

describe('what a run that was killed left behind', () => {
  async function leave(name: string, ageMs: number): Promise<string> {
    await mkdir(place, { recursive: true })
    const path = join(place, name)
    await writeFile(path, 'half')
    const when = new Date(Date.now() - ageMs)
    await utimes(path, when, when)
    return path
  }
  const hour = 3_600_000

  test('is deleted at the next run when it is old, whoever made it', async () => {
    await leave('v1.0.0.zip.0123abcd-1-0123456789ab.resilient-partial', hour)
    await admit(mod, 'x')
    expect(await readdir(place)).toEqual(['v1.0.0.mod'])
  })

  test('is deleted at once when its process is known to be gone', async () => {
    const name = temporaryName('v1.0.0.zip').replace(`-${process.pid}-`, '-2147483646-')
    await leave(name, 0)
    await admit(mod, 'x')
    expect(await readdir(place)).toEqual(['v1.0.0.mod'])
  })

  test.each([
    ['a file that a living process writes', () => temporaryName('v1.0.0.zip'), 0],
    ['a fresh file of another machine', () => 'v1.0.0.zip.0123abcd-1-0123456789ab.resilient-partial', 1_000],
    ["a temporary file of go's", () => 'v1.0.0.zip123.tmp', hour],
    ['a lock', () => 'v1.0.0.lock', hour],
    ['a name that only looks alike', () => 'v1.0.0.resilient-partial', hour],
  ])('%s stays', async (_, name, ageMs) => {
    const left = name()
    await leave(left, ageMs)
    await admit(mod, 'x')
    expect((await readdir(place)).sort()).toEqual([left, 'v1.0.0.mod'].sort())
  })
})

describe('a disk that refuses', () => {
  // Neither modes nor these places mean anything to root or on Windows in the same way.
  const unprivileged = process.getuid?.() !== 0

  test('is told as such: a file where a folder should be', async () => {
    await writeFile(join(folder.path, 'cache'), 'in the way')
    await expect(admission.open(mod)).rejects.toMatchObject({ code: 'ENOTDIR' })
    await writeFile(join(folder.path, 'staged'), 'x')
    expect(await admission.admitExisting(mod, join(folder.path, 'staged'))).toMatchObject({
      kind: 'disk',
      code: 'ENOTDIR',
    })
  })

  test('is asked again the next time', async () => {
    await writeFile(join(folder.path, 'cache'), 'in the way')
    await expect(admission.open(mod)).rejects.toMatchObject({ code: 'ENOTDIR' })
    await rm(join(folder.path, 'cache'))
    expect(await admit(mod, 'x')).toBe('admitted')
  })

  withModes('is told as such: a folder that is closed to us', async () => {
    await mkdir(place, { recursive: true })
    await chmod(place, 0o555)
    const opened = admission.open(mod).then(
      async (pending) => {
        await pending.abandon()
        return 'opened'
      },
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect(await opened).toBe(unprivileged ? 'EACCES' : 'opened')
  })
})

test('two names of one file are no reason to fail', async () => {
  await mkdir(place, { recursive: true })
  await writeFile(join(folder.path, 'staged'), 'x')
  await link(join(folder.path, 'staged'), join(place, 'v1.0.0.mod'))
  expect(await admission.admitExisting(mod, join(folder.path, 'staged'))).toEqual({ kind: 'present' })
})
