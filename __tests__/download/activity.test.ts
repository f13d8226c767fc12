// Activity that shows in the files of a module cache.

import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type ActivitySampler, createActivitySampler, openZips } from '../../src/download/activity.ts'
import { createXLog, type XLog } from '../../src/download/x-lines.ts'
import { programsOnPath } from '../helpers/programs.ts'
import { notOnWindows } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let xLog: XLog
let activity: ActivitySampler
beforeEach(async () => {
  folder = await temporaryFolder()
  xLog = createXLog()
  activity = createActivitySampler({
    gomodcache: folder.path,
    bases: ['p/'],
    xLog,
    pid: process.pid,
    stallMs: 8_000,
    processTimes: (await programsOnPath()).processTimes,
    over: new AbortController().signal,
  })
})
afterEach(() => folder.remove())

async function write(name: string, size: number) {
  await mkdir(dirname(join(folder.path, name)), { recursive: true })
  await writeFile(join(folder.path, name), 'x'.repeat(size))
}

const place = 'cache/download/example.com/a/@v/v1.0.0.zip'

describe('a look at the files', () => {
  test('sees a zip grow, from its answer until it is in its place', async () => {
    xLog.push('# get https://p/example.com/a/@v/v1.0.0.zip')
    xLog.push('# get https://p/example.com/a/@v/v1.0.0.zip: 200 OK (0.010s)')
    await write(`${place}12.tmp`, 10)
    const first = await activity.sample(0, 0)
    expect(await activity.sample(0, 0)).toEqual(first)
    await write(`${place}12.tmp`, 20)
    const second = await activity.sample(0, 0)
    expect(second.files).not.toBe(first.files)
    await rename(join(folder.path, `${place}12.tmp`), join(folder.path, place))
    const third = await activity.sample(0, 0)
    expect(third.files).toBe('')
  })

  test('sees a repository grow while a command runs in it', async () => {
    const dir = join(folder.path, 'cache/vcs/ab')
    await write('cache/vcs/ab/objects/pack/tmp_pack_1', 10)
    xLog.push(`cd ${dir}; git fetch -f origin`)
    const first = await activity.sample(0, 0)
    await write('cache/vcs/ab/objects/pack/tmp_pack_1', 20)
    expect((await activity.sample(0, 0)).files).not.toBe(first.files)
    xLog.push(`0.100s # cd ${dir}; git fetch -f origin`)
    expect((await activity.sample(0, 0)).files).toBe('')
  })

  test('is spared while lines come', async () => {
    xLog.push('# get https://p/example.com/a/@v/v1.0.0.zip')
    await write(`${place}12.tmp`, 10)
    expect(await activity.sample(1, 0)).toEqual({ lines: 1, files: '', search: null, cpuMs: null })
    expect((await activity.sample(1, 0)).files).toContain('v1.0.0.zip12.tmp')
  })

  test('becomes dearer the longer nothing is seen: processor time, then a search, not each time', async () => {
    await write('cache/download/example.com/other/@v/v1.0.0.zip7.tmp', 10)
    const looks = []
    for (const idleMs of [0, 1_900, 2_000, 4_000, 4_500, 5_000]) looks.push(await activity.sample(0, idleMs))
    const asked = looks.map(({ cpuMs }) => cpuMs !== null)
    expect(asked.slice(0, 2)).toEqual([false, false])
    // Windows' tasklist may take longer than it is waited for.
    if (notOnWindows) expect(asked.slice(2)).toEqual([true, true, true, true])
    expect(looks.map(({ search }) => search !== null)).toEqual([false, false, false, true, false, true])
    expect(looks.at(-1)?.search).toContain('other/@v/v1.0.0.zip7.tmp\t10')
  })
})

describe('a go that unpacks', () => {
  const mark = 'cache/download/example.com/!a/@v/v1.0.0.partial'

  test('lives while the tree grows, also where no processor time can be had', async () => {
    await write(mark, 0)
    await write('example.com/!a@v1.0.0/one.go', 10)
    const first = await activity.sample(0, 4_000)
    await write('example.com/!a@v1.0.0/deep/two.go', 10)
    const second = await activity.sample(0, 5_000)
    expect(second.search).not.toBe(first.search)
    expect(await activity.sample(0, 6_000)).toMatchObject({ search: second.search })
  })

  test('is not taken to work on trees that have no such mark', async () => {
    await write('example.com/!a@v1.0.0/one.go', 10)
    const first = await activity.sample(0, 4_000)
    await write('example.com/!a@v1.0.0/two.go', 10)
    expect((await activity.sample(0, 5_000)).search).toBe(first.search)
  })
})

test('openZips are those that are not in their place', async () => {
  await write(place, 1)
  const urls = [
    'https://p/example.com/a/@v/v1.0.0.zip',
    'https://p/example.com/b/@v/v1.0.0.zip',
    'https://elsewhere/x.zip',
  ]
  expect(await openZips({ gomodcache: folder.path, bases: ['p/'], urls })).toEqual(urls.slice(1, 2))
})
