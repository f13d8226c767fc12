// The excerpt as lines: numbers, a mark at the cause, repeats counted.

import type { Excerpt } from '../faults/witness.ts'
import { oneLine, plainText } from '../text/sanitise.ts'
import { plural } from '../text/units.ts'

const mostLines = 40

/** `> 12  text  (× 37)`; numbers are those of the whole output. Long lines go on below their beginning. */
export function excerptLines(excerpt: Excerpt): string[] {
  const digits = Math.max(1, ...excerpt.lines.map(({ line }) => String(line).length))
  return excerpt.lines.slice(0, mostLines).flatMap(({ line, text, causal, repeats }) => {
    const shown = plainText(text.slice(0, 1500)).replaceAll('\n', ' ').replaceAll('\t', '    ')
    const start = `${causal ? '>' : ' '} ${String(line).padStart(digits)}  `
    const parts = wrapped(`${shown}${repeats > 1 ? `  (× ${repeats})` : ''}`)
    return parts.map((part, index) => `${index === 0 ? start : ' '.repeat(start.length)}${part}`)
  })
}

/** At most 110 characters, which a summary and most terminals show beside the line's number; broken at blanks, where there are some. */
function wrapped(text: string): readonly string[] {
  if (text === '') return ['']
  return [...text.matchAll(/(.{1,110})(?: |$)|.{1,110}/gu)].map(([whole, upToBlank]) => upToBlank ?? whole)
}

/** What the excerpt is, and how much of the output it leaves out. */
export function excerptTitle({ lines, omitted }: Excerpt): string {
  const hidden = omitted + Math.max(0, lines.length - mostLines)
  return oneLine(
    hidden > 0 ? `What was printed (${plural(hidden, 'other line')} left out)` : 'What was printed',
  )
}
