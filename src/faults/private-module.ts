// Tells from the evidence whether the network, the credentials or the module's absence is at fault, in this order.

import { matchPrefixPatterns } from '../go/private.ts'
import { layerOf } from './category.ts'
import { type FaultFacts, type PrivateAnswer, privateQuestions } from './fault.ts'
import type { FaultId } from './registry.ts'
import type { FaultContext } from './witness.ts'

// Hosts of which everybody knows that they serve the public.
const publicHosts: ReadonlySet<string> = new Set(
  (
    'github.com gitlab.com bitbucket.org golang.org go.googlesource.com google.golang.org gopkg.in k8s.io sigs.k8s.io go.uber.org ' +
    'cloud.google.com go.opentelemetry.io go.etcd.io honnef.co mvdan.cc go.mongodb.org modernc.org codeberg.org git.sr.ht ' +
    'code.gitea.io gitea.com code.cloudfoundry.org git.apache.org gitlab.freedesktop.org gitlab.gnome.org git.zx2c4.com ' +
    'gitlab.alpinelinux.org dev.azure.com istio.io go.bug.st rsc.io gotest.tools gorm.io'
  ).split(' '),
)

const internalName =
  /(?:^|\.)(?:corp|internal|intern|local|lan|intra|intranet|private|company|priv|localdomain|home|int)(?:\.|$)/
const ownHost = /^(?:git|gitlab|ghe|github|bitbucket|stash|gitea|gogs|scm|source|repo|code|vcs|gerrit)\d?[.-]/

/** Does the path's host look like a company's own? */
export function looksInternal(modulePath: string): boolean {
  const host = (modulePath.split('/', 1)[0] ?? '').toLowerCase()
  return !publicHosts.has(host) && (internalName.test(host) || ownHost.test(host))
}

/** The part of a module path that a GOPRIVATE pattern should cover: the owner on a public host, else the host. */
export function privatePattern(modulePath: string): string {
  const [host = '', owner] = modulePath.split('/')
  return publicHosts.has(host) && owner !== undefined ? `${host}/${owner}` : host
}

/** Does a GOPRIVATE list cover the path? */
export function isCovered(modulePath: string, patterns: string | undefined): boolean {
  return matchPrefixPatterns(patterns ?? '', modulePath)
}

/** A module that only its own host may give was asked of a proxy. */
const privateAtProxy: ReadonlySet<FaultId> = new Set<FaultId>([
  'not-found/private-upstream',
  'not-found/private-host',
  'not-found/private-path',
])

/** Was the network in the way, the credentials, or is it not there? Empty where nobody has to ask. */
export function privateAnswers(facts: FaultFacts, { goprivate }: FaultContext): readonly PrivateAnswer[] {
  const { category, host, id, module } = facts
  if (host === null) return []
  if (layerOf[category] === 'network') {
    const path = module?.split('@', 1)[0] ?? ''
    if (!isCovered(path, goprivate)) return []
    return answers(`${host} was not reached`, 'not asked for yet', 'not asked yet')
  }
  const reached = `${host} answered`
  if (id === 'auth/git-no-credentials')
    return answers(reached, 'none were offered', "can't be told before credentials are offered")
  if (privateAtProxy.has(id))
    return answers(
      reached,
      'the proxy has none for this module, and needs none if it is asked of its own host',
      "can't be told from here",
    )
  if (category === 'auth')
    return answers(reached, 'refused, or without the right', "can't be told before credentials are accepted")
  if (category === 'not-found')
    return answers(
      reached,
      'not asked for, or not enough to see it',
      'absent, or hidden from these credentials',
    )
  return []
}

function answers(...texts: readonly [string, string, string]): readonly PrivateAnswer[] {
  return privateQuestions.map((question, index) => ({ question, answer: texts[index] ?? '' }))
}
