// What classification may know of the surroundings, so that its remedies name the user's own settings.

import type { FaultContext, ForwardProxy } from '../faults/witness.ts'
import { displayGoproxyList, type GoproxyList } from '../go/goproxy-list.ts'
import { urlAuthorization } from '../platform/credentials.ts'
import { forwardProxies } from '../platform/forward-proxy.ts'
import { loadTlsRoots } from '../platform/tls-roots.ts'
import type { Setup } from './setup.ts'

/** `list` is the one that `go` was given. */
export async function faultContext({ project, env, fork }: Setup, list: GoproxyList): Promise<FaultContext> {
  const go = project.env
  const { https, http } = forwardProxies(env)
  const roots = await loadTlsRoots({ env, platform: process.platform })
  return {
    goVersion: go.GOVERSION,
    goproxy: displayGoproxyList(list),
    goprivate: go.GOPRIVATE,
    platform: process.platform,
    forwardProxies: { https: settingOf(https), http: settingOf(http) },
    fork,
    trustsNobody: roots.length === 0,
    nodeCertificates: (env.NODE_EXTRA_CA_CERTS ?? '') !== '',
    ...(env.GITHUB_REPOSITORY !== undefined && { repository: env.GITHUB_REPOSITORY }),
  }
}

function settingOf(proxy: URL | null): ForwardProxy | null {
  if (proxy === null) return null
  return { host: proxy.host, hasCredentials: urlAuthorization(proxy) !== null }
}
