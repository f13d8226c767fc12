// Whole runs of dist/ in the roots that setup.sh made, a line for each. Exit code 1 where one differs from what it must be.
// Variable: CONTAINERS, the folder of the roots.

import assert from 'node:assert/strict'
import { chmod, copyFile, mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { startCacheService } from '../../__tests__/helpers/cache-service.ts'
import { makeCertificates } from '../../__tests__/helpers/certificates.ts'
import { deadUrl, startModuleProxy } from '../../__tests__/helpers/module-proxy.ts'
import { makeModule, manyModules } from '../../__tests__/helpers/synthetic-modules.ts'
import { projectOf, type Step, type StepOptions, startJob } from './job.ts'
import { cancelledBy as cancelledIn, failsBy, isComplete as isCompleteWith, runAll } from './outcomes.ts'

const containers = process.env.CONTAINERS ?? ''
const work = await mkdtemp(join(containers, 'work-'))
await chmod(work, 0o777)
const modules = await manyModules(20, 1, 40_000)
const proxy = await startModuleProxy({ modules })
const service = await startCacheService()
const certificates = await makeCertificates()
const authority = join(work, 'authority.pem')
await copyFile(certificates.caFile, authority)
await chmod(authority, 0o644)
const secure = await startModuleProxy({ modules, tls: certificates.of('good') })
const job = await startJob(work, containers, projectOf(modules))

const noCache = { cache: 'false' }
const from = (url: string) => ({ GOPROXY: url })

const isComplete = (step: Step) => isCompleteWith(step, modules.length)
const cancelledBy = (signal: NodeJS.Signals, options: StepOptions) =>
  cancelledIn(signal, { job, modules, options })

const ofOrigin = async (env: Readonly<Record<string, string>>, options: StepOptions = {}) => {
  const gone = await makeModule({ path: 'github.com/example/gone', version: 'v1.0.0' })
  const other = await startJob(work, containers, projectOf([gone]))
  return other.step({ ...options, env, inputs: noCache })
}

const storeFlags = ['--cache-store', `directory:${join(work, 'store')}`]
const download = (...flags: readonly string[]) => ['download', '--dir', job.workspace, ...flags]

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  'busybox: cold, and an entry is saved without the tar of busybox': async () => {
    const step = await job.step({ env: { ...service.env, ...from(proxy.url) } })
    isComplete(step)
    assert.equal(service.entries.length, 1, step.text)
    assert.match(step.summary, /modules ready/)
  },
  'busybox: warm, with a dead proxy': async () => {
    isComplete(await job.step({ env: { ...service.env, ...from(await deadUrl()) } }))
  },
  'bare: warm from the entry that busybox saved, with no program but go': async () => {
    isComplete(await job.step({ root: 'bare', env: { ...service.env, ...from(await deadUrl()) } }))
  },
  'bare: cold, and an entry is saved': async () => {
    const inputs = { 'cache-prefix': 'bare' }
    isComplete(await job.step({ root: 'bare', inputs, env: { ...service.env, ...from(proxy.url) } }))
    assert.equal(service.entries.length, 2)
  },
  'a failing proxy: told as what it is, after all attempts': async () => {
    const inputs = { ...noCache, attempts: '2' }
    failsBy('connect/refused', await job.step({ inputs, env: from(await deadUrl()) }))
  },
  'a failing proxy, then `|`': async () => {
    const list = `${await deadUrl()}|${proxy.url}`
    isComplete(await job.step({ root: 'bare', inputs: noCache, env: from(list) }))
  },
  'SIGINT ends all, busybox': () => cancelledBy('SIGINT', {}),
  'SIGTERM ends all, bare': () => cancelledBy('SIGTERM', { root: 'bare' }),
  'SIGTERM ends all, without /proc': () =>
    cancelledBy('SIGTERM', { withoutProc: true, env: { GOROOT: '/usr/local/go' } }),
  'a root that is read-only, but for workspace, RUNNER_TEMP and module cache': async () => {
    isComplete(await job.step({ readOnly: true, env: { ...service.env, ...from(proxy.url) } }))
  },
  'no HOME': async () => {
    const env = { ...from(proxy.url), HOME: undefined, USERPROFILE: undefined, GOPATH: undefined }
    isComplete(await job.step({ inputs: noCache, readOnly: true, env }))
  },
  'no HOME and no place for a module cache: told': async () => {
    const nowhere = { HOME: undefined, GOPATH: undefined, GOMODCACHE: undefined }
    const step = await job.step({ inputs: noCache, env: { ...from(proxy.url), ...nowhere } })
    failsBy('proxy-config/module-cache', step)
  },
  'a user whom /etc/passwd does not name': async () => {
    isComplete(await job.step({ uid: 1_234, inputs: noCache, env: from(proxy.url) }))
  },
  'no /proc, and GOROOT set, which go then needs': async () => {
    const env = { ...from(proxy.url), GOROOT: '/usr/local/go' }
    isComplete(await job.step({ withoutProc: true, inputs: noCache, env }))
  },
  'no certificates: told, with what to install': async () => {
    const step = await job.step({ inputs: noCache, env: from(secure.url) })
    failsBy('tls/unknown-authority', step)
    assert.match(step.report?.fault?.remedy[0] ?? '', /ca-certificates/)
  },
  "a company's authority by SSL_CERT_FILE": async () => {
    isComplete(await job.step({ inputs: noCache, env: { ...from(secure.url), SSL_CERT_FILE: authority } }))
  },
  'one for Node alone: told, since go would not trust it': async () => {
    const env = { ...from(secure.url), NODE_EXTRA_CA_CERTS: authority }
    const step = await job.step({ inputs: noCache, env })
    failsBy('tls/unknown-authority', step)
    assert.match(step.report?.fault?.remedy.join() ?? '', /NODE_EXTRA_CA_CERTS/)
  },
  'direct without git: told': async () => {
    failsBy('vcs-missing/executable', await ofOrigin({ GOPROXY: 'direct' }))
  },
  'a proxy that lacks it, then direct without git: told': async () => {
    failsBy('vcs-missing/executable', await ofOrigin({ GOPROXY: `${proxy.url},direct` }, { root: 'bare' }))
  },
  'the command line without a place for temporary files: told': async () => {
    const env = { ...from(proxy.url), TMPDIR: undefined }
    const step = await job.step({ readOnly: true, cli: download(), env })
    assert.equal(step.code, 2, step.text)
    assert.match(step.text, /set TMPDIR/)
  },
  'the command line, with a shared store': async () => {
    const env = { ...from(proxy.url), GITHUB_ACTIONS: undefined }
    const cold = await job.step({ cli: download(...storeFlags), env })
    assert.equal(cold.code, 0, cold.text)
    const warm = await job.step({
      root: 'bare',
      cli: download(...storeFlags),
      env: { ...env, ...from(await deadUrl()) },
    })
    assert.equal(warm.code, 0, warm.text)
  },
}

await mkdir(join(work, 'store'))
await runAll(scenarios)
await Promise.all([proxy.close(), secure.close(), service.close(), certificates.remove()])
