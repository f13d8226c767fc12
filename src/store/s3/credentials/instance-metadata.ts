// Credentials of the role of an EC2 instance, from its metadata service, version 2.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html

import { askForText, type TextAnswer } from '../read-text.ts'
import type { CredentialsAnswer, SourceOptions } from './credentials.ts'
import { readTemporaryCredentials } from './temporary.ts'

/** It answers within milliseconds; on other machines nobody does. The SDKs wait as long. */
const limitMs = 1_000
const address = 'http://169.254.169.254'
const tokenSeconds = 300

const none: CredentialsAnswer = { kind: 'none' }

/** Asked last, and not where AWS_EC2_METADATA_DISABLED is `true`. What isn't an instance with a role has none. */
export async function instanceCredentials({ env, http, signal }: SourceOptions): Promise<CredentialsAnswer> {
  if (env.AWS_EC2_METADATA_DISABLED?.trim().toLowerCase() === 'true') return none
  const base = env.AWS_EC2_METADATA_SERVICE_ENDPOINT || address
  if (!URL.canParse(base)) return none
  const ask = (
    method: 'GET' | 'PUT',
    path: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<TextAnswer> => {
    const url = new URL(`/latest/${path}`, base).href
    return askForText(http, {
      method,
      url,
      headers,
      limitMs,
      signal,
      direct: true,
      ...(method === 'PUT' && { body: () => Buffer.alloc(0) }),
    })
  }
  const token = await ask('PUT', 'api/token', {
    'x-aws-ec2-metadata-token-ttl-seconds': String(tokenSeconds),
  })
  // Other clouds have a service at the same address, which knows no such token.
  if (!isFound(token) || !/^[\x21-\x7e]{1,1024}$/.test(token.text)) return none
  const headers = { 'x-aws-ec2-metadata-token': token.text }
  const roles = await ask('GET', 'meta-data/iam/security-credentials/', headers)
  const role = isFound(roles) ? roles.text.split('\n', 1)[0]?.trim() : ''
  if (!role || !/^[\w+=,.@-]{1,128}$/.test(role)) return none
  const answer = await ask('GET', `meta-data/iam/security-credentials/${encodeURIComponent(role)}`, headers)
  if (!isFound(answer))
    return {
      kind: 'failed',
      reason: `the instance metadata service gave no credentials for the role ${role}`,
    }
  return readTemporaryCredentials(answer.text, 'the instance metadata service')
}

function isFound(answer: TextAnswer): answer is Extract<TextAnswer, { kind: 'text' }> {
  return answer.kind === 'text' && answer.status === 200
}
