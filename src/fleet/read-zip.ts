// Reads the reports in a zip, as GitHub, GitLab and Jenkins give the artifacts of a job.

import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { type ReportText, reportsOf } from './read-stream.ts'
import { reportFile } from './report-file.ts'

/** Gives the reports of a zip as those of a folder; nothing of it is written to the disk. Never rejects for what the zip is like. */
export async function* reportsInZip(path: string): AsyncGenerator<ReportText> {
  let found = 0
  try {
    // yauzl refuses names that lead elsewhere, and content that is longer than the zip says.
    const zip = await openPromise(path, { autoClose: false })
    try {
      for await (const entry of zip.eachEntry()) {
        if (!reportFile.test(entry.fileName)) continue
        found += 1
        yield* reportsOfEntry(zip, entry, `${path}/${entry.fileName}`)
      }
    } finally {
      zip.close()
    }
    if (found === 0) yield { kind: 'unreadable', name: path, problem: 'no report is in the zip' }
  } catch (error) {
    yield { kind: 'unreadable', name: path, problem: `the zip can't be read to its end (${wordsOf(error)})` }
  }
}

async function* reportsOfEntry(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<ReportText> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    try {
      yield* reportsOf(stream, name)
    } finally {
      stream.destroy()
    }
  } catch (error) {
    yield { kind: 'unreadable', name, problem: `it can't be read (${wordsOf(error)})` }
  }
}

/** yauzl's errors have no code. */
function wordsOf(error: unknown): string {
  return String(error).replace(/^Error: /, '')
}
