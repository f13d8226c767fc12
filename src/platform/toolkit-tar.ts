// How the programs that @actions/cache starts are kept from harm: it unpacks with `tar -P`, which writes wherever an
// archive says. The toolkit downloads, and we unpack.

import childProcess from 'node:child_process'
import { readdirSync, renameSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path, { join } from 'node:path'

/** The folder is the child's own, so no other file in it has such a name. */
const archiveName = /(?:^|[\\/])cache\.(?:tgz|tzst)$/

/**
 * While `body` runs, every program of this process but one that is asked for its version is taken for a step of
 * unpacking: it doesn't run, and the archive that the toolkit put below `temp` is moved to `archive`.
 */
export function keepingArchive<T>(
  { temp, archive }: { readonly temp: string; readonly archive: string },
  body: () => Promise<T>,
): Promise<T> {
  return replacingSpawn(body, (spawn, command, args, options) => {
    if (args.includes('--version')) return spawn(command, args, options)
    const found = readdirSync(temp, { recursive: true, encoding: 'utf8' }).find((name) =>
      archiveName.test(name),
    )
    if (found !== undefined) renameSync(join(temp, found), archive)
    return spawn(process.execPath, ['--version'], options)
  })
}

/**
 * While `body` runs, `tar` is told the workspace as one argument, since the toolkit splits a path at its spaces; with `/`, as the toolkit
 * tells it, since the tar of Git for Windows takes `\\` for the start of an escape.
 */
export function quotingWorkspace<T>(workspace: string, body: () => Promise<T>, { sep } = path): Promise<T> {
  const folder = workspace.split(sep).join('/')
  return replacingSpawn(body, (spawn, command, args, options) => {
    const from = args.indexOf('-C')
    const to = args.indexOf('--files-from')
    if (from === -1 || to < from) return spawn(command, args, options)
    return spawn(command, [...args.slice(0, from + 1), folder, ...args.slice(to)], options)
  })
}

type Spawn = (
  command: string,
  args: readonly string[],
  options: childProcess.SpawnOptions,
) => childProcess.ChildProcess

async function replacingSpawn<T>(
  body: () => Promise<T>,
  replacement: (spawn: Spawn, ...call: Parameters<Spawn>) => childProcess.ChildProcess,
): Promise<T> {
  const { spawn } = childProcess
  // Of spawn's forms, @actions/exec uses the one with all three arguments.
  Object.assign(childProcess, { spawn: (...call: Parameters<Spawn>) => replacement(spawn, ...call) })
  syncBuiltinESMExports()
  try {
    return await body()
  } finally {
    Object.assign(childProcess, { spawn })
    syncBuiltinESMExports()
  }
}
