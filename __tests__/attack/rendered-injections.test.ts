// Thousands of injections, drawn by lot, in every place where foreign text gets in: none is a command, a line, a label or an element, and in a real browser none comes alive.
// Maps to src/report/*, src/fleet/*, src/text/sanitise.ts, src/platform/console-log.ts.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { outputNames } from '../../src/report/outputs.ts'
import { findBrowser, noBrowser } from '../helpers/browser.ts'
import {
  malformedMetrics,
  pageElements,
  pageIntruders,
  summaryElements,
  summaryIntruders,
} from '../helpers/intruders.ts'
import { githubHtml, unsanitisedHtml } from '../helpers/markdown.ts'
import { describeIf } from '../helpers/skip.ts'
import { type Watch, watchPages } from './alive.ts'
import { expectNoForeignCommand } from './attack.ts'
import { type Injection, injections } from './injections.ts'
import { chunks, filesWith, logWith, reportWith } from './plant.ts'
import { catalogue, fleetRenderings, logRenderings, runRenderings } from './renderings.ts'
import { everything } from './rounds.ts'

const count = everything ? 10_000 : 300
const perRound = 20
/** Ten thousand take minutes of a core, and an hour where eight other things have it. */
const limitMs = everything ? 3_600_000 : 600_000
const asItIs = (text: string) => text

function roundsOf(all: readonly Injection[]) {
  return chunks(
    all.map(({ text }) => text),
    perRound,
  ).entries()
}

/** How often the words of ours that no injection has are met as names of fields. */
function expectNoForeignField(json: string): void {
  JSON.parse(json, (key, value) => {
    expect(key).not.toBe('evil')
    return value
  })
}

const unseen = /[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

/** The command that erases a terminal's progress line is our own. */
const withoutErasing = (text: string) => text.replaceAll('\r\u001b[2K', '\n')

async function expectDead(texts: readonly string[], round: number) {
  const run = await runRenderings(reportWith(texts, round), asItIs)
  expect(summaryIntruders(run.summary, catalogue)).toEqual([])
  for (const text of [run.text, run.log, withoutErasing(run.terminal)]) expectOnlyLines(text)
  expectNoForeignField(run.json)
  expect(run.json).not.toMatch(unseen)
  expect(run.outputs.split('\n').map((line) => line.split('=')[0])).toEqual([...outputNames])

  const classified = logRenderings(logWith(texts, round), asItIs)
  expectOnlyLines(classified.text)
  expectNoForeignField(classified.json)
  expect(classified.json).not.toMatch(unseen)

  const fleet = fleetRenderings(filesWith(texts, round), asItIs)
  expect(pageIntruders(fleet.page)).toEqual([])
  expectOnlyLines(fleet.text)
  expectNoForeignField(fleet.json)
  expect(malformedMetrics(fleet.metrics)).toEqual([])
  return { summary: run.summary, page: fleet.page }
}

function expectOnlyLines(stdout: string): void {
  expectNoForeignCommand({ code: 0, stdout, stderr: '', killed: false })
  expect(stdout).not.toMatch(/##\w{0,20}\[|^\[command\]/m)
  expect(stdout).not.toMatch(unseen)
}

test(
  'no injection is more than text in any rendering',
  async () => {
    const all = injections(count, 'https://evil.example/beacon')
    for (const [round, texts] of roundsOf(all)) await expectDead(texts, round)
    say(`${all.length} injections in 12 renderings each`)
  },
  limitMs,
)

const browser = findBrowser()
describeIf(browser !== null, noBrowser)('in a real browser', () => {
  let watch: Watch
  beforeAll(async () => {
    watch = await watchPages(browser ?? '')
  })
  afterAll(() => watch?.close())

  /** As GitHub shows it; as a viewer that lets all HTML through; and as HTML that never was Markdown. */
  const summaryPage = (markdown: string) =>
    `<!doctype html><title>x</title><main>${githubHtml(markdown)}</main><main>${unsanitisedHtml(markdown)}</main><main>${markdown}</main>`
  const summaryPageElements = ['html', 'head', 'title', 'body', 'main', ...summaryElements]

  test(
    'nothing comes alive',
    async () => {
      const all = injections(count, `${watch.beacon}/beacon`)
      for (const [round, texts] of roundsOf(all)) {
        const { summary } = await runRenderings(reportWith(texts, round), asItIs)
        const { page } = fleetRenderings(filesWith(texts, round), asItIs)
        const alive = [
          ...(await watch.show(summaryPage(summary), summaryPageElements)),
          ...(await watch.show(page, pageElements)),
        ]
        if (alive.length > 0) expect([texts, alive]).toEqual([texts, []])
      }
      say(`${all.length} injections in summary and page, seen in ${browser}`)
    },
    limitMs,
  )

  describe('the same payloads without our escaping', () => {
    const only = (part: string) => (text: string) => text.includes(part)
    test.each([
      ['a script', 'script data-intruder>canary', /a script ran/],
      ['an event handler', 'img data-intruder src=x onerror', /a script ran/],
      ['an image', 'img data-intruder src="http', /a request for http/],
      ['a style sheet', 'style data-intruder>body{background', /a request for http/],
      ['a heading', 'h1 data-intruder>', /h1 with data-intruder/],
      ['a focus', 'input data-intruder autofocus', /a script ran/],
    ])('are seen: %s', async (_, part, expected) => {
      const texts = injections(4_000, `${watch.beacon}/beacon`).map(({ text }) => text)
      const html = texts.filter(only(part)).map((text) => `<p>${text.slice(text.indexOf('<'))}</p>`)
      expect(html.length).toBeGreaterThan(5)
      const alive: string[] = []
      for (const each of html.slice(0, 12))
        alive.push(...(await watch.show(`<!doctype html><title>x</title>${each}`, pageElements)))
      expect(alive.join('\n')).toMatch(expected)
    })
  })
})

function say(text: string): void {
  process.stderr.write(`attack: ${text}, none alive\n`)
}
