// Reads the texts of many reports, one at a time: from files, and from lines.

import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { errorCode } from '../text/error.ts'
import { findReportFiles } from './find-report-files.ts'
import { linesOf, mostBytes, type ReportText, reportsOf, tooLarge } from './read-stream.ts'
import { reportsInZip } from './read-zip.ts'
import { gzipFile, linesFile, zipFile } from './report-file.ts'

/** A path that names no file is the user's mistake. */
type ReportOrNothing = ReportText | { readonly kind: 'nothing'; readonly path: string }

/**
 * Reads paths as `findReportFiles` takes them; `-` is `stdin`, with a report in each line. A zip is read as a folder is; of other files the end of the name tells
 * how they hold reports (`reportsOf`). Never rejects for what a file is like.
 */
export async function* readReports(
  paths: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<ReportOrNothing> {
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
      else if (zipFile.test(path)) yield* reportsInZip(path)
      else if (gzipFile.test(path) || linesFile.test(path))
        yield* reportsOf(file.createReadStream({ autoClose: false }), path)
      else if (found.size > mostBytes) yield { kind: 'unreadable', name: path, problem: tooLarge }
      else yield { kind: 'text', name: path, text: await file.readFile('utf8') }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = errorCode(error)
    if (code === null) throw error
    yield { kind: 'unreadable', name: path, problem: `it can't be read (${code})` }
  }
}
