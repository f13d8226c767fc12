// Reads labelled texts: our own, and logs that people posted in public.

import { readFileSync } from 'node:fs'
import type { Label } from '../../scripts/fault-texts/sample.ts'
import type { FaultCategory } from '../../src/faults/category.ts'

/** A text with what is true of it; `null` in a list of accepted answers means that none is right too. */
export interface Labelled {
  readonly id: string
  readonly category: FaultCategory
  readonly also: readonly FaultCategory[]
  readonly transient: boolean | null
  readonly modules: readonly (string | null)[]
  readonly hosts: readonly (string | null)[]
  /** A part of the line that tells the cause, where one is recorded. */
  readonly cause: string | null
  readonly text: string
}

/** A log in which nothing of ours failed. */
export interface Unfaulted {
  readonly id: string
  readonly kind: string
  readonly text: string
}

interface Stored extends Omit<Label, 'cause'> {
  readonly id: string
  readonly cause?: string
  readonly text: string
}

function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): T => JSON.parse(line))
}

/** Our own labelled texts, as `npm run fixtures` writes them. */
export function readSamples(file: string): Labelled[] {
  return readLines<Stored>(file).map(
    ({ module, host, otherModules = [], otherHosts = [], cause, ...rest }) => ({
      ...rest,
      modules: [module, ...otherModules],
      hosts: [host, ...otherHosts],
      cause: cause ?? null,
    }),
  )
}

/** Logs posted in public: the same fields, without a recorded cause. */
export const readPublicLogs = readSamples

/** Logs without a module fault. */
export function readNegatives(file: string): Unfaulted[] {
  return readLines<Unfaulted>(file)
}
