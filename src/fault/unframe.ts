// What did the tool print, where a line carries its output inside JSON or a quoted log field?

const jsonOutput = /"(?:Output|Error|msg|message|error|log)":\s?"((?:[^"\\]|\\.)*)"/
const testOfProgram = /"Test":"/

function unquote(text: string): string {
  return text
    .replace(/\\u003c/g, '<')
    .replace(/\\u003e/g, '>')
    .replace(/\\u0026/g, '&')
    .replace(/\\t/g, '\t')
    .replace(/\\"/g, '"')
    .replace(/\\'/g, "'")
}

/** The lines that a line holds; none where it is the output of a program under test. */
export function unframe(text: string): readonly string[] {
  const start = text.trimStart()
  if (start.startsWith('{"Time":') || start.startsWith('{"Action":') || start.startsWith('{"ImportPath":')) {
    if (testOfProgram.test(text)) return []
  }
  const field = text.includes('":') ? jsonOutput.exec(text)?.[1] : undefined
  const inner = field ?? text
  if (!inner.includes('\\n') && !inner.includes('\\"') && !inner.includes('\\t')) return [inner]
  // A Windows path holds `\n` and `\t` too: only quoted text is unescaped.
  if (field === undefined && !inner.includes('\\"') && !/\\n\\t|: \\n|\\n"/.test(inner)) return [inner]
  return inner
    .split('\\n')
    .map(unquote)
    .filter((line) => line.trim() !== '')
}
