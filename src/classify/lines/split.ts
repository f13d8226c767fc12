// Splits a stream of lines into messages.

import {
  continues,
  isInformation,
  isOfResponse,
  type LogLine,
  type Message,
  startsAnew,
} from '../message/message.ts'
import { normalise } from './normalise.ts'
import { mayMatter } from './prefilter.ts'
import { createTestOutput } from './test-output.ts'
import { unwrapJson } from './unwrap-json.ts'

const tailLines = 4
const testFrame = /^.{0,80}?(?:--- (?:FAIL|PASS|SKIP)|=== (?:RUN|CONT|NAME|PAUSE))/

// `go test` on a package as a whole: a keyword of the prefilter is part of the package's name here.
const verdict = /^(?:ok|FAIL|\?|---|PASS)\s/

/** Takes lines one by one, hands on each message when it is complete. */
interface Splitter {
  push(number: number, line: string): void
  end(): void
}

interface Pending {
  readonly lines: LogLine[]
  readonly tail: LogLine[]
  closed: boolean
}

/** Keeps at most one message and a few lines after it. */
export function createSplitter(onMessage: (message: Message) => void): Splitter {
  const tests = createTestOutput()
  let pending: Pending | null = null
  let inTests = false

  const flush = (): void => {
    const done = pending
    pending = null
    if (done !== null) onMessage({ lines: done.lines, tail: done.tail })
  }

  const begin = (line: LogLine): void => {
    if (!startsAnew(line.text)) pending?.tail.push(line)
    flush()
    pending = { lines: [line], tail: [], closed: false }
  }

  const take = (line: LogLine): void => {
    if (pending !== null && !pending.closed && continues(pending.lines, line.text)) {
      pending.lines.push(line)
      return
    }
    const candidate = mayMatter(line.text) && !verdict.test(line.text) && !isInformation(line.text)
    if (candidate) {
      begin(line)
      return
    }
    if (pending === null) return
    pending.closed = true
    if (line.text.trim() !== '') pending.tail.push(line)
    if (pending.tail.length >= tailLines || isInformation(line.text)) flush()
  }

  return {
    push(number, line) {
      const framed = (line.includes('--- ') || line.includes('=== ')) && testFrame.test(line)
      if (pending === null && !inTests && !framed && !mayMatter(line)) return
      if (!inTests && line.includes('go: downloading ') && !line.includes('\\n')) return flush()
      const text = normalise(line)
      if (framed) flush()
      if (framed || inTests) {
        inTests = tests.inside(text)
        if (inTests) return
      }
      // The text of a server's answer may look like anything: JSON, an error of the server's own `go`.
      if (pending !== null && !pending.closed && isOfResponse(pending.lines, text))
        pending.lines.push({ number, text })
      else for (const part of unwrapJson(text)) take({ number, text: part })
    },
    end: flush,
  }
}
