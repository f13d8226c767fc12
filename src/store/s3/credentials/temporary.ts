// The JSON in which containers and instances are given temporary credentials.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html

import * as v from 'valibot'
import { parseJson } from '../../../text/json.ts'
import type { CredentialsAnswer } from './credentials.ts'

const shape = v.object({
  AccessKeyId: v.pipe(v.string(), v.nonEmpty()),
  SecretAccessKey: v.pipe(v.string(), v.nonEmpty()),
  Token: v.optional(v.string()),
  Expiration: v.optional(v.string()),
})

/** `from` names the source in a problem. */
export function readTemporaryCredentials(text: string, from: string): CredentialsAnswer {
  const parsed = parseJson(shape, text)
  if (parsed.kind === 'unreadable')
    return { kind: 'failed', reason: `${from} answered with no credentials: ${parsed.problem}` }
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token, Expiration } = parsed.value
  return {
    kind: 'credentials',
    credentials: {
      accessKeyId,
      secretAccessKey,
      expiresAt: dateOf(Expiration),
      ...(Token && { sessionToken: Token }),
    },
  }
}

/** Null for a date that can't be read. */
export function dateOf(text: string | undefined): Date | null {
  const date = new Date(text ?? '')
  return Number.isNaN(date.getTime()) ? null : date
}
