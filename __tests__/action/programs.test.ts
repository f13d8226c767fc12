// The programs of a run are found once: one that appears on PATH in the middle of it isn't run. Maps to src/platform/programs.ts.

import { writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect } from '@jest/globals'
import { actionRig, unavailable, zipOf } from '../helpers/action-rig.ts'
import { goOnPath, programsOnPath } from '../helpers/programs.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'

const rig = actionRig()

const posix = testIf(notOnWindows, 'the programs are shell scripts')

posix('a git and a go that come earlier on PATH from the first failure on are left alone', async () => {
  const { folder } = rig().job
  const [early, late] = [join(folder.path, 'early'), join(folder.path, 'late')]
  const log = join(folder.path, 'programs-that-ran')
  const real = { git: (await programsOnPath()).git, go: await goOnPath() }
  const install = (bin: string) => {
    for (const name of ['git', 'go'] as const) {
      const script = `#!/bin/sh\necho '${join(bin, name)}' >> '${log}'\nexec '${real[name]}' "$@"\n`
      writeFileSync(join(bin, name), script, { mode: 0o755 })
    }
  }
  for (const bin of [early, late]) await mkdir(bin)
  install(late)

  let failed = false
  const proxy = await rig().proxy((request) => {
    if (failed || !zipOf('one')(request)) return undefined
    failed = true
    install(early)
    return unavailable
  })
  const step = await rig().job.step({
    inputs: { proxies: proxy.url, prefetch: 'false' },
    env: { PATH: [early, late, process.env.PATH].join(delimiter) },
  })
  expect(step.outputs).toMatchObject({ result: 'recovered', attempts: '2' })
  const ran = (await readFile(log, 'utf8')).trim().split('\n')
  expect([...new Set(ran)].sort()).toEqual([join(late, 'git'), join(late, 'go')])
})
