// Obtains each planned file once: from the module cache, the shared store or the upstreams, or leaves it to `go`.

import type { ModuleFile, ModuleVersion } from '../../go/module-file.ts'
import { moduleName } from '../../go/module-file.ts'
import type { FileResult } from './file-result.ts'

interface FileSourceOptions {
  /** The file's text for a .mod, '' for others; null where it isn't in the module cache. */
  readonly readPresent: (file: ModuleFile) => Promise<string | null>
  /** From the shared store; null where that doesn't have it, or there is none. */
  readonly takeFile: (file: ModuleFile) => Promise<FileResult | null>
  readonly isPrivate: (path: string) => boolean
  /** Could go.sum or the checksum database verify its zip? */
  readonly isVerifiable: (module: ModuleVersion) => boolean
  readonly fetchFile: (file: ModuleFile) => Promise<FileResult>
  /** A bug of ours threw: other files may wait for one that will never come, and have to be ended. */
  readonly onCrash: () => void
}

/** A file, and what came of it. */
export interface ObtainedFile {
  readonly file: ModuleFile
  readonly result: FileResult
}

export interface FileSource {
  /** Obtains a file, at most once however often it is called. Rejects only where our own code is at fault. */
  readonly obtain: (file: ModuleFile) => Promise<FileResult>
  /** The text of a go.mod; null where it can't be had. */
  readonly readMod: (module: ModuleVersion) => Promise<string | null>
  /** All files asked for so far, once nothing is under way any more. */
  readonly settled: () => Promise<readonly ObtainedFile[]>
}

/** Remembers every file, so that two scopes share one download, and so do the plan and the module graph. */
export function createFileSource(options: FileSourceOptions): FileSource {
  const files = new Map<string, { readonly file: ModuleFile; readonly result: Promise<FileResult> }>()

  const obtainNow = async (file: ModuleFile): Promise<FileResult> => {
    const text = await options.readPresent(file)
    if (text !== null) return { kind: 'present', text }
    const taken = await options.takeFile(file)
    if (taken !== null) return taken
    if (options.isPrivate(file.path)) return { kind: 'left', why: 'private', faults: [], absences: [] }
    if (file.kind === 'zip' && !options.isVerifiable(file))
      return { kind: 'left', why: 'unverifiable', faults: [], absences: [] }
    return options.fetchFile(file)
  }
  const obtainOrCrash = (file: ModuleFile): Promise<FileResult> =>
    obtainNow(file).catch((error: unknown) => {
      options.onCrash()
      throw error
    })
  const obtain = ({ path, version, kind }: ModuleFile): Promise<FileResult> => {
    const file = { path, version, kind }
    const key = `${moduleName(file)}.${kind}`
    const known = files.get(key) ?? { file, result: obtainOrCrash(file) }
    files.set(key, known)
    return known.result
  }
  return {
    obtain,
    readMod: async (module) => {
      const result = await obtain({ ...module, kind: 'mod' })
      return result.kind === 'left' ? null : result.text
    },
    settled: async () => {
      for (;;) {
        const known = [...files.values()]
        const obtained = await Promise.all(
          known.map(async ({ file, result }) => ({ file, result: await result })),
        )
        // Waiting for one file may make others known.
        if (obtained.length === files.size) return obtained
      }
    },
  }
}
