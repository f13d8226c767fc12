// The text of a file that somebody else wrote, if it is a file and not too large.

import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { errorCode, errorMessage } from '../text/error.ts'

/** What is at a path. `reason` continues a sentence that begins with the file's name. */
export type TextFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string }

const mebibyte = 1_048_576

/** In bytes. */
export const textLimits = {
  /** `MaxGoMod` of golang.org/x/mod/zip: no module with a larger one can be published. */
  mod: 16 * mebibyte,
  /** A line has about a hundred bytes: half a million of them. The largest go.sum files known have some ten thousand. */
  sum: 64 * mebibyte,
} as const

/** Reads a file, following links. A folder, a device, a pipe and a file above the limit are never read. */
export async function readBoundedText(path: string, limitBytes: number): Promise<TextFile> {
  try {
    // First without opening: opening a pipe waits for its writer, and opening a device may act on it.
    const found = await stat(path)
    if (!found.isFile()) return unreadable(found.isDirectory() ? 'is a folder' : 'is no regular file')
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      return await readWhole(file, limitBytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'absent' }
    return unreadable(
      code === 'ELOOP'
        ? 'is a link that leads back to itself'
        : `can't be read (${code ?? errorMessage(error)})`,
    )
  }
}

/** The same, where it doesn't matter why a text can't be had. A byte order mark stays in it. */
export async function readTextFile(path: string, limitBytes: number): Promise<string | null> {
  const file = await readBoundedText(path, limitBytes)
  return file.kind === 'text' ? file.text : null
}

async function readWhole(file: FileHandle, limitBytes: number): Promise<TextFile> {
  const found = await file.stat()
  if (!found.isFile()) return unreadable('is no regular file')
  // The size is a hint only: files below /proc have none, and others may grow.
  let buffer = Buffer.allocUnsafe(Math.min(found.size, limitBytes) + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length)
    length += bytesRead
    if (length > limitBytes) return unreadable(`has more than ${limitBytes / mebibyte} MiB`)
    if (bytesRead === 0) return { kind: 'text', text: buffer.toString('utf8', 0, length) }
    if (length === buffer.length)
      buffer = Buffer.concat([buffer], Math.min(buffer.length * 2 + 65_536, limitBytes + 1))
  }
}

function unreadable(reason: string): TextFile {
  return { kind: 'unreadable', reason }
}
