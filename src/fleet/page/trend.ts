// The charts by day: runs with trouble, and how often the cache had everything.

import { scaleBand, scaleLinear, scaleUtc } from 'd3-scale'
import { area, line, stack } from 'd3-shape'
import type { Element } from 'hast'
import { h, s } from 'hastscript'
import { formatCount, plural } from '../../text/units.ts'
import type { Fleet } from '../shape.ts'
import { minutesWords, percent } from '../wording.ts'
import { amountAxis, colourKey, dateLabel, type Frame, figure, rounded, timeLabels } from './chart-frame.ts'
import { table } from './elements.ts'

/** A day, or a week by its Monday. */
interface Step {
  readonly date: string
  readonly runs: number
  readonly complete: number
  readonly recovered: number
  readonly failed: number
  readonly lostMinutes: number
  readonly cacheAsked: number
  readonly cacheExact: number
}

/** More bars than this are too thin for a finger, and weeks tell more. */
const mostBars = 62

/** Two days are no wall. */
const widestBar = 48

/** Days, or weeks where there are too many days. */
export function stepsOf({ days, weeks }: Fleet): {
  readonly unit: 'day' | 'week'
  readonly steps: readonly Step[]
} {
  return days.length <= mostBars
    ? { unit: 'day', steps: days.map(({ day, ...counts }) => ({ date: day, ...counts })) }
    : { unit: 'week', steps: weeks.map(({ week, ...counts }) => ({ date: week, ...counts })) }
}

/** Bars of failed and saved runs. */
export function troubleChart({ unit, steps }: ReturnType<typeof stepsOf>): Element {
  const worst = steps.reduce((a, b) => (b.failed + b.recovered > a.failed + a.recovered ? b : a))
  const description = `Failed and saved runs by ${unit}. The most, ${formatCount(worst.failed)} failed and ${formatCount(worst.recovered)} saved, on ${worst.date}. All figures are in the table below.`
  return figure(
    { title: `Runs with trouble by ${unit}`, description },
    (frame) => ({ parts: bars(steps, frame) }),
    [
      colourKey([
        ['failed', 'failed'],
        ['saved', 'met trouble and were saved'],
      ]),
    ],
  )
}

function bars(steps: readonly Step[], frame: Frame): readonly Element[] {
  const { width, height, margin } = frame
  const x = scaleBand(
    steps.map(({ date }) => date),
    [margin.left, width - margin.right],
  ).paddingInner(0.2)
  const most = Math.max(1, ...steps.map(({ failed, recovered }) => failed + recovered))
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(4)
  const layers = stack<Step, 'failed' | 'recovered'>().keys(['failed', 'recovered'])(steps)
  const barWidth = Math.min(widestBar, x.bandwidth())
  const rects = layers.flatMap((layer) =>
    layer.flatMap(([low, high], index) => {
      const step = steps[index]
      if (step === undefined || high === low) return []
      return s('rect', {
        className: [layer.key === 'failed' ? 'failed' : 'saved'],
        x: rounded((x(step.date) ?? 0) + (x.bandwidth() - barWidth) / 2),
        width: rounded(barWidth),
        y: rounded(y(high)),
        height: rounded(y(low) - y(high)),
      })
    }),
  )
  const ticks = y.ticks(4).filter(Number.isInteger)
  const labels = dateLabels(steps, frame).map(({ date, text }) => ({
    x: (x(date) ?? 0) + x.bandwidth() / 2,
    text,
  }))
  return [
    ...amountAxis(y, frame, { ticks, format: formatCount }),
    ...rects,
    ...timeLabels(labels, frame, height - 6),
  ]
}

/** Dates that are round, and steps that stand for them. */
function dateLabels(steps: readonly Step[], { ticks }: Frame) {
  const [first, last] = [steps.at(0), steps.at(-1)]
  if (first === undefined || last === undefined) return []
  const dates = scaleUtc([new Date(first.date), new Date(last.date)], [0, 1]).ticks(ticks)
  const wanted = dates.length === 0 ? [new Date(first.date)] : dates
  const found = wanted.map((date) => steps.findLast((step) => new Date(step.date) <= date) ?? first)
  return [...new Set(found)].map(({ date }) => ({ date, text: dateLabel(new Date(date)) }))
}

/** The share of exact hits; null where nobody asked. */
export function hitRateChart({ unit, steps }: ReturnType<typeof stepsOf>): Element | null {
  const asked = steps.filter(({ cacheAsked }) => cacheAsked > 0)
  if (asked.length < 2) return null
  const description = `Exact hits among the runs that asked the cache, by ${unit}: at first ${share(asked.at(0))}, at last ${share(asked.at(-1))}. All figures are in the table below.`
  return figure({ title: `Cache hits by ${unit}`, description }, (frame) => {
    const lower = { ...frame, height: frame.height - 60 }
    return { height: lower.height, parts: curve(steps, lower) }
  })
}

function share(step: Step | undefined): string {
  return step === undefined ? '–' : percent(step.cacheExact / step.cacheAsked)
}

function curve(steps: readonly Step[], frame: Frame): readonly Element[] {
  const { width, height, margin } = frame
  const x = scaleBand(
    steps.map(({ date }) => date),
    [margin.left, width - margin.right],
  )
  const y = scaleLinear([0, 1], [height - margin.bottom, margin.top])
  const at = ({ date }: Step) => rounded((x(date) ?? 0) + x.bandwidth() / 2)
  const rate = ({ cacheExact, cacheAsked }: Step) => rounded(y(cacheExact / cacheAsked))
  const isDefined = ({ cacheAsked }: Step) => cacheAsked > 0
  const drawnLine = line<Step>(at, rate).defined(isDefined)(steps)
  const drawnArea = area<Step>(at, y(0), rate).defined(isDefined)(steps)
  const labels = dateLabels(steps, frame).map(({ date, text }) => ({
    x: (x(date) ?? 0) + x.bandwidth() / 2,
    text,
  }))
  return [
    ...amountAxis(y, frame, { ticks: [0, 0.5, 1], format: percent }),
    s('path', { className: ['area'], d: drawnArea ?? '' }),
    s('path', { className: ['curve'], d: drawnLine ?? '' }),
    ...timeLabels(labels, frame, height - 6),
  ]
}

/** All figures of the charts, folded away. */
export function stepTable({ unit, steps }: ReturnType<typeof stepsOf>): Element {
  const rows = [...steps]
    .reverse()
    .map((step) => [
      { kind: 'name', text: step.date } as const,
      amount(formatCount(step.runs)),
      amount(formatCount(step.failed)),
      amount(formatCount(step.recovered)),
      amount(minutesWords(step.lostMinutes)),
      amount(step.cacheAsked === 0 ? '–' : share(step)),
    ])
  const heading = [unit === 'day' ? 'Day' : 'Week of', 'Runs', 'Failed', 'Saved', 'Lost', 'Cache hits']
  return h('details', [
    h('summary', `The figures of ${plural(steps.length, unit)}`),
    table({ caption: `Runs by ${unit}, in UTC, the latest first`, heading }, rows),
  ])
}

function amount(text: string) {
  return { kind: 'amount', text } as const
}
