// Classifies a failed attempt from all of its witnesses.

import type { Classification } from '../faults/fault.ts'
import { type FaultId, faultKind } from '../faults/registry.ts'
import type { ExitWitness, FetchWitness, ModuleErrorWitness, Witnesses } from '../faults/witness.ts'
import {
  createFaultCollector,
  type FaultCollector,
  type SeenFault,
  seenFault,
  seenInText,
} from './collect/fault-collector.ts'
import { matchRules } from './collect/read-message.ts'
import { blameSenderOfZip } from './collect/sent-zips.ts'
import { clip } from './excerpt.ts'
import { stripUserinfo } from './lines/scan.ts'
import { createTextWitness } from './lines/stream.ts'
import { isSumdbUrl } from './message/parse-message.ts'

/** Options of {@link classify}. */
interface ClassifyOptions {
  /** Takes secrets out of the evidence. */
  readonly redact?: (text: string) => string
}

function addFetch(collector: FaultCollector, witness: FetchWitness, redact: (text: string) => string): void {
  collector.add(
    seenFault(witness.id, {
      confidence: 0.99,
      module: witness.module,
      host: witness.host,
      proxy: stripUserinfo(witness.proxy),
      url: stripUserinfo(witness.url),
      evidence: [{ line: 0, text: stripUserinfo(redact(witness.text)) }],
      trust: 0,
    }),
  )
}

function addModule(
  collector: FaultCollector,
  witness: ModuleErrorWitness,
  redact: (text: string) => string,
): void {
  const name = `${witness.path}@${witness.version}`
  const stated = witness.error.includes(witness.path) ? witness.error : `${name}: ${witness.error}`
  const lines = `go: ${stated}`.split('\n').map((text, index) => ({ number: index, text }))
  const match = matchRules({ lines, tail: [] })
  const said = stated
    .split('\n')
    .slice(match?.causeAt ?? 0)
    .join('\n')
  const evidence = [{ line: 0, text: clip(stripUserinfo(redact(said))).trim() }]
  if (match === null)
    collector.add(seenFault('unknown/fetch', { confidence: guessed, module: name, evidence, trust: 1 }))
  else collector.add({ ...seenInText(match, evidence), module: match.parsed.module ?? name, trust: 1 })
}

/** As sure as of a text that a rule knows; and a text that none knows is a guess. */
const known = 0.95
const guessed = 0.3

const exitIds = {
  signal: 'killed/signal',
  stalled: 'timeout/stalled',
  deadline: 'timeout/deadline',
  cancelled: 'killed/cancelled',
  'not-started': 'toolchain/go-not-runnable',
} as const satisfies Record<Exclude<ExitWitness['kind'], 'exited'>, FaultId>

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
function exitId(exit: Exclude<ExitWitness, { kind: 'exited' }>): FaultId {
  if (exit.kind === 'stalled' && exit.lastUrl !== null) {
    const [, host = '', path = ''] = /^[a-z]+:\/\/([^/?]+)([^?]*)/.exec(exit.lastUrl) ?? []
    if (isSumdbUrl({ host, path })) return 'sumdb/unreachable'
  }
  return exitIds[exit.kind]
}

function addExit(collector: FaultCollector, exit: ExitWitness, redact: (text: string) => string): void {
  if (exit.kind === 'exited') return
  const id = exitId(exit)
  const url = exit.kind === 'stalled' || exit.kind === 'deadline' ? exit.lastUrl : null
  collector.add(
    seenFault(id, {
      also: id === 'sumdb/unreachable' ? ['timeout'] : faultKind(id).also,
      confidence: known,
      host: hostOf(url),
      url: url === null ? null : stripUserinfo(url),
      evidence: [{ line: 0, text: stripUserinfo(redact(describeExit(exit))) }],
      trust: 2,
    }),
  )
}

/**
 * Judges all witnesses of one attempt, or of one log, in their order of trust.
 * `primary` is null where none of them tells of a failure. Evidence that no line of the log shows has line 0.
 */
export function classify(witnesses: Witnesses, options: ClassifyOptions = {}): Classification {
  const redact = options.redact ?? ((text: string) => text)
  const faults = createFaultCollector()
  const collector = {
    ...faults,
    add: (seen: SeenFault) => faults.add(blameSenderOfZip(seen, witnesses.zips ?? [])),
  }
  const text = createTextWitness(collector, redact)
  for (const line of witnesses.lines ?? []) text.push(line)
  text.end()
  for (const witness of witnesses.fetch ?? []) addFetch(collector, witness, redact)
  for (const witness of witnesses.modules ?? []) addModule(collector, witness, redact)
  if (witnesses.exit !== undefined) addExit(collector, witnesses.exit, redact)
  return collector.classification(witnesses.context ?? {})
}
