// Does an upstream have what it is asked for? One that has had nothing lately is asked after the others of its group.

/** After so many refusals in a row: enough that they aren't about a few modules. */
export const refusalsToFallBehind = 5

/** What an upstream brought, as far as it tells about the next question. */
export interface Harvest {
  readonly onFile: () => void
  /** It said that it lacks a file, or that it won't give it. A fault that may pass is the breaker's matter. True where it falls behind by this one. */
  readonly onRefusal: () => boolean
  readonly isBarren: () => boolean
}

/** Of an upstream that wasn't asked yet. */
export function createHarvest(): Harvest {
  let refusals = 0
  return {
    onFile: () => {
      refusals = 0
    },
    onRefusal: () => ++refusals === refusalsToFallBehind,
    isBarren: () => refusals >= refusalsToFallBehind,
  }
}
