// Does an upstream give what it is asked for? One that has had nothing lately, or once sent wrong bytes, is asked after the
// others of its group.

/** After so many refusals in a row: enough that they aren't about a few modules. */
export const refusalsToFallBehind = 5

/** What an upstream brought, as far as it tells about the next question. */
export interface Harvest {
  readonly onFile: () => void
  /** It said that it lacks a file, or that it won't give it. A fault that may pass is the breaker's matter. */
  readonly onRefusal: () => void
  /** It sent bytes that go.sum contradicts. */
  readonly onForgery: () => void
  readonly isBarren: () => boolean
}

/** Of an upstream that wasn't asked yet. `onBarren` is called each time that it falls behind. */
export function createHarvest(onBarren: () => void): Harvest {
  let refusals = 0
  let isForger = false
  return {
    onFile: () => {
      refusals = 0
    },
    onRefusal: () => {
      if (++refusals === refusalsToFallBehind && !isForger) onBarren()
    },
    onForgery: () => {
      if (!isForger) onBarren()
      isForger = true
    },
    isBarren: () => isForger || refusals >= refusalsToFallBehind,
  }
}
