// The runs whose pictures are taken: each one real, the built Action against servers on loopback.

import { join } from 'node:path'
import { startCacheService } from '../../__tests__/helpers/cache-service.ts'
import {
  type Behaviour,
  type ScriptedRequest,
  startModuleProxy,
} from '../../__tests__/helpers/module-proxy.ts'
import { startServer } from '../../__tests__/helpers/plain-server.ts'
import { type Job, type StepResult, startJob } from '../../__tests__/helpers/step.ts'
import {
  type ModuleRecipe,
  makeModule,
  type SyntheticModule,
  writeProject,
} from '../../__tests__/helpers/synthetic-modules.ts'

type Script = (request: ScriptedRequest) => Behaviour | undefined

interface Stage {
  readonly job: Job
  readonly proxy: (modules: readonly SyntheticModule[], script?: Script) => Promise<string>
  readonly server: typeof startServer
  /** Variables of a runner with a cache service. */
  readonly cacheEnv: Readonly<Record<string, string>>
}

type Scene = (stage: Stage) => Promise<StepResult>

/** Plays a scene; everything it started is closed afterwards. */
export async function play(scene: Scene): Promise<StepResult> {
  const job = await startJob()
  const cache = await startCacheService()
  const closing: { readonly close: () => Promise<void> }[] = [cache]
  try {
    return await scene({
      job,
      // All that is asked for stands in go.sum: the checksum database is never asked.
      cacheEnv: { ...cache.env, GOSUMDB: 'sum.golang.org' },
      proxy: async (modules, script) => {
        const proxy = await startModuleProxy({ modules, latencyMs: 20, ...(script && { script }) })
        closing.push(proxy)
        return proxy.url
      },
      server: async (...options) => {
        const server = await startServer(...options)
        closing.push(server)
        return server
      },
    })
  } finally {
    await Promise.all(closing.map((each) => each.close()))
    await job.remove()
  }
}

const names = [
  ...['golang.org/x/sys', 'golang.org/x/text', 'golang.org/x/net', 'github.com/spf13/cobra'],
  ...['github.com/stretchr/testify', 'go.uber.org/zap', 'google.golang.org/grpc', 'k8s.io/client-go'],
  ...[
    'github.com/jackc/pgx/v5',
    'github.com/google/uuid',
    'github.com/prometheus/client_golang',
    'gopkg.in/yaml.v3',
  ],
]
const versionOf = (path: string) =>
  path.endsWith('/v5') ? 'v5.7.2' : path.endsWith('.v3') ? 'v3.0.1' : 'v1.4.2'

/** Stand-ins under the names of known modules: a picture of `example.com/a` tells nobody anything. */
function knownModules(changes: Partial<ModuleRecipe> = {}): Promise<SyntheticModule[]> {
  return Promise.all(
    names.map((path, at) =>
      makeModule({ path, version: versionOf(path), sizeBytes: 60_000 + at * 90_000, ...changes }),
    ),
  )
}

const project = (folder: string, modules: readonly SyntheticModule[], module = 'github.com/acme/shop') =>
  writeProject(folder, { module, go: '1.24', requires: modules, modules })

const zipOf = (path: string, behaviour: Behaviour, upTo = Number.POSITIVE_INFINITY): Script => {
  return ({ module, file, attempt }) =>
    module === path && file === 'zip' && attempt <= upTo ? behaviour : undefined
}

export const scenes = {
  green: async ({ job, proxy, cacheEnv }) => {
    const modules = await knownModules()
    await project(job.workspace, modules)
    const [first, second] = [await proxy(modules), await proxy(modules)]
    return job.step({ inputs: { proxies: `${first}|${second}` }, env: cacheEnv })
  },

  recovered: async ({ job, proxy, cacheEnv }) => {
    const modules = await knownModules()
    await project(job.workspace, modules)
    const url = await proxy(modules, ({ module, file, attempt }) => {
      if (module === 'k8s.io/client-go' && file === 'zip' && attempt <= 6)
        return { kind: 'reset', afterBytes: 50_000 }
      return module === 'golang.org/x/net' && file === 'zip' && attempt === 1
        ? { kind: 'drip', bytesPerSecond: 120_000 }
        : undefined
    })
    return job.step({ inputs: { proxies: url, attempts: '4' }, env: cacheEnv })
  },

  network: async ({ job, proxy, cacheEnv }) => {
    const modules = await knownModules()
    await project(job.workspace, modules)
    const first = await proxy(modules, zipOf('k8s.io/client-go', { kind: 'reset', afterBytes: 90_000 }))
    const second = await proxy(
      modules,
      zipOf('k8s.io/client-go', { kind: 'status', status: 503, body: 'no healthy upstream' }),
    )
    return job.step({ inputs: { proxies: `${first}|${second}`, attempts: '2' }, env: cacheEnv })
  },

  private: async ({ job, proxy, server, cacheEnv }) => {
    const modules = await knownModules()
    const hidden = await makeModule({ path: 'github.com/acme/internal-auth', version: 'v1.8.0' })
    await project(job.workspace, [...modules, hidden])
    const git = await server((_, response) =>
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end('HTTP Basic: Access denied'),
    )
    const rewrite = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${git.url}/.insteadOf`,
      GIT_CONFIG_VALUE_0: 'https://github.com/',
    }
    return job.step({
      inputs: { proxies: `${await proxy(modules)},direct`, attempts: '2' },
      env: { ...cacheEnv, ...rewrite, GOPRIVATE: 'github.com/acme' },
    })
  },

  checksum: async ({ job, proxy, cacheEnv }) => {
    const modules = await knownModules()
    await project(job.workspace, modules)
    const other = await makeModule({
      path: 'github.com/spf13/cobra',
      version: 'v1.4.2',
      files: { 'cobra.go': 'package cobra\n\nfunc init() { println("not what you reviewed") }\n' },
    })
    const url = await proxy(modules, zipOf('github.com/spf13/cobra', { kind: 'bytes', body: other.zip }))
    return job.step({ inputs: { proxies: url }, env: cacheEnv })
  },

  version: async ({ job, proxy, cacheEnv }) => {
    const make = (path: string, version: string, requires: readonly SyntheticModule[] = []) =>
      makeModule({ path, version, go: '1.16', requires })
    const gone = await make('github.com/acme/ledger', 'v1.9.0')
    const older = await make('github.com/acme/ledger', 'v1.7.3')
    const billing = await make('github.com/acme/billing', 'v0.12.0', [gone])
    const payments = await make('github.com/acme/payments', 'v2.3.1+incompatible', [billing])
    const reports = await make('github.com/acme/reports', 'v1.0.4', [older])
    const modules = [...(await knownModules()), gone, older, billing, payments, reports]
    await writeProject(job.workspace, {
      module: 'github.com/acme/shop',
      go: '1.16',
      requires: [...(await knownModules()), payments, reports],
      modules,
    })
    const url = await proxy(modules, ({ path }) =>
      path.startsWith('/github.com/acme/ledger/@v/v1.9.0.')
        ? {
            kind: 'status',
            status: 404,
            body: 'not found: github.com/acme/ledger@v1.9.0: invalid version: unknown revision v1.9.0',
          }
        : undefined,
    )
    return job.step({ inputs: { proxies: url }, env: cacheEnv })
  },

  monorepo: async ({ job, proxy, cacheEnv }) => {
    const modules = await knownModules()
    const missing = await makeModule({ path: 'github.com/acme/proto', version: 'v0.31.0' })
    await project(
      join(job.workspace, 'services/checkout'),
      modules.slice(0, 8),
      'github.com/acme/mono/services/checkout',
    )
    await project(
      join(job.workspace, 'services/search'),
      [...modules.slice(4), missing],
      'github.com/acme/mono/services/search',
    )
    await project(join(job.workspace, 'tools'), modules.slice(0, 2), 'github.com/acme/mono/tools')
    const url = await proxy(
      modules,
      zipOf('golang.org/x/net', { kind: 'status', status: 502, body: 'Bad Gateway' }),
    )
    return job.step({ inputs: { proxies: url, attempts: '2' }, env: cacheEnv })
  },
} as const satisfies Readonly<Record<string, Scene>>
