// An excerpt holds the cause and keeps its limits.

import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'
import { excerptLimits, excerptOf } from '../../src/classify/excerpt.ts'
import { createLogClassifier } from '../../src/classify/lines/stream.ts'
import type { Excerpt } from '../../src/faults/witness.ts'

const failed =
  'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": dial tcp 1.2.3.4:443: i/o timeout'

function stream(lines: readonly string[], redact?: (text: string) => string): Excerpt {
  const classifier = createLogClassifier(redact === undefined ? {} : { redact })
  for (const line of lines) classifier.push(line)
  return classifier.end().excerpt
}

const bytes = (excerpt: Excerpt) => Buffer.byteLength(excerpt.lines.map(({ text }) => text).join('\n'))

describe('an excerpt', () => {
  const long = [
    ...Array.from({ length: 5_000 }, (_, index) => `building ${String.fromCharCode(97 + (index % 26))} part`),
    failed,
    ...Array.from({ length: 5_000 }, (_, index) => `cleaning ${String.fromCharCode(97 + (index % 26))} part`),
  ]

  test('shows the cause of a long log with its context', () => {
    const { lines, omitted } = stream(long)
    expect(lines.filter(({ causal }) => causal)).toEqual([
      { line: 5_001, text: failed, causal: true, repeats: 1 },
    ])
    expect(lines[0]?.line).toBe(4_997)
    expect(lines.at(-1)?.line).toBe(5_007)
    expect(omitted).toBe(long.length - lines.length)
  })

  test('is the same from a stream and from a whole log', () => {
    expect(excerptOf(long, classify({ lines: long }))).toEqual(stream(long))
  })

  test('collapses repeats and counts them', () => {
    const lines = Array.from({ length: 37 }, (_, index) =>
      failed.replaceAll('/c', `/c${index}`).replace('1.2.3.4', `1.2.3.${index}`),
    )
    const excerpt = stream(lines)
    expect(excerpt.lines).toHaveLength(1)
    expect(excerpt.lines[0]).toMatchObject({ line: 1, causal: true })
    expect(excerpt.lines[0]?.repeats).toBeGreaterThan(10)
    expect((excerpt.lines[0]?.repeats ?? 0) + excerpt.omitted).toBe(37)
  })

  test('keeps to thirty lines and four KiB', () => {
    const words = Array.from(
      { length: 200 },
      (_, index) =>
        `go: a.b/${'x'.repeat(300)}${String.fromCharCode(97 + (index % 26)).repeat(1 + index / 26)}@v1.0.0: unknown revision v1.0.0 é`,
    )
    const excerpt = stream(words)
    expect(excerpt.lines.length).toBeLessThanOrEqual(excerptLimits.lines)
    expect(bytes(excerpt)).toBeLessThanOrEqual(excerptLimits.bytes)
    expect(excerpt.lines.some(({ causal }) => causal)).toBe(true)
  })

  test('leaves out the middle of a long line, not the cause at its end', () => {
    const [line] = stream([
      `go: a.b/c@v1.0.0: Get "https://store.example/c.zip?signature=${'A'.repeat(600)}": x509: certificate signed by unknown authority`,
    ]).lines
    expect(line?.text).toHaveLength(excerptLimits.line)
    expect(line?.text).toMatch(
      /^go: a\.b\/c@v1\.0\.0: .*…A+": x509: certificate signed by unknown authority$/,
    )
  })

  test('redacts before it cuts', () => {
    const secret = 's3cret'.repeat(200)
    const excerpt = stream([`${'x'.repeat(490)}${secret}`, failed], (text) => text.replaceAll(secret, '***'))
    expect(JSON.stringify(excerpt)).not.toContain('s3cret')
  })

  test('of a log without a fault is its end', () => {
    const lines = Array.from(
      { length: 100 },
      (_, index) => `line ${'abcdefghij'[index % 10]}${'klmnopqrst'[Math.floor(index / 10)]}`,
    )
    const excerpt = stream(lines)
    expect(excerpt.lines.at(-1)?.line).toBe(100)
    expect(excerpt.lines).toHaveLength(30)
  })
})
