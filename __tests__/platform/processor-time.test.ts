// Processor time of process groups: what systems say about it, and programs that don't answer.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { endGroup } from '../../src/platform/process-group.ts'
import {
  groupCpuMs,
  type ProcessorTimeOptions,
  psCpuMs,
  tasklistCpuMs,
} from '../../src/platform/processor-time.ts'
import { findPrograms } from '../../src/platform/programs.ts'
import { processesOf } from '../helpers/processes.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { temporaryFolder } from '../helpers/temp.ts'

test('psCpuMs sums the times of one group, however long', () => {
  const text = '    1 00:00:09\n 4700 00:01:30\n 4700   0:01.25\n 4700 2-03:00:00\n47000 01:00:00\n\n'
  expect(psCpuMs(text, 4_700)).toBe(90_000 + 1_250 + (2 * 24 + 3) * 3_600_000)
})

test.each([
  // Apple's print.c: minutes without end, hundredths after the locale's own sign.
  ['macOS', '4700   0:01.23', 1_230],
  ['macOS, where the sign is a comma', '4700   0:01,23', 1_230],
  ['macOS, long', '4700 1234:56.78', (1_234 * 60 + 56) * 1_000 + 780],
  // POSIX: [dd-]hh:mm:ss.
  ['POSIX', '4700 12:34:56', (12 * 60 + 34) * 60_000 + 56_000],
  ['POSIX, long', '4700 1-02:03:04', ((24 + 2) * 60 + 3) * 60_000 + 4_000],
  ['a ps that knows no hundredths', '4700 0:07', 7_000],
  ['no ps: what is no time counts for nothing', '4700 soon\n 4700 0:07', 7_000],
])('psCpuMs reads the times of %s', (_, line, cpuMs) => {
  expect(psCpuMs(` ${line}\n`, 4_700)).toBe(cpuMs)
})

test('tasklistCpuMs reads the eighth column, whatever the language', () => {
  const row = '"go.exe","4711","Console","1","12.345 K","Unknown","ORT\\benutzer","1:02:03","N/A"\r\n'
  expect(tasklistCpuMs(row)).toBe(3_723_000)
  expect(tasklistCpuMs('INFO: No tasks are running which match the specified criteria.\r\n')).toBeNull()
})

const posix = testIf(notOnWindows, 'Windows has no process groups')

async function options(): Promise<ProcessorTimeOptions> {
  const { platform } = process
  const { processTimes: program } = await findPrograms(process.env, platform)
  return { platform, program, limitMs: 60_000, signal: new AbortController().signal }
}

posix('groupCpuMs sees the work of a group', async () => {
  const work =
    'while (process.cpuUsage().user < 300_000); console.log("worked"); setInterval(() => {}, 1_000)'
  const child = spawn(process.execPath, ['-e', work], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const pid = child.pid ?? Number.NaN
  const ended = once(child, 'exit')
  try {
    await once(child.stdout, 'data')
    expect(await groupCpuMs(pid, await options())).toBeGreaterThanOrEqual(250)
  } finally {
    await endGroup(pid, { graceMs: 1_000 })
  }
  await ended
  expect(await groupCpuMs(pid, await options())).toBe(0)
})

posix.each(['darwin', 'win32'] as const)(
  'a program that hangs on %s is given up and ended',
  async (platform) => {
    const folder = await temporaryFolder()
    try {
      const program = join(folder.path, 'times')
      await writeFile(program, `#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 1; done\n`, { mode: 0o755 })
      const hanging = { ...(await options()), platform, program, limitMs: 3_000 }
      expect(await groupCpuMs(4_711, hanging)).toBeNull()
      expect(await processesOf(folder.path)).toEqual([])
    } finally {
      await folder.remove()
    }
  },
)

posix.each([
  ['darwin', '#!/bin/sh\necho " 4711 1:30"\n', 90_000],
  ['win32', `#!/bin/sh\necho '"go.exe","4711","Console","1","12 K","Unknown","me","0:00:07","N/A"'\n`, 7_000],
  ['darwin', '#!/bin/sh\necho " 4711 1:30"\nexit 1\n', null],
] as const)('asks the program that it is given on %s: %j', async (platform, script, cpuMs) => {
  const folder = await temporaryFolder()
  try {
    const program = join(folder.path, 'times')
    await writeFile(program, script, { mode: 0o755 })
    expect(await groupCpuMs(4_711, { ...(await options()), platform, program })).toBe(cpuMs)
  } finally {
    await folder.remove()
  }
})

posix('a program that is no absolute path is not asked', async () => {
  expect(await groupCpuMs(4_711, { ...(await options()), platform: 'darwin', program: 'ps' })).toBeNull()
})
