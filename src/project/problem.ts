// Why nothing can be downloaded for a project: told before anything was tried.

import type { FaultCategory } from '../faults/fault.ts'

/** What is wrong with the project or its environment, in the words of a fault. */
export interface ProjectProblem {
  readonly kind: 'problem'
  readonly category: FaultCategory
  /** `category/detail`, stable once released. */
  readonly id: string
  /** One sentence: what is wrong, and where. */
  readonly message: string
  /** What to do, in order. */
  readonly remedy: readonly string[]
}

export function problem(
  id: `${FaultCategory}/${string}`,
  message: string,
  ...remedy: string[]
): ProjectProblem {
  return { kind: 'problem', category: categoryOf(id), id, message, remedy }
}

function categoryOf<C extends FaultCategory>(id: `${C}/${string}`): C {
  return id.slice(0, id.indexOf('/')) as C
}

/** A file that `go` refuses, with the line: `go.mod:3: …`. */
export function malformedFile(
  id: `${FaultCategory}/${string}`,
  file: string,
  { line, message }: { readonly line: number; readonly message: string },
): ProjectProblem {
  return problem(id, `${file}:${line}: ${message}`, `Correct line ${line} of ${file}, and commit it.`)
}
