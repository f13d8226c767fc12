// Whole runs of dist/ by Node and `go` for arm64, a line for each. Exit code 1 where one differs from what it must be.
// Variable: CONTAINERS, the folder of the roots.

import assert from 'node:assert/strict'
import { chmod, copyFile, cp, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startCacheService } from '../../__tests__/helpers/cache-service.ts'
import { makeCertificates } from '../../__tests__/helpers/certificates.ts'
import { deadUrl, startModuleProxy } from '../../__tests__/helpers/module-proxy.ts'
import { manyModules, writeProject } from '../../__tests__/helpers/synthetic-modules.ts'
import { type Job, projectOf, type StepOptions, startJob } from './job.ts'
import { cancelledBy, failsBy, isComplete, runAll, succeeds } from './outcomes.ts'

const containers = process.env.CONTAINERS ?? ''
const work = await mkdtemp(join(containers, 'work-'))
await chmod(work, 0o777)
const modules = await manyModules(20, 1, 40_000)
const certificates = await makeCertificates()
const authority = join(work, 'authority.pem')
await copyFile(certificates.caFile, authority)
const proxy = await startModuleProxy({ modules })
const secure = await startModuleProxy({ modules, tls: certificates.of('good') })
const real = await startModuleProxy({ directory: join(containers, 'service', 'cache', 'download') })
const service = await startCacheService()
const small = await startJob(work, containers, projectOf(modules))
const large = await startJob(work, containers, (folder) =>
  cp('examples/service', folder, { recursive: true }),
)

const noCache = { cache: 'false' }
const from = (url: string) => ({ GOPROXY: url })
const run = (job: Job, options: StepOptions) => job.step({ root: 'arm64', ...options })

/** The versions of golang.org/toolchain that are asked for where go.mod wants another Go, on this PATH. */
async function toolchainsAskedFor(path: string): Promise<readonly string[]> {
  const job = await startJob(work, containers, (folder) =>
    writeProject(folder, {
      module: 'example.com/main',
      go: '1.21',
      requires: modules,
      modules,
      modLines: ['toolchain go1.99.0'],
    }),
  )
  const asked = await startModuleProxy({ modules })
  const env = { ...from(asked.url), PATH: path, GOTOOLCHAIN: 'auto', GOSUMDB: 'sum.golang.org' }
  failsBy('toolchain/download-failed', await run(job, { env, inputs: { ...noCache, attempts: '1' } }))
  await asked.close()
  const toolchains = asked.requests.filter(({ module }) => module === 'golang.org/toolchain')
  return [...new Set(toolchains.map(({ version }) => version))]
}

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  'cold: examples/service, and an entry is saved': async () => {
    const step = await run(large, { env: { ...service.env, ...from(real.url) } })
    succeeds(step)
    assert.equal(step.report?.runner.arch, 'ARM64')
    assert.equal(service.entries.length, 1, step.text)
  },
  'warm: examples/service, with a dead proxy': async () => {
    succeeds(await run(large, { env: { ...service.env, ...from(await deadUrl()) } }))
  },
  'that entry, restored by programs of this machine': async () => {
    succeeds(await run(large, { root: 'bare', env: { ...service.env, ...from(await deadUrl()) } }))
  },
  'an entry that programs of this machine saved, restored': async () => {
    const inputs = { 'cache-prefix': 'other' }
    const cold = { ...service.env, ...from(proxy.url) }
    isComplete(await run(small, { root: 'bare', inputs, env: cold }), modules.length)
    const warm = { ...service.env, ...from(await deadUrl()) }
    isComplete(await run(small, { inputs, env: warm }), modules.length)
  },
  'a failing proxy: told as what it is, after all attempts': async () => {
    const inputs = { ...noCache, attempts: '2' }
    failsBy('connect/refused', await run(small, { inputs, env: from(await deadUrl()) }))
  },
  'a failing proxy, then `|`': async () => {
    const list = `${await deadUrl()}|${proxy.url}`
    isComplete(await run(small, { inputs: noCache, env: from(list) }), modules.length)
  },
  'SIGINT ends all': () => cancelledBy('SIGINT', { job: small, modules, options: { root: 'arm64' } }),
  'SIGTERM ends all': () => cancelledBy('SIGTERM', { job: small, modules, options: { root: 'arm64' } }),
  "TLS, with a company's authority by SSL_CERT_FILE": async () => {
    const env = { ...from(secure.url), SSL_CERT_FILE: authority }
    isComplete(await run(small, { inputs: noCache, env }), modules.length)
  },
  'go-version takes the go for arm64 from the tool cache': async () => {
    const env = { ...from(proxy.url), PATH: '/bin', RUNNER_TOOL_CACHE: '/opt/hostedtoolcache' }
    const step = await run(small, { inputs: { ...noCache, 'go-version': '>=1.21' }, env })
    isComplete(step, modules.length)
    assert.match(step.path, /^\/opt\/hostedtoolcache\/go\/[\d.]+\/arm64\/bin\n$/)
  },
  'a toolchain line: that of arm64 is asked for': async () => {
    const asked = await toolchainsAskedFor('/usr/local/go/bin')
    assert.deepEqual(asked, ['v0.0.1-go1.99.0.linux-arm64'])
  },
  'a toolchain line, and a go for amd64 beside this Node: that of amd64': async () => {
    const asked = await toolchainsAskedFor('/opt/go-amd64/bin')
    assert.deepEqual(asked, ['v0.0.1-go1.99.0.linux-amd64'])
  },
}

await runAll(scenarios)
await Promise.all([proxy.close(), secure.close(), real.close(), service.close(), certificates.remove()])
