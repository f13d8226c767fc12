// How a command ended: its exit code, and what to say on stderr.

export interface CommandResult {
  readonly code: 0 | 1 | 2 | 3
  readonly message?: string
}

/** The code of the error where the system has no place for temporary files; its message says what to do. */
export const noTemporaryFolder = 'ERR_TEMPORARY_FOLDER'

/** Wrong usage: `message` says what is wrong and what is allowed. */
export function misuse(message: string): CommandResult {
  return { code: 2, message }
}
