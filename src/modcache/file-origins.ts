// Where each file in the module cache came from, as far as we brought it.

import { fileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'

/** The saved cache entry, or the GOPROXY entry (its `display`) that gave the file. */
export type Origin = { readonly kind: 'cache' } | { readonly kind: 'proxy'; readonly proxy: string }

/** What this run brought. Files that were there before aren't in it. */
export interface Ledger {
  readonly note: (file: ModuleFile, origin: Origin) => void
  /** Null where we didn't bring the file. */
  readonly originOf: (file: ModuleFile) => Origin | null
  /** Forgets a file that was dropped. */
  readonly forget: (file: ModuleFile) => void
  readonly files: () => readonly ModuleFile[]
  /** Files of the checksum database, by their names below `cache/download`. */
  readonly noteDatabaseFile: (name: string) => void
  readonly forgetDatabaseFile: (name: string) => void
  readonly databaseFiles: () => readonly string[]
}

export function createLedger(): Ledger {
  const origins = new Map<string, { readonly file: ModuleFile; readonly origin: Origin }>()
  const database = new Set<string>()
  return {
    note: (file, origin) => {
      origins.set(fileName(file), { file, origin })
    },
    originOf: (file) => origins.get(fileName(file))?.origin ?? null,
    forget: (file) => {
      origins.delete(fileName(file))
    },
    files: () => [...origins.values()].map(({ file }) => file),
    noteDatabaseFile: (name) => void database.add(name),
    forgetDatabaseFile: (name) => void database.delete(name),
    databaseFiles: () => [...database],
  }
}
