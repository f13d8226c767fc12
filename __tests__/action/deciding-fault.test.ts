// The fault that decides about another attempt is the one that attempt, log, summary and outputs tell: src/retry/deciding-fault.ts, src/run/attempts.ts.

import { expect, test } from '@jest/globals'
import { actionRig, playing, unavailable, zipOf } from '../helpers/action-rig.ts'
import type { StepResult } from '../helpers/step.ts'
import { makeModule } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

test('a refusal and a fault that may pass, by two proxies of one group', async () => {
  const { job, proxy } = rig()
  const refusing = await proxy(playing({ kind: 'status', status: 401 }, zipOf('two')))
  const broken = await proxy(playing(unavailable, zipOf('two')))
  const proxies = `${refusing.url}|${broken.url}`
  expect(toldBy(await job.step({ inputs: { proxies, attempts: '2' } }))).toEqual({
    decisions: ['a server did not answer properly, which often passes', 'all 2 attempts are used up'],
    attempts: ['server-error/http-503', 'server-error/http-503'],
    log: ['server-error/http-503', 'server-error/http-503'],
    json: ['server-error/http-503', 'server-error/http-503'],
    summary: 'server-error/http-503',
    outputs: 'server-error/http-503',
  })
})

test('bytes that go.sum contradicts beside a server that is out of order', async () => {
  const { job, proxy } = rig()
  const { zip } = await makeModule({ path: 'example.com/two', version: 'v1.0.0', sizeBytes: 50_000 })
  const { url } = await proxy((request) => {
    if (zipOf('one')(request)) return unavailable
    return zipOf('two')(request) ? { kind: 'other-zip', zip } : undefined
  })
  expect(toldBy(await job.step({ inputs: { proxies: url, attempts: '2' } }))).toEqual({
    decisions: ['a module does not match its checksum, which has to be looked into and not tried again'],
    attempts: ['checksum-mismatch/go-sum'],
    log: ['checksum-mismatch/go-sum'],
    json: ['checksum-mismatch/go-sum', 'checksum-mismatch/go-sum'],
    summary: 'checksum-mismatch/go-sum',
    outputs: 'checksum-mismatch/go-sum',
  })
})

/** The id told in each place, and the words of the decisions, which are those of its category. */
function toldBy({ outputs, report, summary, stdout }: StepResult) {
  const attempts = report?.attempts ?? []
  return {
    decisions: attempts.map(({ decision }) => (decision.kind === 'done' ? null : decision.reason)),
    attempts: attempts.map(({ classification }) => classification.primary?.id),
    log: [...stdout.matchAll(/^Attempt \d+ failed: ([^\s,]+)/gm)].map(([, id]) => id),
    json: [report?.fault?.id, report?.faults[0]?.id],
    summary: /<th align="left">Fault<\/th><td>(?:<a [^>]*>)?<code>([^<]+)/.exec(summary)?.[1],
    outputs: outputs['fault-id'],
  }
}
