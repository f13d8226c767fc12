// Opens the bucket of `cache-store`: finds its server, and who signs for it. Loaded only where a bucket is used.

import type { Clock, Random } from '../../platform/clock.ts'
import type { Http } from '../../platform/http.ts'
import type { Environment } from '../../text/environment.ts'
import type { ModuleStore } from '../store.ts'
import { createCredentialChain } from './credential-chain.ts'
import { type BucketName, locateBucket } from './location.ts'
import { createS3Store } from './s3-store.ts'

/** Asks nobody yet; a problem is a setting that names no server. */
export function openS3Store(
  options: BucketName & {
    readonly env: Environment
    readonly http: Http
    readonly clock: Clock
    readonly random: Random
    readonly mask: (secrets: readonly string[]) => Promise<void>
  },
):
  | { readonly kind: 'ok'; readonly store: ModuleStore }
  | { readonly kind: 'problem'; readonly reason: string } {
  const { bucket, prefix, env } = options
  const located = locateBucket({ bucket, prefix }, env)
  if (located.kind === 'problem') return located
  const { location } = located
  const credentials = createCredentialChain({ ...options, region: location.region })
  return { kind: 'ok', store: createS3Store({ ...options, location, credentials }) }
}
