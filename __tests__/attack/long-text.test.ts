// Versions of a megabyte in every .info: outputs, summary and report are written, and stay small.
// Maps to src/report/*.

import { expect } from '@jest/globals'
import { attacks, expectInOrder, moduleNamed, requireModules } from './attack.ts'
import { everything, rows } from './rounds.ts'

const attack = attacks()
const body = JSON.stringify({ Version: 'A'.repeat(1_040_000) })

rows(
  'modules with an .info of 1 MB',
  [20, 250].map((count) => [String(count), count] as const),
  ['20'],
)('%s modules', async (_, count) => {
  const modules = await Promise.all(Array.from({ length: count }, (__, index) => moduleNamed(`m${index}`)))
  await requireModules(attack().job.workspace, modules)
  const proxy = await attack().proxy({
    modules,
    script: ({ file }) => (file === 'info' ? { kind: 'bytes', body } : undefined),
  })
  const step = await attack().step({
    inputs: { proxies: proxy.url, attempts: everything ? '2' : '1' },
    limitMs: 40_000,
  })
  expectInOrder(step)
  expect(step.outputs.result).toBe('failed')
  expect(Buffer.byteLength(step.summary)).toBeLessThan(900 * 1_024)
  expect(Buffer.byteLength(JSON.stringify(step.report))).toBeLessThan(4 * 1_048_576)
  expect(step.stdout.length).toBeLessThan(1_048_576)
  for (const output of Object.values(step.outputs)) expect(output.length).toBeLessThan(10_000)
})
