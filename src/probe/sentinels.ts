// Picks the modules that proxies are probed with: up to three public ones that the user's go.sum vouches for.

import { type GoSum, modSums, zipSums } from '../go/go-sum.ts'
import { checkModuleVersion } from '../go/layout.ts'
import type { ModuleVersion } from '../go/module-file.ts'

/** A module version that every sound proxy has, and what its files must hash to. */
export interface Sentinel extends ModuleVersion {
  /** The hashes that go.sum allows for its go.mod. */
  readonly modSums: readonly string[]
  /** The same for its zip. */
  readonly zipSums: readonly string[]
}

/** Enough to tell a proxy that lacks one module from one that lacks all, in few requests. */
const wantedSentinels = 3

/** Used by so many that every proxy has them at hand, and with a zip of a few kilobytes. */
const smallAndCommon = [
  'github.com/pkg/errors',
  'github.com/davecgh/go-spew',
  'github.com/pmezard/go-difflib',
  'github.com/google/uuid',
  'github.com/mattn/go-isatty',
  'github.com/inconshreveable/mousetrap',
  'github.com/spf13/pflag',
  'github.com/kr/text',
  'github.com/cespare/xxhash/v2',
  'github.com/hashicorp/errwrap',
  'github.com/hashicorp/go-multierror',
  'github.com/beorn7/perks',
  'github.com/go-logr/logr',
  'github.com/stretchr/objx',
  'golang.org/x/sync',
  'golang.org/x/xerrors',
  'golang.org/x/time',
  'gopkg.in/yaml.v3',
  'gopkg.in/check.v1',
  'go.uber.org/multierr',
]

/** Hosts whose repositories tend to be public, in case GOPRIVATE forgets a private one. */
const publicHosts = [
  'github.com',
  'golang.org',
  'gopkg.in',
  'google.golang.org',
  'go.uber.org',
  'k8s.io',
  'sigs.k8s.io',
  'rsc.io',
]

/**
 * Picks sentinels, the best first; the first one's zip is fetched too. Never one that `isPrivate`, nor one whose zip and
 * go.mod aren't both in go.sum. Without any, nothing can be probed.
 */
export function pickSentinels(options: {
  readonly sums: GoSum
  readonly isPrivate: (modulePath: string) => boolean
  /** Module paths that go.mod requires itself: those that are surely there. */
  readonly direct?: ReadonlySet<string>
}): readonly Sentinel[] {
  const { sums, isPrivate, direct } = options
  const candidates: (Sentinel & { readonly score: number })[] = []
  for (const key of sums.entries.keys()) {
    const [path = '', version = ''] = key.split(' ')
    if (version.endsWith('/go.mod') || checkModuleVersion({ path, version }) !== null || isPrivate(path))
      continue
    const mod = modSums(sums, { path, version })
    const zip = zipSums(sums, { path, version })
    if (mod.length === 0 || zip.length === 0) continue
    const score = scoreOf(path, direct?.has(path) === true)
    candidates.push({ path, version, modSums: mod, zipSums: zip, score })
  }
  candidates.sort((a, b) => b.score - a.score || compare(a.path, b.path) || compare(a.version, b.version))
  return ofDifferentOwners(candidates).map(({ score: _, ...sentinel }) => sentinel)
}

function scoreOf(path: string, isDirect: boolean): number {
  const rank = smallAndCommon.indexOf(path)
  const small = rank < 0 ? 0 : 100 + smallAndCommon.length - rank
  return small + (isDirect ? 50 : 0) + (publicHosts.includes(path.split('/', 1)[0] ?? '') ? 10 : 0)
}

/** One version of a module is enough, and other owners come first: a policy tends to be about an owner. */
function ofDifferentOwners<C extends ModuleVersion>(candidates: readonly C[]): readonly C[] {
  const firstOf = (key: (candidate: C) => string) => {
    const seen = new Set<string>()
    return candidates.filter((candidate) => !seen.has(key(candidate)) && seen.add(key(candidate)))
  }
  const owners = firstOf(({ path }) => path.split('/').slice(0, 2).join('/'))
  const modules = firstOf(({ path }) => path)
  return [...new Set([...owners, ...modules])].slice(0, wantedSentinels)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
