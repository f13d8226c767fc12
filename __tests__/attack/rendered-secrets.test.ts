// Thousands of secrets, drawn by lot, in every place where foreign text gets in: no rendering shows one, however it is decoded.
// Maps to src/platform/redact.ts, src/text/secret-patterns.ts, src/report/redact-report.ts, src/fleet/read-record.ts, src/platform/console-log.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { secretDetector } from './find-secrets.ts'
import { chunks, filesWith, logWith, reportWith, textsOfFleet } from './plant.ts'
import { type PlantedSecret, recognisable, redactorOf, tellSecret } from './planted-secrets.ts'
import { fleetRenderings, logRenderings, type Redact, runRenderings } from './renderings.ts'
import { everything } from './rounds.ts'

const count = everything ? 10_000 : 300
/** A text is searched for every secret that the run knows, and has one of them: the time grows with the square. */
const perRound = 20
/** Ten thousand take minutes of a core, and an hour where eight other things have it. */
const limitMs = everything ? 3_600_000 : 600_000

/** Every rendering in which all of these stand, by name. */
async function* renderings(told: readonly string[], round: number, redact: Redact) {
  yield* Object.entries(await runRenderings(reportWith(told, round), redact))
  const { text, json, classification, excerpt } = logRenderings(logWith(told, round), redact)
  yield* Object.entries({ 'classify, text': text, 'classify, JSON': json })
  const { primary, faults } = classification
  const run = { ...reportWith(['word'], 5), result: 'failed' as const, fault: primary, faults, excerpt }
  for (const [name, shown] of Object.entries(await runRenderings(run, redact)))
    yield [`${name} of a classified run`, shown] as const
  for (const texts of chunks(told, textsOfFleet))
    for (const [name, shown] of Object.entries(fleetRenderings(filesWith(texts, round), redact)))
      yield [`fleet, ${name}`, shown] as const
}

async function expectHidden(planted: readonly PlantedSecret[], round: number, redact: Redact) {
  const detect = secretDetector(planted.map(({ core }) => core))
  const told = planted.map((secret) => secret.told)
  const leaks: string[] = []
  let checked = 0
  for await (const [rendering, text] of renderings(told, round, redact)) {
    checked += 1
    for (const core of detect(text)) {
      const kind = planted.find((secret) => secret.core === core)?.kind
      leaks.push(`${rendering} shows ${core} (${kind})`)
    }
  }
  expect(leaks).toEqual([])
  return checked
}

describe('no rendering shows a secret', () => {
  test(
    'that the run knows, in whatever form it is told',
    async () => {
      const all = fc.sample(tellSecret, { numRuns: count })
      let checked = 0
      for (const [round, secrets] of chunks(all, perRound).entries()) {
        const redact = redactorOf(secrets.map(({ known }) => known))
        checked += await expectHidden(
          secrets.map(({ planted }) => planted),
          round,
          redact,
        )
      }
      say(`${all.length} known secrets in ${checked} renderings`)
    },
    limitMs,
  )

  test(
    'that nobody knows, but whose shape tells',
    async () => {
      const all = fc.sample(recognisable, { numRuns: count })
      let checked = 0
      for (const [round, secrets] of chunks(all, perRound).entries())
        checked += await expectHidden(secrets, round, redactorOf([]))
      say(`${all.length} recognisable secrets in ${checked} renderings`)
    },
    limitMs,
  )
})

test('the detector finds a secret in every form, where nothing hides it', () => {
  for (const { planted } of fc.sample(tellSecret, { numRuns: 500 }))
    expect([planted.kind, secretDetector([planted.core])(`a ${planted.told} z`)]).toEqual([
      planted.kind,
      [planted.core],
    ])
})

function say(text: string): void {
  process.stderr.write(`attack: ${text}, none shown\n`)
}
