// What differs between the runs of a case: module, version, proxy, command; chosen by the case's name and the release.

import { plainModule } from './module-content.ts'
import type { Case, Variation } from './scene.ts'
import { seededPick } from './seeded.ts'

/** Modules of the outside world; what they hold here is invented. */
const modules = [
  ['github.com/spf13/cobra', 'v1.8.1'],
  ['github.com/Azure/azure-sdk-for-go/sdk/azcore', 'v1.11.1'],
  ['golang.org/x/sys', 'v0.21.0'],
  ['golang.org/x/tools', 'v0.22.0'],
  ['go.uber.org/zap', 'v1.27.0'],
  ['google.golang.org/grpc', 'v1.64.0'],
  ['k8s.io/client-go', 'v0.30.2'],
  ['github.com/aws/aws-sdk-go', 'v1.54.6'],
  ['github.com/BurntSushi/toml', 'v1.4.0'],
  ['github.com/prometheus/client_golang', 'v1.19.1'],
  ['gopkg.in/yaml.v3', 'v3.0.1'],
  ['github.com/gin-gonic/gin', 'v1.10.0'],
  ['github.com/stretchr/testify', 'v1.9.0'],
  ['github.com/docker/docker', 'v26.1.4+incompatible'],
  ['github.com/golang-jwt/jwt/v5', 'v5.2.1'],
  ['github.com/Masterminds/semver/v3', 'v3.2.1'],
  ['github.com/hashicorp/vault/api', 'v1.14.0'],
  ['github.com/kubernetes-sigs/yaml', 'v0.0.0-20230615214553-0a9d2d1cfdaa'],
] as const

const proxies = [
  'proxy.golang.org',
  'goproxy.cn',
  'proxy.golang.org',
  'goproxy.io',
  'athens.build.svc.cluster.local',
  'goproxy.corp.example.com',
] as const

const fetchCommands = [
  ['mod', 'download'],
  ['build', './...'],
  ['test', './...'],
  ['mod', 'download', '-x'],
  ['vet', './...'],
  ['build', '-v', '-o', 'bin/app', '.'],
  ['mod', 'tidy'],
  ['list', '-m', 'all'],
  ['run', '.'],
] as const

/** The variation of `which` for a release; `index` counts the releases of one case. */
export function variationOf(which: Case, go: string, index: number): Variation {
  const pick = <T>(name: string, items: readonly T[]): T => {
    const start = items.indexOf(seededPick(`${which.family} ${name}`, items))
    const item = items[(start + index) % items.length]
    if (item === undefined) throw new RangeError(`nothing to pick from for ${name}`)
    return item
  }
  const contents = modules.map(([path, version]) => plainModule(path, version))
  const module = pick('module', contents)
  return {
    go,
    index,
    module,
    modules: [module, ...contents.filter((each) => each !== module).slice(index, index + 3)],
    proxy: pick('proxy', proxies),
    corporate: pick('corporate', ['git.corp.example.com', 'code.example.net']),
    fetch: pick('fetch', fetchCommands),
    pick,
  }
}
