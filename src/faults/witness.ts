// What classification is given: the witnesses of a failure, in order of trust.

import type { EvidenceLine } from './fault.ts'
import type { FaultId } from './registry.ts'

/** A request of ours that failed: seen by us, so no text has to be matched. */
export interface FetchWitness {
  /** `path@version`. */
  readonly module: string
  readonly proxy: string
  readonly host: string
  readonly url: string
  readonly id: FaultId
  /** One line, redacted: `GET <url>: 503 Service Unavailable`. */
  readonly text: string
}

/** An `Error` of `go mod download -json`: the module is known whatever the text says. */
export interface ModuleErrorWitness {
  readonly path: string
  readonly version: string
  readonly error: string
}

/** How the `go` process ended. */
export type ExitWitness =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  /** Our watchdog cut it off after `idleMs` without a sign of life, or at the total limit. */
  | { readonly kind: 'stalled'; readonly idleMs: number; readonly lastUrl: string | null }
  | { readonly kind: 'deadline'; readonly limitMs: number; readonly lastUrl: string | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-started'; readonly message: string }

/** What is known about the environment; makes remedies concrete. All optional: `classify` of a bare log knows nothing. */
export interface FaultContext {
  readonly goVersion?: string
  /** Without credentials. */
  readonly goproxy?: string
  readonly goprivate?: string
  readonly platform?: string
  /** Of HTTPS_PROXY and HTTP_PROXY; null where one is not set. */
  readonly forwardProxies?: Readonly<Record<'https' | 'http', ForwardProxy | null>>
  /** `GITHUB_REPOSITORY`, and whether it works on a pull request from a fork, and so without secrets. */
  readonly repository?: string
  readonly fork?: boolean
  /** Not one certificate of an authority was found where `go` looks for them. */
  readonly trustsNobody?: boolean
  /** NODE_EXTRA_CA_CERTS is set, which only Node heeds. */
  readonly nodeCertificates?: boolean
}

/** All witnesses of one attempt, or of one log. */
export interface Witnesses {
  readonly fetch?: readonly FetchWitness[]
  readonly modules?: readonly ModuleErrorWitness[]
  readonly exit?: ExitWitness
  /** URLs of the zips that a server sent to this very `go`: what is damaged of them was sent so, and is no file of the module cache. */
  readonly zips?: readonly string[]
  /** Lines of stderr, or of a whole log. */
  readonly lines?: readonly string[]
  readonly context?: FaultContext
}

/** Lines to show to a person: those around the cause, with a count of those left out. */
export interface Excerpt {
  readonly lines: readonly (EvidenceLine & { readonly causal: boolean; readonly repeats: number })[]
  readonly omitted: number
}

/** A forward proxy as a remedy names it. */
export interface ForwardProxy {
  /** Host and port, without credentials. */
  readonly host: string
  /** Does the setting hold a user or a password already? */
  readonly hasCredentials: boolean
}
