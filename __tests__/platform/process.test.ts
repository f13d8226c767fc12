// Other programs: what they print, how they end, and that nothing of them stays.
// Maps to src/platform/end-process.ts, src/platform/exec.ts.

import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Command, captureCommand, killNow, runCommand } from '../../src/platform/process.ts'
import { isRunning } from '../helpers/processes.ts'
import { describeIf, notOnWindows, testIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

/** A command that runs a script of Node. */
function node(script: string, rest: Partial<Command> = {}): Command {
  return {
    command: process.execPath,
    args: ['-e', script],
    cwd: folder.path,
    env: process.env,
    limitMs: 60_000,
    ...rest,
  }
}

/** Resolves once a process that was killed is gone; the test's own time limit is the only one. */
async function hasEnded(pid: number): Promise<void> {
  while (await isRunning(pid)) await sleep(10)
}

const stubborn = `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); setInterval(() => {}, 1_000);`

/** Starts a child that ignores all requests to end, in the same group, and prints its pid once it does. */
function withChild(script: string, options = '{}'): string {
  return `
    const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${stubborn} console.log(process.pid)`)}],
      { stdio: ['ignore', 'pipe', 'ignore'], ...${options} })
    child.stdout.once('data', (pid) => { process.stdout.write(pid); ${script} })`
}

describe('runCommand', () => {
  test('gives the lines of both streams, and the exit code', async () => {
    const lines: string[] = []
    const end = await runCommand(
      node(`console.log('one'); console.error('two'); process.stdout.write('three'); process.exitCode = 3`, {
        onStdout: (line) => lines.push(`out ${line}`),
        onStderr: (line) => lines.push(`err ${line}`),
      }),
    )
    expect(end).toEqual({ kind: 'exited', code: 3 })
    expect(lines.sort()).toEqual(['err two', 'out one', 'out three'])
  })

  test('passes arguments as they are, in the folder and with the environment given', async () => {
    const lines: string[] = []
    const args = ['$(id)', '`id`', '*', 'a b', '"', '', ';', '&&', '%PATH%', '\\']
    await runCommand({
      ...node(''),
      args: [
        '-e',
        'console.log(JSON.stringify([process.argv.slice(1), process.cwd(), process.env.ONLY]))',
        ...args,
      ],
      env: { ...process.env, ONLY: 'this' },
      onStdout: (line) => lines.push(line),
    })
    expect(lines.map((line) => JSON.parse(line))).toEqual([[args, folder.path, 'this']])
  })

  test('gives nothing to read', async () => {
    const end = await runCommand(node(`process.stdin.resume().on('end', () => process.exit(7))`))
    expect(end).toEqual({ kind: 'exited', code: 7 })
  })

  test('shortens a line that is too long', async () => {
    const lines: string[] = []
    await runCommand(
      node(`console.log('x'.repeat(1e6))`, { maxLineLength: 10, onStdout: (line) => lines.push(line) }),
    )
    expect(lines).toEqual([`${'x'.repeat(10)}…`])
  })

  test.each([
    ['a program that is not there', { command: '/no/such/program' }],
    ['a name to be looked for on PATH', { command: 'node' }],
    ['a path from the current folder', { command: './program' }],
    ['a path through the current folder', { command: 'tools/program' }],
    ['nothing', { command: '' }],
    ['a folder that is not there', { cwd: '/no/such/folder' }],
    ['an argument that cannot be one', { args: ['\0'] }],
  ])('says that it was not started: %s', async (_, wrong) => {
    expect(await runCommand({ ...node(''), ...wrong })).toMatchObject({
      kind: 'not-started',
      message: expect.stringMatching(/./),
    })
  })

  test('starts nothing once it is aborted', async () => {
    expect(await runCommand(node('', { command: '/no/such/program', signal: AbortSignal.abort() }))).toEqual({
      kind: 'aborted',
    })
  })

  test('ends at its time limit', async () => {
    expect(await runCommand(node('setInterval(() => {}, 1_000)', { limitMs: 50 }))).toEqual({
      kind: 'limit',
      limitMs: 50,
    })
  })

  test('leaves no listener behind', async () => {
    const before = process.listenerCount('exit')
    const { signal } = new AbortController()
    await Promise.all([1, 2, 3].map(() => runCommand(node('', { signal, limitMs: 10_000 }))))
    expect(process.listenerCount('exit')).toBe(before)
  })
})

const describePosix = describeIf(notOnWindows, 'Windows has no process groups')

describePosix('runCommand on systems with process groups', () => {
  test('tells the signal that ended it', async () => {
    expect(await runCommand(node(`process.kill(process.pid, 'SIGKILL')`))).toEqual({
      kind: 'signal',
      signal: 'SIGKILL',
    })
  })

  test('an abort ends the command and its children, even those that will not', async () => {
    const controller = new AbortController()
    const pids: number[] = []
    const end = await runCommand(
      node(withChild(''), {
        signal: controller.signal,
        graceMs: 100,
        onStart: (pid) => pids.push(pid),
        onStdout: (line) => {
          pids.push(Number(line))
          controller.abort()
        },
      }),
    )
    expect(end).toEqual({ kind: 'aborted' })
    expect(await Promise.all(pids.map(isRunning))).toEqual([false, false])
  })

  test('a command has time to end itself when it is asked to', async () => {
    const controller = new AbortController()
    const lines: string[] = []
    await runCommand(
      node(
        `process.on('SIGTERM', () => { console.log('cleaned up'); process.exit() }); setInterval(() => {}, 1_000); console.log('ready')`,
        {
          signal: controller.signal,
          graceMs: 60_000,
          onStdout: (line) => {
            lines.push(line)
            controller.abort()
          },
        },
      ),
    )
    expect(lines).toEqual(['ready', 'cleaned up'])
  })

  test('onCut sees the command alive, and a slow one does not hold up the end', async () => {
    const controller = new AbortController()
    const seen: boolean[] = []
    const end = await runCommand(
      node(`console.log('ready'); setInterval(() => {}, 1_000)`, {
        signal: controller.signal,
        onStdout: () => controller.abort(),
        onCut: async (pid) => {
          seen.push(await isRunning(pid))
          await new Promise(() => {})
        },
      }),
    )
    expect([end.kind, seen]).toEqual(['aborted', [true]])
  })

  test('a child that the command leaves behind is ended with it', async () => {
    const pids: number[] = []
    const end = await runCommand(
      node(withChild('process.exit(4)'), { graceMs: 100, onStdout: (line) => pids.push(Number(line)) }),
    )
    expect(end).toEqual({ kind: 'exited', code: 4 })
    expect(await Promise.all(pids.map(isRunning))).toEqual([false])
  })

  test('a process that left the group and holds the pipe does not hold up the call', async () => {
    const pids: number[] = []
    const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${stubborn} console.log(process.pid)`)}], { stdio: ['ignore', 'inherit', 'ignore'], detached: true })`
    const controller = new AbortController()
    const end = await runCommand(
      node(`${child}; setInterval(() => {}, 1_000)`, {
        signal: controller.signal,
        onStdout: (line) => {
          pids.push(Number(line))
          controller.abort()
        },
      }),
    )
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    expect(end).toEqual({ kind: 'aborted' })
  })

  test('when our own process ends in the middle, the command ends too', async () => {
    const inner = `
      import { runCommand } from ${JSON.stringify(join(import.meta.dirname, '../../src/platform/process.ts'))}
      await runCommand({ command: process.execPath, args: ['-e', ${JSON.stringify(`${stubborn} console.log(process.pid)`)}], cwd: '.', env: process.env, limitMs: 60_000,
        onStdout: (pid) => { console.log(pid); process.exit(9) } })`
    const { build } = await import('esbuild')
    const outfile = join(folder.path, 'inner.mjs')
    await build({
      stdin: { contents: inner, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
    })
    const { end, stdout } = await captureCommand({
      command: process.execPath,
      args: [outfile],
      cwd: folder.path,
      env: process.env,
    })
    expect(end).toEqual({ kind: 'exited', code: 9 })
    await hasEnded(Number(stdout))
  })
})

describe('captureCommand', () => {
  test('gives all that was printed', async () => {
    expect(await captureCommand(node(`console.log('a\\nb'); console.error('c')`))).toEqual({
      end: { kind: 'exited', code: 0 },
      stdout: 'a\nb\n',
      stderr: 'c\n',
    })
  })
})

testIf(notOnWindows, 'a shell script stands in for taskkill')(
  'on Windows the tree is ended before our own process ends',
  async () => {
    const taskkill = join(folder.path, 'taskkill')
    await writeFile(taskkill, `#!/bin/sh\necho "$@" >'${folder.path}/asked'\n`)
    await chmod(taskkill, 0o755)
    killNow(4711, { platform: 'win32', taskkill })
    expect(await readFile(join(folder.path, 'asked'), 'utf8')).toBe('/T /F /PID 4711\n')
  },
)
