// Folders and files of the runner that are missing or of the wrong kind: a sentence and all outputs, never a bare stack.
// Maps to src/run/*, src/platform/world.ts.

import { mkdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { testWithLinks } from '../helpers/skip.ts'
import { attacks, expectNoBug, expectNoForeignCommand, moduleNamed, requireModules } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

async function stepWith(env: Record<string, string | undefined>, inputs: Record<string, string> = {}) {
  const modules = [await moduleNamed('a')]
  const proxy = await attack().proxy({ modules })
  const step = await attack().step({ inputs: { proxies: proxy.url, ...inputs }, env })
  expect(step.killed).toBe(false)
  expectNoBug(step)
  // Without a file for them, the toolkit prints outputs as commands; those are ours.
  if (!('GITHUB_OUTPUT' in env)) expectNoForeignCommand(step)
  return step
}

const require = async () => requireModules(attack().job.workspace, [await moduleNamed('a')])
const nowhere = () => join(attack().job.folder.path, 'not-there', 'x')

test.each(['GITHUB_WORKSPACE', 'RUNNER_TEMP'])('%s that is missing is told in a sentence', async (name) => {
  await require()
  // An absolute path whose parent is a file can't be made either.
  const step = await stepWith({ [name]: join(process.execPath, 'below') })
  expect(step.stdout).toMatch(/^::error [^\n]*/m)
  expect(step.outputs).toMatchObject({ result: 'failed', category: expect.stringMatching(/./) })
  expect(step.code).toBe(1)
})

const commandFiles = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].flatMap((name) =>
  ['names a missing file', 'is not set'].map((how) => [`${name} that ${how}`, { name, how }] as const),
)
rows('command files', commandFiles, [
  'GITHUB_OUTPUT that names a missing file',
  'GITHUB_STEP_SUMMARY that is not set',
])('%s fails nothing', async (_, { name, how }) => {
  await require()
  const step = await stepWith({ [name]: how === 'is not set' ? undefined : nowhere() })
  expect(step.code).toBe(0)
})

test('a report-path that is a folder fails nothing', async () => {
  await require()
  const step = await stepWith({}, { 'report-path': '.' })
  expect(step.code).toBe(0)
})

test('a go.sum that is a folder is told, and no bug of ours', () => goSumMadeBy((path) => mkdir(path)))
testWithLinks()('a go.sum that is a link to itself is told, and no bug of ours', () =>
  goSumMadeBy((path) => symlink('go.sum', path)),
)

async function goSumMadeBy(make: (path: string) => Promise<unknown>): Promise<void> {
  await require()
  const path = join(attack().job.workspace, 'go.sum')
  await rm(path)
  await make(path)
  const step = await stepWith({})
  expect(step.code).toBe(1)
  expect(step.outputs.category).not.toBe('')
}
