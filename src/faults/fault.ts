// A fault: what went wrong with a module download, in the field's words.

import type { FaultCategory } from './category.ts'
import type { FaultId } from './registry.ts'

/** A line of a log that shows a fault: its number, from 1, and its redacted text. */
export interface EvidenceLine {
  readonly line: number
  readonly text: string
}

/** Asked of a module that may be private, in this order: each matters only once the one before is answered. */
export const privateQuestions = ['network', 'credentials', 'existence'] as const

/** What the evidence says to one of them, in a few words. */
export interface PrivateAnswer {
  readonly question: (typeof privateQuestions)[number]
  readonly answer: string
}

/** One fault, however many modules it blocked. */
export interface Fault {
  readonly category: FaultCategory
  readonly id: FaultId
  /** Would the same run minutes later plausibly pass? */
  readonly transient: boolean
  /** `path@version`, or the path alone where no version is named. */
  readonly module: string | null
  readonly host: string | null
  /** The GOPROXY entry that answered, without credentials. */
  readonly proxy: string | null
  /** The URL asked for, without credentials. */
  readonly url: string | null
  /** Other categories that a reader may look for, such as the transport of a `sumdb` fault. */
  readonly also: readonly FaultCategory[]
  /** How many modules this one fault kept from being downloaded; at least 1 where a module is concerned. */
  readonly blocked: number
  readonly evidence: readonly EvidenceLine[]
  /** Where a module that may be private was refused, not found or not reached: all three, in order; else empty. */
  readonly answers: readonly PrivateAnswer[]
  /** What to do, in order; plain text with commands in backticks. */
  readonly remedy: readonly string[]
  /** 0 to 1; from 0.8 on it is stated, below it is "probably". */
  readonly confidence: number
}

/** Faults in order of cause before consequence. `primary` is null only where nothing failed. */
export interface Classification {
  readonly primary: Fault | null
  readonly faults: readonly Fault[]
}

/** What a fault tells before its remedy is known. */
export type FaultFacts = Omit<Fault, 'answers' | 'remedy'>
