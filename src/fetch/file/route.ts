// Decides the next step of a file: a request to an upstream, a wait, the next group, or leaving it to `go`.
// GOPROXY's rules, with retries inside a group. https://go.dev/ref/mod#environment-variables: after `|` any error moves on,
// after `,` only 404 and 410 do.

import type { Availability } from '../upstream/upstream-health.ts'

/** How the request for this file to an upstream ended, in the current round. */
export type Tried =
  | 'absent'
  /** It said no, and will say so again: a policy, wrong credentials, a certificate. */
  | 'refused'
  /** A fault that may pass. */
  | 'failed'

/** An upstream of the group, as a source of one file. */
export interface Candidate {
  readonly availability: Availability
  readonly tried: Tried | null
  /** It lacks more modules than it gave, or once sent wrong bytes: the others of its group are asked first. */
  readonly isAskedLast: boolean
}

/** The group whose turn it is for the file. */
export interface GroupView {
  /** In ranked order, without `direct` and `off`. */
  readonly candidates: readonly Candidate[]
  /** No group follows that is ours: none, or `direct`, which is for `go`. */
  readonly isLast: boolean
}

export type Step =
  /** `candidate` is an index. */
  | { readonly kind: 'request'; readonly candidate: number }
  /** Every candidate was tried: back off, then begin another round. `isOutage`: none that failed may be asked for any file now. */
  | { readonly kind: 'back-off'; readonly untilMs: number | null; readonly isOutage: boolean }
  /** No candidate may be asked right now, though none failed for this file. */
  | { readonly kind: 'wait'; readonly untilMs: number | null }
  | { readonly kind: 'next-group' }
  | { readonly kind: 'leave'; readonly why: 'absent' | 'refused' | 'failed' | 'given-up' }

/** Decides the next step of a file. */
export function nextStep({ candidates, isLast }: GroupView): Step {
  const untried = candidates.flatMap((candidate, index) =>
    candidate.tried === null ? [{ ...candidate, index }] : [],
  )
  const allReady = untried.filter(({ availability }) => availability.kind === 'ready')
  const ready = allReady.find(({ isAskedLast }) => !isAskedLast) ?? allReady[0]
  if (ready !== undefined) return { kind: 'request', candidate: ready.index }

  const failed = candidates.filter(({ tried }) => tried === 'failed')
  const mayComeBack = failed.some(({ availability }) => availability.kind !== 'given-up')
  const paused = untried.filter(({ availability }) => availability.kind === 'paused')
  if (mayComeBack) {
    const isOutage = failed.every(({ availability }) => availability.kind !== 'ready')
    return { kind: 'back-off', untilMs: earliest([...failed, ...paused]), isOutage }
  }
  if (paused.length > 0) return { kind: 'wait', untilMs: earliest(paused) }

  const isAgreed = candidates.every(({ tried }) => tried === 'absent')
  if (isAgreed) return isLast ? { kind: 'leave', why: 'absent' } : { kind: 'next-group' }
  if (failed.length > 0) return { kind: 'leave', why: 'failed' }
  return { kind: 'leave', why: untried.length > 0 ? 'given-up' : 'refused' }
}

/** The earliest end of their pauses; null where one of them is ready now, or the end isn't known. */
function earliest(candidates: readonly Candidate[]): number | null {
  const times = candidates.flatMap(({ availability }) => {
    if (availability.kind === 'ready') return [null]
    return availability.kind === 'paused' ? [availability.untilMs] : []
  })
  return times.reduce<number | null>(
    (least, time) => (least === null || time === null ? null : Math.min(least, time)),
    times[0] ?? null,
  )
}
