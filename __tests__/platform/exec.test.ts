// Short commands over @actions/exec: what they print, their time limit, and that nothing of them stays.

import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { systemClock } from '../../src/platform/clock.ts'
import { execute, type ShortCommand } from '../../src/platform/exec.ts'
import { findProgram } from '../../src/platform/programs.ts'
import { isRunning, processesOf } from '../helpers/processes.ts'
import { testIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

async function execNode(script: string, rest: Partial<ShortCommand> = {}) {
  const setsid = (await findProgram('setsid', { env: process.env, platform: process.platform })) ?? ''
  const args = ['-e', script, 'a b', '"', '$(id)', '\\']
  const common = { cwd: folder.path, env: process.env, limitMs: 600_000, clock: systemClock }
  return execute({ setsid, command: process.execPath, args, ...common, ...rest })
}

const onLinux = testIf(process.platform === 'linux', 'setsid(1) is part of util-linux')

onLinux('gives what was printed and the exit code, and passes arguments as they are', async () => {
  const script =
    'console.log(JSON.stringify(process.argv.slice(1))); console.error("two"); process.exitCode = 3'
  const { end, stdout, stderr } = await execNode(script)
  expect(end).toEqual({ kind: 'exited', code: 3 })
  expect([JSON.parse(stdout), stderr]).toEqual([['a b', '"', '$(id)', '\\'], 'two\n'])
})

onLinux.each<[string, Partial<ShortCommand>]>([
  ['a name', { command: 'node' }],
  ['a relative path', { command: './node' }],
  ['nothing', { command: '' }],
  ['a name for setsid', { setsid: 'setsid' }],
])('refuses %s', async (_, rest) => {
  await writeFile(join(folder.path, 'node'), '#!/bin/sh\n', { mode: 0o755 })
  expect((await execNode('', rest)).end).toEqual({
    kind: 'not-started',
    message: expect.stringContaining('is not an absolute path'),
  })
})

onLinux('says that a program is not there', async () => {
  expect((await execNode('', { setsid: '/no/such/setsid' })).end).toMatchObject({ kind: 'not-started' })
  expect((await execNode('', { command: '/no/such/program' })).end).toEqual({ kind: 'exited', code: 127 })
})

onLinux('at its time limit it is ended with all that it has started', async () => {
  const pids = join(folder.path, 'pids')
  await promisify(execFile)('mkfifo', [pids])
  const script = `trap '' TERM; sleep 600 & echo $! $$ > '${pids}'; wait`
  const listeners = process.listenerCount('exit')
  let started: readonly number[] = []
  // Its time is over as soon as both have started.
  const sleep = async () => {
    started = (await readFile(pids, 'utf8')).trim().split(' ').map(Number)
  }
  const { end } = await execNode('', { command: '/bin/sh', args: ['-c', script], clock: { sleep } })
  expect(end).toEqual({ kind: 'limit', limitMs: 600_000 })
  expect(started).toHaveLength(2)
  expect(await Promise.all(started.map(isRunning))).toEqual([false, false])
  expect(process.listenerCount('exit')).toBe(listeners)
})

onLinux('at a limit that comes before the start nothing stays either', async () => {
  const script = `echo > '${join(folder.path, 'ran')}'; sleep 600`
  // Whether it has started by then is chance.
  for (let time = 0; time < 20; time++) {
    const { end } = await execNode('', { command: '/bin/sh', args: ['-c', script], limitMs: 0 })
    expect(end).toEqual({ kind: 'limit', limitMs: 0 })
    expect(await processesOf(folder.path)).toEqual([])
  }
})

onLinux('two at a time each end their own', async () => {
  let endHanging = () => {}
  const sleep = () =>
    new Promise<void>((resolve) => {
      endHanging = resolve
    })
  const hanging = execNode('setInterval(() => {}, 1_000)', { clock: { sleep } })
  const quick = await execNode('console.log("quick")')
  endHanging()
  expect([quick.end, quick.stdout, (await hanging).end.kind]).toEqual([
    { kind: 'exited', code: 0 },
    'quick\n',
    'limit',
  ])
})
