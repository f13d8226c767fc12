// The categories of faults, and whose trouble each is.

/** Stable for ever; the meaning of each is in docs/faults.md. */
export const faultCategories = [
  'dns',
  'connect',
  'timeout',
  'tls',
  'http-proxy',
  'interrupted',
  'server-error',
  'rate-limited',
  'sumdb',
  'auth',
  'not-found',
  'version-unavailable',
  'checksum-mismatch',
  'cache-corrupt',
  'go-sum-missing',
  'dependency-graph',
  'module-path',
  'proxy-config',
  'toolchain',
  'vcs-missing',
  'disk',
  'killed',
  'unknown',
] as const

export type FaultCategory = (typeof faultCategories)[number]

/** Whose trouble a category is. */
export type FaultLayer =
  | 'network'
  | 'service'
  | 'access'
  | 'module'
  | 'integrity'
  | 'project'
  | 'configuration'
  | 'environment'
  | 'unknown'

export const layerOf = {
  dns: 'network',
  connect: 'network',
  timeout: 'network',
  tls: 'network',
  'http-proxy': 'network',
  interrupted: 'network',
  'server-error': 'service',
  'rate-limited': 'service',
  sumdb: 'service',
  auth: 'access',
  'not-found': 'module',
  'version-unavailable': 'module',
  'checksum-mismatch': 'integrity',
  'cache-corrupt': 'integrity',
  'go-sum-missing': 'project',
  'dependency-graph': 'project',
  'module-path': 'project',
  'proxy-config': 'configuration',
  toolchain: 'environment',
  'vcs-missing': 'environment',
  disk: 'environment',
  killed: 'environment',
  unknown: 'unknown',
} as const satisfies Record<FaultCategory, FaultLayer>
