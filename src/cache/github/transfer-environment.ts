// What of a step's environment the child process gets, and whether there is a cache service at all.

import type { Environment } from '../../text/environment.ts'

/**
 * The service and its token; the user's proxies and certificates; what Node itself heeds. Nothing by which a program is found, for it
 * starts none: no PATH, and not PROGRAMFILES and SYSTEMDRIVE, below which the toolkit looks for a tar.exe.
 */
const passedOn: ReadonlySet<string> = new Set([
  'ACTIONS_CACHE_MODE',
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_URL',
  'ACTIONS_ORCHESTRATION_ID',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_RUNTIME_TOKEN',
  'GITHUB_REF',
  'GITHUB_SERVER_URL',
  'HOME',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'LD_LIBRARY_PATH',
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_SYSTEM_CA',
  'NO_PROXY',
  'RUNNER_TRACKING_ID',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'SYSTEMROOT',
  'USERPROFILE',
  'WINDIR',
])

/**
 * The child's environment; where it works it is told with its request. The files by which a step sets outputs and variables, tokens
 * for other services and RUNNER_DEBUG, which would make the toolkit list archives, stay behind.
 */
export function transferEnvironment(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => passedOn.has(name.toUpperCase()))
  return Object.fromEntries(kept)
}

/**
 * Why there is no cache service to ask, or null: what `isFeatureAvailable()` of @actions/cache checks, without
 * loading it, and the token. Without this each call would wait 10 s for nothing.
 */
export function whyNoService(env: Environment): string | null {
  const isV2 = isGithubCloud(env.GITHUB_SERVER_URL) && isSet(env.ACTIONS_CACHE_SERVICE_V2)
  const address = isV2 ? 'ACTIONS_RESULTS_URL' : 'ACTIONS_CACHE_URL'
  if (!isSet(env[address])) return `this runner has no cache service: ${address} is not set`
  if (isV2 && !isSet(env.ACTIONS_RUNTIME_TOKEN)) {
    return 'ACTIONS_RUNTIME_TOKEN is not set: the runner gives it to actions, not to commands of a run step'
  }
  return null
}

/** GitHub Enterprise Server has the first version of the service only. */
function isGithubCloud(server: string | undefined): boolean {
  const address = isSet(server) ? server : 'https://github.com'
  if (!URL.canParse(address)) return false
  const host = new URL(address).hostname.toUpperCase()
  return host === 'GITHUB.COM' || host.endsWith('.GHE.COM') || host.endsWith('.LOCALHOST')
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}
