// What signs a request to a bucket.

import type { Http } from '../../../platform/http.ts'
import type { Environment } from '../../../text/environment.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** Null for those that don't end. */
  readonly expiresAt: Date | null
}

export type CredentialsAnswer =
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  /** This source isn't set up; of the chain: none is, so that requests go out unsigned. */
  | { readonly kind: 'none' }
  /** A source that is set up gave none. `reason` holds no secret. */
  | { readonly kind: 'failed'; readonly reason: string }

/** What a source may use. */
export interface SourceOptions {
  readonly env: Environment
  readonly http: Http
  readonly region: string
  readonly signal: AbortSignal
}
