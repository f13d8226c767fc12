// Why nothing can be downloaded for a project: told before anything was tried.

import type { FaultId } from '../faults/registry.ts'

/** What is wrong with the project or its environment, in the words of a fault. */
export interface ProjectProblem {
  readonly kind: 'problem'
  readonly id: FaultId
  /** One sentence: what is wrong, and where. */
  readonly message: string
  /** What to do, in order, where the project tells more than the registry. */
  readonly remedy?: readonly string[]
}

export function problem(id: FaultId, message: string, ...remedy: string[]): ProjectProblem {
  return { kind: 'problem', id, message, ...(remedy.length > 0 && { remedy }) }
}

/** A file that `go` refuses, with the line: `go.mod:3: …`. */
export function malformedFile(
  id: FaultId,
  file: string,
  { line, message }: { readonly line: number; readonly message: string },
): ProjectProblem {
  return problem(id, `${file}:${line}: ${message}`, `Correct line ${line} of ${file}, and commit it.`)
}
