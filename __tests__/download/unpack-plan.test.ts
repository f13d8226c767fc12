// Which modules `go` is started for while others still arrive.

import { describe, expect, test } from '@jest/globals'
import { createUnpackPlan } from '../../src/download/unpack-plan.ts'
import { mergeGoSums, parseGoSum } from '../../src/go/go-sum.ts'
import { type FileKind, moduleName } from '../../src/go/module-file.ts'

const version = 'v1.0.0'
const paths = (count: number) => Array.from({ length: count }, (_, index) => `example.com/m${index}`)

function sumsOf(lines: readonly string[]) {
  const parsed = parseGoSum(lines.join('\n'), 'go.sum')
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return parsed.sums
}

const linesOf = (path: string) => [`${path} ${version} h1:zip`, `${path} ${version}/go.mod h1:mod`]

/** A plan for modules that go.sum names, of which all files have come. */
function planAfter(count: number, zipBytes: number, sums = sumsOf(paths(count).flatMap(linesOf))) {
  const plan = createUnpackPlan(sums)
  for (const path of paths(count)) admit(plan, path, zipBytes)
  return plan
}

function admit(
  plan: ReturnType<typeof createUnpackPlan>,
  path: string,
  zipBytes: number,
  kinds: readonly FileKind[] = ['mod', 'info', 'zip'],
) {
  for (const kind of kinds) plan.admitted({ path, version, kind }, kind === 'zip' ? zipBytes : 100)
}

describe('nextBatch', () => {
  test.each([
    ['few zips, however large', 19, 50e6, 0],
    ['many zips that are small together', 300, 2_000, 0],
    ['enough of both', 20, 500_000, 20],
    ['no more than fit on a command line', 150, 500_000, 100],
  ])('%s', (_, count, bytes, expected) => {
    const names = planAfter(count, bytes).nextBatch().map(moduleName)
    expect(names).toEqual(paths(expected).map((path) => `${path}@${version}`))
  })

  test('gives each module once, and the next ones when they are worth another start', () => {
    const plan = planAfter(20, 500_000, sumsOf(paths(40).flatMap(linesOf)))
    expect(plan.nextBatch()).toHaveLength(20)
    for (const path of paths(27).slice(20)) admit(plan, path, 500_000)
    expect(plan.nextBatch()).toEqual([])
    admit(plan, 'example.com/m27', 500_000)
    expect(plan.nextBatch()).toHaveLength(8)
    admit(plan, 'example.com/m28', 4_000_000)
    expect(plan.nextBatch()).toHaveLength(1)
  })

  test.each<FileKind>(['info', 'mod', 'zip'])('a module whose .%s is still to come waits', (missing) => {
    const plan = planAfter(20, 500_000, sumsOf(paths(21).flatMap(linesOf)))
    plan.nextBatch()
    const others = (['info', 'mod', 'zip'] as const).filter((kind) => kind !== missing)
    admit(plan, 'example.com/m20', 5_000_000, others)
    expect(plan.nextBatch()).toEqual([])
    admit(plan, 'example.com/m20', 5_000_000, [missing])
    expect(plan.nextBatch()).toEqual([{ path: 'example.com/m20', version }])
  })

  test.each([
    ['its go.mod alone', [`example.com/m20 ${version}/go.mod h1:mod`]],
    ['its zip alone', [`example.com/m20 ${version} h1:zip`]],
    [
      'a hash of another kind',
      [`example.com/m20 ${version} h2:zip`, `example.com/m20 ${version}/go.mod h1:mod`],
    ],
    ['nothing of it', []],
  ])('a module of which go.sum names %s is left to the real run', (_, lines) => {
    const plan = planAfter(21, 500_000, sumsOf([...paths(20).flatMap(linesOf), ...lines]))
    expect(plan.nextBatch().map(({ path }) => path)).toEqual(paths(20))
  })

  test('a module about which two scopes disagree is left to the real run', () => {
    const sums = mergeGoSums(
      sumsOf(paths(21).flatMap(linesOf)),
      sumsOf([`example.com/m20 ${version} h1:other`]),
    )
    expect(
      planAfter(21, 500_000, sums)
        .nextBatch()
        .map(({ path }) => path),
    ).toEqual(paths(20))
  })
})
