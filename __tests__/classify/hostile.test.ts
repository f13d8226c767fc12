// Classification survives what nobody would print: src/classify/lines/, src/classify/collect/fault-collector.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { classify } from '../../src/classify/classify.ts'
import { normalise } from '../../src/classify/lines/normalise.ts'
import { createLogClassifier } from '../../src/classify/lines/stream.ts'

const failed =
  'go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": dial tcp 1.2.3.4:443: i/o timeout'

describe('hostile input', () => {
  test('any text at all is classified, and alike each time', () => {
    const fragment = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'go: ',
        'a.b/c@v1.0.0',
        ': ',
        '\t',
        'reading https://p.x/a.b/c/@v/v1.0.0.mod',
        ': 404 Not Found',
        ' requires',
        'server response:',
        '--- FAIL: X',
        '\u001b[31m',
        '\ud800',
        '"Output":"',
        '\\n',
        'exit status 128:',
        '404',
      ),
    )
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join('')),
          { maxLength: 12 },
        ),
        (lines) => {
          const classification = classify({ lines })
          expect(classify({ lines })).toEqual(classification)
          for (const { evidence, confidence, remedy } of classification.faults) {
            expect(confidence).toBeGreaterThan(0)
            expect(remedy.length).toBeGreaterThan(0)
            for (const { line } of evidence) expect(line).toBeLessThanOrEqual(lines.length)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  test('normalising twice changes nothing more of a plain message', () => {
    expect(normalise(normalise(`2024-05-01T10:00:00Z ${failed}`))).toBe(failed)
  })

  test('a line of 50 MB is cut, and the fault after it found', () => {
    const { primary } = classify({ lines: [`go: ${'x'.repeat(50_000_000)}`, failed] })
    expect(primary).toMatchObject({ id: 'timeout/dial', evidence: [{ line: 2 }] })
  })

  test('a fault at the beginning of a very long line is found', () => {
    expect(classify({ lines: [`${failed} ${'@v1: '.repeat(1_000_000)}`] }).primary?.category).toBe('timeout')
  })

  test('lone surrogates and control characters do no harm', () => {
    const { primary } = classify({ lines: [`\ud800\u0000${failed}\udfff\u0007`] })
    expect(primary?.id).toBe('timeout/dial')
  })

  test('ten thousand nested wrappers are read to a sensible end', () => {
    const nested = Array.from({ length: 10_000 }, (_, index) => `\ta.b/c${index}@v1.0.0 requires`)
    const { primary } = classify({
      lines: ['go: a.b/app@v1.0.0 requires', ...nested, '\ta.b/d@v1.0.0: unknown revision v1.0.0'],
    })
    expect(primary?.category).toBe('version-unavailable')
  })

  test('as many wrappers in one line do no harm', () => {
    expect(() => classify({ lines: [`go: ${'a.b/c@v1.0.0: '.repeat(10_000)}EOF`] })).not.toThrow()
  })

  test('a long log is read in flat memory', () => {
    const classifier = createLogClassifier()
    globalThis.gc?.()
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 100_000; index++)
      classifier.push(
        `go: a.b/c${index % 50_000}@v1.0.${index}: Get "https://proxy.golang.org/a.b/c${index}/@v/v1.0.0.zip": EOF`.slice(
          index % 3 === 0 ? 0 : 60,
        ),
      )
    const { classification } = classifier.end()
    expect(classification.faults.length).toBeLessThan(10)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000)
  })
})

test('a fault names no module, host or URL that is too long to be one', () => {
  const long = 'a'.repeat(600)
  const log = `go: example.com/${long}@v1.0.0: Get "https://${long}.example/${long}": unexpected EOF`
  const { primary } = classify({ lines: [log] })
  expect(primary?.category).toBe('interrupted')
  expect(primary).toMatchObject({ module: null, host: null })
})
