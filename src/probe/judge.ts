// Judges module proxies by what their probes showed; every verdict has its reason in one sentence.

import { moduleName } from '../go/module-file.ts'
import { median } from './median.ts'
import { type Observation, type ProbeRecord, sentinelOf } from './observation.ts'
import { findUnhealthyReason } from './reason.ts'
import { faultWithin, isRefusal, namedStatus } from './status.ts'
import type { MissBehaviour, ProxyVerdict } from './verdict.ts'

type Judgement = Omit<ProxyVerdict, 'proxy' | 'group'>

/**
 * Judges all proxies together: a sentinel that none of them has, where others are had, is no proxy's fault (a private
 * module, or one that was withdrawn) and is left out.
 */
export function judgeProxies(records: readonly ProbeRecord[]): readonly ProxyVerdict[] {
  const all = records.flatMap(({ observations }) => observations)
  const available = new Set(
    all.filter(({ answer }) => answer.kind === 'right').flatMap((seen) => sentinelOf(seen) ?? []),
  )
  const refused = all.filter(({ answer }) => answer.kind === 'status' && isRefusal(answer))
  const availableNowhere = new Set(
    available.size === 0
      ? []
      : refused.flatMap((seen) => sentinelOf(seen) ?? []).filter((name) => !available.has(name)),
  )
  return records.map((record) => ({
    proxy: record.proxy,
    group: record.group,
    ...judgeProxy(record, availableNowhere),
  }))
}

/** The verdict on one proxy, whatever the others do. */
export function judgeProxy(record: ProbeRecord, leftOut: ReadonlySet<string> = new Set()): Judgement {
  if (record.skipped !== null) return notProbed(record.skipped)
  const observations = record.observations.filter((seen) => !leftOut.has(sentinelOf(seen) ?? ''))
  const files = observations.filter(({ target }) => target.kind === 'file')
  const impossible = observations.find(({ target }) => target.kind === 'impossible')
  const coverage = coverageOf(files)
  const latencyMs = median(observations.filter(isWarm).flatMap(({ waitMs }) => waitMs ?? []))
  const unhealthy = findUnhealthyReason({ files, impossible, hasNothing: coverage.have === 0, record })
  if (unhealthy !== null) {
    const health = unhealthy.failure === null ? 'not-probed' : 'unhealthy'
    const wrongBytes = [...new Set(files.filter(hasWrongBytes).flatMap((seen) => sentinelOf(seen) ?? []))]
    return { health, manners: 'unknown', latencyMs, coverage, ...unhealthy, findings: [], wrongBytes }
  }
  const manners = missBehaviourOf(impossible)
  const findings = [...missingFindings(files), ...missBehaviourFindings(impossible)]
  const known = { manners, latencyMs, coverage, failure: null, findings, wrongBytes: [] }
  const wasCutShort =
    record.end.kind !== 'done' && observations.some(({ answer }) => answer.kind === 'aborted')
  return wasCutShort
    ? { health: coverage.have > 0 ? 'slow' : 'not-probed', reason: cutShortReason(record, files), ...known }
    : { health: 'healthy', reason: healthyReason(coverage, manners, latencyMs), ...known }
}

function cutShortReason({ end, ms }: ProbeRecord, files: readonly Observation[]): string {
  const right = files.filter(({ answer }) => answer.kind === 'right').length
  const soFar = `${right} of ${files.length} files had come rightly in ${Math.round(ms)} ms`
  return end.kind === 'outrun'
    ? `Slower than ${end.by}: ${soFar}; not waited for`
    : `Slow: ${soFar}; the probe's time was up`
}

function healthyReason(
  coverage: ProxyVerdict['coverage'],
  behaviour: MissBehaviour,
  latencyMs: number | null,
): string {
  const content =
    coverage.have === coverage.asked
      ? 'Right content'
      : `Right content for ${coverage.have} of ${coverage.asked} modules`
  const missing = {
    honest: 'an honest 404',
    policy: 'a refusal for what it lacks',
    unknown: 'no clear answer for what it lacks',
  }[behaviour]
  return `${content}, ${missing}${latencyMs === null ? '' : `, ${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms to the first byte`}`
}

/** A sentinel is had when everything asked of it came right. */
function coverageOf(files: readonly Observation[]): { have: number; asked: number } {
  const asked = new Map<string, boolean>()
  for (const seen of files) {
    const name = sentinelOf(seen)
    if (name === null || seen.answer.kind === 'aborted') continue
    asked.set(name, (asked.get(name) ?? true) && seen.answer.kind === 'right')
  }
  return { have: [...asked.values()].filter(Boolean).length, asked: asked.size }
}

function missBehaviourOf(impossible: Observation | undefined): MissBehaviour {
  if (impossible?.answer.kind !== 'status') return 'unknown'
  const { status } = impossible.answer
  if (status === 404 || status === 410) return 'honest'
  return status === 400 || status === 401 || status === 403 ? 'policy' : 'unknown'
}

function missBehaviourFindings(impossible: Observation | undefined): string[] {
  if (impossible?.answer.kind !== 'status') return []
  const { status, body } = impossible.answer
  if (missBehaviourOf(impossible) === 'policy') {
    return [
      `It answers ${namedStatus(status)}, not 404, for what it lacks: entries behind a \`,\` after it are never asked.`,
    ]
  }
  // goproxy's answer to our own header, which asks it to fetch nothing, for whatever it hasn't at hand.
  const fault = faultWithin(body.replace(/temporarily unavailable/gi, ''))
  return fault === null ? [] : [`Its 404 tells of a fault (${fault}): it may say 404 for modules that exist.`]
}

function missingFindings(files: readonly Observation[]): string[] {
  return files.flatMap(({ answer, target, redirectedTo }) => {
    if (
      target.kind !== 'file' ||
      answer.kind === 'right' ||
      answer.kind === 'aborted' ||
      answer.kind === 'wrong'
    )
      return []
    const what = answer.kind === 'status' ? namedStatus(answer.status) : answer.failure.message
    const at = redirectedTo === null ? '' : ` from ${redirectedTo}`
    return target.file.kind === 'zip'
      ? [`It gives .mod files but not the zip of ${moduleName(target.file)}: ${what}${at}.`]
      : [`The .${target.file.kind} of ${moduleName(target.file)} failed: ${what}.`]
  })
}

function hasWrongBytes({ answer }: Observation): boolean {
  return answer.kind === 'wrong' && answer.what === 'sum'
}

function isWarm({ answer, target }: Observation): boolean {
  const small = target.kind === 'impossible' || target.file.kind !== 'zip'
  return small && (answer.kind === 'right' || answer.kind === 'status')
}

function notProbed(reason: string): Judgement {
  return {
    health: 'not-probed',
    manners: 'unknown',
    latencyMs: null,
    coverage: { have: 0, asked: 0 },
    reason,
    failure: null,
    findings: [],
    wrongBytes: [],
  }
}
