// A run that fails at a module which the project does not name itself says who requires it.
// Maps to src/project/requirers.ts, src/report/build/required-by.ts, src/report/requirement-rows.ts, src/run/run-report.ts.

import { expect, test } from '@jest/globals'
import { actionRig, playing } from '../helpers/action-rig.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'

const rig = actionRig()

test.each([
  ['with prefetch', 'true'],
  ['without', 'false'],
])('the chain, and who asks for which version, %s', async (_, prefetch) => {
  const { job, proxy } = rig()
  const deep = await makeModule({ path: 'example.com/deep', version: 'v1.2.0', go: '1.16' })
  const older = await makeModule({ path: 'example.com/deep', version: 'v1.1.0', go: '1.16' })
  const middle = await makeModule({
    path: 'example.com/middle',
    version: 'v1.0.0',
    go: '1.16',
    requires: [deep],
  })
  const top = await makeModule({
    path: 'example.com/top',
    version: 'v1.0.0',
    go: '1.16',
    requires: [middle, older],
  })
  const modules = [deep, older, middle, top]
  await writeProject(job.workspace, { module: 'example.com/main', go: '1.16', requires: [top], modules })
  const isDeep = playing(
    { kind: 'status', status: 404, body: 'not found: unknown revision v1.2.0' },
    ({ path }) => path.startsWith('/example.com/deep/@v/v1.2.0.'),
  )
  const { url } = await proxy(isDeep, { modules })
  const step = await job.step({ inputs: { proxies: url, prefetch, cache: 'false' } })
  expect(step.report?.fault).toMatchObject({
    category: 'version-unavailable',
    module: 'example.com/deep@v1.2.0',
  })
  expect(step.report?.requiredBy.modules).toEqual([
    {
      module: 'example.com/deep@v1.2.0',
      scope: '.',
      chain: [
        'example.com/main',
        'example.com/top@v1.0.0',
        'example.com/middle@v1.0.0',
        'example.com/deep@v1.2.0',
      ],
      replacedBy: null,
      selected: 'v1.2.0',
      versions: [
        { version: 'v1.2.0', count: 1, by: ['example.com/middle@v1.0.0'] },
        { version: 'v1.1.0', count: 1, by: ['example.com/top@v1.0.0'] },
      ],
    },
  ])
  const chain =
    'example.com/main → example.com/top v1.0.0 → example.com/middle v1.0.0 → example.com/deep v1.2.0'
  const asked =
    'v1.2.0 (selected) by example.com/middle v1.0.0; v1.1.0 by example.com/top v1.0.0; 1 go.mod file could not be read'
  for (const told of [chain, asked]) expect(step.summary).toContain(told)
})
