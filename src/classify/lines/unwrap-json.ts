// Unwraps a tool's output from a line of JSON, or from a quoted field of a log.

import { createTestOutput } from './test-output.ts'

const jsonOutput = /"(?:Output|Error|msg|message|error|log|stderr|stdout|output)":\s?"((?:[^"\\]|\\.)*)"/
const testOfProgram = /"Test":"/

// A Windows path holds `\n` and `\t` too: what follows must be the beginning of a line that we know.
const quotedLines =
  /\\n(?:\\t|\s){0,4}(?:go: |go (?:get|mod|list|build|install)\b|build \S+: |[\w./-]{1,200}\.go:\d|fatal: |error: |remote: |server response:|verifying |package |note: |unknown revision|[\w.-]+\.\w+\/[\w./~-]+@v\d)|\\n\\t|: \\n|\\n"/
const closing = /\\?"[\s,)}\]]*$/

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '',
  u003c: '<',
  u003e: '>',
  u0026: '&',
}

/** In one pass, so that an escaped backslash takes none of what follows. */
function unquote(text: string): string {
  return text.replace(/\\(u003[ce]|u0026|[ntr"'\\])/g, (_, name: string) => escapes[name] ?? name)
}

/** The lines that a line holds; none where it is the output of a program under test. */
export function unwrapJson(text: string): readonly string[] {
  const start = text.trimStart()
  if (start.startsWith('{"Time":') || start.startsWith('{"Action":') || start.startsWith('{"ImportPath":')) {
    if (testOfProgram.test(text)) return []
  }
  const field = text.includes('":') ? jsonOutput.exec(text)?.[1] : undefined
  const inner = field ?? text
  if (!inner.includes('\\')) return [inner]
  if (field === undefined && !inner.includes('\\"') && !quotedLines.test(inner)) return [inner]
  const whole = field === undefined ? inner.replace(closing, '') : inner
  const tests = createTestOutput()
  return unquote(whole)
    .split('\n')
    .filter((line) => !tests.inside(line) && line.trim() !== '')
}
