// Decides which zips of an upstream are hashed as they arrive.
// The first small ones are, so that a mirror that changes zips is found out before all of them stand in the module cache and
// `go` objects.

/** So many zips of each upstream, as long as they are right. */
const checkedZips = 3
/** Hashing one up to this size costs a few milliseconds. */
const largestCheckedBytes = 256 * 1_024

export interface ZipSpotChecks {
  /** Is a zip of this size hashed? After a wrong one every zip is. */
  readonly isDue: (sizeBytes: number) => boolean
  readonly onWrongBytes: () => void
}

/** For an upstream that hasn't sent a zip yet. */
export function createZipSpotChecks(): ZipSpotChecks {
  let left = checkedZips
  let sentWrongBytes = false
  return {
    isDue: (sizeBytes) => sentWrongBytes || (sizeBytes <= largestCheckedBytes && left-- > 0),
    onWrongBytes: () => {
      sentWrongBytes = true
    },
  }
}
