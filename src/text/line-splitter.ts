// How a stream of bytes becomes lines, whatever the stream holds.

import { StringDecoder } from 'node:string_decoder'

/** Gives each line to `onLine`, without its end (`\n` or `\r\n`). */
interface LineSplitter {
  readonly push: (bytes: Uint8Array) => void
  /** Gives the last line where it has no end. */
  readonly end: () => void
}

/**
 * Splits UTF-8 into lines, holding at most one line of `maxLength` characters in memory; what a longer line holds
 * beyond that is replaced by `…`.
 */
export function createLineSplitter(
  onLine: (line: string) => void,
  options: { readonly maxLength?: number } = {},
): LineSplitter {
  const maxLength = options.maxLength ?? 65_536
  const decoder = new StringDecoder('utf8')
  let line = ''

  function append(text: string) {
    line += text
    if (line.length > maxLength) line = `${line.slice(0, maxLength)}…`
  }

  function finish() {
    onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    line = ''
  }

  function take(text: string) {
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      append(text.slice(from, end))
      finish()
      from = end + 1
    }
    append(text.slice(from))
  }

  return {
    push: (bytes) => take(decoder.write(bytes)),
    end: () => {
      take(decoder.end())
      if (line !== '') finish()
    },
  }
}
