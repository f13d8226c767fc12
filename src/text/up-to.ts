// A text up to a mark.

/** The text before the first of a mark; all of it where there is none. */
export function upTo(text: string, mark: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? text : text.slice(0, at)
}
