// What a case is made of: a project, a scripted network, one command, and what is wrong.

import type { CertificateKind } from './certificates.ts'
import type { ModuleContent } from './module-content.ts'
import type { Label } from './sample.ts'

/** A request as a scripted host sees it. */
export interface Ask {
  readonly host: string
  /** Decoded path without the query. */
  readonly path: string
  readonly goGet: boolean
  /** How often this path was asked before. */
  readonly before: number
}

/** What a scripted host does with a request. */
export type Answer =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: string | Buffer
      readonly type?: string
      readonly headers?: Record<string, string>
    }
  /** The connection is reset before an answer, or closed without one. */
  | { readonly kind: 'reset' | 'close' }
  /** Headers, half of the body, then closed or reset. */
  | { readonly kind: 'cut'; readonly by: 'close' | 'reset'; readonly chunked?: true }
  /** Bytes instead of an HTTP answer. */
  | { readonly kind: 'raw'; readonly bytes: string }
  /** An HTTP/2 stream error after the headers (`late`) or instead of them. */
  | { readonly kind: 'stream-error'; readonly code: number; readonly late?: true }
  | { readonly kind: 'goaway'; readonly code: number }
  | { readonly kind: 'silence' }

/** How a host behaves: as a connection, and for requests. `undefined` from `answer` means the healthy answer. */
export interface HostScript {
  readonly connection?: 'refused' | 'reset' | 'plain' | 'silent' | 'forward-proxy'
  readonly certificate?: CertificateKind
  readonly http2?: true
  readonly port?: number
  readonly answer?: (ask: Ask) => Answer | undefined
  /** For a forward proxy: the status line of its answer to CONNECT; null closes the tunnel after it is made. */
  readonly connect?: { readonly status: string } | 'cut'
}

export type NameFault = 'nxdomain' | 'servfail' | 'silent' | 'empty' | { readonly address: string }

/** A place in which a command runs. */
export interface Place {
  readonly work: string
  readonly home: string
  readonly modCache: string
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
  shell(command: string): Promise<string>
}

/** One run of `go`. */
export interface Scene {
  readonly label: Label
  /** Required modules, served by every module proxy that isn't told otherwise. */
  readonly modules: readonly ModuleContent[]
  /** The whole go.mod, if the one made of `modules` isn't wanted. */
  readonly goMod?: string
  /** Lines after the requires. */
  readonly goModExtra?: string
  readonly goSum?: string
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly args: readonly string[]
  readonly hosts?: Readonly<Record<string, HostScript>>
  readonly names?: Readonly<Record<string, NameFault>>
  /** Serves a signed checksum database at sum.golang.org that vouches for these. */
  readonly vouched?: readonly ModuleContent[]
  readonly prepare?: (place: Place) => Promise<void>
  /** Runs as this user instead of root. */
  readonly user?: number
  readonly synRetries?: number
  readonly killAfterMs?: number
  /** Shell words before `go`, such as a limit. */
  readonly through?: string
  readonly resolver?: string
}

/** What changes from one run of a case to the next, so that texts differ in more than the release. */
export interface Variation {
  readonly go: string
  readonly index: number
  /** A module of the outside world, invented content. */
  readonly module: ModuleContent
  readonly modules: readonly ModuleContent[]
  /** Host of the module proxy. */
  readonly proxy: string
  readonly corporate: string
  /** A command that downloads modules. */
  readonly fetch: readonly string[]
  pick<T>(name: string, items: readonly T[]): T
}

/** A family of texts: one way to go wrong. */
export interface Case {
  readonly family: string
  /** Releases to run it with; the usual five otherwise. */
  readonly releases?: readonly string[]
  readonly scene: (variation: Variation) => Scene
}
