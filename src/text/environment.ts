// The variables of a process, as every room takes them.

/** The environment of a process; a variable that is undefined counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>
