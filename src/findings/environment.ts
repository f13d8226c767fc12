// Finds settings that will hurt, though they are no fault of this run.

import { looksInternal, privatePattern } from '../faults/private-module.ts'
import type { GoEnv } from '../go/go-env.ts'
import type { GoMod } from '../go/go-mod.ts'
import { compareGoVersions } from '../go/go-version.ts'
import type { GoWork } from '../go/go-work.ts'
import type { GoproxyList } from '../go/goproxy-list.ts'
import { matchPrefixPatterns } from '../go/private.ts'
import type { Environment } from '../text/environment.ts'

/** A setting that will hurt, though it is no fault of this run. */
export interface Finding {
  /** Stable, e.g. `goproxy-no-fallback`. */
  readonly id: string
  /** What is set, in one sentence. */
  readonly what: string
  /** Why it hurts, and what to do about it. */
  readonly why: string
}

/** What is known of the surroundings before anything is fetched. */
export interface Surroundings {
  readonly env: GoEnv
  /** The candidates: of the input `proxies`, or of GOPROXY. */
  readonly list: GoproxyList
  readonly project: {
    readonly scopes: readonly {
      readonly mains: readonly { readonly mod: Pick<GoMod, 'require' | 'go'> }[]
      readonly work?: Pick<GoWork, 'go'> | undefined
    }[]
    readonly skipped: readonly { readonly reason: string }[]
  }
  /** Variables that `go env` does not know, such as GONOSUMCHECK. */
  readonly variables?: Environment
}

/** Settings that will hurt, each with its reason; none when all is well. */
export function environmentFindings(surroundings: Surroundings): readonly Finding[] {
  return [...proxyFindings(surroundings), ...privacyFindings(surroundings), ...buildFindings(surroundings)]
}

const deadMirrors: Readonly<Record<string, string>> = {
  'gocenter.io': 'it was closed in 2021',
  'athens.azurefd.net': 'its public instance is no longer offered',
  'goproxy.baidu.com': 'its certificate stayed expired for a long time',
}
const doubtedMirrors: Readonly<Record<string, string>> = {
  'goproxy.io': 'it has served zips that go.sum and the checksum database contradicted',
}
const publicProxies = new Set(['proxy.golang.org', 'goproxy.cn', 'goproxy.io', 'mirrors.aliyun.com'])

function hostOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/:]+)/.exec(url)?.[1] ?? ''
}

function* proxyFindings({ list }: Surroundings): Generator<Finding> {
  const entries = list.groups.flat()
  const servers = entries.filter(({ kind }) => kind === 'http')
  const names = entries.map(({ display }) => display).join(', ')
  if (entries.length === 1 && servers.length === 1)
    yield {
      id: 'goproxy-no-fallback',
      what: `${names} is the only source of modules.`,
      why: 'When it fails, nothing can take its place: name a second one that you trust, joined by `|`.',
    }
  else if (list.groups.length > 1 && list.groups.every((group) => group.length === 1) && servers.length > 1)
    yield {
      id: 'goproxy-comma-only',
      what: `${names} are joined by commas only.`,
      why: 'A comma moves on after 404 and 410 only, not when a proxy is down: join those that are interchangeable by `|`.',
    }
  if (list.ignored.length > 0)
    yield {
      id: 'goproxy-ignored-entries',
      what: `${list.ignored.join(', ')} stands after \`direct\` or \`off\`.`,
      why: 'go never reads what follows them: move it in front, or remove it.',
    }
  for (const { display } of servers) {
    const host = hostOf(display)
    const dead = deadMirrors[host]
    const doubted = doubtedMirrors[host]
    if (dead !== undefined)
      yield {
        id: 'goproxy-dead-mirror',
        what: `${display} is out of service.`,
        why: `${dead[0]?.toUpperCase()}${dead.slice(1)}: remove it from the list.`,
      }
    if (doubted !== undefined)
      yield {
        id: 'goproxy-doubtful-mirror',
        what: `${display} is a source of modules.`,
        why: `In the past ${doubted}: use it only if you trust it, and keep go.sum complete.`,
      }
    if (display.startsWith('http://') && !/^(?:localhost|127\.|\[::1)/.test(host) && !looksInternal(host))
      yield {
        id: 'goproxy-plain-http',
        what: `${display} is asked over plain http.`,
        why: 'Anybody between may read and change what is not yet in go.sum: use https.',
      }
  }
}

function* privacyFindings({ env, list, project, variables }: Surroundings): Generator<Finding> {
  const asksPublic = list.groups.flat().some(({ display }) => publicProxies.has(hostOf(display)))
  const paths = project.scopes.flatMap(({ mains }) =>
    mains.flatMap(({ mod }) => mod.require.map(({ path }) => path)),
  )
  const exposed = new Set(
    paths
      .filter((path) => asksPublic && looksInternal(path) && !matchPrefixPatterns(env.GONOPROXY, path))
      .map(privatePattern),
  )
  if (exposed.size > 0)
    yield {
      id: 'goprivate-missing',
      what: `${[...exposed].join(', ')} looks internal, and no GOPRIVATE pattern covers it.`,
      why: `Its modules are asked of public proxies, which learn their names and can't have them: set GOPRIVATE=${[env.GOPRIVATE, ...exposed].filter((part) => part !== '').join(',')}.`,
    }
  const wide = env.GONOSUMDB.split(',').find((pattern) =>
    /^(?:\*|\*\/\*|github\.com|\*\.com|\*\.\*)$/.test(pattern.trim()),
  )
  if (wide !== undefined)
    yield {
      id: 'gonosumdb-wide',
      what: `GONOSUMDB covers \`${wide}\`.`,
      why: 'Public modules are then not checked against the checksum database: narrow it to your own organisation.',
    }
  if (env.GOSUMDB === 'off')
    yield {
      id: 'gosumdb-off',
      what: 'GOSUMDB is off.',
      why: "What go.sum does not name yet is believed whatever it is, and toolchains can't be downloaded: use GONOSUMDB for private modules instead.",
    }
  if (variables?.GONOSUMCHECK !== undefined && variables.GONOSUMCHECK !== '')
    yield {
      id: 'gonosumcheck',
      what: 'GONOSUMCHECK is set.',
      why: 'No Go release reads it: it only looks as if it did something. For private modules set GOPRIVATE.',
    }
  if (env.GOINSECURE !== '')
    yield {
      id: 'goinsecure',
      what: `GOINSECURE covers \`${env.GOINSECURE}\`.`,
      why: 'Direct fetches of these may be read and changed on the way, and have 5 seconds only; it has no effect on GOPROXY.',
    }
}

function* buildFindings({ env, project }: Surroundings): Generator<Finding> {
  const flags = env.GOFLAGS.split(/\s+/)
  if (flags.includes('-mod=mod'))
    yield {
      id: 'goflags-mod-mod',
      what: 'GOFLAGS has -mod=mod.',
      why: 'Builds then change go.mod and go.sum silently instead of telling that they are incomplete.',
    }
  if (flags.includes('-insecure'))
    yield {
      id: 'goflags-insecure',
      what: 'GOFLAGS has -insecure.',
      why: 'It was removed in Go 1.16, and go stops at it: remove it.',
    }
  const vendored = project.skipped.some(({ reason }) => reason === 'vendored')
  if (flags.includes('-mod=vendor') && project.scopes.length > 0)
    yield {
      id: 'vendor-and-download',
      what: 'GOFLAGS has -mod=vendor, and modules are downloaded all the same.',
      why: 'A build from vendor/ needs no module cache: leave the download out, or the flag.',
    }
  else if (flags.includes('-mod=mod') && vendored)
    yield {
      id: 'vendor-unused',
      what: 'There is a vendor folder, and -mod=mod ignores it.',
      why: 'Builds need the module cache then: remove the flag, or the folder.',
    }
  const newest = newestGoLine(project.scopes)
  // Some builds of Go add words of their own.
  const running = /\d+(?:\.\d+)*(?:[a-z]+\d+)?/.exec(env.GOVERSION)?.[0] ?? newest
  if (
    env.GOTOOLCHAIN === 'local' &&
    newest !== null &&
    running !== null &&
    compareGoVersions(newest, running) > 0
  )
    yield {
      id: 'gotoolchain-local',
      what: `GOTOOLCHAIN=local keeps Go ${running}, and go.mod asks for ${newest}.`,
      why: 'go will refuse to build: use a newer Go (`go-version-file: go.mod` in actions/setup-go) or GOTOOLCHAIN=auto.',
    }
}

function newestGoLine(scopes: Surroundings['project']['scopes']): string | null {
  const lines = scopes.flatMap(({ mains, work }) => [work?.go ?? null, ...mains.map(({ mod }) => mod.go)])
  return lines.reduce(
    (newest, line) =>
      line !== null && (newest === null || compareGoVersions(line, newest) > 0) ? line : newest,
    null,
  )
}
