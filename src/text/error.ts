// Reads what an error says. `instanceof Error` is false for errors of another realm: those of Node itself inside Jest, for one.

/** Its `code`, such as `ENOENT`; null where it has none. */
export function errorCode(error: unknown): string | null {
  return errorText(error, 'code')
}

/** Its message; of what is no error, its text. */
export function errorMessage(error: unknown): string {
  return errorText(error, 'message') ?? String(error)
}

/** Its message with the way to the line that threw it, for a bug report. */
export function errorStack(error: unknown): string {
  return errorText(error, 'stack') ?? errorMessage(error)
}

/** One of its texts, such as the `path` of an error of `node:fs`; null where it has none of that name. */
export function errorText(error: unknown, name: string): string | null {
  if (typeof error !== 'object' || error === null) return null
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : null
}
