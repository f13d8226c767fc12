// The parts that every section of the page is made of. All foreign text becomes text nodes.

import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { oneLine } from '../../text/sanitise.ts'

export type Content = readonly (ElementContent | string)[]

/** One cell of a table. */
export type Cell =
  /** A name that the row is about, with quiet words beneath. */
  | { readonly kind: 'name'; readonly text: string; readonly beneath?: string }
  | { readonly kind: 'words'; readonly content: Content }
  /** Right-aligned. */
  | { readonly kind: 'amount'; readonly text: string }
  | { readonly kind: 'chart'; readonly chart: Element }

/** Rows of a table that are shown; the JSON has more. */
export const mostRows = 15

/** A heading, what to know about it, and its content. */
export function section(title: string, intro: string, content: Content): Element {
  return h('section', [h('h2', title), ...(intro === '' ? [] : [h('p.quiet', intro)]), ...content])
}

/** Foreign text as code, on one line. */
export function codeOf(text: string): Element {
  return h('code', oneLine(text, 200) || ' ')
}

/** The roles hold where a phone shows rows as blocks, which takes a table's meaning away. */
export function table(
  { caption, heading }: { readonly caption: string; readonly heading: readonly string[] },
  rows: readonly (readonly Cell[])[],
): Element {
  const kinds = rows[0]?.map(({ kind }) => kind) ?? []
  const head = h('tr', { role: 'row' }, [
    ...heading.map((name, at) => {
      const properties = { role: 'columnheader', scope: 'col' }
      return kinds[at] === 'amount' ? h('th.amount', properties, name) : h('th', properties, name)
    }),
  ])
  return h('table', { role: 'table' }, [
    h('caption', caption),
    h('thead', { role: 'rowgroup' }, head),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((cells) =>
        h(
          'tr',
          { role: 'row' },
          cells.map((cell, at) => cellOf(cell, heading[at] ?? '')),
        ),
      ),
    ),
  ])
}

function cellOf(cell: Cell, name: string): Element {
  switch (cell.kind) {
    case 'name': {
      const beneath = cell.beneath === undefined || cell.beneath === '' ? [] : [h('span.small', cell.beneath)]
      return h('th', { role: 'rowheader', scope: 'row' }, [codeOf(cell.text), ...beneath])
    }
    case 'words':
      return h('td.words', { role: 'cell', dataName: name }, [...cell.content])
    case 'amount':
      return h('td.amount', { role: 'cell', dataName: name }, cell.text)
    case 'chart':
      return h('td.chart', { role: 'cell' }, cell.chart)
  }
}

/** Says that a list goes on; nothing where it doesn't. */
export function rest(count: number, noun: string): readonly Element[] {
  return count <= mostRows ? [] : [h('p.quiet', `… and ${count - mostRows} more ${noun}, in the JSON.`)]
}
