// Which of several faults decides whether there is another attempt.

import { expect, test } from '@jest/globals'
import type { Fault } from '../../src/faults/fault.ts'
import type { FaultId } from '../../src/faults/registry.ts'
import { statedFault } from '../../src/faults/stated.ts'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { tellingFault } from '../../src/retry/deciding-fault.ts'

const refused = at('https://a.example', 'auth/http-401')
const broken = at('https://b.example', 'server-error/http-503')
const absent = at('https://b.example', 'not-found/no-zip')

function at(proxy: string, id: FaultId): Fault {
  return { ...statedFault({ id, message: '' }), proxy }
}

function telling(goproxy: string, faults: readonly Fault[]): string | null {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return tellingFault(parsed.list, { primary: faults[0] ?? null, faults })?.id ?? null
}

test.each([
  ['a refusal beside a fault that may pass', '|', [refused, broken], broken.id],
  ['the other way round', '|', [broken, refused], broken.id],
  ['a refusal beside another one for good', '|', [refused, absent], refused.id],
  ['a refusal before a comma, which stops', ',', [refused, broken], refused.id],
  ['nothing', '|', [], null],
] as const)('%s', (_, separator, faults, id) => {
  expect(telling(`https://a.example${separator}https://b.example`, faults)).toBe(id)
})
