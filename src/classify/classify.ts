// Classifies a failed attempt from all of its witnesses.

import type { Classification } from '../faults/fault.ts'
import type { ExitWitness, FetchWitness, ModuleErrorWitness, Witnesses } from '../faults/witness.ts'
import { createGathering, type Gathering, sightingOf } from './collect/aggregate.ts'
import { judge } from './collect/read-message.ts'
import { clip } from './excerpt.ts'
import { stripUserinfo } from './lines/scan.ts'
import { createTextWitness } from './lines/stream.ts'
import { isSumdbUrl } from './message/parse-message.ts'
import { allRules } from './rules/all-rules.ts'
import { exitRules } from './rules/exit.ts'
import type { FaultRule } from './rules/rule.ts'

/** Options of {@link classify}. */
export interface ClassifyOptions {
  /** Takes secrets out of the evidence. */
  readonly redact?: (text: string) => string
}

const sameCategory = (category: string) => (rule: FaultRule) => rule.category === category

/** The rule of an id; for an id of a newer writer, one of its category. */
export function ruleOf(id: string, category: string): FaultRule | undefined {
  return allRules.find((rule) => rule.id === id) ?? allRules.find(sameCategory(category))
}

function addFetch(gathering: Gathering, witness: FetchWitness, redact: (text: string) => string): void {
  const rule = ruleOf(witness.id, witness.category)
  if (rule === undefined) return
  gathering.add({
    rule: { ...rule, severity: 2, id: witness.id, category: witness.category },
    also: rule.also,
    transient: rule.transient,
    confidence: 0.99,
    module: witness.module,
    host: witness.host,
    proxy: stripUserinfo(witness.proxy),
    url: stripUserinfo(witness.url),
    evidence: [{ line: 0, text: stripUserinfo(redact(witness.text)) }],
    trust: 0,
  })
}

function addModule(
  gathering: Gathering,
  witness: ModuleErrorWitness,
  redact: (text: string) => string,
): void {
  const name = `${witness.path}@${witness.version}`
  const stated = witness.error.includes(witness.path) ? witness.error : `${name}: ${witness.error}`
  const lines = `go: ${stated}`.split('\n').map((text, index) => ({ number: index, text }))
  const judgement = judge({ lines, tail: [] })
  const rule = judgement?.rule ?? ruleOf('unknown/fetch', 'unknown')
  if (rule === undefined) return
  const said = stated
    .split('\n')
    .slice(judgement?.causeAt ?? 0)
    .join('\n')
  const evidence = [{ line: 0, text: clip(stripUserinfo(redact(said))).trim() }]
  if (judgement === null)
    gathering.add({
      rule,
      also: [],
      transient: rule.transient,
      confidence: rule.confidence,
      module: name,
      host: null,
      proxy: null,
      url: null,
      evidence,
      trust: 1,
    })
  else
    gathering.add({ ...sightingOf(judgement, evidence), module: judgement.peeled.module ?? name, trust: 1 })
}

const exitIds = {
  signal: 'killed/exit-signal',
  stalled: 'timeout/stalled',
  deadline: 'timeout/deadline',
  cancelled: 'killed/cancelled',
  'not-started': 'toolchain/not-started',
} as const satisfies Record<Exclude<ExitWitness['kind'], 'exited'>, string>

function describeExit(exit: Exclude<ExitWitness, { kind: 'exited' }>): string {
  switch (exit.kind) {
    case 'signal':
      return `go was ended by ${exit.signal}`
    case 'stalled':
      return `go showed no sign of life for ${Math.round(exit.idleMs / 1000)} s${exit.lastUrl === null ? '' : `, last at ${exit.lastUrl}`}`
    case 'deadline':
      return `go did not finish within ${Math.round(exit.limitMs / 1000)} s${exit.lastUrl === null ? '' : `, last at ${exit.lastUrl}`}`
    case 'cancelled':
      return 'the job was cancelled'
    case 'not-started':
      return `go could not be started: ${exit.message}`
  }
}

function hostOf(url: string | null): string | null {
  return url === null ? null : (/^[a-z]+:\/\/([^/?]+)/.exec(stripUserinfo(url))?.[1] ?? null)
}

/** The checksum database wins by host; a run that was out of time anyway accuses nobody. */
function exitRule(exit: Exclude<ExitWitness, { kind: 'exited' }>): FaultRule | undefined {
  if (exit.kind === 'stalled' && exit.lastUrl !== null) {
    const [, host = '', path = ''] = /^[a-z]+:\/\/([^/?]+)([^?]*)/.exec(exit.lastUrl) ?? []
    if (isSumdbUrl({ host, path })) return ruleOf('sumdb/unreachable', 'sumdb')
  }
  return exitRules.find(({ id }) => id === exitIds[exit.kind])
}

function addExit(gathering: Gathering, exit: ExitWitness, redact: (text: string) => string): void {
  if (exit.kind === 'exited') return
  const rule = exitRule(exit)
  if (rule === undefined) return
  const url = exit.kind === 'stalled' || exit.kind === 'deadline' ? exit.lastUrl : null
  gathering.add({
    rule,
    also: rule.category === 'sumdb' ? ['timeout'] : rule.also,
    transient: rule.transient,
    confidence: rule.confidence,
    module: null,
    host: hostOf(url),
    proxy: null,
    url: url === null ? null : stripUserinfo(url),
    evidence: [{ line: 0, text: stripUserinfo(redact(describeExit(exit))) }],
    trust: 2,
  })
}

/**
 * Judges all witnesses of one attempt, or of one log, in their order of trust.
 * `primary` is null where none of them tells of a failure. Evidence that no line of the log shows has line 0.
 */
export function classify(witnesses: Witnesses, options: ClassifyOptions = {}): Classification {
  const redact = options.redact ?? ((text: string) => text)
  const gathering = createGathering()
  const text = createTextWitness(gathering, redact)
  for (const line of witnesses.lines ?? []) text.push(line)
  text.end()
  for (const witness of witnesses.fetch ?? []) addFetch(gathering, witness, redact)
  for (const witness of witnesses.modules ?? []) addModule(gathering, witness, redact)
  if (witnesses.exit !== undefined) addExit(gathering, witnesses.exit, redact)
  return gathering.conclude(witnesses.context ?? {})
}
