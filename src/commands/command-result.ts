// How a command ended: its exit code, and what to say on stderr.

export interface CommandResult {
  readonly code: 0 | 1 | 2 | 3
  readonly message?: string
}

/** Wrong usage: `message` says what is wrong and what is allowed. */
export function misuse(message: string): CommandResult {
  return { code: 2, message }
}
