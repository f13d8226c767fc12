// Remembers which files of the module cache this run brought, and from where.

import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'

/** The cache entry or the shared store, or the GOPROXY entry (its `display`) that gave the file. */
type FileOrigin = { readonly kind: 'cache' } | { readonly kind: 'proxy'; readonly proxy: string }

/** What this run brought. Files that were there before aren't in it. */
export interface FileOrigins {
  readonly note: (file: ModuleFile, origin: FileOrigin) => void
  /** Null where this run didn't bring the file. */
  readonly originOf: (file: ModuleFile) => FileOrigin | null
  /** For a file that was deleted again. */
  readonly forget: (file: ModuleFile) => void
  readonly files: () => readonly ModuleFile[]
  /** Files of the checksum database, by their names below `cache/download`. */
  readonly noteDatabaseFile: (name: string) => void
  readonly forgetDatabaseFile: (name: string) => void
  readonly databaseFiles: () => readonly string[]
}

/** Empty: nothing was brought yet. */
export function createFileOrigins(): FileOrigins {
  const origins = new Map<string, { readonly file: ModuleFile; readonly origin: FileOrigin }>()
  const databaseFiles = new Set<string>()
  return {
    note: (file, origin) => {
      origins.set(fileName(file), { file, origin })
    },
    originOf: (file) => origins.get(fileName(file))?.origin ?? null,
    forget: (file) => {
      origins.delete(fileName(file))
    },
    files: () => [...origins.values()].map(({ file }) => file),
    noteDatabaseFile: (name) => void databaseFiles.add(name),
    forgetDatabaseFile: (name) => void databaseFiles.delete(name),
    databaseFiles: () => [...databaseFiles],
  }
}
