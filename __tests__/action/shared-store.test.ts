// A shared store in whole runs: each module once for everybody, and nothing that goes wrong with it fails a step.
// Maps to src/run/shared-store.ts, src/run/shared-store-report.ts, src/run/open-cache.ts, src/report/shared-store-lines.ts, src/store/place.ts.

import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { type S3Fault, type S3Request, type S3Server, startS3Server } from '../helpers/s3-server.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { jobEnvironment, type StepOptions, type StepResult } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { findVersitygw, startVersitygw, whyNoVersitygw } from '../helpers/versitygw.ts'

const rig = actionRig()
let server: S3Server
let script: (request: S3Request) => S3Fault | null

const credentials = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-that-nobody-may-see',
  AWS_SESSION_TOKEN: 'token-that-nobody-may-see',
  AWS_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
}

beforeEach(async () => {
  script = () => null
  server = await startS3Server({ script: (request) => script(request) })
})
afterEach(() => server.close())

type StoreName = 'a folder' | 'a bucket'

const directory = () => join(rig().job.folder.path, 'store')
const moduleCache = (name: string) => join(rig().job.folder.path, name)

function at(store: StoreName): Pick<StepOptions, 'inputs' | 'env'> {
  return store === 'a folder'
    ? { inputs: { 'cache-store': `directory:${directory()}` } }
    : {
        inputs: { 'cache-store': `s3://${server.bucket}/go` },
        env: { AWS_ENDPOINT_URL_S3: server.url, ...credentials },
      }
}

async function stepWith(
  store: StoreName,
  { inputs = {}, env = {}, into = 'first', ...options }: StepOptions & { readonly into?: string } = {},
): Promise<StepResult> {
  const place = at(store)
  return rig().job.step({
    ...options,
    inputs: { ...place.inputs, ...inputs },
    env: { ...place.env, ...env },
    gomodcache: moduleCache(into),
  })
}

/** Names of the objects, sorted. */
async function namesIn(store: StoreName): Promise<readonly string[]> {
  if (store === 'a bucket') return [...server.objects.keys()].map((key) => key.replace(/^go\//, '')).sort()
  const entries = await readdir(directory(), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(directory(), join(parentPath, name)).replaceAll(sep, '/'))
    .sort()
}

async function put(store: StoreName, name: string, content: Buffer): Promise<void> {
  if (store === 'a bucket') {
    server.objects.set(`go/${name}`, content)
    return
  }
  await mkdir(dirname(join(directory(), name)), { recursive: true })
  await writeFile(join(directory(), name), content)
}

const objectsOf = (modules: readonly SyntheticModule[]) =>
  modules.flatMap(({ path, version }) =>
    ['info', 'mod', 'zip'].map((kind) => `${path}/@v/${version}.${kind}`),
  )

describe.each<StoreName>(['a folder', 'a bucket'])('in %s', (store) => {
  test('what one run fetched, the next one reads: no proxy is asked anything, not even by a probe', async () => {
    const live = await rig().proxy()
    const miss = await stepWith(store, { inputs: { proxies: live.url } })
    expect(miss.outputs).toMatchObject({ result: 'complete', cache: 'miss', 'cache-hit': 'false' })
    expect(miss.report?.cache.save).toMatchObject({ kind: 'saved', files: 9 })
    expect(miss.report?.cache.shared).toMatchObject({ lacked: 9, written: { files: 9 }, troubles: [] })
    expect(await namesIn(store)).toEqual(objectsOf(rig().modules).sort())
    expect(miss.summary).toMatch(/Shared store: none of 9 missing files is there yet\. Wrote 9 files/)

    const [asked, connections] = [live.requests.length, live.connections()]
    const hit = await stepWith(store, {
      into: 'second',
      inputs: { proxies: `${live.url}|${await deadUrl()}` },
    })
    expect(hit.outputs).toMatchObject({
      result: 'complete',
      cache: 'exact',
      'cache-hit': 'true',
      'modules-total': '3',
      'modules-fetched': '0',
      'bytes-fetched': '0',
    })
    expect([live.requests.length, live.connections()]).toEqual([asked, connections])
    expect(hit.report?.cache.shared).toMatchObject({ read: { files: 9 }, lacked: 0, written: { files: 0 } })
    expect(hit.summary).toMatch(/Shared store: read 9 files .* It replaced every download\./)
  })

  test('a change of go.sum fetches its difference only, and writes it', async () => {
    const live = await rig().proxy()
    await stepWith(store, { inputs: { proxies: live.url } })
    const more = await Promise.all(
      ['four', 'five', 'six'].map((name) =>
        makeModule({ path: `example.com/${name}`, version: 'v1.2.3', sizeBytes: 5_000 }),
      ),
    )
    const all = [...rig().modules.slice(1), ...more]
    await writeProject(rig().job.workspace, {
      module: 'example.com/main',
      go: '1.21',
      requires: all,
      modules: all,
    })
    const before = new Set(await namesIn(store))
    const knowing = await rig().proxy(undefined, { modules: more })
    const step = await stepWith(store, { into: 'second', inputs: { proxies: knowing.url } })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'partial', 'modules-fetched': '3' })
    expect([...new Set(knowing.requests.map(({ module }) => module))].sort()).toEqual(
      more.map(({ path }) => path).sort(),
    )
    const written = (await namesIn(store)).filter((name) => !before.has(name))
    expect(written).toEqual(objectsOf(more).sort())
  })

  test('a zip with other content is refused, fetched elsewhere, told, and stays where it is', async () => {
    const evil = await makeModule({
      path: 'example.com/two',
      version: 'v1.0.0',
      files: { 'evil.go': 'package two\n' },
    })
    await put(store, 'example.com/two/@v/v1.0.0.zip', evil.zip)
    await put(store, 'example.com/two/@v/v1.0.0.ziphash', Buffer.from(evil.zipSum))
    const live = await rig().proxy()
    const step = await stepWith(store, { inputs: { proxies: live.url } })
    expect(step.outputs).toMatchObject({ result: 'recovered', 'modules-fetched': '3' })
    expect(step.report?.cache.problems).toEqual([
      { kind: 'tampered', what: 'example.com/two@v1.0.0', reason: expect.stringContaining('go.sum has h1:') },
    ])
    expect(step.report?.cache.shared).toMatchObject({ refused: 1, lacked: 8, written: { files: 8 } })
    expect(
      await readFile(join(moduleCache('first'), 'cache/download/example.com/two/@v/v1.0.0.zip')),
    ).toEqual(rig().modules[1]?.zip)
    expect(step.summary).toMatch(
      /The module cache is complete, but the shared store held .* the shared store held changed bytes of/s,
    )
    expect(await readdir(join(moduleCache('first'), 'example.com/two@v1.0.0'))).not.toContain('evil.go')
  })

  test('private modules are neither read nor written, unless the user shares them', async () => {
    const env = { GOPRIVATE: 'example.com/two', GONOPROXY: 'none', GONOSUMDB: '*' }
    const live = await rig().proxy()
    await stepWith(store, { inputs: { proxies: live.url }, env: { ...at(store).env, ...env } })
    expect((await namesIn(store)).filter((name) => name.includes('example.com/two'))).toEqual([])
    if (store === 'a bucket') {
      expect(server.requests.filter(({ key }) => key.includes('example.com/two'))).toEqual([])
    }
    const inputs = { proxies: live.url, 'share-private': 'true' }
    await stepWith(store, { into: 'second', inputs, env: { ...at(store).env, ...env } })
    expect((await namesIn(store)).filter((name) => name.includes('example.com/two'))).toHaveLength(3)
  })

  test('twenty jobs at once on an empty store: nobody fails, and each module is there once', async () => {
    const live = await rig().proxy()
    const steps = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        stepWith(store, {
          into: `job-${index}`,
          inputs: { proxies: live.url },
          env: { ...at(store).env, RUNNER_TEMP: join(rig().job.folder.path, `temp-${index}`) },
        }),
      ),
    )
    // `recovered` too: where twenty jobs share two cores, one may have asked again for a file that came late.
    const failed = steps.filter(({ outputs }) => !/^(complete|recovered)$/.test(outputs.result ?? ''))
    expect(failed.map(({ outputs }) => outputs)).toEqual([])
    // Twenty jobs may need more processor time than the machine has: what they left then, one alone writes.
    const isSlow = ({ outputs, report }: StepResult) =>
      outputs.cache === 'slow' || report?.cache.save.kind === 'slow'
    if (steps.some(isSlow)) await stepWith(store, { into: 'alone', inputs: { proxies: live.url } })
    expect(await namesIn(store)).toEqual(objectsOf(rig().modules).sort())
    const written = steps.reduce((sum, { report }) => sum + (report?.cache.shared?.written.files ?? 0), 0)
    // None by two. A job tells of fewer where it gave up waiting for the answer to a write that has arrived.
    expect(written).toBeLessThanOrEqual(9)
    if (store === 'a bucket') expect(server.writes).toHaveLength(9)
  }, 240_000)
})

test('a bucket is asked once for each file, gets each file once, and nothing else', async () => {
  const live = await rig().proxy()
  const methods = async (into: string) => {
    const before = server.requests.length
    await stepWith('a bucket', { into, inputs: { proxies: live.url } })
    return server.requests
      .slice(before)
      .map(({ method, key }) => `${method} ${key}`)
      .sort()
  }
  const files = objectsOf(rig().modules)
    .map((name) => `go/${name}`)
    .sort()
  const reads = files.map((key) => `GET ${key}`)
  expect(await methods('first')).toEqual([...reads, ...files.map((key) => `PUT ${key}`)])
  expect(await methods('second')).toEqual(reads)
})

test('where go.sum names nothing of what is missing the store is neither asked nor written, and that is told', async () => {
  await rm(join(rig().job.workspace, 'go.sum'))
  const step = await stepWith('a bucket', { inputs: { proxies: (await rig().proxy()).url } })
  expect(step.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
  expect(server.requests).toEqual([])
  expect(step.summary).toMatch(
    /Shared store: it gave nothing of what is missing\. Nothing was written: .*go\.sum.* names nothing that was missing and may be shared\./,
  )
})

describe('who may read and write', () => {
  const event = (base: string, head: string) => ({
    pull_request: { head: { repo: { full_name: head } }, base: { repo: { full_name: base } } },
  })
  const fork = event('example/app', 'stranger/app')
  const own = event('example/app', 'example/app')

  test.each<[string, string, object, Record<string, string>, 'both' | 'read' | 'nothing']>([
    ['a push', 'push', {}, {}, 'both'],
    ['a pull request of its own', 'pull_request', own, {}, 'both'],
    ['a pull request from a fork', 'pull_request', fork, {}, 'read'],
    ['a pull request from a fork, cache: true', 'pull_request', fork, { cache: 'true' }, 'read'],
    ['pull_request_target', 'pull_request_target', fork, {}, 'read'],
    ['issue_comment, cache: true', 'issue_comment', {}, { cache: 'true' }, 'read'],
    ['a release', 'release', {}, {}, 'nothing'],
    ['a release, cache: true', 'release', {}, { cache: 'true' }, 'both'],
    ['read-only on a push', 'push', {}, { cache: 'read-only' }, 'read'],
    ['false on a push', 'push', {}, { cache: 'false' }, 'nothing'],
  ])('%s, with credentials that may do everything', async (_, name, content, inputs, may) => {
    const path = join(rig().job.folder.path, 'event.json')
    await writeFile(path, JSON.stringify(content))
    const step = await stepWith('a bucket', {
      inputs: { ...inputs, proxies: (await rig().proxy()).url },
      env: {
        ...at('a bucket').env,
        GITHUB_EVENT_NAME: name,
        GITHUB_EVENT_PATH: path,
        GITHUB_REF_TYPE: 'branch',
      },
    })
    expect(step.outputs.result).toBe('complete')
    const methods = new Set(server.requests.map(({ method }) => method))
    expect([methods.has('GET'), methods.has('PUT')]).toEqual([may !== 'nothing', may === 'both'])
  })
})

describe('a bucket in trouble does not fail the step, and is told', () => {
  const error = (status: number, code: string): S3Fault => ({ kind: 'error', status, code })

  test.each([
    ['a wrong secret', error(403, 'SignatureDoesNotMatch'), 'denied', /check AWS_SECRET_ACCESS_KEY/],
    ['no such bucket', error(404, 'NoSuchBucket'), 'unavailable', /there is no bucket team-modules/],
    [
      'another region',
      { kind: 'error', status: 301, headers: { 'x-amz-bucket-region': 'eu-west-1' } },
      'unavailable',
      /set AWS_REGION: eu-west-1/,
    ],
    [
      'a skewed clock',
      error(403, 'RequestTimeTooSkewed'),
      'unavailable',
      /the clock of this machine is wrong/,
    ],
    ['a server that fails', error(500, 'InternalError'), 'unavailable', /status 500/],
    ['one that is silent', { kind: 'stall' }, 'slow', /too slow, given up/],
  ] as const)('%s', async (_, fault, cache, told) => {
    script = () => fault
    const step = await stepWith('a bucket', { inputs: { proxies: (await rig().proxy()).url } })
    expect(step.code).toBe(0)
    expect(step.outputs).toMatchObject({ result: 'complete', cache, 'modules-fetched': '3' })
    expect(step.summary).toMatch(told)
    expect(step.stdout).toMatch(told)
    expect(server.objects.size).toBe(0)
  })

  test('writing that is denied', async () => {
    script = ({ method }) => (method === 'PUT' ? error(403, 'AccessDenied') : null)
    const step = await stepWith('a bucket', { inputs: { proxies: (await rig().proxy()).url } })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
    expect(step.report?.cache.save).toMatchObject({ kind: 'denied' })
    expect(step.summary).toMatch(/grant s3:PutObject on <code>arn:aws:s3:::team-modules\/go\/\*/)
  })

  test('an endpoint that is no URL', async () => {
    const env = { ...credentials, AWS_ENDPOINT_URL_S3: 'minio' }
    const step = await stepWith('a bucket', { inputs: { proxies: (await rig().proxy()).url }, env })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'unavailable' })
    expect(step.summary).toContain('AWS_ENDPOINT_URL_S3 is no http or https URL')
  })

  test('no secret of it is in anything that the step publishes', async () => {
    script = ({ method }) => (method === 'PUT' ? error(403, 'AccessDenied') : null)
    const step = await stepWith('a bucket', {
      inputs: { proxies: (await rig().proxy()).url },
      env: { ...at('a bucket').env, ACTIONS_STEP_DEBUG: 'true', RUNNER_DEBUG: '1' },
    })
    const masks = /^::add-mask::.*$/gm
    const all = [step.stdout.replace(masks, ''), step.stderr, step.summary, JSON.stringify(step.report)]
    for (const text of all) expect(text).not.toMatch(/nobody-may-see|Signature=|AKIDEXAMPLE\//)
  })
})

test('a folder is a module proxy for go itself', async () => {
  const live = await rig().proxy()
  await stepWith('a folder', { inputs: { proxies: live.url } })
  await promisify(execFile)('go', ['mod', 'download'], {
    cwd: rig().job.workspace,
    env: {
      ...jobEnvironment(rig().job.folder.path),
      GOMODCACHE: moduleCache('by-go'),
      GOPROXY: pathToFileURL(directory()).href,
    },
  })
  expect(await readdir(join(moduleCache('by-go'), 'example.com'))).toHaveLength(3)
})

testIf(process.platform !== 'win32', 'on Windows everything is copied')(
  'in a folder on the same file system each file is there once',
  async () => {
    const live = await rig().proxy()
    await stepWith('a folder', { inputs: { proxies: live.url } })
    await stepWith('a folder', { inputs: { proxies: live.url }, into: 'second' })
    const name = 'example.com/two/@v/v1.0.0.zip'
    const inodes = await Promise.all(
      [
        directory(),
        join(moduleCache('first'), 'cache/download'),
        join(moduleCache('second'), 'cache/download'),
      ].map(async (folder) => (await stat(join(folder, name))).ino),
    )
    expect(new Set(inodes).size).toBe(1)
  },
)

test('a store below the workspace may be named relative to it', async () => {
  const { job, proxy } = rig()
  await job.step({ inputs: { proxies: (await proxy()).url, 'cache-store': 'directory:.cache/go' } })
  expect(await readdir(join(job.workspace, '.cache/go'))).toEqual(['example.com'])
})

test('a store that is a file: told, and the step succeeds', async () => {
  await writeFile(directory(), 'not a folder')
  const step = await stepWith('a folder', { inputs: { proxies: (await rig().proxy()).url } })
  expect(step.code).toBe(0)
  // Windows says of what lies below a file that it isn't there.
  const cache = notOnWindows ? 'unavailable' : 'miss'
  expect(step.outputs).toMatchObject({ result: 'complete', cache })
  expect(step.summary).toContain('a part of the path is not a folder')
})

test('where no proxy may be asked, the store still may', async () => {
  const live = await rig().proxy()
  await stepWith('a folder', { inputs: { proxies: live.url } })
  const step = await stepWith('a folder', {
    into: 'second',
    env: { GOPROXY: 'off' },
    inputs: { prefetch: 'false' },
  })
  expect(step.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
})

const versitygw = findVersitygw()

testIf(versitygw !== null, whyNoVersitygw)(
  'a real S3 server: miss, then exact, then nothing to do',
  async () => {
    const real = await startVersitygw(versitygw ?? '', join(rig().job.folder.path, 'buckets'))
    try {
      const live = await rig().proxy()
      const env = { ...real.env, AWS_EC2_METADATA_DISABLED: 'true' }
      const inputs = { proxies: live.url, 'cache-store': `s3://${real.bucket}/team/go` }
      const miss = await rig().job.step({ inputs, env, gomodcache: moduleCache('first') })
      expect(miss.report?.cache.shared).toMatchObject({ lacked: 9, written: { files: 9 }, troubles: [] })
      const asked = live.requests.length
      const hit = await rig().job.step({ inputs, env, gomodcache: moduleCache('second') })
      expect(hit.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
      expect(live.requests.length).toBe(asked)
      const warm = await rig().job.step({ inputs, env, gomodcache: moduleCache('second') })
      expect(warm.outputs).toMatchObject({ result: 'complete', cache: 'not-needed' })
    } finally {
      await real.close()
    }
  },
)
