// Was the download ended from outside: by the kernel, a time limit, or a person?

import type { FaultRule } from './rule.ts'
import { endingRules } from './rules/exit.ts'

/** Watches for the end of a job that was in the middle of a download. */
export interface Ending {
  /** Give every line, in order; the rule if this line tells that the download was cut off. */
  observe(line: string): FaultRule | null
}

const signs = ['go: ', 'go mod download', '# get http']
const downloading = /go: (?:downloading|finding|extracting) |\bgo mod download\b|# get https?:/
// Lines that may stand between the last sign of the download and the word of its end.
const patience = 6

/** Starts before any download. */
export function createEnding(): Ending {
  let since = Number.POSITIVE_INFINITY
  return {
    observe(line) {
      if (line.length < 2000 && signs.some((sign) => line.includes(sign)) && downloading.test(line)) {
        since = 0
        return (
          endingRules.find((rule) => /exit code: 137|Killed/.test(line) && rule.pattern.test(line)) ?? null
        )
      }
      if (since > patience) return null
      if (line.trim() !== '') since++
      if (line.length > 2000) return null
      return endingRules.find((rule) => rule.pattern.test(line.trimEnd())) ?? null
    },
  }
}
