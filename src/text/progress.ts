// How far a long step is, on one line: with a bar on a terminal, in words elsewhere.

import { cut } from './sanitise.ts'

/** What can be told of a step that is under way. */
export interface Progress {
  /** From 0 to 1; null where nobody knows how much there is to do. */
  readonly share: number | null
  /** Words, the most important first: where a line is too short, the last ones are left out. */
  readonly parts: readonly string[]
}

/** `120 of 340 modules, 45.2 MB, …` */
export function progressWords({ parts }: Progress): string {
  return parts.join(', ')
}

/** `[=====>----] 120 of 340 modules, 45.2 MB`, of at most `columns` characters; ASCII, but for what the parts hold. */
export function progressBar({ share, parts }: Progress, columns: number): string {
  const bar = share === null ? '' : barOf(share, columns)
  const [first = '', ...others] = parts
  let line = `${bar}${first}`
  for (const part of others) {
    if (line.length + 2 + part.length > columns) break
    line = `${line}, ${part}`
  }
  return cut(line, columns)
}

/** Of a third of the line at most, since the words tell more. */
function barOf(share: number, columns: number): string {
  const length = Math.min(20, Math.floor(columns / 3) - 3)
  if (length < 5) return ''
  const done = Math.floor(Math.min(1, Math.max(0, share)) * length)
  const head = done < length ? '>' : ''
  return `[${'='.repeat(done)}${head}${'-'.repeat(length - done - head.length)}] `
}
