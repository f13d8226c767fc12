// What an answer of S3 means: an object, none, or trouble, which is told with the next step.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html

import type { StoreTrouble, StoreTroubleKind } from '../trouble.ts'
import type { S3Location } from './location.ts'
import { errorCodeOf, textOfElement } from './xml.ts'

/** An answer that isn't a success. */
export interface FailedAnswer {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The beginning of the body; empty of an answer to HEAD. */
  readonly text: string
  /** Was the request signed? */
  readonly isSigned: boolean
}

export type AnswerMeaning =
  | { readonly kind: 'absent' }
  /** The object is there already (`If-None-Match`). */
  | { readonly kind: 'exists' }
  /** Another write of this object is under way. */
  | { readonly kind: 'conflict' }
  /** The server has no conditional writes. */
  | { readonly kind: 'no-conditions' }
  | { readonly kind: 'failed'; readonly trouble: StoreTrouble }

/** The meaning of an answer other than 200. */
export function readFailedAnswer(answer: FailedAnswer, location: S3Location): AnswerMeaning {
  const { method, status } = answer
  const code = errorCodeOf(answer.text) ?? ''
  if (method === 'PUT' && status === 412) return { kind: 'exists' }
  if (method === 'PUT' && status === 409) return { kind: 'conflict' }
  if (method === 'PUT' && (code === 'NotImplemented' || status === 501)) return { kind: 'no-conditions' }
  if (code === 'NoSuchBucket') return failed('misconfigured', noBucket(location))
  const named = reasons.find(({ codes }) => codes.includes(code))
  if (named !== undefined) return failed(named.kind, named.reason(location))
  if (status === 404 || status === 410) return { kind: 'absent' }
  const region = regionToldBy(answer)
  if (region !== null || status === 301 || status === 307)
    return failed('misconfigured', wrongRegion(region, location))
  if (status === 401 || status === 403) {
    const { trouble } = failed('denied', denied(answer, location))
    return { kind: 'failed', trouble: { ...trouble, mayBeAbsent: method !== 'PUT' } }
  }
  if (status === 429 || status === 503)
    return failed('busy', `${told(status, code)}: it asks for fewer requests`)
  return failed('unavailable', `${location.host} answered with ${told(status, code)}`)
}

interface NamedReason {
  readonly codes: readonly string[]
  readonly kind: StoreTroubleKind
  readonly reason: (location: S3Location) => string
}

const reasons: readonly NamedReason[] = [
  {
    codes: ['RequestTimeTooSkewed', 'RequestExpired'],
    kind: 'misconfigured',
    reason: ({ host }) =>
      `the clock of this machine is wrong for ${host}: set it by NTP (RequestTimeTooSkewed)`,
  },
  {
    codes: ['InvalidAccessKeyId', 'XAdminUserNotFound'],
    kind: 'denied',
    reason: ({ host }) => `${host} does not know the access key: check AWS_ACCESS_KEY_ID, and the endpoint`,
  },
  {
    codes: ['SignatureDoesNotMatch'],
    kind: 'denied',
    reason: ({ host }) =>
      `the secret key does not belong to the access key, says ${host}: check AWS_SECRET_ACCESS_KEY (SignatureDoesNotMatch)`,
  },
  {
    codes: ['ExpiredToken', 'TokenRefreshRequired', 'InvalidToken', 'ExpiredTokenException'],
    kind: 'denied',
    reason: () =>
      'the session token is no longer valid: get credentials anew in a step before this one, or check AWS_SESSION_TOKEN',
  },
  {
    codes: ['SlowDown', 'RequestLimitExceeded', 'TooManyRequests'],
    kind: 'busy',
    reason: ({ host }) => `${host} asks for fewer requests (SlowDown)`,
  },
]

function noBucket({ bucket, host, endpointVariable }: S3Location): string {
  const where = endpointVariable === null ? 'the name in cache-store' : `cache-store and ${endpointVariable}`
  return `there is no bucket ${bucket} at ${host}: check ${where}`
}

/** `x-amz-bucket-region`, or what an error says; null where neither names a region. */
function regionToldBy({ headers, text, status }: FailedAnswer): string | null {
  const isAboutRegion = status === 301 || status === 307 || status === 400
  const region = headers['x-amz-bucket-region'] ?? textOfElement(text, 'Region')
  return isAboutRegion && region !== null && /^[a-z0-9-]{1,64}$/.test(region) ? region : null
}

function wrongRegion(region: string | null, { bucket, host, region: asked }: S3Location): string {
  const next = region === null ? 'set AWS_REGION to its region' : `set AWS_REGION: ${region}`
  return region === null || region !== asked
    ? `the bucket ${bucket} is in another region than ${asked}: ${next}`
    : `the bucket ${bucket} can't be asked at ${host}: check AWS_ENDPOINT_URL_S3`
}

function denied({ method, isSigned }: FailedAnswer, { bucket, prefix }: S3Location): string {
  const objects = `arn:aws:s3:::${bucket}/${prefix === '' ? '' : `${prefix}/`}*`
  if (!isSigned && method === 'PUT') return 'no credentials were found, so that nothing can be written'
  if (method === 'PUT') return `these credentials may not write: grant s3:PutObject on ${objects}`
  if (!isSigned)
    return `no credentials were found, and the bucket ${bucket} is not public: give some, or allow everybody s3:GetObject on ${objects}`
  return `these credentials may not read: grant s3:GetObject on ${objects}, and s3:ListBucket on arn:aws:s3:::${bucket} to tell a missing object from a denied one`
}

function told(status: number, code: string): string {
  return `status ${status}${code === '' ? '' : ` (${code})`}`
}

function failed(kind: StoreTroubleKind, reason: string): { kind: 'failed'; trouble: StoreTrouble } {
  return { kind: 'failed', trouble: { kind, reason } }
}
