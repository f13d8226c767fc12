// The object that holds a file of a module, and the hint for the plan of a cache key.

import { createHash } from 'node:crypto'
import { fileName } from '../go/layout.ts'
import type { FileKind, ModuleFile } from '../go/module-file.ts'
import type { StoreObject } from './store.ts'

/** Go's own limits for a go.mod and for a zip (golang.org/x/mod/zip); an .info has a few hundred bytes. */
const maxBytes = { info: 1 << 20, mod: 16 << 20, zip: 500 << 20 } as const satisfies Record<FileKind, number>

/** Named as on a module proxy, so that `go` and any web server can read the store. */
export function objectOf(file: ModuleFile): StoreObject {
  return { name: fileName(file), maxBytes: maxBytes[file.kind] }
}

/** More names than any project has. */
const maxHintBytes = 4 << 20

/** Named so that no module's file is: an element of a module path has no dot in front. */
export function hintObject(cacheKey: string): StoreObject {
  const digest = createHash('sha256').update(cacheKey).digest('hex')
  return { name: `.plans/${digest}.json`, maxBytes: maxHintBytes }
}
