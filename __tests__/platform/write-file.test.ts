// Files that the user asked for: no link of a repository is followed out of it.

import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { writeRequestedFile } from '../../src/platform/write-file.ts'
import { testWithLinks } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
let repository: string
let outside: string
beforeEach(async () => {
  folder = await temporaryFolder()
  repository = join(folder.path, 'repository')
  outside = join(folder.path, 'outside')
  await mkdir(repository)
  await mkdir(outside)
  await writeFile(join(outside, 'precious'), 'old')
})
afterEach(() => folder.remove())

const withLinks = testWithLinks()
const write = (path: string) => writeRequestedFile(path, 'new', { repository })

test('two files of a folder that neither finds are written at once', async () => {
  for (let round = 0; round < 200; round++) {
    const paths = ['a', 'b', 'c', 'd'].map((name) => join(repository, `new-${round}`, 'deep', name))
    await Promise.all(paths.map(write))
    for (const path of paths) expect(await readFile(path, 'utf8')).toBe('new')
  }
})

test('makes folders, and replaces what is there', async () => {
  const path = join(repository, 'a', 'b', 'report.json')
  await write(path)
  await writeRequestedFile(path, 'n', { repository })
  expect(await readFile(path, 'utf8')).toBe('n')
})

withLinks('a link at the end is not followed, wherever it leads', async () => {
  await writeFile(join(repository, 'file'), 'old')
  for (const target of [join(outside, 'precious'), join(outside, 'absent'), join(repository, 'file')]) {
    const path = join(repository, `to-${target.length}`)
    await symlink(target, path)
    await expect(write(path)).rejects.toThrow(/symbolic link/)
  }
  expect(await readdir(outside)).toEqual(['precious'])
  expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('old')
  expect(await readFile(join(repository, 'file'), 'utf8')).toBe('old')
})

withLinks('a linked folder that leads out is not followed, and nothing is made there', async () => {
  await symlink(outside, join(repository, 'out'), 'junction')
  await symlink(join(folder.path, 'absent'), join(repository, 'dangling'), 'junction')
  for (const name of ['out/precious', 'out/new/report.json', 'dangling/report.json'])
    await expect(write(join(repository, name))).rejects.toThrow(/leads out of the repository/)
  expect(await readdir(outside)).toEqual(['precious'])
  expect((await readdir(folder.path)).sort()).toEqual(['outside', 'repository'])
})

withLinks('a linked folder that stays inside is as good as any', async () => {
  await mkdir(join(repository, 'real'))
  await symlink(join(repository, 'real'), join(repository, 'link'), 'junction')
  await write(join(repository, 'link', 'report.json'))
  expect(await readFile(join(repository, 'real', 'report.json'), 'utf8')).toBe('new')
})

withLinks('a repository that the path names by a link of the user is the same repository', async () => {
  const alias = join(folder.path, 'alias')
  await symlink(repository, alias, 'junction')
  await symlink(outside, join(repository, 'out'), 'junction')
  await expect(write(join(alias, 'out', 'precious'))).rejects.toThrow(/leads out of the repository/)
  expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('old')
  await write(join(alias, 'new', 'report.json'))
  expect(await readFile(join(repository, 'new', 'report.json'), 'utf8')).toBe('new')
})

withLinks("outside the repository the user's own links hold", async () => {
  await symlink(join(outside, 'precious'), join(outside, 'link'))
  await write(join(outside, 'link'))
  expect(await readFile(join(outside, 'precious'), 'utf8')).toBe('new')
})
