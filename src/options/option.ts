// What is said once of an option: its names, default, parser and descriptions.

import type { Parser } from './parsers.ts'

/** One row of the table of options. */
interface Option<T, Name extends string = string> {
  /** The input's name in action.yml. */
  readonly input: Name
  /** As text, as a user would write it. */
  readonly default: string
  readonly parse: Parser<T>
  /** For action.yml and the README, as Markdown. */
  readonly description: string
  /** Null: the command line has no such option. */
  readonly flag: Flag | null
}

/** An option of the command line. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string
  /** What stands for its value in the help; null where it takes none. */
  readonly value: string | null
  /** What giving it means for the option, where it takes no value. */
  readonly sets?: 'true' | 'false'
  /** One line of the help, without the default. */
  readonly help: string
  /** The default in words, where it isn't the text of the table. */
  readonly shownDefault?: string
}

/** One row, with the types of its name and its value inferred. */
export function option<const Name extends string, T>(row: Option<T, Name>): Option<T, Name> {
  return row
}
