// What the charts over time share: their sizes, their axes, and how they are told to those who can't see them.

import type { ScaleLinear } from 'd3-scale'
import type { Element } from 'hast'
import { h, s } from 'hastscript'

/** Text in a picture shrinks with it, so that a phone gets a picture of its own. */
export interface Frame {
  readonly name: 'wide' | 'narrow'
  readonly width: number
  readonly height: number
  readonly margin: {
    readonly top: number
    readonly right: number
    readonly bottom: number
    readonly left: number
  }
  /** Labels of the time axis at most. */
  readonly ticks: number
}

const margin = { top: 8, right: 8, bottom: 24, left: 46 } as const
const frames: readonly Frame[] = [
  { name: 'wide', width: 1_000, height: 220, margin, ticks: 8 },
  { name: 'narrow', width: 360, height: 180, margin, ticks: 6 },
]

/** A picture in both sizes, with the words that stand for it. */
export function figure(
  about: { readonly title: string; readonly description: string },
  draw: (frame: Frame) => { readonly height?: number; readonly parts: readonly Element[] },
  below: readonly Element[] = [],
): Element {
  const pictures = frames.map((frame) => {
    const { height = frame.height, parts } = draw(frame)
    const id = `${about.title.replace(/\W+/g, '-').toLowerCase()}-${frame.name}`
    const properties = {
      className: [frame.name],
      viewBox: `0 0 ${frame.width} ${height}`,
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-words`,
    }
    return s('svg', properties, [
      s('title', { id: `${id}-title` }, about.title),
      s('desc', { id: `${id}-words` }, about.description),
      ...parts,
    ])
  })
  return h('figure', [...pictures, ...below])
}

/** Which colour means what. */
export function colourKey(entries: readonly (readonly [name: string, words: string])[]): Element {
  return h(
    'ul.key',
    entries.map(([name, words]) =>
      h('li', [
        s('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' }, [
          s('rect', { className: [name], width: 10, height: 10, rx: 2 }),
        ]),
        words,
      ]),
    ),
  )
}

/** Lines across, with their amounts at the left. */
export function amountAxis(
  scale: ScaleLinear<number, number>,
  { width, margin: { left, right } }: Frame,
  { ticks, format }: { readonly ticks: readonly number[]; readonly format: (value: number) => string },
): readonly Element[] {
  return ticks.flatMap((tick) => {
    const y = rounded(scale(tick))
    return [
      s('line', { className: ['grid'], x1: left, x2: width - right, y1: y, y2: y }),
      s('text', { x: left - 8, y: y + 4, textAnchor: 'end' }, format(tick)),
    ]
  })
}

/** Of the font at its size, about. */
const characterWidth = 6.8

/** Labels below, as many as have room; those at the ends stay within the picture. */
export function timeLabels(
  labels: readonly { readonly x: number; readonly text: string }[],
  { width }: Frame,
  y: number,
): readonly Element[] {
  let free = Number.NEGATIVE_INFINITY
  return labels.flatMap(({ x, text }) => {
    const length = text.length * characterWidth
    const left = Math.min(Math.max(0, x - length / 2), width - length)
    if (left < free) return []
    free = left + length + characterWidth
    if (left + length >= width) return s('text', { x: width, y, textAnchor: 'end' }, text)
    return s('text', { x: rounded(left), y }, text)
  })
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** `3 Mar`; `2026` at the start of a year. */
export function dateLabel(date: Date): string {
  const month = date.getUTCMonth()
  return month === 0 && date.getUTCDate() === 1
    ? String(date.getUTCFullYear())
    : `${date.getUTCDate()} ${months[month]}`
}

/** A coordinate: a tenth is finer than any screen. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
