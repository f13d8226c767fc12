// Credentials of a role for a token that the platform signed: Kubernetes (IRSA), or a workflow's own OIDC token in a file.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html

import { readFile } from 'node:fs/promises'
import { awsHost, endpointOf } from '../location.ts'
import { askForText } from '../read-text.ts'
import { errorCodeOf, textOfElement } from '../xml.ts'
import type { CredentialsAnswer, SourceOptions } from './credentials.ts'
import { dateOf } from './temporary.ts'

const limitMs = 5_000

/** AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN; the security token service of the region, or of AWS_ENDPOINT_URL_STS. */
export async function webIdentityCredentials({
  env,
  http,
  region,
  signal,
}: SourceOptions): Promise<CredentialsAnswer> {
  const { AWS_WEB_IDENTITY_TOKEN_FILE: path, AWS_ROLE_ARN: role } = env
  if (!path || !role) return { kind: 'none' }
  const token = await readFile(path, 'utf8').catch(() => null)
  if (token === null) return failed(`the file of AWS_WEB_IDENTITY_TOKEN_FILE can't be read: ${path}`)
  const endpoint = endpointOf('STS', env)
  if (endpoint !== null && endpoint.url === null)
    return failed(`${endpoint.variable} is no http or https URL`)
  const form = new URLSearchParams({
    Action: 'AssumeRoleWithWebIdentity',
    Version: '2011-06-15',
    RoleArn: role,
    RoleSessionName: env.AWS_ROLE_SESSION_NAME || 'resilient-go-modules',
    WebIdentityToken: token.trim(),
  })
  const answer = await askForText(http, {
    method: 'POST',
    url: endpoint?.url?.href ?? `https://${awsHost('sts', region)}/`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/xml' },
    body: () => Buffer.from(form.toString()),
    limitMs,
    signal,
  })
  if (answer.kind === 'failed') return failed(answer.reason)
  if (answer.status !== 200) {
    const code = errorCodeOf(answer.text) ?? `status ${answer.status}`
    return failed(`${code}: check AWS_ROLE_ARN and the trust policy of that role`)
  }
  return readAnswer(answer.text)
}

function readAnswer(xml: string): CredentialsAnswer {
  const accessKeyId = textOfElement(xml, 'AccessKeyId')
  const secretAccessKey = textOfElement(xml, 'SecretAccessKey')
  const sessionToken = textOfElement(xml, 'SessionToken')
  if (accessKeyId === null || secretAccessKey === null || sessionToken === null)
    return failed('the answer holds no credentials')
  const expiresAt = dateOf(textOfElement(xml, 'Expiration') ?? undefined)
  return { kind: 'credentials', credentials: { accessKeyId, secretAccessKey, sessionToken, expiresAt } }
}

function failed(reason: string): CredentialsAnswer {
  return { kind: 'failed', reason: `the security token service gave no credentials: ${reason}` }
}
