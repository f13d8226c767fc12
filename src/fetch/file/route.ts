// Which upstream is asked next for a file, when is waited, and when is it left to `go`? GOPROXY's rules, with patience inside a group.
// https://go.dev/ref/mod#environment-variables: after `|` any error moves on, after `,` only 404 and 410 do.

/** What an upstream said about this file in the current round. */
export type Tried =
  | 'absent'
  /** It said no, and will say so again: a policy, wrong credentials, a certificate. */
  | 'refused'
  /** A fault that may pass. */
  | 'failed'

/** May an upstream be asked now? */
export type Availability =
  | { readonly kind: 'ready' }
  /** Until a time, or, where that isn't known, until something changes. */
  | { readonly kind: 'resting'; readonly untilMs: number | null }
  /** Not in this run: it never came back, or asked for more patience than there is. */
  | { readonly kind: 'gone' }

/** An upstream of the group, as one file sees it. */
export interface Member {
  readonly availability: Availability
  readonly tried: Tried | null
  /** It has had nothing lately, or once sent wrong bytes: the others of its group are asked first. */
  readonly isBarren: boolean
}

/** The group that the file has come to. */
export interface GroupView {
  /** In ranked order, without `direct` and `off`. */
  readonly members: readonly Member[]
  /** After it there is nobody, or `direct`, which is for `go`. */
  readonly isLast: boolean
}

export type Step =
  | { readonly kind: 'ask'; readonly member: number }
  /** Every member was tried: back off, then begin another round. `isOutage`: none of them may be asked by anybody now. */
  | { readonly kind: 'back-off'; readonly untilMs: number | null; readonly isOutage: boolean }
  /** Nobody may be asked right now, though this file did not fail. */
  | { readonly kind: 'rest'; readonly untilMs: number | null }
  | { readonly kind: 'next-group' }
  | { readonly kind: 'leave'; readonly why: 'absent' | 'refused' | 'failed' | 'gone' }

/** Decides the next step of a file. */
export function nextStep({ members, isLast }: GroupView): Step {
  const untried = members.flatMap((member, index) => (member.tried === null ? [{ ...member, index }] : []))
  const allReady = untried.filter(({ availability }) => availability.kind === 'ready')
  const ready = allReady.find(({ isBarren }) => !isBarren) ?? allReady[0]
  if (ready !== undefined) return { kind: 'ask', member: ready.index }

  const failed = members.filter(({ tried }) => tried === 'failed')
  const mayComeBack = failed.some(({ availability }) => availability.kind !== 'gone')
  const resting = untried.filter(({ availability }) => availability.kind === 'resting')
  if (mayComeBack) {
    const isOutage = failed.every(({ availability }) => availability.kind !== 'ready')
    return { kind: 'back-off', untilMs: earliest([...failed, ...resting]), isOutage }
  }
  if (resting.length > 0) return { kind: 'rest', untilMs: earliest(resting) }

  const isAgreed = members.every(({ tried }) => tried === 'absent')
  if (isAgreed) return isLast ? { kind: 'leave', why: 'absent' } : { kind: 'next-group' }
  if (failed.length > 0) return { kind: 'leave', why: 'failed' }
  return { kind: 'leave', why: untried.length > 0 ? 'gone' : 'refused' }
}

/** Null: one of them is ready now, or nobody knows. */
function earliest(members: readonly Member[]): number | null {
  const times = members.flatMap(({ availability }) => {
    if (availability.kind === 'ready') return [null]
    return availability.kind === 'resting' ? [availability.untilMs] : []
  })
  return times.reduce<number | null>(
    (least, time) => (least === null || time === null ? null : Math.min(least, time)),
    times[0] ?? null,
  )
}
