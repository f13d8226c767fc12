// The end of a process in which a thread hangs.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect } from '@jest/globals'
import { testIf } from '../helpers/skip.ts'
import { temporaryFolder } from '../helpers/temp.ts'

testIf(process.platform !== 'win32', 'Windows has no named pipes in folders')(
  'a thread in a system call that never returns does not keep the process',
  async () => {
    const folder = await temporaryFolder()
    const pipe = join(folder.path, 'pipe')
    execFileSync('mkfifo', [pipe])
    const script = join('__tests__', 'platform', 'end-process-hung.ts')
    const child = spawn(process.execPath, [join('bench', 'run.mjs'), script, pipe])
    const [pid] = await once(createInterface(child.stdout), 'line')
    try {
      const [code, signal] = await once(child, 'exit')
      // Node before 22.15 can't keep the exit code.
      expect(code ?? signal).toBe(process.execve === undefined ? 'SIGKILL' : 3)
    } finally {
      child.kill('SIGKILL')
      process.kill(Number(pid))
      await folder.remove()
    }
  },
)
