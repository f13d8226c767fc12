// Reads the texts of many reports, one at a time: from files, and from lines.

import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { createLineSplitter } from '../text/line-splitter.ts'
import { findReportFiles } from './find-report-files.ts'

/** A report that we write has at most 8 Mi characters. */
const mostBytes = 32 * 1_048_576

/** The text of what may be a report, or why there is none. */
type ReportText =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'unreadable'; readonly name: string; readonly problem: string }
  /** A path that names no file: the user's mistake. */
  | { readonly kind: 'nothing'; readonly path: string }

/**
 * Reads paths as `findReportFiles` takes them; `-` is `stdin`. Standard input and `.ndjson` or `.jsonl` files have a report in each line, all others
 * are one. Never rejects for what a file is like.
 */
export async function* readReports(
  paths: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<ReportText> {
  for (const path of paths) {
    if (path === '-') {
      yield* linesOf(stdin, 'stdin')
      continue
    }
    for await (const file of findReportFiles([path])) {
      if (typeof file === 'string') yield* readFile(file)
      else yield file
    }
  }
}

async function* readFile(path: string): AsyncGenerator<ReportText> {
  try {
    // Opening a pipe would wait for its writer.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const found = await file.stat()
      if (!found.isFile()) yield { kind: 'unreadable', name: path, problem: 'it is no regular file' }
      else if (/\.(?:ndjson|jsonl)$/i.test(path))
        yield* linesOf(file.createReadStream({ autoClose: false }), path)
      else if (found.size > mostBytes)
        yield { kind: 'unreadable', name: path, problem: 'it is larger than 32 MiB' }
      else yield { kind: 'text', name: path, text: await file.readFile('utf8') }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    yield { kind: 'unreadable', name: path, problem: `it can't be read (${code})` }
  }
}

async function* linesOf(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<ReportText> {
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
