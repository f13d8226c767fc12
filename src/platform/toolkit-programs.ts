// Stands in for `tar` and `zstd`, which @actions/cache looks for and starts: neither runs, whatever the machine has. `tar -P` would write
// wherever an archive says, busybox's tar doesn't know the toolkit's options, and an entry's version depends on whether zstd is there.

import childProcess from 'node:child_process'
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { whileHeld } from './held-file.ts'

export interface ToolkitPrograms {
  /** An empty folder of the process's own, where the toolkit puts its archives. */
  readonly temp: string
  /** Where the archive lies that a save takes, and where a restore leaves it. */
  readonly archive: string
  /** What an entry is compressed with, which is part of its version. */
  readonly compression: 'gzip' | 'zstd'
  /** This one's, where not given. */
  readonly platform?: NodeJS.Platform
  /** Stands in for rename(2). */
  readonly rename?: (from: string, to: string) => void
}

/** No other file in `temp` has such a name. */
const archiveName = /(?:^|[\\/])cache\.(?:tgz|tzst)$/

/**
 * While `body` runs, every program that this process would start is one of ours: a `tar` that packs takes `archive`, one that unpacks
 * moves what was downloaded there, and the question for a version is answered as GNU tar and zstd answer it.
 */
export async function withToolkitPrograms<T>(programs: ToolkitPrograms, body: () => Promise<T>): Promise<T> {
  const { spawn } = childProcess
  const { PATH, PATHEXT } = process.env
  process.env.PATH = makePrograms(programs)
  // On Windows it finds a program only by an ending of this list.
  process.env.PATHEXT = '.exe'
  // Of spawn's forms, @actions/exec uses the one with all three arguments.
  const standIn = (_command: string, args: readonly string[], options: childProcess.SpawnOptions) =>
    answering(() => play(programs, args, String(options.cwd)))
  Object.assign(childProcess, { spawn: standIn })
  syncBuiltinESMExports()
  try {
    return await body()
  } finally {
    Object.assign(childProcess, { spawn })
    syncBuiltinESMExports()
    restoreVariable('PATH', PATH)
    restoreVariable('PATHEXT', PATHEXT)
  }
}

function restoreVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** The toolkit looks for its programs on PATH before it starts one; without a zstd there it takes gzip. Gives the folder. */
function makePrograms({ temp, compression }: ToolkitPrograms): string {
  const folder = join(temp, 'programs')
  mkdirSync(folder)
  for (const name of compression === 'zstd' ? ['tar', 'zstd'] : ['tar']) {
    const file = process.platform === 'win32' ? `${name}.exe` : name
    writeFileSync(join(folder, file), '', { mode: 0o700 })
  }
  return folder
}

/** Does what a program was started for, and gives what it prints. */
async function play(programs: ToolkitPrograms, args: readonly string[], cwd: string): Promise<string> {
  const { temp, archive, platform = process.platform, rename = renameSync } = programs
  // A virus scanner of Windows holds an archive that was just written.
  const move = (from: string, to: string) => whileHeld(() => rename(from, to), { platform })
  if (args.includes('--version')) return 'GNU tar, zstd\n'
  const packed = args[args.indexOf('-cf') + 1]
  if (args.includes('-cf') && packed !== undefined) {
    await move(archive, join(cwd, packed))
    return ''
  }
  const downloaded = readdirSync(temp, { recursive: true, encoding: 'utf8' }).find((name) =>
    archiveName.test(name),
  )
  if (downloaded !== undefined) await move(join(temp, downloaded), archive)
  return ''
}

/** A child process that never was one: it ends with exit code 0, or with 1 where `action` rejects. */
function answering(action: () => Promise<string>): childProcess.ChildProcess {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const child = Object.assign(new childProcess.ChildProcess(), { stdin: null, stdout, stderr })
  let code = 0
  stdout.once('end', () => {
    child.emit('exit', code, null)
    child.emit('close', code, null)
  })
  const fail = (error: unknown) => {
    code = 1
    stderr.end(`${error}\n`)
    stdout.end()
  }
  action().then((printed) => stdout.end(printed), fail)
  return child
}
