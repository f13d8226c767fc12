// The history of the upstreams as the place where modules are kept holds it: a text that nobody vouches for.

/** What was found. */
export type FoundHistory =
  | { readonly kind: 'text'; readonly text: string }
  /** There is none yet, or nothing that could be one. */
  | { readonly kind: 'none' }
  /** It was not asked for, or did not come: what is there is not to be written over. */
  | { readonly kind: 'unknown' }
