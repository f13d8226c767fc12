// What a release is called, which tags move to it, and what can't be released.
// Maps to scripts/release/plan.ts.

import { describe, expect, test } from '@jest/globals'
import { planRelease } from '../../scripts/release/plan.ts'

const changelog = '# Changelog\n\n## 1.10.0\n\n- Newer.\n- [A](b).\n\n## 1.9.3\n\n- Older.\n\n## 1.0.1\n'
const docs = '- uses: resilient-go-modules/resilient-go-modules@v1\n'

describe('a release', () => {
  test.each([
    ['the first one', '1.9.3', [], { tag: 'v1.9.3', moving: ['v1', 'v1.9'], notes: '- Older.' }],
    [
      'one after others, whose moving tags are no releases',
      '1.10.0',
      ['v1', 'v1.9', 'v1.9.3', 'v0.1.0', 'nightly', ''],
      { tag: 'v1.10.0', moving: ['v1', 'v1.10'], notes: '- Newer.\n- [A](b).' },
    ],
  ])('%s', (_, version, tags, plan) => {
    expect(planRelease({ version, changelog, docs, tags })).toEqual({ kind: 'ready', ...plan })
  })

  test('has its notes from a changelog with the line ends of Windows, too', () => {
    const windows = changelog.replaceAll('\n', '\r\n')
    expect(planRelease({ version: '1.10.0', changelog: windows, docs, tags: [] })).toMatchObject({
      notes: '- Newer.\n- [A](b).',
    })
  })
})

describe('refused', () => {
  test.each([
    ['a pre-release', '1.10.0-rc.1', [], /three numbers/],
    ['what is released already', '1.9.3', ['v1.9.3'], /v1\.9\.3 is released/],
    ['what is older by number, though higher as text', '1.9.3', ['v1.10.0'], /v1\.10\.0 is released/],
    ['what is older than another major version', '1.10.0', ['v2.0.0'], /v2\.0\.0 is released/],
    ['what the changelog lacks', '1.9.4', [], /no section "## 1\.9\.4"/],
    ['an empty section', '1.0.1', [], /nothing in it/],
    [
      'what moves another tag than the docs show',
      '0.9.0',
      [],
      /show @v1, which 0\.9\.0 doesn't move: it moves v0/,
    ],
  ])('%s', (_, version, tags, problem) => {
    const plan = planRelease({ version, changelog, docs, tags })
    expect(plan).toEqual({ kind: 'refused', problem: expect.stringMatching(problem) })
  })
})
