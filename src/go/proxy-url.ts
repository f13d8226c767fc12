// The URL of a file on a module proxy.
// https://go.dev/ref/mod#goproxy-protocol

import { trimEnd } from '../text/trim-end.ts'
import { wirePath } from './layout.ts'
import type { ModuleFile } from './module-file.ts'

/** The URL of a file below a proxy's base URL, as `go` sends it: base path and query kept, `!` as `%21`. */
export function moduleFileUrl(baseUrl: string, file: ModuleFile): string {
  const url = new URL(baseUrl)
  url.pathname = `${trimEnd(url.pathname, '/')}/${wirePath(file)}`
  return url.href
}

/** Whether a file's URL is one that `moduleFileUrl` gave for this base URL. */
export function isBelow(baseUrl: string, url: string): boolean {
  const [base, file] = [new URL(baseUrl), new URL(url)]
  const sameServer = (['origin', 'username', 'password', 'search'] as const).every(
    (part) => base[part] === file[part],
  )
  return sameServer && file.pathname.startsWith(`${trimEnd(base.pathname, '/')}/`)
}

/** A version that no module can have, with the major version that the module path wants: it is what a placeholder in go.mod looks like. */
export function impossibleVersion(modulePath: string): string {
  const major = /(?:\/v|^gopkg\.in\/.*\.v)([2-9]|[1-9]\d+)$/.exec(modulePath)?.[1] ?? '0'
  return `v${modulePath.startsWith('gopkg.in/') ? (/\.v(\d+)$/.exec(modulePath)?.[1] ?? major) : major}.0.0-00010101000000-000000000000`
}
