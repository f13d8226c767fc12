// Reads one file after another into the same memory: of buffers that are thrown away, eight threads would have hundreds of megabytes.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** The file's bytes, until the next file is read; null where it is larger than `limit`. Throws what the disk throws. */
export type FileReader = (path: string, limit: number) => Buffer | null

/** A larger file gets memory of its own, which is given back. */
const keptBytes = 8 * 1_048_576

export function createFileReader(): FileReader {
  let kept = Buffer.alloc(0)
  const memoryFor = (size: number) => {
    if (size > keptBytes) return Buffer.allocUnsafeSlow(size)
    if (size > kept.length) kept = Buffer.allocUnsafeSlow(Math.min(keptBytes, 2 * size))
    return kept
  }
  return (path, limit) => {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      if (size > limit) return null
      const memory = memoryFor(size)
      let length = 0
      while (length < size) {
        const count = readSync(file, memory, length, size - length, null)
        if (count === 0) break
        length += count
      }
      return memory.subarray(0, length)
    } finally {
      closeSync(file)
    }
  }
}
