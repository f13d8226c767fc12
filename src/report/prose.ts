// How a sentence with foreign values in it is written: values between backticks, everything else words.

import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { oneLine } from '../text/sanitise.ts'

// What GitHub would turn into a link, a mention, a reference, an emoji or a formula if it stood outside of code.
const active = /[@#$\\]|:\/\/|www\.|:[\w+-]+:|\/|\bGH-\d|\b[0-9a-f]{7,64}\b|[\w-]\.[a-z]/i

/** A foreign value inside a sentence: on one line, between backticks. */
export function code(value: string, limit = 300): string {
  return `\`${oneLine(value, limit).replaceAll('`', "'") || ' '}\``
}

/** The sentence as HTML: what stands between backticks, and every word that GitHub might act on, as `<code>`. */
export function prose(sentence: string, limit = 1200): ElementContent[] {
  return oneLine(sentence, limit)
    .split('`')
    .flatMap((part, index) => (index % 2 === 1 ? [h('code', part)] : words(part)))
}

function words(text: string): ElementContent[] {
  return text
    .split(/(\s+)/)
    .filter((word) => word !== '')
    .flatMap((word): ElementContent[] => {
      if (!active.test(word)) return [{ type: 'text', value: word }]
      const [before = ''] = /^[("']*/.exec(word) ?? []
      let end = word.length
      while (end > before.length && ')"\'.,;:!?'.includes(word.charAt(end - 1))) end--
      const inner = word.slice(before.length, end)
      return inner === ''
        ? [h('code', word)]
        : [...textNodes(before), h('code', inner), ...textNodes(word.slice(end))]
    })
}

function textNodes(value: string): ElementContent[] {
  return value === '' ? [] : [{ type: 'text', value }]
}
