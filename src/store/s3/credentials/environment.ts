// Credentials that the job's environment holds.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html

import type { Environment } from '../../../text/environment.ts'
import type { CredentialsAnswer } from './credentials.ts'

/** AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN. */
export function environmentCredentials(env: Environment): CredentialsAnswer {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
  if (!accessKeyId && !secretAccessKey) return { kind: 'none' }
  if (!accessKeyId) return missing('AWS_ACCESS_KEY_ID')
  if (!secretAccessKey) return missing('AWS_SECRET_ACCESS_KEY')
  const { AWS_SESSION_TOKEN: sessionToken } = env
  return {
    kind: 'credentials',
    credentials: { accessKeyId, secretAccessKey, expiresAt: null, ...(sessionToken && { sessionToken }) },
  }
}

function missing(variable: string): CredentialsAnswer {
  return { kind: 'failed', reason: `${variable} is not set, though its counterpart is: set both or neither` }
}
