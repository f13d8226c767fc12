// What a `go mod download -json -x` has printed so far, taken apart while it runs.

import { createBoundedLines } from '../text/bounded-lines.ts'
import type { GoDownload, GoRequest } from './go-download.ts'
import { createModuleRecords } from './json-stream.ts'
import { createXLog, type XLog } from './x-lines.ts'

interface GoOutputOptions {
  /** Applied to every line that is kept or passed on. */
  readonly redact: (text: string) => string
  readonly onRequest?: ((request: GoRequest) => void) | undefined
}

export interface GoOutput {
  readonly xLog: XLog
  readonly onStdout: (line: string) => void
  readonly onStderr: (line: string) => void
  /** How many lines have come on both streams. */
  readonly linesSeen: () => number
  /** To be asked once, when the command has ended. */
  readonly result: () => Pick<GoDownload, 'modules' | 'stderr' | 'requests'>
}

// The first lines tell causes, the last ones the end.
const keptLines = { first: 400, last: 1_600 }

/** Sorts the lines of both streams, in bounded memory. */
export function createGoOutput({ redact, onRequest }: GoOutputOptions): GoOutput {
  const xLog = createXLog()
  const records = createModuleRecords()
  const messages = createBoundedLines(keptLines)
  let lines = 0
  return {
    xLog,
    linesSeen: () => lines,
    onStdout: (line) => {
      lines++
      records.push(line)
    },
    onStderr: (line) => {
      lines++
      const known = xLog.push(line)
      if (known?.kind === 'request') onRequest?.({ ...known.request, url: redact(known.request.url) })
      if (known !== null) return
      messages.push(redact(line))
    },
    result: () => ({
      modules: records
        .end()
        .map((module) => (module.error === undefined ? module : { ...module, error: redact(module.error) })),
      stderr: messages.lines(),
      requests: xLog.counts(),
    }),
  }
}
