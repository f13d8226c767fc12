// Whether there is a cache service is decided as the toolkit decides it, without loading the toolkit.

import { isFeatureAvailable } from '@actions/cache'
import { expect, test } from '@jest/globals'
import { whyNoService } from '../../../src/cache/github/transfer-environment.ts'

const names = [
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_CACHE_URL',
  'GITHUB_SERVER_URL',
] as const
const servers = [
  '',
  'https://github.com',
  'https://team.ghe.com',
  'https://ghes.example',
  'http://x.localhost:3000',
]

/** Every combination of variables that are set or not, for every kind of server. */
const environments = servers.flatMap((server) =>
  Array.from({ length: 8 }, (_, bits) => ({
    ACTIONS_CACHE_SERVICE_V2: bits & 1 ? 'true' : '',
    ACTIONS_RESULTS_URL: bits & 2 ? 'https://results.example/' : '',
    ACTIONS_CACHE_URL: bits & 4 ? 'https://cache.example/' : '',
    GITHUB_SERVER_URL: server,
  })),
)

test('there is one where the toolkit finds one, for every combination of what a runner sets', () => {
  const before = names.map((name) => [name, process.env[name]] as const)
  try {
    for (const env of environments) {
      Object.assign(process.env, env)
      const isAvailable = whyNoService({ ...env, ACTIONS_RUNTIME_TOKEN: 'token' }) === null
      expect({ ...env, isAvailable }).toEqual({ ...env, isAvailable: isFeatureAvailable() })
    }
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
})
