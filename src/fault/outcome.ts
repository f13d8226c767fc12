// Did the command that failed succeed later, so that its failure no longer counts?

const success =
  /^\s*(?:ok\s+\t?\S+\s+\t?(?:\(cached\)|[\d.]+s)|PASS$|all modules verified|Done\. Your build exited with 0|Job succeeded|Finished: SUCCESS|BUILD SUCCESS(?:FUL)?|Build succeeded|Successfully (?:built|tagged)|Command completed after \d+ attempt|Process exited (?:with code )?0|INFO: Build completed successfully|Writing manifest|naming to )|completed successfully|exporting to image|(?:build|test|tests|download) succeeded|=> => writing image|succeeded after \d|0 issues\.|exit(?:ed)?(?: with)?(?: code| status)?:? 0\b/i
const failure =
  /^\s*(?:FAIL\b|--- FAIL|make(?:\[\d+\])?: \*\*\*|npm ERR!|ERROR:? |Error: |error: |panic: |Finished: FAILURE|BUILD FAILED)|exit(?:ed)?(?: with)?(?: code| status):? ?[1-9]|did not complete successfully|failed to solve|##\[error\]|Job failed|returned a non-zero code|Final attempt failed|build failed|\bFATAL\b|exit status [1-9]/i
const retry = /\b(?:[Rr]etry(?:ing)?|[Aa]ttempt \d|trying again|[Tt]ry \d)\b/
// Only printed once the modules are there.
const pastLoading =
  /^\s*(?:# [\w.-]+\/[\w./-]+|--- (?:FAIL|PASS)|=== RUN|\S+\.go:\d+:\d+: (?:undefined|cannot use|imported and not used|declared (?:and|but) not used|syntax error)|ok\s+\t?\S+\s)/

/** What happened after the last failed fetch of a log. */
export interface Aftermath {
  /** Give every line after one failed fetch; forget all when another follows. */
  observe(line: string): void
  reset(): void
  /** Is it sure that the failed fetch was made up for? */
  recovered(): boolean
}

/** Watches for success after a failure. */
export function createAftermath(): Aftermath {
  let succeeded = false
  let failed = false
  let retried = false
  let loaded = false
  return {
    observe(line) {
      if (line.length > 2000) return
      if (retry.test(line)) retried = true
      else if (failure.test(line)) failed = true
      else if (success.test(line)) succeeded = true
      if (retried && pastLoading.test(line)) loaded = true
    },
    reset() {
      succeeded = false
      failed = false
      retried = false
      loaded = false
    },
    recovered() {
      return (succeeded && !failed) || (retried && loaded) || (retried && succeeded)
    },
  }
}
