// Reads the reports that a stream of bytes holds, compressed or not, one at a time and in flat memory.

import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { createLineSplitter } from '../text/line-splitter.ts'
import { gzipFile, linesFile } from './report-file.ts'

/** The text of what may be a report, or why there is none. */
export type ReportText =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly name: string; readonly problem: string }

/** A report that we write has at most 8 Mi characters. */
export const mostBytes = 32 * 1_048_576
export const tooLarge = 'it is larger than 32 MiB'

/**
 * Reads what the end of `name` tells: `.gz` is unpacked, `.ndjson` and `.jsonl` have a report in each line, all others are one report. Rejects with the
 * error of the stream or of zlib, which has a code; what was read before counts.
 */
export async function* reportsOf(stream: Readable, name: string): AsyncGenerator<ReportText> {
  if (gzipFile.test(name)) {
    const unpacked = createGunzip()
    // What fails is told to whom reads `unpacked`.
    pipeline(stream, unpacked, () => {})
    for await (const report of reportsOf(unpacked, name.replace(gzipFile, '')))
      yield { ...report, name: placed(report.name, name) }
  } else if (linesFile.test(name)) yield* linesOf(stream, name)
  else yield await wholeOf(stream, name)
}

/** `x.ndjson.gz:3` for `x.ndjson:3`. */
function placed(inner: string, name: string): string {
  return name + inner.slice(name.length - '.gz'.length)
}

async function wholeOf(stream: Readable, name: string): Promise<ReportText> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes > mostBytes) return { kind: 'unreadable', name, problem: tooLarge }
    chunks.push(chunk)
  }
  return { kind: 'text', name, text: Buffer.concat(chunks).toString('utf8') }
}

/** A report in each line; empty lines count as lines and are none. */
export async function* linesOf(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<ReportText> {
  const ready: string[] = []
  const splitter = createLineSplitter((line) => ready.push(line), { maxLength: mostBytes })
  let number = 0
  const take = function* (): Generator<ReportText> {
    for (const text of ready.splice(0)) {
      number += 1
      if (text.trim() === '') continue
      const place = `${name}:${number}`
      if (text.length > mostBytes)
        yield { kind: 'unreadable', name: place, problem: 'it is longer than 32 MiB' }
      else yield { kind: 'text', name: place, text }
    }
  }
  for await (const chunk of source) {
    splitter.push(chunk)
    yield* take()
  }
  splitter.end()
  yield* take()
}
