// Text in a go.mod (the repository's, or a dependency's) that becomes a line of output: it is no command, and no line of `go -x`.
// Maps to src/go/go-mod.ts, src/download/x-lines.ts, src/platform/console-log.ts.

import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from '@jest/globals'
import {
  attacks,
  expectInOrder,
  expectNoBug,
  expectNoForeignCommand,
  moduleNamed,
  requireModules,
} from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

const goMod = (text: string) =>
  writeFile(join(attack().job.workspace, 'go.mod'), `module example.com/main\n\ngo 1.21\n\n${text}\n`)

describe('line breaks in quoted paths are no workflow commands', () => {
  const texts = {
    'in a replace directive':
      'replace "a.example/x\\n::add-mask::a\\n::error file=evil::pwned\\n##[error]x\\u001b[31m" => "y.example/z\\n::stop-commands::tok"',
    'in a require directive': 'require "a.example/x/v1\\n::error file=evil::pwned" v1.0.0',
  }
  const printed = Object.entries(texts).flatMap(([where, text]) =>
    ['probe', 'download'].map((command) => [`${where}, printed by ${command}`, { command, text }] as const),
  )
  rows('lines of a terminal', printed, [
    'in a replace directive, printed by probe',
    'in a require directive, printed by download',
  ])('%s', async (_, { command, text }) => {
    await goMod(text)
    const ended = await attack().cli([command, '--proxies', 'http://127.0.0.1:9'])
    expect(ended.killed).toBe(false)
    expectNoBug(ended)
    expectNoForeignCommand(ended)
  })

  test.each(Object.entries(texts))('%s, printed by the step', async (_, text) => {
    await goMod(text)
    expectInOrder(await attack().step({ inputs: { proxies: 'http://127.0.0.1:9' } }))
  })
})

describe('a line that looks like one of `go -x` deletes nothing', () => {
  let victim: string
  const names = ['Cargo.lock', 'keep.txt', 'tmp_pack_abc', 'yarn.lock']
  beforeEach(async () => {
    victim = join(attack().job.folder.path, 'victim')
    await mkdir(victim)
    for (const name of names) await writeFile(join(victim, name), 'precious')
  })

  const injected = () => `"b.example/x\\ncd ${victim}; git fetch\\nx"`

  test("in the repository's go.mod", async () => {
    await goMod(`require ${injected()} v1.0.0`)
    const proxy = await attack().proxy()
    const step = await attack().step({ inputs: { proxies: proxy.url } })
    expectInOrder(step)
    expect(await readdir(victim)).toEqual(names)
  })

  test.each([
    ['as its module path', () => ({ module: injected(), go: '1.21', requires: '' })],
    [
      'in a requirement',
      () => ({ module: 'example.com/dep', go: '1.21', requires: `require ${injected()} v1.0.0` }),
    ],
    [
      'in a requirement before Go 1.17',
      () => ({ module: 'example.com/dep', go: '1.16', requires: `require ${injected()} v1.0.0` }),
    ],
  ])("in a dependency's go.mod that go.sum names, %s", async (_, text) => {
    const { module, go, requires } = text()
    const dependency = await moduleNamed('dep', { modText: `module ${module}\n\ngo ${go}\n\n${requires}\n` })
    await requireModules(attack().job.workspace, [dependency])
    const proxy = await attack().proxy({ modules: [dependency] })
    const step = await attack().step({ inputs: { proxies: proxy.url } })
    expectInOrder(step)
    expect(await readdir(victim)).toEqual(names)
  })
})
