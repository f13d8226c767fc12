// A zip that arrives damaged is the fault of the proxy that sent it, whoever asked for it: src/run/attempts.ts, src/classify/classify.ts.

import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'

const rig = actionRig()

test.each(['true', 'false'])('sent by the only proxy, with prefetch: %s', async (prefetch) => {
  const { job, proxy } = rig()
  const { url } = await proxy(playing({ kind: 'corrupt-zip' }, zipOf('two')))
  const { outputs, report, summary } = await job.step({ inputs: { proxies: url, attempts: '2', prefetch } })
  expect(outputs).toMatchObject({
    result: 'failed',
    'fault-id': 'server-error/damaged-content',
    module: 'example.com/two@v1.0.0',
    host: new URL(url).host,
  })
  expect(report?.faults.map(({ id }) => id)).toEqual(['server-error/damaged-content'])
  expect(summary).not.toContain('in the module cache')
})

test('that lay in the module cache before is damage of the cache, removed and downloaded anew', async () => {
  const { job, proxy } = rig()
  const { url } = await proxy()
  const first = await job.step({ inputs: { proxies: url, prefetch: 'false' } })
  expect(first.outputs).toMatchObject({ result: 'complete' })
  const cached = join(job.gomodcache, 'cache/download/example.com/two/@v/v1.0.0')
  await writeFile(`${cached}.zip`, 'no zip at all', { mode: 0o644 })
  await rm(`${cached}.ziphash`)
  const second = await job.step({ inputs: { proxies: url, prefetch: 'false' } })
  expect(second.outputs).toMatchObject({ result: 'recovered' })
  expect(second.report?.faults.map(({ category }) => category) ?? []).not.toContain('server-error')
})
