// The GOPROXY list: how it is written, which entries are interchangeable, how it is shown without secrets.
// https://go.dev/ref/mod#environment-variables and cmd/go/internal/modfetch/proxy.go

/** An entry that is asked over http or https. */
export interface HttpEntry {
  readonly kind: 'http'
  /** As the user wrote it, credentials included; with `https://` where no scheme was given. Never printed. */
  readonly url: string
  /** As the user wrote it, for the list that `go` receives. Never printed. */
  readonly raw: string
  /** The URL without credentials: safe in every output, and the name of this entry everywhere. */
  readonly display: string
}

/** An entry that is a folder in the layout of a module proxy. */
export interface FileEntry {
  readonly kind: 'file'
  readonly url: string
  readonly raw: string
  readonly display: string
}

/** `direct` asks the origin's version control, `off` forbids all; both end the list. */
export interface EndEntry {
  readonly kind: 'direct' | 'off'
  readonly raw: string
  readonly display: string
}

export type GoproxyEntry = HttpEntry | FileEntry | EndEntry

/** Entries joined by `|`: interchangeable, the next one is asked after any error. */
export type GoproxyGroup = readonly GoproxyEntry[]

/** Groups joined by `,`: the next one is asked only after 404 or 410. */
export interface GoproxyList {
  readonly groups: readonly GoproxyGroup[]
  /** Entries after `direct` or `off`, which `go` never reads. */
  readonly ignored: readonly string[]
}
