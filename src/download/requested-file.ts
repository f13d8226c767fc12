// Which file of which module a URL in an `-x` line asks for.
// https://go.dev/ref/mod#goproxy-protocol

import { parseFileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { trimEnd } from '../text/trim-end.ts'

/** Where the module proxies of a GOPROXY list are, as `host/path/`. */
export function proxyBases(goproxy: string): string[] {
  return goproxy
    .split(/[,|]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== 'direct' && entry !== 'off')
    .map((entry) => parseUrl(/^\w+:/.test(entry) ? entry : `https://${entry}`))
    .filter((url) => url !== null)
    .filter(({ protocol }) => protocol !== 'file:')
    .map((url) => `${url.host}${trimEnd(url.pathname, '/')}/`)
}

/** Null where the URL is about no file of a valid module version, or belongs to none of these proxies. */
export function requestedFile(url: string, bases: readonly string[]): ModuleFile | null {
  const parsed = parseUrl(url)
  if (parsed === null) return null
  const place = `${parsed.host}${parsed.pathname}`
  const base = bases
    .filter((candidate) => place.startsWith(candidate))
    .reduce<string | null>(
      (longest, candidate) => (candidate.length > (longest?.length ?? -1) ? candidate : longest),
      null,
    )
  const name = base === null ? null : decode(place.slice(base.length))
  return name === null ? null : parseFileName(name)
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
