// Tells a zip that a server sent damaged from one that was damaged in the module cache.

import { fromProxyUrl, namedUrls, stripUserinfo } from '../lines/scan.ts'
import { type SeenFault, seenFault } from './fault-collector.ts'

/**
 * `go` hashes a zip before it gets its place in the module cache, and words a failure alike for a zip that lay there and for one that
 * has just come: only what it asked a server for in the same run tells them apart.
 *
 * @param zips the URLs of the zips that servers answered by 200 in that run
 */
export function blameSenderOfZip(seen: SeenFault, zips: readonly string[]): SeenFault {
  if (seen.id !== 'cache-corrupt/zip-data' || seen.module === null) return seen
  for (const zip of zips) {
    const url = namedUrls(zip)[0]?.value
    const asked = url === undefined ? null : fromProxyUrl(url)
    if (url === undefined || `${asked?.path}@${asked?.version}` !== seen.module) continue
    const { confidence, module, evidence, trust } = seen
    const from = { host: url.host, proxy: asked?.base ?? null, url: stripUserinfo(url.url) }
    return seenFault('server-error/damaged-content', { confidence, module, evidence, trust, ...from })
  }
  return seen
}
