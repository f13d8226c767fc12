// The excerpt as lines: numbers, a mark at the cause, repeats counted.

import type { Excerpt } from '../faults/witness.ts'
import { oneLine, plainText } from '../text/sanitise.ts'
import { plural } from '../text/units.ts'

const mostLines = 40

/** `> 12  text  (× 37)`; numbers are those of the whole output. */
export function excerptLines(excerpt: Excerpt): string[] {
  const width = Math.max(1, ...excerpt.lines.map(({ line }) => String(line).length))
  return excerpt.lines.slice(0, mostLines).map(({ line, text, causal, repeats }) => {
    const shown = plainText(text.slice(0, 2000)).replaceAll('\n', ' ').replaceAll('\t', '    ')
    return `${causal ? '>' : ' '} ${String(line).padStart(width)}  ${shown}${repeats > 1 ? `  (× ${repeats})` : ''}`
  })
}

/** What the excerpt is, and how much of the output it leaves out. */
export function excerptTitle({ lines, omitted }: Excerpt): string {
  const hidden = omitted + Math.max(0, lines.length - mostLines)
  return oneLine(
    hidden > 0 ? `What was printed (${plural(hidden, 'other line')} left out)` : 'What was printed',
  )
}
