// What the registry says of each fault.

import type { FaultCategory } from '../category.ts'

export interface FaultKind {
  /** What it means, in one sentence; no other fault has the same. */
  readonly meaning: string
  /** Would the same run minutes later plausibly pass? */
  readonly transient: boolean
  /** Other categories that a reader may look for; none unless told. */
  readonly also?: readonly FaultCategory[]
  /** Can another proxy of the list help? No unless told. */
  readonly otherProxyHelps?: true
  /** Among several faults the higher is told first: 3 stops everything, 2, unless told, is a cause, 1 may be a consequence. */
  readonly severity?: 1 | 3
  /** A key of remedy.ts; or the steps themselves, where this fault alone has them and they name nothing of the run. */
  readonly remedy: string | readonly string[]
}

/** The faults of some categories. */
export type FaultKinds<Category extends FaultCategory> = Readonly<Record<`${Category}/${string}`, FaultKind>>
