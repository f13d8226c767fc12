// The rights of a bucket as docs/recipes.md gives them, under a server that others wrote: roles, the public, write-once, expiry.
// Maps to docs/recipes.md, src/store/s3/s3-store.ts, src/run/shared-store.ts.

import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { actionRig } from '../helpers/action-rig.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { codeOf, onlyCodeOf, withNames } from '../helpers/recipes.ts'
import { describeIf } from '../helpers/skip.ts'
import { jobEnvironment, type StepOptions } from '../helpers/step.ts'
import { makeModule, writeProject } from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'
import {
  findVersitygw,
  startVersitygwWithAccounts,
  type VersitygwWithAccounts,
  whyNoVersitygw,
} from '../helpers/versitygw.ts'

const [writer = '', trust = '', writeOnce = '', lifecycle = ''] = codeOf("The bucket's rights", 'json')
/** As the page says: without s3:PutObject it is the reader's. */
const reader = withNames(writer, { ', "s3:PutObject"': '' })
const everybody = onlyCodeOf('Forks and laptops: a bucket that everybody may read', 'json')

const bucket = 'acme-go-modules'
const store = { 'cache-store': `s3://${bucket}/v1` }
const program = findVersitygw()
const rig = actionRig()

describeIf(program !== null, whyNoVersitygw)('under versitygw', () => {
  let folder: TemporaryFolder
  let server: VersitygwWithAccounts
  let roles: Readonly<Record<'writer' | 'reader', Readonly<Record<string, string>>>>

  beforeAll(async () => {
    folder = await temporaryFolder('rgm-rights-')
    server = await startVersitygwWithAccounts(program ?? '', folder.path, bucket)
    roles = { writer: await server.account('writer', writer), reader: await server.account('reader', reader) }
  }, 120_000)
  afterAll(async () => {
    await server.close()
    await folder.remove()
  })

  const step = (env: Readonly<Record<string, string>>, { inputs, ...options }: StepOptions = {}) =>
    rig().job.step({
      ...options,
      inputs: { ...store, ...inputs },
      env: { ...env, ...options.env, AWS_EC2_METADATA_DISABLED: 'true' },
    })
  const into = (name: string) => ({ gomodcache: join(rig().job.folder.path, name) })

  /** A project whose modules no other test has put into the store. */
  async function anotherProject(owner: string) {
    const modules = await Promise.all(
      ['one', 'two'].map((name) => makeModule({ path: `example.com/${owner}/${name}`, version: 'v1.0.0' })),
    )
    const project = { module: 'example.com/main', go: '1.21', requires: modules, modules }
    await writeProject(rig().job.workspace, project)
    return rig().proxy(undefined, { modules })
  }

  test('the writer adds objects below the prefix, and can neither delete nor write elsewhere', async () => {
    const asWriter = { env: roles.writer, headers: { 'if-none-match': '*' }, body: 'x' }
    expect(await server.send('PUT', '/v1/rights/a', asWriter)).toMatchObject({ status: 200 })
    expect(await server.send('PUT', '/v1/rights/a', asWriter)).toMatchObject({ status: 412 })
    expect(await server.send('DELETE', '/v1/rights/a', { env: roles.writer })).toMatchObject({ status: 403 })
    expect(await server.send('PUT', '/v2/a', asWriter)).toMatchObject({ status: 403 })
    expect(await server.send('GET', '/v1/rights/a', { env: roles.reader })).toEqual({
      status: 200,
      text: 'x',
    })
  })

  test('the reader reads, is told what is not there, and can not write', async () => {
    const asReader = { env: roles.reader }
    expect(await server.send('GET', '/v1/rights/none', asReader)).toMatchObject({
      status: 404,
      text: expect.stringContaining('NoSuchKey'),
    })
    expect(await server.send('PUT', '/v1/rights/b', { ...asReader, body: 'x' })).toMatchObject({
      status: 403,
    })
    expect(await server.send('DELETE', '/v1/rights/a', asReader)).toMatchObject({ status: 403 })
  })

  test('a run with the role that writes fills the store, and one with the role that reads lives on it', async () => {
    const proxy = await anotherProject('roles')
    const first = await step(roles.writer, { inputs: { proxies: proxy.url }, ...into('first') })
    expect(first.report?.cache.shared).toMatchObject({ lacked: 6, written: { files: 6 }, troubles: [] })
    const second = await step(roles.reader, {
      inputs: { proxies: await deadUrl(), cache: 'read-only' },
      ...into('second'),
    })
    expect(second.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
  })

  test('with the role that reads, a run that may write is complete, and told what it was denied', async () => {
    const proxy = await anotherProject('denied')
    const run = await step(roles.reader, { inputs: { proxies: proxy.url } })
    expect(run.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
    expect(run.report?.cache.save).toMatchObject({ kind: 'denied' })
    expect(run.summary).toContain(`grant s3:PutObject on <code>arn:aws:s3:::${bucket}/v1/*`)
  })

  test('the step for MinIO-like servers, as it stands on the page but for its names', async () => {
    const proxy = await anotherProject('minio')
    const named = withNames(onlyCodeOf('MinIO-like servers', 'yaml'), {
      'https://minio.corp.example.com': server.url,
      'go-modules/v1': `${bucket}/v1`,
      '${{ secrets.MINIO_ACCESS_KEY }}': roles.writer.AWS_ACCESS_KEY_ID ?? '',
      '${{ secrets.MINIO_SECRET_KEY }}': roles.writer.AWS_SECRET_ACCESS_KEY ?? '',
    })
    const [{ env, with: inputs }] = parse(named)
    const run = (proxies: string, name: string) =>
      rig().job.step({ inputs: { ...inputs, proxies }, env, ...into(name) })
    expect((await run(proxy.url, 'first')).report?.cache.save).toMatchObject({ kind: 'saved', files: 6 })
    expect((await run(await deadUrl(), 'second')).outputs).toMatchObject({
      result: 'complete',
      cache: 'exact',
    })
  })

  describe('whom a role trusts', () => {
    // The account of the server is the only one that it knows.
    const own = withNames(trust, { '111122223333': '000000000000' })
    const role = (name: string, document: string) =>
      server.iam('CreateRole', { RoleName: name, AssumeRolePolicyDocument: document })

    test('is a document that the server takes for both roles', async () => {
      expect(await role('go-modules-writer', own)).toMatchObject({ status: 200 })
      const forReader = withNames(own, { 'repo:acme/*:ref:refs/heads/main': 'repo:acme/*:*' })
      expect(await role('go-modules-reader', forReader)).toMatchObject({ status: 200 })
      const rights = { RoleName: 'go-modules-writer', PolicyName: 'store', PolicyDocument: writer }
      expect(await server.iam('PutRolePolicy', rights)).toMatchObject({ status: 200 })
    })

    test('may not be all of GitHub: the server refuses it without a condition for the repository', async () => {
      const open = withNames(own, { 'token.actions.githubusercontent.com:sub': 'x:sub' })
      expect((await role('open', open)).status).toBe(400)
    })
  })

  describe('what this server does not know, as the page says', () => {
    test('the conditions of write-once: it refuses the document, and there the writer could write over', async () => {
      expect(await server.send('PUT', '?policy=', { body: writeOnce })).toMatchObject({
        status: 400,
        text: expect.stringContaining('invalid condition key'),
      })
      const plain = { env: roles.writer, body: 'y' }
      expect(await server.send('PUT', '/v1/rights/a', plain)).toMatchObject({ status: 200 })
    })

    test('lifecycle rules', async () => {
      const { status } = await server.send('PUT', '?lifecycle=', { body: lifecycleXml(lifecycle) })
      expect(status).toBe(501)
    })
  })

  describe('a bucket that everybody may read', () => {
    beforeAll(async () => {
      const put = await server.send('PUT', '?policy=', { body: everybody })
      if (put.status >= 300) throw new Error(`the policy was refused: ${put.text}`)
    })
    const anonymous = () => ({
      AWS_ENDPOINT_URL_S3: server.url,
      AWS_REGION: 'us-east-1',
    })
    const fork = async () => {
      const path = join(rig().job.folder.path, 'event.json')
      const repo = (name: string) => ({ repo: { full_name: name } })
      const head = { pull_request: { head: repo('stranger/app'), base: repo('example/app') } }
      await writeFile(path, JSON.stringify(head))
      return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: path }
    }

    test('a pull request from a fork reads it without credentials, and writes nothing', async () => {
      const proxy = await anotherProject('public')
      await step(roles.writer, { inputs: { proxies: proxy.url }, ...into('first') })
      const inputs = { proxies: await deadUrl() }
      const forked = await step(anonymous(), { inputs, env: await fork(), ...into('second') })
      expect(forked.outputs).toMatchObject({ result: 'complete', cache: 'exact' })
      const more = await anotherProject('fork')
      const lacking = await step(anonymous(), {
        inputs: { proxies: more.url },
        env: await fork(),
        ...into('third'),
      })
      expect(lacking.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
      expect((await server.send('GET', '/v1/example.com/fork/one/@v/v1.0.0.mod')).status).toBe(404)
    })

    test('without credentials nobody writes or deletes', async () => {
      for (const method of ['PUT', 'DELETE'])
        expect((await fetch(`${server.url}/${bucket}/v1/rights/a`, { method })).status).toBe(403)
    })

    test('go itself reads it as a proxy, and goes on to the next for what it lacks', async () => {
      const proxy = await anotherProject('laptop')
      await step(roles.writer, { inputs: { proxies: proxy.url }, ...into('first') })
      const [first = ''] = onlyCodeOf('Forks and laptops: a bucket that everybody may read', 'console').split(
        '\n',
      )
      const asked = proxy.requests.length
      const command = withNames(first.replace(/^\$ /, ''), {
        'https://acme-go-modules.s3.eu-west-1.amazonaws.com/v1': `${server.url}/${bucket}/v1`,
        'https://proxy.golang.org': proxy.url,
      })
      const onLaptop = async (name: string) => {
        const env = { ...jobEnvironment(rig().job.folder.path), GOMODCACHE: into(name).gomodcache }
        await promisify(execFile)('bash', ['-c', command], { cwd: rig().job.workspace, env })
        return readdir(join(into(name).gomodcache, 'example.com/laptop'))
      }
      expect(await onLaptop('laptop')).toEqual(['one@v1.0.0', 'two@v1.0.0'])
      expect(proxy.requests.length).toBe(asked)
      await server.send('DELETE', '/v1/example.com/laptop/two/@v/v1.0.0.zip')
      expect(await onLaptop('another')).toEqual(['one@v1.0.0', 'two@v1.0.0'])
      expect(proxy.requests.slice(asked).map(({ module, file }) => `${module} ${file}`)).toEqual([
        'example.com/laptop/two zip',
      ])
    })
  })
})

/** The rule as the server's own API takes it; the command-line tools take the JSON of the page. */
function lifecycleXml(json: string): string {
  const [rule] = JSON.parse(json).Rules
  return `<LifecycleConfiguration><Rule><ID>${rule.ID}</ID><Status>${rule.Status}</Status><Filter><Prefix>${rule.Filter.Prefix}</Prefix></Filter><Expiration><Days>${rule.Expiration.Days}</Days></Expiration></Rule></LifecycleConfiguration>`
}
