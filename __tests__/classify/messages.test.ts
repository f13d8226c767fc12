// Each kind of message gets its category, its module and its host: src/classify/message/, src/classify/collect/read-message.ts.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { classify } from '../../src/classify/classify.ts'

const [, ...blocks] = readFileSync(join(import.meta.dirname, 'messages.txt'), 'utf8').split(/^@@ /m)

const cases = blocks.map((block) => {
  const [head = '', ...lines] = block.trimEnd().split('\n')
  const [category = '', module = '-', host = '-'] = head.trim().split(/\s+/)
  return { category, module, host, lines, name: (lines[0] ?? '').trim().slice(0, 90) }
})

describe('a message', () => {
  test.each(cases)('$category: $name', ({ category, module, host, lines }) => {
    const { primary } = classify({ lines })
    expect(primary?.category ?? 'null').toBe(category)
    if (module !== '-') expect(primary?.module).toBe(module)
    if (host !== '-') expect(primary?.host).toBe(host)
  })
})
