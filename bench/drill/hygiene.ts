// What a run left behind: half-written files, wrong bytes, processes.

import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileName } from '../../src/go/layout.ts'
import type { DrillProject } from './project.ts'

/** Sentences about what should not be there; `complete` also misses what should. */
export async function leftBehind(
  gomodcache: string,
  { modules }: DrillProject,
  { complete, mark }: { readonly complete: boolean; readonly mark: string },
): Promise<readonly string[]> {
  const downloads = join(gomodcache, 'cache', 'download')
  const entries = await readdir(downloads, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(downloads, join(entry.parentPath, entry.name)))
  const unfinished = names.filter((name) => /\.tmp$|partial/.test(name)).map((name) => `unfinished: ${name}`)
  const present = new Set(names)
  const faults: string[] = []
  for (const { path, version, mod, zip } of modules) {
    const right = { mod, zip }
    for (const kind of ['info', 'mod', 'zip'] as const) {
      const name = fileName({ path, version, kind })
      if (!present.has(name)) {
        if (complete) faults.push(`missing: ${name}`)
        continue
      }
      const bytes = await readFile(join(downloads, name))
      // `go` writes the .info that it was given in its own words.
      const isRight = kind === 'info' ? versionOf(bytes) === version : bytes.equals(right[kind])
      if (!isRight) faults.push(`wrong bytes: ${name}`)
    }
  }
  return [...unfinished, ...faults, ...(await processesWith(mark)).map((process) => `still runs: ${process}`)]
}

function versionOf(bytes: Buffer): unknown {
  try {
    const info: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof info === 'object' && info !== null && 'Version' in info ? info.Version : null
  } catch {
    return null
  }
}

/** Processes whose environment names the folder; empty where there is no /proc. */
async function processesWith(folder: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      if (Number(pid) === process.pid) return []
      const environ = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
      if (!environ.includes(folder)) return []
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => pid)).replaceAll('\0', ' ')
      // `go` starts it now and then on its own account, and doesn't wait for it.
      return command.includes('** telemetry **') ? [] : [command]
    }),
  )
  return found.flat()
}
