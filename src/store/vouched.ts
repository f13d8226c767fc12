// Which files may go into a shared store and come out of it: those that go.sum vouches for, of modules that may be shared.

import { fileSums, type GoSum, modSums, zipSums } from '../go/go-sum.ts'
import type { ModuleFile } from '../go/module-file.ts'

/** An .info has no line of its own: it belongs to a module that has one, and says no more than a version and a time. */
export function isVouchedFor(file: ModuleFile, sums: GoSum): boolean {
  if (file.kind !== 'info') return fileSums(sums, file).length > 0
  return zipSums(sums, file).length > 0 || modSums(sums, file).length > 0
}
