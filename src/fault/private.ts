// Is it the network, the credentials, or does the module not exist? Answered in this order from the evidence.

import { matchPrefixPatterns } from '../project/private.ts'
import type { Fault } from './fault.ts'
import type { FaultContext } from './witness.ts'

/** What a fault tells before its remedy is known. */
export type FaultFacts = Omit<Fault, 'remedy'>

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

const networkCategories: ReadonlySet<string> = new Set([
  'dns',
  'connect',
  'timeout',
  'tls',
  'http-proxy',
  'interrupted',
])

/** One line that answers the three questions as far as the evidence goes. */
export function privateAnswers(facts: FaultFacts, _context: FaultContext): string {
  const host = facts.host ?? 'the host'
  if (networkCategories.has(facts.category))
    return `Network: ${host} was not reached. Credentials and existence: not yet asked.`
  const answers = `Network: ${host} answered.`
  if (facts.id === 'auth/git-no-credentials')
    return `${answers} Credentials: none were offered. Existence: can't be told before they are.`
  if (facts.id.startsWith('not-found/private'))
    return `${answers} Credentials: the proxy has none for this module, and needs none if it is asked of its own host. Existence: can't be told from here.`
  if (facts.category === 'auth')
    return `${answers} Credentials: refused or without the right. Existence: can't be told before they are accepted.`
  return `${answers} Credentials: not asked for, or not enough to see it. Existence: absent, or hidden from these credentials.`
}
