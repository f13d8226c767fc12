// The objects of a store: a file of a module, the history of a list of proxies.

import { createHash } from 'node:crypto'
import { fileName } from '../go/layout.ts'
import { type ModuleFile, maxFileBytes } from '../go/module-file.ts'
import type { HistoryName, StoreObject } from './store.ts'

/** Named as on a module proxy, so that `go` and any web server can read the store. */
export function objectOf(file: ModuleFile): StoreObject {
  return { name: fileName(file), maxBytes: maxFileBytes[file.kind] }
}

/**
 * Named so that no module's file is: an element of a module path has no dot in front.
 *
 * @param list what tells one list of proxies from another
 */
export function historyObject(list: string, maxBytes: number): StoreObject & { readonly name: HistoryName } {
  const digest = createHash('sha256').update(list).digest('hex')
  return { name: `.history/${digest}.json`, maxBytes }
}
