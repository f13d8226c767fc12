// Taking characters off the end of a text. A pattern such as `/\/+$/` tries every run of them and is quadratic.

/** The text without the character at its end, however often it stands there. */
export function trimEnd(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text.charAt(end - 1) === character) end--
  return text.slice(0, end)
}
