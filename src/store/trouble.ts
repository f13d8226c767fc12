// What goes wrong with a shared store, and what that means for the rest of a run.

/** Told apart, since each one has another remedy; none fails a step. */
export type StoreTroubleKind =
  /** Whoever asks may not: a key that isn't known, a permission that is missing. */
  | 'denied'
  /** No request can succeed before a setting is changed: another region, no such bucket, a clock that is wrong. */
  | 'misconfigured'
  /** It asks for fewer requests. */
  | 'busy'
  /** Out of reach, or failing. */
  | 'unavailable'
  | 'slow'
  /** The object is none that may be read: a link, a pipe, too large. */
  | 'refused'

export interface StoreTrouble {
  readonly kind: StoreTroubleKind
  /** What happened, to which thing, and what to do next; without a secret, and without a full stop. */
  readonly reason: string
  /** A bucket that doesn't let its objects be listed says the same of an object that isn't there. */
  readonly mayBeAbsent?: boolean
}

export function trouble(kind: StoreTroubleKind, reason: string): { kind: 'failed'; trouble: StoreTrouble } {
  return { kind: 'failed', trouble: { kind, reason } }
}
