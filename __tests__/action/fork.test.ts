// A private module in a pull request from a fork: the advice says that such a run gets no secrets. Maps to src/run/fault-context.ts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import type { Behaviour } from '../helpers/module-proxy.ts'

const rig = actionRig()

const unauthorized: Behaviour = { kind: 'status', status: 401, body: 'authentication required' }
const notFound: Behaviour = {
  kind: 'status',
  status: 404,
  body: "not found: example.com/one@v1.0.0: invalid version: git ls-remote -q origin: exit status 128:\n\tfatal: could not read Username for 'https://example.com': terminal prompts disabled",
}

/** What is advised where the zip of one module is answered like this. */
async function advice(answer: Behaviour, name: string, head: string): Promise<string> {
  const event = join(rig().job.folder.path, 'event.json')
  const repositories = { head: { repo: { full_name: head } }, base: { repo: { full_name: 'example/app' } } }
  await writeFile(event, JSON.stringify(name === 'push' ? {} : { pull_request: repositories }))
  const proxy = await rig().proxy(playing(answer, zipOf('one')))
  const step = await rig().job.step({
    inputs: { proxies: proxy.url, attempts: '1' },
    env: { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event },
  })
  expect(step.outputs.result).toBe('failed')
  return step.report?.fault?.remedy.join('\n') ?? ''
}

const noSecrets = /run comes from a fork(?: and|: it) gets no secrets/

test.each([
  ['401', unauthorized],
  ['404 from a host that wants credentials', notFound],
])('%s: the run comes from a fork', async (_, answer) => {
  expect(await advice(answer, 'pull_request', 'stranger/app')).toMatch(noSecrets)
})

test.each([
  ['a push', 'push', 'example/app'],
  ['a pull request from a branch of the repository itself', 'pull_request', 'example/app'],
  ['pull_request_target, which gets secrets', 'pull_request_target', 'stranger/app'],
])('%s: nothing is said of forks', async (_, name, head) => {
  const told = await advice(unauthorized, name, head)
  expect(told).not.toMatch(noSecrets)
  expect(told).toContain('Give credentials')
})
