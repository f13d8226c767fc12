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

/** Is it sure from the lines after the last failed fetch of a log that it was made up for? */
export function hasRecovered(following: readonly string[]): boolean {
  const none = { succeeded: false, failed: false, retried: false, wentOn: false, loaded: false }
  let seen = none
  for (const line of following) {
    const text = line.length > 2000 ? '' : normalise(line).trim()
    if (text === '') continue
    const count = attempts.exec(text)
    const wasLast = count !== null && count[1] === count[2] && /fail|error/i.test(text)
    if (!wasLast && retry.test(text) && !/giving up|no more|exhausted|gave up|^go: /i.test(text)) {
      seen = { ...none, retried: true }
      continue
    }
    const failed = failure.test(text) || line.includes('##[error]')
    const succeeded = !failed && success.test(text)
    seen = {
      retried: seen.retried,
      failed: seen.failed || wasLast || failed,
      succeeded: seen.succeeded || succeeded,
      // Something was printed that told of no failure.
      wentOn: seen.wentOn || !(failed || succeeded),
      loaded: seen.loaded || (seen.retried && pastLoading.test(text)),
    }
  }
  const { succeeded, failed, retried, wentOn, loaded } = seen
  return (!failed && (succeeded || (retried && wentOn))) || (retried && loaded)
}
