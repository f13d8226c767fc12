// Process groups: what systems say about them.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import { endGroup, groupCpuMs, parseStat, psCpuMs, tasklistCpuMs } from '../../src/platform/process-group.ts'

describe('parseStat', () => {
  const stat = (name: string, state: string, pgrp: number) =>
    `4711 (${name}) ${state} 1 ${pgrp} 4700 0 -1 4194560 1 2 3 4 100 20 3 7 20 0 1 0 99 0 0`

  test('sums the times of the process and of its ended children', () => {
    expect(parseStat(stat('go', 'S', 4700), 4700)).toEqual({ pid: 4711, zombie: false, cpuMs: 1_300 })
  })

  test('passes over other groups', () => {
    expect(parseStat(stat('go', 'S', 4701), 4700)).toBeNull()
  })

  test('is not deceived by the name of a command', () => {
    expect(parseStat(stat('a) S 1 9 9 (b', 'Z', 4700), 4700)).toMatchObject({ zombie: true, cpuMs: 1_300 })
  })
})

test('psCpuMs sums the times of one group, however long', () => {
  const text = '    1 00:00:09\n 4700 00:01:30\n 4700   0:01.25\n 4700 2-03:00:00\n47000 01:00:00\n\n'
  expect(psCpuMs(text, 4_700)).toBe(90_000 + 1_250 + (2 * 24 + 3) * 3_600_000)
})

test('tasklistCpuMs reads the eighth column, whatever the language', () => {
  const row = '"go.exe","4711","Console","1","12.345 K","Unknown","ORT\\benutzer","1:02:03","N/A"\r\n'
  expect(tasklistCpuMs(row)).toBe(3_723_000)
  expect(tasklistCpuMs('INFO: No tasks are running which match the specified criteria.\r\n')).toBeNull()
})

const posix = process.platform === 'win32' ? test.skip : test

posix('groupCpuMs sees the work of a group', async () => {
  const work =
    'while (process.cpuUsage().user < 300_000); console.log("worked"); setInterval(() => {}, 1_000)'
  const child = spawn(process.execPath, ['-e', work], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  const pid = child.pid ?? Number.NaN
  const ended = once(child, 'exit')
  try {
    await once(child.stdout, 'data')
    expect(await groupCpuMs(pid)).toBeGreaterThanOrEqual(250)
  } finally {
    await endGroup(pid, { graceMs: 1_000 })
  }
  await ended
  expect(await groupCpuMs(pid)).toBe(0)
})
