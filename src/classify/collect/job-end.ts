// Recognises that a job was ended during a download: by the kernel, a time limit or a person.

import { normalise } from '../lines/normalise.ts'
import { jobEndRules } from '../rules/job-end.ts'
import type { FaultRule } from '../rules/rule.ts'

/** Watches for the end of a job that was in the middle of a download. */
interface JobEnd {
  /** Give every line, in order; the rule if this line tells that the download was cut off. */
  observe(line: string): FaultRule | null
}

const downloading = /go: (?:downloading|finding|extracting) |\bgo mod download\b|# get https?:/
const killedAtOnce = /exit code: 137|Killed/
// One pattern for all rules: hardly any line matches.
const anyJobEnd = new RegExp(jobEndRules.map(({ pattern }) => pattern.source).join('|'))
// So many lines may stand between the last sign of the download and the line that tells of its end.
const linesBetween = 6

function jobEndRule(text: string): FaultRule | null {
  return anyJobEnd.test(text) ? (jobEndRules.find(({ pattern }) => pattern.test(text)) ?? null) : null
}

/** `gh run view --log` puts the step's name before every line of it. */
function isNamedAfter(line: string): boolean {
  return line.includes('\t20') && !downloading.test(normalise(line))
}

/** Starts before any download. */
export function createJobEnd(): JobEnd {
  let since = Number.POSITIVE_INFINITY
  return {
    observe(line) {
      if (line.length < 2000 && downloading.test(line) && !isNamedAfter(line)) {
        since = 0
        return killedAtOnce.test(line) ? jobEndRule(line) : null
      }
      if (since > linesBetween) return null
      const text = line.trimEnd()
      if (text !== '') since++
      return line.length > 2000 ? null : jobEndRule(text)
    },
  }
}
