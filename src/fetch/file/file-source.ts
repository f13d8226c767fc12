// Where does a planned file come from: is it there, is it private, must `go` fetch it itself, or is it walked for? Each once.

import type { ModuleFile, ModuleVersion } from '../../go/module-file.ts'
import { moduleName } from '../../go/module-file.ts'
import type { FileOutcome } from '../request/outcome.ts'

export interface FileSourceOptions {
  /** The file's text for a .mod, '' for others; null where it isn't in the module cache. */
  readonly readPresent: (file: ModuleFile) => Promise<string | null>
  readonly isPrivate: (path: string) => boolean
  readonly isJudged: (module: ModuleVersion) => boolean
  readonly walk: (file: ModuleFile) => Promise<FileOutcome>
  /** Our own code broke: what is under way may wait for what will never come, and is to be ended. */
  readonly onCrash: () => void
}

export interface FileSource {
  /** Brings a file, at most once whoever asks. Rejects only where our own code is at fault. */
  readonly obtain: (file: ModuleFile) => Promise<FileOutcome>
  /** The text of a go.mod; null where it can't be had. */
  readonly readMod: (module: ModuleVersion) => Promise<string | null>
  /** All files asked for so far, with what became of them. */
  readonly settled: () => Promise<readonly { readonly file: ModuleFile; readonly outcome: FileOutcome }[]>
}

/** Remembers every file, so that two scopes, or the plan and the walk of the graph, share one download. */
export function createFileSource(options: FileSourceOptions): FileSource {
  const files = new Map<string, { readonly file: ModuleFile; readonly outcome: Promise<FileOutcome> }>()

  const bring = async (file: ModuleFile): Promise<FileOutcome> => {
    const text = await options.readPresent(file)
    if (text !== null) return { kind: 'present', text }
    if (options.isPrivate(file.path)) return { kind: 'left', why: 'private', faults: [], absentAt: [] }
    if (file.kind === 'zip' && !options.isJudged(file))
      return { kind: 'left', why: 'unjudged', faults: [], absentAt: [] }
    return options.walk(file)
  }
  const bringOrCrash = (file: ModuleFile): Promise<FileOutcome> =>
    bring(file).catch((error: unknown) => {
      options.onCrash()
      throw error
    })
  const obtain = ({ path, version, kind }: ModuleFile): Promise<FileOutcome> => {
    const file = { path, version, kind }
    const key = `${moduleName(file)}.${kind}`
    const known = files.get(key) ?? { file, outcome: bringOrCrash(file) }
    files.set(key, known)
    return known.outcome
  }
  return {
    obtain,
    readMod: async (module) => {
      const outcome = await obtain({ ...module, kind: 'mod' })
      return outcome.kind === 'left' ? null : outcome.text
    },
    settled: async () => {
      // Waiting for one file may make others known.
      for (let count = -1; count !== files.size; ) {
        count = files.size
        await Promise.all([...files.values()].map(({ outcome }) => outcome))
      }
      return Promise.all(
        [...files.values()].map(async ({ file, outcome }) => ({ file, outcome: await outcome })),
      )
    },
  }
}
