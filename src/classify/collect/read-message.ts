// Finds the rule that a message matches.

import type { FaultCategory } from '../../faults/category.ts'
import { looksInternal } from '../../faults/private-module.ts'
import { faultKind } from '../../faults/registry.ts'
import { plainText } from '../../text/sanitise.ts'
import { flatten, type LogLine, type Message } from '../message/message.ts'
import { type ParsedMessage, parseMessage } from '../message/parse-message.ts'
import { completed } from '../message/sentences.ts'
import type { FaultRule } from '../rules/rule.ts'
import { faultRules } from '../rules/rule-tables.ts'
import { stageRules } from '../rules/stage.ts'

/** A message and the rule that it matches. */
export interface RuleMatch {
  readonly rule: FaultRule
  readonly parsed: ParsedMessage
  readonly also: readonly FaultCategory[]
  readonly transient: boolean
  readonly confidence: number
  readonly lines: readonly LogLine[]
  /** Which of the lines states the cause. */
  readonly causeAt: number
}

// `go: a@v1.0.0 requires`: only who asked, and the cause is further down.
const chainLink = / (?:requires|imports|tested by)$/

/** Does a line only tell who asks for what the next one is about? */
export function isChainLink(text: string): boolean {
  return chainLink.test(text.slice(-12))
}

/** The line that the rule knows by itself; where only the whole makes sense, the first that is no link of a chain. */
function causeIn(lines: readonly LogLine[], { pattern, and }: Pick<FaultRule, 'pattern' | 'and'>): number {
  const fits = ({ text }: LogLine) => pattern.test(text) && !isChainLink(text)
  const best = lines.findIndex((line) => fits(line) && (and === undefined || and.test(line.text)))
  const found = best >= 0 ? best : lines.findIndex(fits)
  return found >= 0
    ? found
    : Math.max(
        0,
        lines.findIndex(({ text }) => !isChainLink(text)),
      )
}

/** Does the rule know this message? Several may; the first in the order of the tables counts. */
export function fits(rule: FaultRule, parsed: ParsedMessage): boolean {
  const text = rule.scope === 'response' ? parsed.response : parsed.cause
  if (text === null || !rule.pattern.test(text)) return false
  if (rule.scope === 'response' && !explained.test(parsed.cause)) return false
  if (rule.proof === 'fetch' && !parsed.isFetch) return false
  if (rule.and !== undefined && !rule.and.test(text)) return false
  if (rule.not?.test(text)) return false
  if (rule.files !== undefined && (parsed.file === null || !rule.files.includes(parsed.file))) return false
  if (rule.internalModule && !(parsed.module !== null && looksInternal(parsed.module))) return false
  return rule.stages === undefined || rule.stages.includes(parsed.stage)
}

// A 5xx, a 401 or a cut body speaks for itself; only an absence is explained by the remote's text.
const explained = /: (?:403|404|410|400)\b/

// V8 makes machine code only of patterns below 20 kB; a larger one is forty times slower.
const unionLimit = 12_000

/** A few patterns for all rules: most messages that pass the prefilter match none of them. */
function unionsOf(flags: string): readonly RegExp[] {
  const sources: string[] = []
  for (const { pattern } of faultRules) {
    if (pattern.flags !== flags) continue
    const last = sources.at(-1)
    if (last === undefined || last.length + pattern.source.length > unionLimit) sources.push(pattern.source)
    else sources[sources.length - 1] = `${last}|${pattern.source}`
  }
  return sources.map((source) => new RegExp(source, flags))
}

const unions = [...unionsOf(''), ...unionsOf('i')]
// Without one of these a text names nothing that was fetched.
const fetchSigns = ['@', '://', 'vcs', 'import path']

function findRule(parsed: ParsedMessage): FaultRule | null {
  return faultRules.find((rule) => fits(rule, parsed)) ?? null
}

// These say what they are at any stage: a hash that disagrees is no outage of the database.
const beyondStage: ReadonlySet<FaultCategory> = new Set<FaultCategory>([
  'checksum-mismatch',
  'disk',
  'killed',
  'toolchain',
  'sumdb',
  'proxy-config',
  'cache-corrupt',
])

/** A fault of the checksum database or of a toolchain download is told as such; its transport goes along. */
function atStage(rule: FaultRule, parsed: ParsedMessage): FaultRule {
  const isToolchainZip = parsed.stage === 'toolchain' && rule.id === 'cache-corrupt/zip-data'
  if (beyondStage.has(rule.category) && !isToolchainZip) return rule
  if (parsed.stage !== 'sumdb' && parsed.stage !== 'toolchain') return rule
  const found = stageRules.find(
    (each) => each.stages?.includes(parsed.stage) && each.pattern.test(rule.category),
  )
  return found ?? rule
}

function unknownRule(parsed: ParsedMessage, flat: string): FaultRule | null {
  if (!moduleError.test(flat) && !(parsed.isFetch && failureWords.test(parsed.cause))) return null
  return (
    stageRules.find((rule) => rule.id === (parsed.stage === 'git' ? 'unknown/git' : 'unknown/fetch')) ?? null
  )
}

// Whatever follows: `go` puts a module and its version before nothing but an error.
const moduleError = /^go: [^\s@]+@v\d[^\s:]*: \S/

const failureWords =
  /exit status [1-9]|: (?:Get|read|reading|verifying|fetching|parse|open|write|mkdir) |unrecognized import path|invalid |error|fail|cannot|could not|unable|fatal/i

function matchText(lines: readonly LogLine[]): RuleMatch | null {
  const flat = flatten(lines)
  if (!unions.some((each) => each.test(flat))) return null
  const parsed = parseMessage(flat)
  const matched = findRule(parsed)
  if (matched === null) return null
  const rule = atStage(matched, parsed)
  const also = new Set<FaultCategory>([
    ...(rule === matched ? [] : [matched.category]),
    ...faultKind(matched.id).also,
    ...faultKind(rule.id).also,
  ])
  also.delete(rule.category)
  return {
    rule,
    parsed,
    also: [...also],
    transient: faultKind(matched.id).transient,
    confidence: Math.min(rule.confidence, matched.confidence),
    lines,
    causeAt: causeIn(lines, matched),
  }
}

/**
 * The same match with the names, hosts and URLs that are left when secrets are taken out of its lines. A name that is cut out of a line first may
 * be half of a secret, which nobody finds any more.
 */
export function withoutSecrets(match: RuleMatch, redact: (text: string) => string): RuleMatch {
  const lines = match.lines.map((line) => ({ ...line, text: redact(plainText(line.text)) }))
  const isClean = lines.every(({ text }, at) => text === match.lines[at]?.text)
  return isClean ? match : { ...match, parsed: parseMessage(flatten(lines)) }
}

// A line that is shorter was not broken by a mail tool.
const wrapColumn = 50

/** Reads on over a line break that a mail tool made in the middle of a sentence, or a terminal in the middle of a word. */
function inFull(strict: RuleMatch, message: Message): RuleMatch {
  if (!strict.rule.mayGoOn) return strict
  const { lines, tail } = message
  const isBroken = (lines.at(-1)?.text ?? '').length >= wrapColumn && tail.length > 0
  const readings = [isBroken ? matchText([...lines, ...tail.slice(0, 1)]) : null, ...wholeWords(message)]
  const longer = readings.find(
    (each) => each !== null && faultRules.indexOf(each.rule) < faultRules.indexOf(strict.rule),
  )
  return longer ?? strict
}

/** The message with its last word whole: a terminal broke it, or a log cut it off. */
function wholeWords({ lines, tail }: Message): readonly (RuleMatch | null)[] {
  return [unbroken([...lines, ...tail.slice(0, 1)]), unbroken(lines), cutOff(lines)]
}

/** The last two lines as one. */
function unbroken(lines: readonly LogLine[]): RuleMatch | null {
  const [first, rest] = lines.slice(-2)
  if (first === undefined || rest === undefined || first.text.length < wrapColumn) return null
  return matchText([...lines.slice(0, -2), { ...first, text: first.text + rest.text.trimStart() }])
}

/** The last sentence read to its end. */
function cutOff(lines: readonly LogLine[]): RuleMatch | null {
  const last = lines.at(-1)
  const full = completed(last?.text ?? '')
  if (last === undefined || full === null) return null
  return matchText([...lines.slice(0, -1), { ...last, text: full }])
}

/** Null where the message tells of no failed fetch. */
export function matchRules(message: Message): RuleMatch | null {
  const strict = matchText(message.lines)
  if (strict !== null) return inFull(strict, message)
  // Text may have been wrapped: read on, line by line, until it makes sense.
  for (let extra = 1; extra <= message.tail.length; extra++) {
    const longer = matchText([...message.lines, ...message.tail.slice(0, extra)])
    if (longer?.parsed.isFetch) return longer
  }
  const flat = flatten(message.lines)
  if (!fetchSigns.some((sign) => flat.includes(sign))) return null
  const whole = wholeWords(message).find((each) => each?.parsed.isFetch)
  if (whole) return whole
  const parsed = parseMessage(flat)
  const rule = unknownRule(parsed, flat)
  if (rule === null) return null
  return {
    rule,
    parsed,
    also: faultKind(rule.id).also,
    transient: faultKind(rule.id).transient,
    confidence: rule.confidence,
    lines: message.lines,
    causeAt: causeIn(message.lines, rule),
  }
}
