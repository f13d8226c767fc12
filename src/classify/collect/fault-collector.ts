// Gathers the faults that a log tells of, the cause first.

import { type FaultCategory, layerOf } from '../../faults/category.ts'
import type { Classification, EvidenceLine, Fault } from '../../faults/fault.ts'
import { privateAnswers } from '../../faults/private-module.ts'
import { categoryOf, type FaultId, faultKind } from '../../faults/registry.ts'
import { remedyOf } from '../../faults/remedy.ts'
import type { FaultContext } from '../../faults/witness.ts'
import { upTo } from '../../text/up-to.ts'
import type { RuleMatch } from './read-message.ts'

const evidenceLimit = 12
const groupLimit = 200
const moduleLimit = 20_000

/** What one witness says of a fault, whichever it is. */
export interface SeenFault {
  readonly id: FaultId
  readonly also: readonly FaultCategory[]
  readonly transient: boolean
  readonly confidence: number
  readonly module: string | null
  readonly host: string | null
  readonly proxy: string | null
  readonly url: string | null
  /** Read once, and only as far as it is kept. */
  readonly evidence: Iterable<EvidenceLine>
  /** 0 is the most trusted witness. */
  readonly trust: number
}

interface Group {
  readonly first: SeenFault
  readonly order: number
  readonly modules: Set<string>
  readonly evidence: EvidenceLine[]
  readonly also: Set<FaultCategory>
  /** Whose go.mod the fetch itself found to be none. */
  readonly noGoMod: Set<string>
  /** The fetch saw it. */
  isWitnessed: boolean
  module: string | null
  proxy: string | null
  url: string | null
  transient: boolean
}

/** Gathers what witnesses saw into faults, in bounded memory. */
export interface FaultCollector {
  add(seen: SeenFault): void
  /** Forgets what was gathered: the command succeeded later. */
  clear(): void
  classification(context: FaultContext): Classification
}

// Faults of this machine and its settings: the host of the URL that they interrupt is not to blame.
const local: ReadonlySet<FaultCategory> = new Set<FaultCategory>([
  'disk',
  'killed',
  'vcs-missing',
  'proxy-config',
  'cache-corrupt',
])

const remote: ReadonlySet<FaultCategory> = new Set<FaultCategory>([
  'dns',
  'connect',
  'timeout',
  'tls',
  'interrupted',
  'server-error',
  'rate-limited',
  'auth',
  'not-found',
])

/** git talks to the host that begins the module's path, also where its words don't name it. */
function codeHost({ rule, parsed }: RuleMatch): string | null {
  if (parsed.stage !== 'git' || parsed.module === null || !remote.has(rule.category)) return null
  return upTo(parsed.module, '/')
}

/** In characters: a host has 253 at most, a module path and its version have to be names of files, and common servers refuse longer URLs. */
const longest = { name: 500, url: 4_096 } as const

/** Null for what is too long to be what it stands for; half of it would name another thing, or half a secret. */
function within(text: string | null, limit: number): string | null {
  return text === null || text.length > limit ? null : text
}

/** What a witness says of a fault; of all that it doesn't name, what the registry says, or nothing. */
export function seenFault(
  id: FaultId,
  seen: Pick<SeenFault, 'confidence' | 'evidence' | 'trust'> & Partial<SeenFault>,
): SeenFault {
  const { also, transient } = faultKind(id)
  return { id, also, transient, module: null, host: null, proxy: null, url: null, ...seen }
}

/** What a message that matches a rule says, with the evidence as it is to be shown. */
export function seenInText(match: RuleMatch, evidence: Iterable<EvidenceLine>): SeenFault {
  const { rule, parsed, also, transient, confidence } = match
  const module = within(parsed.module, longest.name)
  const proxy = within(parsed.proxy, longest.url)
  const url = within(parsed.url, longest.url)
  const named = local.has(rule.category) ? null : (parsed.host ?? codeHost(match))
  const host = within(named, longest.name)
  return { id: rule.id, also, transient, confidence, module, host, proxy, url, evidence, trust: 3 }
}

function createGroup(seen: SeenFault, order: number): Group {
  return {
    first: seen,
    order,
    modules: new Set(),
    evidence: [],
    also: new Set(),
    noGoMod: new Set(),
    isWitnessed: false,
    module: null,
    proxy: null,
    url: null,
    transient: seen.transient,
  }
}

function join(group: Group, seen: SeenFault): void {
  if (seen.module !== null && group.modules.size < moduleLimit) group.modules.add(seen.module)
  group.module ??= seen.module
  group.proxy ??= seen.proxy
  group.url ??= seen.url
  for (const category of seen.also) group.also.add(category)
  if (seen.trust === 0) group.isWitnessed = true
  if (isNoGoMod(seen) && group.noGoMod.size < moduleLimit) group.noGoMod.add(seen.module ?? '')
  if (group.evidence.length >= evidenceLimit) return
  for (const line of seen.evidence) {
    if (!group.evidence.some((kept) => kept.line === line.line && kept.text === line.text))
      group.evidence.push(line)
    if (group.evidence.length >= evidenceLimit) return
  }
}

/** A login page, say: `go` hashes it all the same, and tells only that the hash is another one. */
function isNoGoMod({ trust, id, url }: SeenFault): boolean {
  return trust === 0 && id === 'server-error/wrong-content' && url?.endsWith('.mod') === true
}

/** The mismatches that only say again that those go.mod files are none; empty as soon as one of them says more. */
function repeatedMismatches(groups: readonly Group[]): ReadonlySet<Group> {
  const none = new Set(groups.flatMap(({ noGoMod }) => [...noGoMod]))
  const mismatches = groups.filter(({ first }) => categoryOf(first.id) === 'checksum-mismatch')
  const named = mismatches.filter(({ modules }) => modules.size > 0)
  const isRepeat = ({ first, modules }: Group) =>
    first.id === 'checksum-mismatch/go-mod' && [...modules].every((module) => none.has(module))
  const isWitnessed = mismatches.some((group) => group.isWitnessed)
  return new Set(!isWitnessed && named.length > 0 && named.every(isRepeat) ? mismatches : [])
}

const projectLayer: ReadonlySet<FaultCategory> = new Set<FaultCategory>([
  'go-sum-missing',
  'dependency-graph',
])

/** What the fetch met is a cause, however grave: only what `go` still objects to after it stops everything. */
function severityOf({ id, trust }: SeenFault): 1 | 2 | 3 {
  return trust === 0 ? 2 : faultKind(id).severity
}

/** A fault of the project that any failed fetch brings along. */
function isConsequence(group: Group): boolean {
  return severityOf(group.first) === 1 && projectLayer.has(categoryOf(group.first.id))
}

const unknownRevision: FaultId = 'version-unavailable/unknown-revision'

// What `go` falls back to where a module proxy could not be reached, and what is not there then.
const ofDirect: ReadonlySet<FaultId> = new Set<FaultId>(['auth/git-no-credentials', 'vcs-missing/executable'])
const givenUp: FaultId = 'interrupted/broken-transport'

/** Does another of them say why this one came about? */
function isExplained({ first }: Group, all: readonly Group[]): boolean {
  const others = all.filter((group) => group.first !== first)
  // `go` gives up every other request as soon as one has failed for good.
  if (first.id === givenUp) return others.some((group) => group.first.id !== givenUp)
  const network = others.filter((group) => layerOf[categoryOf(group.first.id)] === 'network')
  // A repository that could not be fetched, or is damaged, has no revisions either.
  if (first.id === unknownRevision)
    return network.length > 0 || others.some((group) => categoryOf(group.first.id) === 'cache-corrupt')
  return ofDirect.has(first.id) && network.some(({ proxy }) => proxy !== null)
}

/** Absent at a proxy, `go` asked its origin for it (`direct`), and couldn't for want of git: whether it is there nobody knows yet. */
function isLeftToDirect({ first, modules }: Group, all: readonly Group[]): boolean {
  if (!['not-found', 'version-unavailable'].includes(categoryOf(first.id)) || modules.size === 0) return false
  const asked = all.find((group) => group.first.id === 'vcs-missing/executable')
  return asked !== undefined && [...modules].every((module) => asked.modules.has(module))
}

function isGuess(group: Group): boolean {
  return categoryOf(group.first.id) === 'unknown'
}

function toFault(group: Group, context: FaultContext): Fault {
  const { id, host, confidence } = group.first
  const category = categoryOf(id)
  group.also.delete(category)
  const facts = {
    category,
    id,
    transient: group.transient,
    module: group.module,
    host,
    proxy: group.proxy,
    url: group.url,
    also: [...group.also],
    blocked: Math.max(group.modules.size, group.module === null ? 0 : 1),
    evidence: group.evidence,
    confidence,
  }
  return { ...facts, answers: privateAnswers(facts, context), remedy: remedyOf(facts, context) }
}

/** Starts empty. */
export function createFaultCollector(): FaultCollector {
  const groups = new Map<string, Group>()
  /** The first group of each fault. */
  const firsts = new Map<string, Group>()
  return {
    add(seen) {
      const key = `${seen.id} ${seen.host ?? ''}`
      // The same failure told without its host, of another module or once more.
      const known = groups.get(key) ?? (seen.host === null ? firsts.get(seen.id) : undefined)
      if (known !== undefined) return join(known, seen)
      if (groups.size >= groupLimit) return
      const group = createGroup(seen, groups.size)
      groups.set(key, group)
      if (!firsts.has(seen.id)) firsts.set(seen.id, group)
      join(group, seen)
    },
    clear() {
      groups.clear()
      firsts.clear()
    },
    classification(context) {
      const repeated = repeatedMismatches([...groups.values()])
      const all = [...groups.values()].filter((group) => !repeated.has(group))
      const causes = all.filter((group) => !isConsequence(group) && !isGuess(group))
      const noise = causes.length > 0 ? isConsequence : () => false
      const kept = all.filter((group) => !noise(group) && !(causes.length > 0 && isGuess(group)))
      const isAfter = (group: Group) => Number(isExplained(group, kept))
      const isOpen = (group: Group) => Number(isLeftToDirect(group, kept))
      kept.sort(
        (a, b) =>
          severityOf(b.first) - severityOf(a.first) ||
          isOpen(a) - isOpen(b) ||
          a.first.trust - b.first.trust ||
          isAfter(a) - isAfter(b) ||
          a.order - b.order,
      )
      const faults = kept.map((group) => toFault(group, context))
      return { primary: faults[0] ?? null, faults }
    },
  }
}
