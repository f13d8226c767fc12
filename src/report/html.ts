// HTML for a place where Markdown is read: one block, in which no line can be Markdown again.

import type { Element, ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { plainText } from '../text/sanitise.ts'
import { code, prose } from './prose.ts'

export type Content = readonly ElementContent[]

/**
 * HTML on one line for each top-level element, without an empty line: CommonMark ends an HTML block at the first
 * empty line and only there, so nothing inside is ever read as Markdown. Line breaks in `pre` are `&#10;`.
 */
export function htmlBlock(content: Content): string {
  return content.map((node) => toHtml(node).replaceAll('\n', '&#10;')).join('\n')
}

/** `<p>` of sentences. */
export function paragraph(...sentences: readonly string[]): Element {
  return h(
    'p',
    sentences
      .filter((sentence) => sentence !== '')
      .flatMap((sentence, i) => [...(i === 0 ? [] : [textNode(' ')]), ...prose(sentence)]),
  )
}

/** A list of sentences, `limit` at most, the rest counted. */
export function list(kind: 'ol' | 'ul', sentences: readonly string[], limit: number): Element {
  const items = sentences.slice(0, limit).map((sentence) => h('li', prose(sentence)))
  return h(kind, [...items, ...more(sentences.length - limit, (words) => h('li', words))])
}

/** A table of sentences with a heading row; `limit` rows at most, the rest counted. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  limit: number,
): Element[] {
  const body = rows.slice(0, limit).map((row) =>
    h(
      'tr',
      row.map((cell) => h('td', prose(cell, 500))),
    ),
  )
  const head = h('thead', [
    h(
      'tr',
      heading.map((name) => h('th', name)),
    ),
  ])
  return [h('table', [head, h('tbody', body)]), ...more(rows.length - limit, (words) => h('p', words))]
}

/** Lines of another program, exactly as they are but for what acts on a terminal; long ones are cut. */
export function lines(texts: readonly string[]): Element {
  return h(
    'pre',
    texts
      .map((text) => plainText(text.slice(0, 2000)).replaceAll('\n', ' ').replaceAll('\t', '    '))
      .map(cutLine)
      .join('\n'),
  )
}

/** Folded away under a title. */
export function folded(title: string, content: Content, state: 'open' | 'closed' = 'closed'): Element {
  return h('details', state === 'open' ? { open: true } : {}, [h('summary', prose(title)), ...content])
}

function textNode(value: string): ElementContent {
  return { type: 'text', value }
}

/** One foreign value as code. */
export function value(text: string, limit?: number): ElementContent[] {
  return prose(code(text, limit))
}

function more(count: number, element: (words: string) => Element): Element[] {
  return count > 0 ? [element(`… and ${count} more, in the JSON report`)] : []
}

function cutLine(line: string): string {
  return line.length > 500 ? `${line.slice(0, 499)}…` : line
}
