// Finds whether a command that failed succeeded later, so that its failure no longer counts.

import { normalise } from '../lines/normalise.ts'

const success =
  /^(?:ok\s+\S+\s+(?:\(cached\)|[\d.]+s)|PASS$|all modules verified|Done\. Your build exited with 0|Job succeeded|Finished: SUCCESS|BUILD SUCCESS(?:FUL)?|Build succeeded|Successfully (?:built|tagged)|Command completed after \d+ attempt|Process exited (?:with code )?0|INFO: Build completed successfully|Writing manifest|naming to |DONE \d)|completed successfully|exporting to image|(?:build|test|tests|download) (?:succeeded|finished)|=> => writing image|succeeded after \d|0 issues\.|exit(?:ed)?(?: with)?(?: code| status)?:? 0\b/i
const failure =
  /^(?:FAIL\b|--- FAIL|make(?:\[\d+\])?: \*\*\*|npm ERR!|ERROR:? |Error: |error: |panic: |fatal: |Finished: FAILURE|BUILD FAILED)|exit(?:ed)?(?: with)?(?: code| status):? '?[1-9]|\bstatus: [1-9]|did not complete successfully|failed to solve|##\[error\]|Job failed|returned a non-zero code|Final attempt failed|build failed|\bFATAL\b|exit status [1-9]|giving up|gave up|cancell?ed|Killed$/i
const retry =
  /(?:^|[\s("'])(?:retrying(?=$|[\s.,:;!)])|will retry|retry (?:in|after|number|#|\d)|attempt #?\d|trying again|try \d+ of)/i
const attempts = /attempt (\d+) ?(?:of|\/) ?(\d+)/i
// Only printed once the modules are there.
const pastLoading =
  /^(?:# [\w.-]+\/[\w./-]+|--- (?:FAIL|PASS)|=== RUN|\S+\.go:\d+:\d+: (?:undefined|cannot use|imported and not used|declared (?:and|but) not used|syntax error)|ok\s+\S+\s)/

/** What happened after the last failed fetch of a log. */
export interface Aftermath {
  /** Give every line after it. */
  observe(line: string): void
  /** Is it sure that the failed fetch was made up for? */
  recovered(): boolean
}

/** Watches for success after a failure. */
export function createAftermath(): Aftermath {
  let succeeded = false
  let failed = false
  let retried = false
  /** After a retry: something was printed, and what was printed told of no failure. */
  let went = false
  let loaded = false
  const reset = (): void => {
    succeeded = failed = retried = went = loaded = false
  }
  return {
    observe(line) {
      if (line.length > 2000) return
      const text = normalise(line).trimStart()
      if (text.trim() === '') return
      const count = attempts.exec(text)
      const wasLast = count !== null && count[1] === count[2] && /fail|error/i.test(text)
      if (wasLast) failed = true
      else if (retry.test(text) && !/giving up|no more|exhausted|gave up|^go: /i.test(text)) {
        reset()
        retried = true
        return
      }
      if (failure.test(text) || line.includes('##[error]')) failed = true
      else if (success.test(text)) succeeded = true
      else went = true
      if (retried && pastLoading.test(text)) loaded = true
    },
    recovered() {
      return (!failed && (succeeded || (retried && went))) || (retried && loaded)
    },
  }
}
