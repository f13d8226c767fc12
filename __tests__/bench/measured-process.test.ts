// What a process costs. Maps to bench/rig/measured-process.ts.

import { basename } from 'node:path'
import { expect } from '@jest/globals'
import { measure } from '../../bench/rig/measured-process.ts'
import { testIf } from '../helpers/skip.ts'

const isLinux = process.platform === 'linux'

testIf(isLinux, 'only Linux tells the memory of a process below /proc')(
  'peak memory stands beside the name of the program, whatever name the process gives itself',
  async () => {
    // Half a second is fifty looks.
    const { code, peakMb } = await measure({
      command: process.execPath,
      args: ['-e', "process.title = 'renamed'; setTimeout(() => {}, 500)"],
      cwd: '.',
      env: process.env,
    })
    expect(code).toBe(0)
    expect(Object.keys(peakMb)).toEqual([basename(process.execPath)])
    expect(Object.values(peakMb)[0]).toBeGreaterThan(10)
  },
)
