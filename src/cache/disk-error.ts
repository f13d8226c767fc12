// What went wrong, in words for a report.

/** The message of an error, whichever realm it comes from. */
export function reasonOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  return String(error)
}
