// Process groups: what Linux says about their members, and how other systems are asked to end them.

import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { endGroup, linuxGroup, parseStat } from '../../src/platform/process-group.ts'
import { temporaryFolder } from '../helpers/temp.ts'

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

test('on macOS a group of zombies, of which kill(2) says EPERM, is neither waited for nor killed', async () => {
  const sent: unknown[] = []
  const kill = (pid: number, signal: NodeJS.Signals | 0) => {
    sent.push([pid, signal])
    if (signal === 0) throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
  }
  await endGroup(4711, { graceMs: 60_000, platform: 'darwin', kill })
  expect(sent).toEqual([
    [-4711, 'SIGTERM'],
    [-4711, 0],
  ])
})

describe('where no /proc tells of processes', () => {
  test.each(['there is none', 'it is empty'])('%s: a group is waited for, and killed', async (which) => {
    const folder = await temporaryFolder()
    try {
      const proc = which === 'it is empty' ? folder.path : join(folder.path, 'none')
      const sent: unknown[] = []
      const kill = (_: number, signal: NodeJS.Signals | 0) => {
        if (sent.includes('SIGKILL')) throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
        if (signal !== 0) sent.push(signal)
      }
      await endGroup(4711, { graceMs: 20, platform: 'linux', proc, kill })
      expect(sent).toEqual(['SIGTERM', 'SIGKILL'])
      expect(await linuxGroup(4711, proc)).toBeNull()
    } finally {
      await folder.remove()
    }
  })
})
