// What one labelled text is: the text that a tool printed, and what went wrong there.

import type { FaultCategory } from '../../src/faults/category.ts'

/** What a person who knows the cause says about a text; `null` where the text names none. */
export interface Label {
  readonly category: FaultCategory
  readonly also: readonly FaultCategory[]
  readonly transient: boolean | null
  /** `path@version`, or the path alone. */
  readonly module: string | null
  readonly host: string | null
  /** Other answers that a careful reader could give as well. */
  readonly otherModules?: readonly (string | null)[]
  readonly otherHosts?: readonly (string | null)[]
  /** A part of the line that tells the cause: an excerpt must hold it. */
  readonly cause: string
}

/** One text as it is stored. */
export interface Sample extends Label {
  readonly id: string
  /** The case that made it; all texts of a family are in the same half. */
  readonly family: string
  /** `real`: printed by a real tool in this generator; `composed`: an operating system's text in Go's own wrapper. */
  readonly origin: 'real' | 'composed'
  readonly go: string
  readonly command: string
  /** What stands around the text: a CI system or another tool. */
  readonly wrapper: string
  readonly text: string
}

/** A log without any module fault. */
export interface Negative {
  readonly id: string
  readonly family: string
  readonly kind: 'success' | 'code' | 'other-tool'
  readonly wrapper: string
  readonly text: string
}
