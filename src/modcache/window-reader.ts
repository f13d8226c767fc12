// Gives yauzl the bytes of a zip from two windows of it: it asks twice for every entry, and a read from the
// disk takes a hundred times as long as parsing what was read.

import { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const windowBytes = 256 * 1_024

/** The bytes of a zip, wherever they are. `read` gives fewer than `length` at the end only. */
export interface ZipBytes {
  readonly size: number
  readonly read: (position: number, length: number) => Promise<Buffer>
}

/** A part of the file that was read. */
interface Window {
  readonly start: number
  readonly bytes: Buffer
}

/** Reads ahead into two windows: one moves through the directory, one through the files. */
export class WindowReader extends RandomAccessReader {
  readonly #file: ZipBytes
  #latest: Window
  #other: Window

  constructor(file: ZipBytes, tail: Window) {
    super()
    this.#file = file
    this.#latest = tail
    this.#other = tail
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const present = this.#present(position, length)
    if (present !== null) {
      present.copy(target, offset)
      // At once: a turn of the event loop for each entry would be most of the time.
      callback(null)
      return
    }
    this.bytesAt(position, length).then((bytes) => {
      bytes.copy(target, offset)
      callback(null)
    }, callback)
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end))
  }

  /** Rejects where the file has no such bytes. */
  async bytesAt(position: number, length: number): Promise<Buffer> {
    const present = this.#present(position, length)
    if (present !== null) return present
    if (position + length > this.#file.size) throw new Error('the zip ends too early')
    const bytes = await this.#file.read(position, Math.max(length, windowBytes))
    if (bytes.length < length) throw new Error('the zip ends too early')
    this.#other = this.#latest
    this.#latest = { start: position, bytes }
    return bytes.subarray(0, length)
  }

  #present(position: number, length: number): Buffer | null {
    const found = within(this.#latest, position, length)
    if (found !== null) return found
    const older = within(this.#other, position, length)
    if (older !== null) [this.#latest, this.#other] = [this.#other, this.#latest]
    return older
  }

  async *#chunks(start: number, end: number): AsyncIterable<Buffer> {
    for (let at = start; at < end; at += windowBytes) yield this.bytesAt(at, Math.min(windowBytes, end - at))
  }
}

function within({ start, bytes }: Window, position: number, length: number): Buffer | null {
  const at = position - start
  return at >= 0 && at + length <= bytes.length ? bytes.subarray(at, at + length) : null
}
