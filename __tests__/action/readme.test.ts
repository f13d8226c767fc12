// The commands of the README in their order, as a first reader types them; its example is a small project here, and its clone a folder.
// Maps to src/cli.ts, src/commands/*.

import { execFile } from 'node:child_process'
import { cp, mkdir } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { docsBlocks } from '../helpers/docs-blocks.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { jobEnvironment } from '../helpers/step.ts'

const rig = actionRig()
const [block = ''] = docsBlocks('README.md', 'console').filter((text) => text.includes('dist/cli.js'))
const [clone = '', ...commands] = block.split('\n').flatMap((line) => /^\$ (.*)/.exec(line)?.[1] ?? [])

test('begin with a clone, and show each command of the command line', () => {
  expect(clone).toMatch(/^git clone \S+ && cd \S+$/)
  const shown = commands.map((line) => /\bdist\/cli\.js (\w+)/.exec(line)?.[1])
  expect([...shown].sort()).toEqual(['classify', 'download', 'fleet', 'probe', 'verify'])
})

testIf(notOnWindows, 'the commands of the README are written for sh')(
  'succeed one after the other',
  async () => {
    const { job, proxy } = rig()
    const cloned = join(job.folder.path, 'cloned')
    await mkdir(cloned)
    await cp(resolve('dist'), join(cloned, 'dist'), { recursive: true })
    await cp(job.workspace, join(cloned, 'examples/service'), { recursive: true })
    const { url } = await proxy()
    const all = Object.entries(jobEnvironment(job.folder.path))
    const env = {
      ...Object.fromEntries(all.filter(([name]) => !/^(?:GITHUB|RUNNER)_/.test(name))),
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      GOPROXY: url,
      GOMODCACHE: job.gomodcache,
    }
    // `execFile` rejects where a command fails, and tells what it printed.
    for (const command of commands) await promisify(execFile)('sh', ['-c', command], { cwd: cloned, env })
  },
)
