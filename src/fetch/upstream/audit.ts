// Are an upstream's zips what go.sum names? The first small ones are hashed as they come, so that a mirror that changes them is
// found out before all of them stand in the module cache and `go` objects.

/** So many zips of each upstream, as long as they are right. */
const samples = 3
/** Hashing one up to this size costs a few milliseconds. */
const sampleBytes = 256 * 1_024

export interface Audit {
  /** Is a zip of this size hashed? After a wrong one every zip is. */
  readonly isDue: (bytes: number) => boolean
  readonly onWrong: () => void
}

/** Of an upstream that hasn't sent a zip yet. */
export function createAudit(): Audit {
  let left = samples
  let isSuspect = false
  return {
    isDue: (bytes) => isSuspect || (bytes <= sampleBytes && left-- > 0),
    onWrong: () => {
      isSuspect = true
    },
  }
}
