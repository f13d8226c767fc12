// Run by redirects.test.ts in a network of its own: a public proxy redirects to each target, and a line of JSON says who asked there.

import { createServer } from 'node:http'
import { startJob } from '../helpers/step.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'

const targets = [
  ...['127.0.0.1', 'localhost', 'localhost.', 'rebind.test', 'mixed.test', '[::1]', '[::ffff:127.0.0.1]'],
  ...[
    '[::ffff:7f00:1]',
    '0.0.0.0',
    '0',
    '2130706433',
    '0x7f.1',
    '017700000001',
    '127.1',
    '[::]',
    '[::127.0.0.1]',
  ],
  ...[
    '169.254.169.254',
    '10.1.2.3',
    'private.test',
    '[fd00::1]',
    'user:pw@127.0.0.1',
    '①②⑦.⓪.⓪.①',
    'public.test',
  ],
].map((host) => `http://${host}:7777`)
const all = [...targets, '//127.0.0.1:7777', 'http://127.0.0.1:7777#']

const module = await makeModule({ path: 'example.com/a', version: 'v1.0.0' })
const asked: string[] = []

for (const host of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '203.0.113.5', 'fd00::1']) {
  const victim = createServer((request, response) => {
    asked.push(`${host} by ${request.headers['user-agent']}`)
    const kind = (['info', 'mod', 'zip'] as const).find((ending) => request.url?.endsWith(`.${ending}`))
    if (kind === undefined) response.writeHead(404).end()
    else response.end(module[kind])
  })
  await new Promise<void>((resolve) => victim.listen(7777, host, resolve))
}

let target = ''
const front = createServer((request, response) => {
  response
    .writeHead(302, {
      location: encodeURI(`${target}${request.url}`).replaceAll('%5B', '[').replaceAll('%5D', ']'),
    })
    .end()
})
await new Promise<void>((resolve) => front.listen(8888, '203.0.113.5', resolve))

for (target of all) {
  asked.length = 0
  const job = await startJob()
  await writeProject(job.workspace, {
    module: 'example.com/main',
    go: '1.21',
    requires: [module],
    modules: [module],
  })
  const inputs = { cache: 'false', attempts: '1', timeout: '10s', proxies: 'http://public.test:8888' }
  const { code } = await job.step({ inputs, signal: AbortSignal.timeout(25_000), killWith: 'SIGKILL' })
  process.stdout.write(`${JSON.stringify({ target, code, reached: [...new Set(asked)] })}\n`)
  await job.remove()
}
process.exit()
