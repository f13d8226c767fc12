// Classifies a log of any length, line by line, in flat memory.

import type { FaultCategory } from '../../faults/category.ts'
import type { Classification, EvidenceLine } from '../../faults/fault.ts'
import type { FaultId } from '../../faults/registry.ts'
import type { Excerpt, FaultContext } from '../../faults/witness.ts'
import {
  createFaultCollector,
  type FaultCollector,
  seenFault,
  seenInText,
} from '../collect/fault-collector.ts'
import { gitLinesBefore, isAfterGit, isUnrelatedGit, type TextOf } from '../collect/git-around.ts'
import { createJobEnd } from '../collect/job-end.ts'
import { createModulesSeen } from '../collect/modules-seen.ts'
import { isChainLink, matchRules, type RuleMatch, withoutSecrets } from '../collect/read-message.ts'
import { hasRecovered } from '../collect/recovery.ts'
import { clip, excerptFrom, type NumberedLine } from '../excerpt.ts'
import type { LogLine, Message } from '../message/message.ts'
import { maxLineLength, plain, printable } from './normalise.ts'
import { stripUserinfo } from './scan.ts'
import { createSplitter } from './split.ts'

/** Options of {@link createLogClassifier}. */
interface ClassifierOptions {
  /** Takes secrets out of every text that is shown. */
  readonly redact?: (text: string) => string
  readonly context?: FaultContext
}

/** Takes a log line by line. */
interface LogClassifier {
  push(line: string): void
  end(): { readonly classification: Classification; readonly excerpt: Excerpt }
}

/** A classifier whose text witness is fed line by line into a given collector. */
interface TextWitness {
  push(line: string): void
  /** Ends the log; the lines near its faults. */
  end(): { readonly near: readonly NumberedLine[]; readonly total: number }
}

const linesBefore = 4
const linesAfter = 6
/** A retry is told soon after the failure. */
const linesWatched = 300
const linesKept = 400
const lastLines = 30
const evidencePerMessage = 6

/** Keeps the lines around each fault, and the last ones, of a log that is too long to keep. */
function createNearbyLines() {
  const kept = new Map<number, string>()
  let recent: string[] = []
  /** The number of the first of the recent lines. */
  let start = 1
  let wanted = 0
  return {
    push(number: number, line: string): void {
      const text = line.length > maxLineLength ? line.slice(0, maxLineLength) : line
      if (number <= wanted && kept.size < linesKept) kept.set(number, text)
      recent.push(text)
      if (recent.length <= lastLines + 40) return
      recent = recent.slice(40)
      start += 40
    },
    /** A fault was seen at these lines. */
    around(from: number, to: number): void {
      const last = Math.min(to + linesAfter, start + recent.length - 1)
      for (
        let number = Math.max(from - linesBefore, start);
        number <= last && kept.size < linesKept;
        number++
      )
        kept.set(number, recent[number - start] ?? '')
      wanted = Math.max(wanted, to + linesAfter)
    },
    after(number: number): string[] {
      return recent.slice(Math.max(0, number + 1 - start))
    },
    textOf(number: number): string | undefined {
      return recent[number - start]
    },
    lines(): readonly NumberedLine[] {
      if (kept.size > 0)
        return [...kept].map(([number, text]) => ({ number, text })).sort((a, b) => a.number - b.number)
      const tail = Math.max(0, recent.length - lastLines)
      return recent.slice(tail).map((text, index) => ({ number: start + tail + index, text }))
    },
  }
}

function shownText(line: string, redact: (text: string) => string): string {
  return clip(stripUserinfo(redact(printable(plain(line)))).trim())
}

/**
 * The line that states the cause first, then those around it, without the chain of who requires what.
 * A line at a time: most of a long log is never shown, and taking the secrets out of it costs more than all else.
 */
function* evidenceOf(
  { lines, causeAt }: RuleMatch,
  textOf: TextOf,
  redact: (text: string) => string,
): Generator<EvidenceLine> {
  const cause = lines[causeAt]
  const others = lines.filter((line) => line !== cause && !isChainLink(line.text))
  // What a program quotes in one line of the log is one line of evidence.
  const given = new Set<number>()
  for (const { number, text } of cause === undefined ? others : [cause, ...others]) {
    if (given.has(number)) continue
    given.add(number)
    const raw = textOf(number) ?? text
    yield { line: number, text: clip(stripUserinfo(redact(plain(raw))).trim()) }
    if (given.size >= evidencePerMessage) return
  }
}

// These name the package that is missing, not a module that was fetched.
const ofProject: ReadonlySet<FaultCategory> = new Set<FaultCategory>([
  'go-sum-missing',
  'dependency-graph',
  'toolchain',
  'killed',
  'checksum-mismatch',
])

/** Equal for messages of equal texts; most are a single line, which is its own key. */
function keyOf({ lines, tail }: Message): string {
  const first = lines[0]
  if (first !== undefined && lines.length === 1 && tail.length === 0) return first.text
  return `${joined(lines)}\n\n${joined(tail)}`
}

function joined(lines: readonly LogLine[]): string {
  return lines.map(({ text }) => text).join('\n')
}

/** A failing step prints the same over and over: a message that was matched lately is not matched again. */
function createMatchCache(match: Match): Match {
  const known = new Map<string, RuleMatch | null>()
  return (message) => {
    const key = keyOf(message)
    const before = known.get(key)
    if (before !== undefined) return before === null ? null : { ...before, lines: message.lines }
    if (known.size >= cachedMessages) known.clear()
    const found = match(message)
    known.set(key, found)
    return found
  }
}

type Match = (message: Message) => RuleMatch | null

const cachedMessages = 4_000

// What git prints last says less than what it, or ssh, printed first.
const vague: ReadonlySet<FaultId> = new Set<FaultId>(['unknown/git', 'auth/ssh-unreadable'])

/** git's own words may stand before the line of `go` that only tells that it failed. */
function withEarlier(
  match: RuleMatch | null,
  message: Message,
  {
    earlier,
    textOf,
    read,
  }: { readonly earlier: readonly LogLine[]; readonly textOf: TextOf; readonly read: Match },
): RuleMatch | null {
  const first = message.lines[0]
  if (first === undefined) return match
  if (match === null ? !isAfterGit(first.text) : !vague.has(match.rule.id)) return match
  const before = gitLinesBefore(first.number, textOf, earlier)
  if (before.length === 0) return match
  const both = read({ lines: [...before, ...message.lines], tail: [] })
  return both === null || both.rule.category === 'unknown' ? match : both
}

/** Reads text into a collector; memory stays flat whatever the length. */
export function createTextWitness(collector: FaultCollector, redact: (text: string) => string): TextWitness {
  const nearby = createNearbyLines()
  const jobEnd = createJobEnd()
  const seen = createModulesSeen()
  let count = 0
  /** What followed the latest fault, as far as it is watched; read at the end, since the next fault makes it void. */
  let following: string[] | null = null
  let watched = 0
  const read: Match = (message) => {
    const match = matchRules(message)
    return match === null ? null : withoutSecrets(match, redact)
  }
  const readOnce = createMatchCache(read)
  let earlier: readonly LogLine[] = []
  const splitter = createSplitter((message) => {
    const match = withEarlier(readOnce(message), message, { earlier, textOf: nearby.textOf, read })
    earlier = match === null ? message.lines : []
    if (match === null || isUnrelatedGit(match, count, nearby.textOf)) return
    const evidence = evidenceOf(match, nearby.textOf, redact)
    const first = match.lines[0]?.number ?? count
    const lastLine = match.lines.at(-1)?.number ?? first
    nearby.around(first, lastLine)
    const fault = seenInText(match, evidence)
    collector.add(
      ofProject.has(match.rule.category) ? fault : { ...fault, module: seen.complete(fault.module) },
    )
    // The message was complete only some lines later: those follow it already.
    following = nearby.after(lastLine)
    watched = Math.max(count, lastLine) + linesWatched
  })
  return {
    push(line) {
      count++
      nearby.push(count, line)
      if (line.includes('ing ') && line.includes('go: '))
        for (const part of line.split('\\n')) seen.observe(part)
      splitter.push(count, line)
      const endRule = jobEnd.observe(line)
      if (endRule !== null) {
        nearby.around(count, count)
        const evidence = [{ line: count, text: shownText(line, redact) }]
        collector.add(seenFault(endRule.id, { confidence: endRule.confidence, evidence, trust: 3 }))
        following = []
        watched = count + linesWatched
      }
      if (following !== null && count <= watched && line.length <= maxLineLength) following.push(line)
    },
    end() {
      splitter.end()
      // How it ended; what lies between is long and tells little.
      if (following !== null && hasRecovered([...following, ...nearby.after(watched)])) collector.clear()
      return { near: nearby.lines(), total: count }
    },
  }
}

/**
 * Classifies a log line by line, in flat memory.
 * Lines are numbered from 1 as they are pushed; evidence and excerpt are redacted before they are cut.
 */
export function createLogClassifier(options: ClassifierOptions = {}): LogClassifier {
  const redact = options.redact ?? ((text: string) => text)
  const collector = createFaultCollector()
  const text = createTextWitness(collector, redact)
  return {
    push: text.push,
    end() {
      const { near, total } = text.end()
      const classification = collector.classification(options.context ?? {})
      return { classification, excerpt: excerptFrom(near, total, classification, redact) }
    },
  }
}
