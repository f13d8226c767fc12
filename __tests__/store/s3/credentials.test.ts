// Where the credentials for a bucket come from, in which order, and that no other host is asked for them.
// Maps to src/store/s3/credential-chain.ts, src/store/s3/credentials/, src/store/s3/read-text.ts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import type { Clock } from '../../../src/platform/clock.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { createHttp } from '../../../src/platform/http.ts'
import { createCredentialChain } from '../../../src/store/s3/credential-chain.ts'
import { type PlainServer, startServer } from '../../helpers/plain-server.ts'
import { type TemporaryFolder, temporaryFolder } from '../../helpers/temp.ts'

let folder: TemporaryFolder
let server: PlainServer
let answers: Readonly<Record<string, string>> = {}
let expiration = '2099-01-01T00:00:00Z'
const bodies: string[] = []

beforeAll(async () => {
  folder = await temporaryFolder('rgm-credentials-')
  await writeFile(join(folder.path, 'token'), 'web-token\n')
  server = await startServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    bodies.push(Buffer.concat(chunks).toString())
    const answer = answers[`${request.method} ${request.url}`]
    response.writeHead(answer === undefined ? 404 : 200).end(answer)
  })
})
afterEach(() => {
  bodies.splice(0)
})
afterAll(async () => {
  await server.close()
  await folder.remove()
})

const json = () =>
  JSON.stringify({
    AccessKeyId: 'AK',
    SecretAccessKey: 'temporary',
    Token: 'session',
    Expiration: expiration,
  })
const xml = `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
<AccessKeyId>AKW</AccessKeyId><SecretAccessKey>web&amp;secret</SecretAccessKey>
<SessionToken>web-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`

const metadata = () => ({
  'PUT /latest/api/token': 'metadata-token',
  'GET /latest/meta-data/iam/security-credentials/': 'ci-role\n',
  'GET /latest/meta-data/iam/security-credentials/ci-role': json(),
})

function chain(env: Readonly<Record<string, string>>, clock: Clock = systemClock) {
  const masked: string[] = []
  // A forward proxy may see none of these.
  const http = createHttp({ env: { HTTP_PROXY: 'http://127.0.0.1:9', ...env } })
  const ask = createCredentialChain({
    env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: server.url, ...env },
    http,
    region: 'eu-west-1',
    clock,
    mask: async (secrets) => {
      masked.push(...secrets)
    },
  })
  return { ask: () => ask(AbortSignal.timeout(120_000)), masked, close: http.close }
}

const asked = () => server.requests.map(({ method, url }) => `${method} ${url}`)

test('the environment comes first, and asks nobody', async () => {
  const before = asked().length
  const { ask, masked, close } = chain({
    AWS_ACCESS_KEY_ID: 'AK',
    AWS_SECRET_ACCESS_KEY: 'own-secret',
    AWS_SESSION_TOKEN: 'own-session',
    AWS_ROLE_ARN: 'arn:aws:iam::1:role/x',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder.path, 'token'),
  })
  expect(await ask()).toMatchObject({
    credentials: { accessKeyId: 'AK', secretAccessKey: 'own-secret', sessionToken: 'own-session' },
  })
  expect(masked).toEqual(['own-secret', 'own-session'])
  expect(asked().length).toBe(before)
  await close()
})

test('a token for a role is exchanged at the endpoint of STS', async () => {
  answers = { 'POST /': xml }
  const { ask, masked, close } = chain({
    AWS_ENDPOINT_URL_STS: server.url,
    AWS_ROLE_ARN: 'arn:aws:iam::1:role/x',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder.path, 'token'),
  })
  expect(await ask()).toMatchObject({
    credentials: { accessKeyId: 'AKW', secretAccessKey: 'web&secret', sessionToken: 'web-session' },
  })
  expect(masked).toEqual(['web&secret', 'web-session'])
  expect(bodies[0]).toContain('WebIdentityToken=web-token')
  expect(bodies[0]).toContain('RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx')
  await close()
})

test('a role that is refused is named, and nothing else is tried', async () => {
  answers = { ...metadata() }
  const { ask, close } = chain({
    AWS_ENDPOINT_URL_STS: server.url,
    AWS_ROLE_ARN: 'arn:aws:iam::1:role/x',
    AWS_WEB_IDENTITY_TOKEN_FILE: join(folder.path, 'token'),
  })
  expect(await ask()).toEqual({
    kind: 'failed',
    reason:
      'the security token service gave no credentials: status 404: check AWS_ROLE_ARN and the trust policy of that role',
  })
  await close()
})

test('a container asks its own endpoint with its token, past every forward proxy', async () => {
  answers = { 'GET /creds': json() }
  const { ask, masked, close } = chain({
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}/creds`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: 'container-token',
  })
  expect(await ask()).toMatchObject({ credentials: { secretAccessKey: 'temporary' } })
  expect(server.requests.at(-1)?.headers.authorization).toBe('container-token')
  expect(masked).toEqual(['temporary', 'session'])
  await close()
})

test('a container endpoint elsewhere must be https', async () => {
  const { ask, close } = chain({ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://example.com/creds' })
  expect(await ask()).toMatchObject({
    kind: 'failed',
    reason: expect.stringContaining('example.com may be asked over https only'),
  })
  await close()
})

test('an instance is asked last, by a token of its own', async () => {
  answers = metadata()
  const { ask, close } = chain({})
  expect(await ask()).toMatchObject({ credentials: { accessKeyId: 'AK', sessionToken: 'session' } })
  expect(asked().slice(-3)).toEqual(Object.keys(metadata()))
  expect(server.requests.at(-1)?.headers['x-aws-ec2-metadata-token']).toBe('metadata-token')
  await close()
})

test('a machine that is no instance has none', async () => {
  answers = {}
  const { ask, close } = chain({})
  expect(await ask()).toEqual({ kind: 'none' })
  await close()
})

test('AWS_EC2_METADATA_DISABLED is heeded', async () => {
  answers = metadata()
  const before = asked().length
  const { ask, close } = chain({ AWS_EC2_METADATA_DISABLED: 'true' })
  expect(await ask()).toEqual({ kind: 'none' })
  expect(asked().length).toBe(before)
  await close()
})

test('they are got once, and anew shortly before they end', async () => {
  expiration = '2026-01-01T01:00:00Z'
  answers = { 'GET /creds': json() }
  let now = '2026-01-01T00:00:00Z'
  const clock = { ...systemClock, date: () => new Date(now) }
  const { ask, close } = chain({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}/creds` }, clock)
  const before = asked().length
  await Promise.all([ask(), ask()])
  await ask()
  expect(asked().length - before).toBe(1)
  now = '2026-01-01T00:59:30Z'
  await ask()
  expect(asked().length - before).toBe(2)
  await close()
})

test.each([
  ['AWS_SECRET_ACCESS_KEY', { AWS_ACCESS_KEY_ID: 'AK' }],
  ['AWS_ACCESS_KEY_ID', { AWS_SECRET_ACCESS_KEY: 'half-a-pair' }],
])('%s alone is missing', async (variable, env) => {
  const { ask, close } = chain(env)
  expect(await ask()).toMatchObject({ reason: expect.stringContaining(`${variable} is not set`) })
  await close()
})
