// Lets a `go` download named modules into a module cache, and tells how each one ended.

import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ModuleVersion, moduleName } from '../../src/go/module-file.ts'

interface GoDownload {
  /** The `go` to run. */
  readonly go: string
  /** Of its own: the project, HOME and GOCACHE lie here. */
  readonly folder: string
  readonly gomodcache: string
  readonly goproxy: string
  /** Added to GOFLAGS. */
  readonly flags?: string
}

/** By `path@version`: the error, or null. Rejects where `go` says nothing of a module. */
export async function goDownload(
  modules: readonly ModuleVersion[],
  options: GoDownload,
): Promise<ReadonlyMap<string, string | null>> {
  const project = join(options.folder, 'project')
  await mkdir(project, { recursive: true })
  await writeFile(join(project, 'go.mod'), 'module example.com/main\n\ngo 1.21\n')
  const { stdout, stderr } = await run(modules.map(moduleName), project, options)
  const told = new Map<string, string | null>()
  for (const text of stdout.split(/^}$/m)) {
    if (text.trim() === '') continue
    const { Path, Version, Error: error } = JSON.parse(`${text}}`)
    told.set(`${Path}@${Version}`, error ?? null)
  }
  const silent = modules.filter((module) => !told.has(moduleName(module)))
  if (silent.length > 0) throw new Error(`go says nothing of ${silent.length} modules: ${stderr}`)
  return told
}

function run(
  names: readonly string[],
  cwd: string,
  { go, folder, gomodcache, goproxy, flags }: GoDownload,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    ...(process.platform === 'win32' && {
      SystemRoot: process.env.SystemRoot,
      USERPROFILE: folder,
      LOCALAPPDATA: folder,
    }),
    GOENV: 'off',
    GOMODCACHE: gomodcache,
    GOPROXY: goproxy,
    GOSUMDB: 'off',
    GOFLAGS: ['-mod=mod', flags ?? ''].join(' ').trim(),
    GOTOOLCHAIN: 'local',
  }
  return new Promise((resolve) => {
    execFile(
      go,
      ['mod', 'download', '-json', ...names],
      { cwd, env, maxBuffer: 1 << 28 },
      (_, stdout, stderr) => resolve({ stdout, stderr }),
    )
  })
}
