// The registry: one id for one fault, and no id beside it.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import type { RuleRow } from '../../src/classify/rules/rule.ts'
import { allRules } from '../../src/classify/rules/rule-tables.ts'
import { faultCategories } from '../../src/faults/category.ts'
import type { Fault } from '../../src/faults/fault.ts'
import { categoryOf, type FaultId, faultIds, faultKind, isFaultId } from '../../src/faults/registry.ts'
import { statedFault } from '../../src/faults/stated.ts'
import type { FetchWitness } from '../../src/faults/witness.ts'
import { failureAt } from '../../src/platform/network-failure.ts'
import { problem } from '../../src/project/problem.ts'

describe('an id that the registry lacks', () => {
  test('is refused by the compiler, whoever names it', () => {
    // @ts-expect-error not in the registry
    const id: FaultId = 'dns/no-such-fault'
    // @ts-expect-error not in the registry
    const fault: Pick<Fault, 'id'> = { id: 'dns/no-such-fault' }
    // @ts-expect-error not in the registry
    const witness: Pick<FetchWitness, 'id'> = { id: 'dns/no-such-fault' }
    // @ts-expect-error not in the registry
    const row: Pick<RuleRow, 'id'> = { id: 'dns/no-such-fault' }
    // @ts-expect-error not in the registry
    const failure = failureAt({ id: 'dns/no-such-fault', code: '', phase: 'dns', text: '' })
    // @ts-expect-error not in the registry
    const found = problem('dns/no-such-fault', '')
    // @ts-expect-error not in the registry
    const stated = () => statedFault({ id: 'dns/no-such-fault', message: '' })
    expect([id, fault.id, witness.id, row.id, failure.id, found.id].filter(isFaultId)).toEqual([])
    expect(stated).toThrow()
  })
})

describe('the registry', () => {
  test('has no two faults of one meaning', () => {
    const meanings = faultIds.map((id) => faultKind(id).meaning)
    expect(meanings.filter((meaning, index) => meanings.indexOf(meaning) !== index)).toEqual([])
  })

  test('has faults of every category, which begins the id', () => {
    expect(new Set(faultIds.map(categoryOf))).toEqual(new Set(faultCategories))
    for (const id of faultIds) expect(id.split('/', 1)).toEqual([categoryOf(id)])
  })

  test('names no fault that nobody tells', () => {
    const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith(join('faults', 'registry')))
      .map((name) => readFileSync(join('src', name), 'utf8'))
      .join('\n')
    const read = new Set(allRules.map(({ id }) => id))
    expect(faultIds.filter((id) => !read.has(id) && !source.includes(`'${id}'`))).toEqual([])
  })
})

describe('a stated fault', () => {
  test.each(['timeout/before-download', 'proxy-config/no-go-mod'] as const)(
    '%s is what the registry says of it',
    (id) => {
      const { category, transient, also, remedy, evidence } = statedFault({ id, message: 'one\ntwo' })
      expect({ category, transient, also }).toEqual({
        category: categoryOf(id),
        transient: faultKind(id).transient,
        also: [],
      })
      expect(remedy.length).toBeGreaterThan(0)
      expect(evidence).toEqual([
        { line: 1, text: 'one' },
        { line: 2, text: 'two' },
      ])
    },
  )

  test('has the remedy of the run, where the run has one', () => {
    expect(statedFault({ id: 'proxy-config/bad-input', message: '', remedy: ['x'] }).remedy).toEqual(['x'])
  })
})
