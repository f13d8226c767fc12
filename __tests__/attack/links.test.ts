// Links in the repository that lead out of it: nothing outside is written, shown, or read without end.
// Maps to src/project/text-file.ts, src/platform/write-file.ts.

import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { notOnWindows } from '../helpers/skip.ts'
import { attacks, expectInOrder, expectNoBug, moduleNamed, published, requireModules } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

async function project() {
  const modules = [await moduleNamed('a')]
  await requireModules(attack().job.workspace, modules)
  return attack().proxy({ modules })
}

/** Puts a link in the place of a file of the repository. */
async function link(file: string, target: string): Promise<void> {
  const path = join(attack().job.workspace, file)
  await mkdir(dirname(path), { recursive: true })
  await rm(path, { force: true })
  await symlink(target, path)
}

test.each([
  ['a link', 'report.json', (outside: string) => link('report.json', join(outside, 'keys'))],
  ['below a linked folder', 'reports/keys', (outside: string) => link('reports', outside)],
])('a report-path that is %s of the repository writes nothing outside', async (_, path, make) => {
  const proxy = await project()
  const outside = join(attack().job.folder.path, 'outside')
  await mkdir(outside)
  await writeFile(join(outside, 'keys'), 'old')
  await make(outside)
  const step = await attack().step({ inputs: { proxies: proxy.url, 'report-path': path } })
  expect(step.killed).toBe(false)
  expectNoBug(step)
  expect(await readFile(join(outside, 'keys'), 'utf8')).toBe('old')
})

test.each(['go.mod', 'go.sum'])(
  'a %s that is a link to a secret file shows no word that go would not show',
  async (file) => {
    const proxy = await project()
    const secret = join(attack().job.folder.path, 'secret')
    await writeFile(secret, 'FirstWord SecondWord\nThirdWord FourthWord of many words\n')
    await link(file, secret)
    const step = await attack().step({ inputs: { proxies: proxy.url } })
    expectInOrder(step)
    // Plain go names the first word of a go.mod line that it doesn't know.
    expect(published(step)).not.toMatch(/SecondWord|ThirdWord|FourthWord/)
  },
)

const endless = ['go.mod', 'go.sum', 'go.work', 'vendor/modules.txt'].flatMap((file) =>
  ['/dev/zero', '/dev/stdin', '/proc/self/mem'].map(
    (target) => [`${file} to ${target}`, { file, target }] as const,
  ),
)
rows('links to endless files', notOnWindows ? endless : [], [
  'go.mod to /dev/zero',
  'go.sum to /dev/zero',
  'vendor/modules.txt to /dev/zero',
])('%s', async (_, { file, target }) => {
  const proxy = await project()
  await link(file, target)
  const step = await attack().step({ inputs: { proxies: proxy.url, timeout: '5s' } })
  expectInOrder(step)
  expect(step.peakMiB).toBeLessThan(250)
})

test('a go.work that uses a folder outside is no bug of ours', async () => {
  const proxy = await project()
  const outside = join(attack().job.folder.path, 'outside')
  await requireModules(outside, [await moduleNamed('a')])
  await writeFile(join(attack().job.workspace, 'go.work'), `go 1.21\n\nuse ${outside}\n`)
  expectInOrder(await attack().step({ inputs: { proxies: proxy.url } }))
})
