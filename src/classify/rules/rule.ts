// What is a rule: one row of the tables that say what a message of `go` or `git` means?

import type { FaultCategory } from '../../faults/fault.ts'
import type { RemedyKey } from '../../faults/remedy.ts'

/** Which part of a message a rule reads. */
export type RuleScope =
  /** What this machine's `go` and `git` say, without the text of a remote. */
  | 'cause'
  /** The text behind `server response:`: the remote's own trouble. */
  | 'response'

/** Where in a fetch the message was printed. */
export type Stage = 'module' | 'discovery' | 'git' | 'sumdb' | 'toolchain'

/** A file of the module proxy protocol that a URL asks for. */
export type ProtocolFile = 'info' | 'mod' | 'zip' | 'list' | 'latest'

/** One row. */
export interface FaultRule {
  /** `category/detail`. */
  readonly id: string
  readonly category: FaultCategory
  /** What it means, in one sentence. */
  readonly meaning: string
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
  readonly also: readonly FaultCategory[]
  readonly transient: boolean
  /** Where this is found too, it does not pass although such faults usually do. */
  readonly lasting?: RegExp
  /** Can another proxy of the list help? */
  readonly otherProxyHelps: boolean
  /** Among several faults the higher is told first: 3 stops everything, 2 is a cause, 1 may be a consequence. */
  readonly severity: 1 | 2 | 3
  readonly confidence: number
  /** Go releases that print it. */
  readonly go: string
  /** Who prints it: file and function of Go, or the tool. */
  readonly source: string
  readonly remedy: RemedyKey
  /** A real text. */
  readonly example: string
}

type Optional = 'scope' | 'proof' | 'also' | 'otherProxyHelps' | 'severity' | 'confidence' | 'go'

/** A row as its table writes it: the category is the table's, or told by the id. */
export type RuleRow = Omit<FaultRule, 'category' | Optional> & Partial<Pick<FaultRule, Optional>>

const defaults = {
  scope: 'cause',
  proof: 'fetch',
  also: [],
  otherProxyHelps: false,
  severity: 2,
  confidence: 0.95,
  go: '1.11+',
} as const satisfies Pick<FaultRule, Optional>

/** Completes the rows of a table; the category is the part of the id before the slash. */
export function table(categories: readonly FaultCategory[], rows: readonly RuleRow[]): readonly FaultRule[] {
  return rows.map((row) => {
    const category = categories.find((name) => row.id.startsWith(`${name}/`))
    if (category === undefined) throw new Error(`rule ${row.id} is in a table of ${categories.join(', ')}`)
    return { ...defaults, ...row, category }
  })
}
