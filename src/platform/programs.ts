// Where the programs that we start lie: absolute paths, found on PATH as Go finds them.
// https://pkg.go.dev/os/exec#LookPath and https://go.dev/blog/path-security

import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import type { Environment } from '../text/environment.ts'

/** Tells whether a path is a program: a file that may be executed, no folder. */
type IsProgram = (path: string) => Promise<boolean>

interface Lookup {
  readonly env: Environment
  readonly platform: NodeJS.Platform
  readonly isProgram?: IsProgram
}

/**
 * The absolute path of a program on PATH; null where it isn't there. An empty or relative element of PATH would mean the
 * current folder, which may be a repository that somebody else has written: such an element is passed over.
 *
 * @param name a bare name, as `git`; with `/` in it nothing is found
 */
export async function findProgram(name: string, lookup: Lookup): Promise<string | null> {
  const { env, platform, isProgram = isExecutableFile } = lookup
  if (/[\\/]/.test(name)) return null
  const { join } = platform === 'win32' ? win32 : posix
  for (const folder of pathFolders(env, platform)) {
    for (const file of fileNames(name, lookup)) {
      const path = join(folder, file)
      if (await isProgram(path)) return path
    }
  }
  return null
}

/** The programs that a run starts beside `go`; null for one that PATH doesn't have. */
export interface Programs {
  readonly git: string | null
  /** These three delete a file under a lock, on Linux. */
  readonly flock: string | null
  readonly setsid: string | null
  readonly rm: string | null
  /** What tells the processor time of a process, where there is no `/proc`: `tasklist` on Windows, elsewhere `ps`. */
  readonly processTimes: string
}

/** Finds them once for a run, so that a program which appears on PATH in the middle of it changes nothing. */
export async function findPrograms(env: Environment, platform: NodeJS.Platform): Promise<Programs> {
  const [git = null, flock = null, setsid = null, rm = null] = await Promise.all(
    ['git', 'flock', 'setsid', 'rm'].map((name) => findProgram(name, { env, platform })),
  )
  const processTimes = platform === 'win32' ? windowsProgram('tasklist.exe', env) : '/bin/ps'
  return { git, flock, setsid, rm, processTimes }
}

/** The folders of PATH that are absolute, in its order. */
export function pathFolders(env: Environment, platform: NodeJS.Platform): readonly string[] {
  const path = variable(env, 'PATH', platform) ?? ''
  if (platform !== 'win32') return path.split(posix.delimiter).filter((folder) => posix.isAbsolute(folder))
  // A quoted element may hold the delimiter. https://pkg.go.dev/path/filepath#SplitList
  const folders = (path.match(/(?:"[^"]*"|[^";])+/g) ?? []).map((folder) => folder.replaceAll('"', ''))
  return folders.filter(isFullyQualified)
}

/** A program of Windows itself, which no PATH decides. */
export function windowsProgram(name: string, env: Environment): string {
  const root = variable(env, 'SystemRoot', 'win32') ?? ''
  return win32.join(isFullyQualified(root) ? root : 'C:\\Windows', 'System32', name)
}

/** Neither the current folder nor the current drive of Windows decides what it names. */
export function isAbsolutePath(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' ? isFullyQualified(path) : posix.isAbsolute(path)
}

/** Is it a file that this user may execute? A folder of that name isn't one, though it has the same mode bits. */
export async function isExecutableFile(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false
    await access(path, constants.X_OK)
    return true
  } catch {
    return false // Not there, or closed to this user: the next folder of PATH may have it.
  }
}

/** Where PATHEXT isn't set, Go takes these. */
const usualExtensions = '.com;.exe;.bat;.cmd'

function fileNames(name: string, { env, platform }: Lookup): readonly string[] {
  if (platform !== 'win32') return [name]
  const list = (variable(env, 'PATHEXT', platform) || usualExtensions).toLowerCase().split(';')
  const extensions = list.filter(Boolean).map((text) => (text.startsWith('.') ? text : `.${text}`))
  const named = extensions.includes(win32.extname(name).toLowerCase()) ? [name] : []
  // Node starts neither without a shell (CVE-2024-27980), so a later .exe is the one to find.
  const startable = extensions.filter((text) => text !== '.bat' && text !== '.cmd')
  return [...named, ...startable.map((extension) => `${name}${extension}`)]
}

/** `C:\x` or `\\server\share`; `\x` depends on the current drive and `C:x` on its current folder. */
function isFullyQualified(path: string): boolean {
  return /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path)
}

function variable(env: Environment, name: string, platform: NodeJS.Platform): string | undefined {
  const found = variableName(env, name, platform)
  return found === undefined ? undefined : env[found]
}

/** On Windows the case of a variable's name doesn't matter. */
function variableName(env: Environment, name: string, platform: NodeJS.Platform): string | undefined {
  if (platform !== 'win32') return name in env ? name : undefined
  return Object.keys(env).find((key) => key.toUpperCase() === name.toUpperCase())
}
