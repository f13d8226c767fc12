// A rule: one row of the tables that say which fault a message of `go` or `git` tells of.

import type { FaultCategory } from '../../faults/category.ts'
import { categoryOf, type FaultId } from '../../faults/registry.ts'

/** Which part of a message a rule reads. */
type RuleScope =
  /** What this machine's `go` and `git` say, without the text of a remote. */
  | 'cause'
  /** The text behind `server response:`: the remote's own trouble. */
  | 'response'

/** Where in a fetch the message was printed. */
export type Stage = 'module' | 'discovery' | 'git' | 'sumdb' | 'toolchain'

/** A file of the module proxy protocol that a URL asks for. */
export type ProtocolFile = 'info' | 'mod' | 'zip' | 'list' | 'latest'

/** One row: only how a text is read. What the fault means and what helps stands in the registry. */
export interface FaultRule {
  readonly id: FaultId
  readonly category: FaultCategory
  /** Tried on the message with all white space made single spaces. Linear. */
  readonly pattern: RegExp
  /** Must match as well, where one linear pattern can't say it all. */
  readonly and?: RegExp
  readonly not?: RegExp
  readonly scope: RuleScope
  /** Only for these files, or these stages. */
  readonly files?: readonly ProtocolFile[]
  readonly stages?: readonly Stage[]
  /** Only for a module whose host looks like a company's own. */
  readonly internalModule?: true
  /** `fetch`: the message must otherwise have the grammar of a module fetch. `self`: the pattern alone proves it. */
  readonly proof: 'fetch' | 'self'
  /** The text says nothing of go: it counts only where go is around. */
  readonly nearGo?: true
  /** It may be the first half of a sentence that was broken, and whose end says more. */
  readonly mayGoOn?: true
  readonly confidence: number
  /** Go releases that print it. */
  readonly go: string
  /** Who prints it: file and function of Go, or the tool. */
  readonly source: string
  /** A real text. */
  readonly example: string
}

type Optional = 'scope' | 'proof' | 'confidence' | 'go'

/** A row as its table writes it. */
export type RuleRow = Omit<FaultRule, 'category' | Optional> & Partial<Pick<FaultRule, Optional>>

const defaults = {
  scope: 'cause',
  proof: 'fetch',
  confidence: 0.95,
  go: '1.11+',
} as const satisfies Pick<FaultRule, Optional>

/** Completes the rows of a table. */
export function table(rows: readonly RuleRow[]): readonly FaultRule[] {
  return rows.map((row) => ({ ...defaults, ...row, category: categoryOf(row.id) }))
}
