// Which of several faults decides whether there is another attempt, and which of several attempts decides what is told.

import { describe, expect, test } from '@jest/globals'
import type { Classification, Fault } from '../../src/faults/fault.ts'
import type { FaultId } from '../../src/faults/registry.ts'
import { statedFault } from '../../src/faults/stated.ts'
import type { FetchWitness } from '../../src/faults/witness.ts'
import { type GoproxyList, parseGoproxyList } from '../../src/go/goproxy-list.ts'
import {
  decidingFault,
  faultsOfDownload,
  hasOtherUpstream,
  withDecidingFault,
} from '../../src/retry/deciding-fault.ts'

const a = 'https://a.example'
const b = 'https://b.example'

const refused = at(a, 'auth/http-401')
const broken = at(b, 'server-error/http-503')
const brokenToo = at(b, 'timeout/stalled')
const absent = at(b, 'not-found/no-zip')
const mismatch = at(b, 'checksum-mismatch/go-sum')
const noGoSum = at(null, 'go-sum-missing/entry')
const deadline = at(null, 'timeout/deadline')

function at(proxy: string | null, id: FaultId): Fault {
  return { ...statedFault({ id, message: '' }), proxy }
}

function listOf(goproxy: string): GoproxyList {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return parsed.list
}

function of(faults: readonly Fault[]): Classification {
  return { primary: faults[0] ?? null, faults }
}

describe('of one attempt', () => {
  test.each<[name: string, separator: string, faults: readonly Fault[], decides: Fault | null]>([
    ['nothing', '|', [], null],
    ['the only fault', '|', [refused], refused],
    ['a refusal beside a fault that may pass', '|', [refused, broken], broken],
    ['the first of those that may pass', '|', [refused, broken, brokenToo], broken],
    ['a fault that may pass before a refusal', '|', [broken, refused], broken],
    ['a refusal beside another one for good', '|', [refused, absent], refused],
    ['a refusal before a comma, which stops', ',', [refused, broken], refused],
    ['a fault of no proxy', '|', [noGoSum, broken], noGoSum],
    ['a fault of the same proxy', '|', [absent, broken], absent],
    ['a checksum beside a fault that may pass', '|', [broken, mismatch], mismatch],
    ['a checksum beside a refusal', ',', [refused, mismatch], mismatch],
    ['a checksum beside both', '|', [refused, broken, mismatch], mismatch],
  ])('%s', (_, separator, faults, decides) => {
    const list = listOf(`${a}${separator}${b}`)
    expect(decidingFault(list, of(faults))).toBe(decides)
    const recorded = withDecidingFault(list, of(faults))
    expect(recorded.primary).toBe(decides)
    expect(recorded.faults).toEqual(decides === null ? [] : [decides, ...faults.filter((f) => f !== decides)])
  })
})

describe('of several attempts', () => {
  test.each<
    [name: string, complete: boolean, attempts: readonly (readonly Fault[])[], told: readonly Fault[]]
  >([
    ['no attempt', false, [], []],
    ['the last one', false, [[refused], [broken, absent]], [broken, absent]],
    ['the last one ran out of time', false, [[refused], [broken], [deadline]], [broken, deadline]],
    ['the last two ran out of time', false, [[broken], [deadline], [deadline]], [broken, deadline]],
    ['the only one ran out of time', false, [[deadline]], [deadline]],
    ['the last one says nothing', false, [[broken], []], [broken]],
    ['out of time is not all that it says', false, [[refused], [deadline, broken]], [deadline, broken]],
    ['complete at once', true, [[]], []],
    ['complete at last', true, [[broken, refused], [absent], []], [broken]],
  ])('%s', (_, complete, attempts, told) => {
    expect(faultsOfDownload({ complete, attempts: attempts.map(of) })).toEqual(told)
  })
})

describe('another upstream', () => {
  const witness = (proxy: string): FetchWitness => ({
    module: 'example.com/one@v1.0.0',
    proxy,
    host: 'host.example',
    url: `${proxy}/x`,
    id: 'rate-limited/http-429',
    text: '',
  })
  test.each<[name: string, list: string, fault: Fault | null, failed: readonly string[], expected: boolean]>([
    ['beside the one at fault', `${a}|${b}`, refused, [a], true],
    ['that failed as well', `${a}|${b}`, refused, [a, b], false],
    ['behind a comma', `${a},${b}`, refused, [a], false],
    ['that is no upstream', `${a}|direct`, refused, [a], false],
    ['of a fault without a proxy', `${a}|${b}`, noGoSum, [a], false],
    ['of nothing', `${a}|${b}`, null, [a], false],
    ['without a fetch that saw it', `${a}|${b}`, refused, [], false],
  ])('%s', (_, list, given, failed, expected) => {
    expect(hasOtherUpstream(listOf(list), given, failed.map(witness))).toBe(expected)
  })
})
