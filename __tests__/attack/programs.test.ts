// Programs that lie in the repository, or folders on PATH with the name of one: what is run is what Go would run.
// Maps to src/platform/programs.ts.

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { attacks, expectInOrder, moduleNamed, requireModules } from './attack.ts'
import { onlyInFull, rows } from './rounds.ts'

const attack = attacks()
const path = process.env.PATH ?? ''

async function project() {
  const modules = [await moduleNamed('a')]
  await requireModules(attack().job.workspace, modules)
  return attack().proxy({ modules })
}

const searched: (readonly [string, string])[] = [
  ['an empty element first', `${delimiter}${path}`],
  ['a point first', `.${delimiter}${path}`],
  ['an empty element last', `${path}${delimiter}`],
  ['a relative folder first', `tools${delimiter}${path}`],
]
rows('values of PATH', searched, ['an empty element first', 'a point first'])(
  'PATH with %s: no git, go or flock of the repository is run',
  async (_, PATH) => {
    const proxy = await project()
    const { workspace, folder } = attack().job
    const mark = join(folder.path, 'programs-that-ran')
    await writeFile(mark, '')
    await mkdir(join(workspace, 'tools'))
    for (const place of [workspace, join(workspace, 'tools')]) {
      for (const name of ['git', 'go', 'flock']) {
        await writeFile(join(place, name), `#!/bin/sh\necho ${name} >> '${mark}'\n`, { mode: 0o755 })
      }
    }
    const step = await attack().step({ inputs: { proxies: proxy.url }, env: { PATH } })
    expectInOrder(step)
    expect(await readFile(mark, 'utf8')).toBe('')
    expect(step.outputs.result).toBe('complete')
  },
)

test('a folder named go on PATH is not taken for go', async () => {
  const proxy = await project()
  const bin = join(attack().job.folder.path, 'bin')
  await mkdir(join(bin, process.platform === 'win32' ? 'go.exe' : 'go'), { recursive: true })
  const step = await attack().step({
    inputs: { proxies: proxy.url },
    env: { PATH: `${bin}${delimiter}${path}` },
  })
  expectInOrder(step)
  expect(step.outputs.result).toBe('complete')
})

// Windows looks for a program in the current folder first; libuv does so in the child's.
onlyInFull('Windows looks into the current folder first', { system: 'win32' })(
  'a git.exe of the repository is not run',
  async () => {
    const proxy = await project()
    const { workspace, folder } = attack().job
    const [mark, preload] = [join(folder.path, 'ran'), join(folder.path, 'preload.cjs')]
    await copyFile(process.execPath, join(workspace, 'git.exe'))
    await writeFile(
      preload,
      `if (/git\\.exe$/i.test(process.execPath)) require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`,
    )
    const step = await attack().step({
      inputs: { proxies: proxy.url },
      env: { NODE_OPTIONS: `--require "${preload.replaceAll('\\', '/')}"` },
    })
    expectInOrder(step)
    await expect(readFile(mark)).rejects.toMatchObject({ code: 'ENOENT' })
  },
)
