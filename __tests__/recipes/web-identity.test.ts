// A role without another action, as docs/recipes.md shows it: the step's own script, then a run with what it set and nothing else.
// Maps to docs/recipes.md, src/store/s3/credentials/web-identity.ts.

import { execFile } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { parse } from 'yaml'
import { actionRig } from '../helpers/action-rig.ts'
import { type PlainServer, startServer } from '../helpers/plain-server.ts'
import { onlyCodeOf, withNames } from '../helpers/recipes.ts'
import { type S3Server, startS3Server } from '../helpers/s3-server.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'

const rig = actionRig()
const secrets = ['job-token-secret', 'oidc-token-secret', 'session-key-secret', 'session-token-secret']
const [jobToken = '', oidcToken = '', sessionKey = '', sessionToken = ''] = secrets
let bucket: S3Server
let github: PlainServer
let sts: PlainServer
let asked: URLSearchParams[]

beforeEach(async () => {
  asked = []
  bucket = await startS3Server()
  github = await startServer((request, response) => {
    const isRight =
      request.headers.authorization === `bearer ${jobToken}` && audienceOf(request) === 'sts.amazonaws.com'
    response.writeHead(isRight ? 200 : 401).end(JSON.stringify({ count: 1, value: oidcToken }))
  })
  sts = await startServer(async (request, response) => {
    asked.push(new URLSearchParams(await text(request)))
    const expires = new Date(Date.now() + 3_600_000).toISOString()
    response.end(
      `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>${sessionKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${expires}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    )
  })
})
afterEach(() => Promise.all([bucket, github, sts].map((server) => server.close())))

const audienceOf = ({ url = '' }: IncomingMessage) => new URL(url, 'http://x').searchParams.get('audience')

function recipe(): { readonly run: string; readonly inputs: Record<string, string> } {
  const code = withNames(onlyCodeOf('A role without another action', 'yaml'), {
    'acme-go-modules/v1': `${bucket.bucket}/v1`,
  })
  const { permissions, steps } = parse(code)
  expect(permissions).toMatchObject({ 'id-token': 'write' })
  const [, { run }, { with: inputs }] = steps
  return { run, inputs }
}

/** Runs the script as a runner does; gives the variables that later steps see. */
async function variablesOf(run: string, env: Readonly<Record<string, string>>) {
  const { path } = rig().job.folder
  const file = join(path, 'github-env')
  await writeFile(file, '')
  const own = { PATH: process.env.PATH ?? '', GITHUB_ENV: file, RUNNER_TEMP: path, ...env }
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  await promisify(execFile)('bash', ['-e', '-c', run], { env: own })
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean)
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)))
}

const hasJq = await promisify(execFile)('jq', ['--version']).then(
  () => true,
  () => false,
)

testIf(notOnWindows && hasJq, 'the step is written for bash, and uses jq')(
  'the job gets a token, the run takes it to AWS, and every request for the bucket is signed with what came of it',
  async () => {
    const { run, inputs } = recipe()
    const set = await variablesOf(run, {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${github.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: jobToken,
    })
    const role = 'arn:aws:iam::111122223333:role/go-modules-reader'
    const path = join(rig().job.folder.path, 'aws-token')
    expect(set).toEqual({ AWS_WEB_IDENTITY_TOKEN_FILE: path, AWS_ROLE_ARN: role, AWS_REGION: 'eu-west-1' })
    expect((await stat(path)).mode & 0o777).toBe(0o600)

    const endpoints = { AWS_ENDPOINT_URL_STS: sts.url, AWS_ENDPOINT_URL_S3: bucket.url }
    const proxies = (await rig().proxy()).url
    const step = await rig().job.step({ inputs: { ...inputs, proxies }, env: { ...set, ...endpoints } })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
    expect(asked.map((form) => Object.fromEntries(form))).toEqual([
      {
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: role,
        RoleSessionName: 'resilient-go-modules',
        WebIdentityToken: oidcToken,
      },
    ])
    expect(bucket.requests.length).toBeGreaterThan(0)
    for (const { method, headers } of bucket.requests) {
      expect(method).toBe('GET')
      expect(headers['x-amz-security-token']).toBe(sessionToken)
      expect(headers.authorization).toMatch(/Credential=ASIAEXAMPLE\/\d{8}\/eu-west-1\/s3\/aws4_request/)
    }
    const told = [step.stdout.replace(/^::add-mask::.*$/gm, ''), step.stderr, step.summary].join('\n')
    for (const secret of secrets) expect(told).not.toContain(secret)
  },
)

testIf(notOnWindows, 'the step is written for bash')(
  'a pull request from a fork gets no token: the step passes, sets nothing, and the run reads without',
  async () => {
    const { run, inputs } = recipe()
    const set = await variablesOf(run, {})
    expect(set).toEqual({})
    const proxies = (await rig().proxy()).url
    const env = { AWS_ENDPOINT_URL_S3: bucket.url, AWS_EC2_METADATA_DISABLED: 'true' }
    const step = await rig().job.step({ inputs: { ...inputs, proxies }, env })
    expect(step.outputs).toMatchObject({ result: 'complete', cache: 'miss' })
    expect(asked).toEqual([])
    expect(bucket.requests.filter(({ headers }) => headers.authorization !== undefined)).toEqual([])
  },
)
