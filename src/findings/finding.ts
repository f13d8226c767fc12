// An environment finding: a setting that will hurt, though it is no fault of this run.

/** One finding; none when all is well. */
export interface Finding {
  /** Stable, e.g. `goproxy-no-fallback`. */
  readonly id: string
  /** What is set, in one sentence. */
  readonly what: string
  /** Why it hurts, and what to do about it. */
  readonly why: string
}
