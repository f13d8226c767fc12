// Text that takes quadratic time to read blocks every limit and signal: no such text may come from a proxy, a repository or a log.
// Maps to src/go/*, src/fetch/request/*, src/classify/*.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { Behaviour, ProxyFile } from '../helpers/module-proxy.ts'
import { attacks, expectInOrder, expectNoBug, moduleNamed, requireModules } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

/** Every run has `timeout: 5s`, 10 s more for a save, and a busy machine; what is quadratic here takes minutes. */
const limitMs = 45_000
const inputs = { timeout: '5s' }

const blanks = `module x\n\nx${' '.repeat(200_000)}x\n`
const manyLines = `module x\nrequire (\n${'a.b/c v1.0.0\n'.repeat(1_000_000)})\n`
const token = JSON.stringify({ Version: 'eyJ'.repeat(66_666) })

describe('a proxy answers', () => {
  const answers: (readonly [string, readonly [ProxyFile, string]])[] = [
    ['a .mod of 200 kB blanks within a line', ['mod', blanks]],
    ['a .mod of a million require lines', ['mod', manyLines]],
    ['a .mod of one line of 16 MB', ['mod', `module ${'a'.repeat(16_000_000)}`]],
    ['an .info that looks like the beginnings of 66,666 tokens', ['info', token]],
    ['an .info of 500,000 brackets', ['info', '['.repeat(500_000)]],
  ]
  rows('answers of a proxy that take long to read', answers, [
    'a .mod of 200 kB blanks within a line',
    'a .mod of a million require lines',
    'an .info that looks like the beginnings of 66,666 tokens',
  ])('%s: the step ends in time', async (_, [file, body]) => {
    const modules = [await moduleNamed('a'), await moduleNamed('b')]
    await requireModules(attack().job.workspace, modules)
    const hostile: Behaviour = { kind: 'bytes', body }
    const proxy = await attack().proxy({
      modules,
      script: (request) => (request.file === file ? hostile : undefined),
    })
    const step = await attack().step({ inputs: { ...inputs, proxies: proxy.url }, limitMs })
    expectInOrder(step)
    expect(step.outputs.result).toBe('failed')
    expect(step.peakMiB).toBeLessThan(400)
  })
})

test("a repository's go.mod of 200 kB blanks: the step ends in time", async () => {
  const modules = [await moduleNamed('a')]
  await requireModules(attack().job.workspace, modules)
  await writeFile(join(attack().job.workspace, 'go.mod'), blanks)
  const proxy = await attack().proxy({ modules })
  const step = await attack().step({ inputs: { ...inputs, proxies: proxy.url }, limitMs })
  expectInOrder(step)
  expect(step.outputs.result).toBe('failed')
})

rows(
  'forms of classify',
  [
    ['as text', []],
    ['as JSON', ['--json']],
  ] as const,
  ['as JSON'],
)('a log of 10 MB that looks like the beginnings of tokens is classified %s', async (_, options) => {
  const line = (index: number) =>
    `go: example.com/m${index}@v1.0.0: Get "https://h${index}.example/${'eyJ'.repeat(3_200)}": unexpected EOF`
  const log = Array.from({ length: 1_000 }, (_, index) => line(index)).join('\n')
  const path = join(attack().job.folder.path, 'log')
  await writeFile(path, log)
  const ended = await attack().cli(['classify', path, ...options], { limitMs })
  expect(ended).toMatchObject({ code: 0, killed: false })
  expect(ended.stdout).toContain('interrupted')
  expectNoBug(ended)
})
