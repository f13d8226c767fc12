// Who gives the credentials for a bucket: the sources that AWS's SDKs ask, in their order.
// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html

import type { Clock } from '../../platform/clock.ts'
import { containerCredentials } from './credentials/container.ts'
import type { Credentials, CredentialsAnswer, SourceOptions } from './credentials/credentials.ts'
import { environmentCredentials } from './credentials/environment.ts'
import { instanceCredentials } from './credentials/instance-metadata.ts'
import { webIdentityCredentials } from './credentials/web-identity.ts'

/** A source; never rejects. */
type Source = (options: SourceOptions) => Promise<CredentialsAnswer>

/** The shared files `~/.aws/config` and `credentials` stand between the first two in the SDKs; they aren't read here. */
const sources: readonly Source[] = [
  async ({ env }) => environmentCredentials(env),
  webIdentityCredentials,
  containerCredentials,
  instanceCredentials,
]

/** Credentials that end within this are got anew before a request is signed. */
const renewBeforeMs = 60_000

/** Gives the credentials of the first source that is set up; asks it once, and again shortly before they end. */
export function createCredentialChain(
  options: Omit<SourceOptions, 'signal'> & {
    readonly clock: Clock
    /** Told every secret before it is used. */
    readonly mask: (secrets: readonly string[]) => Promise<void>
  },
): (signal: AbortSignal) => Promise<CredentialsAnswer> {
  const { clock, mask } = options
  let known: Promise<CredentialsAnswer> | null = null
  const ask = async (signal: AbortSignal): Promise<CredentialsAnswer> => {
    for (const source of sources) {
      const answer = await source({ ...options, signal })
      if (answer.kind === 'none') continue
      if (answer.kind === 'credentials') await mask(secretsOf(answer.credentials))
      return answer
    }
    return { kind: 'none' }
  }
  return async (signal) => {
    known ??= ask(signal)
    const answer = await known
    if (answer.kind !== 'credentials' || !isEnding(answer.credentials, clock.date())) return answer
    known = ask(signal)
    return known
  }
}

function isEnding({ expiresAt }: Credentials, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() - now.getTime() < renewBeforeMs
}

function secretsOf({ secretAccessKey, sessionToken }: Credentials): readonly string[] {
  return sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken]
}
