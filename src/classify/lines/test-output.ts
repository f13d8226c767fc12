// Tells which lines a program under test printed: its network errors are no failed fetch of `go`.

/** Follows `go test`'s frames through a log. */
interface TestOutput {
  /** True if the line belongs to a test; to be asked of every line in order. */
  inside(text: string): boolean
}

const failed = /^(\s*)--- (?:FAIL|PASS|SKIP|BENCH): /
const running = /^\s*=== (?:RUN|PAUSE|CONT|NAME)\b/
const verbose = /^\s*(?:PASS|FAIL|ok |\?)(?:\s|$)|^\s*(?:exit status|coverage:) /
const otherWork = /^\s*(?:##\[|Run |make(?:\[\d+\])?: |Step \d|\$ |\+ |go: downloading )/

/** Starts outside of any test. */
export function createTestOutput(): TestOutput {
  let indent = -1
  let inRun = false
  return {
    inside(text) {
      if (running.test(text)) {
        inRun = true
        return true
      }
      const frame = failed.exec(text)
      if (frame !== null) {
        indent = frame[1]?.length ?? 0
        // `=== RUN` frames go on until the package's verdict.
        return true
      }
      if (text.trim() === '') return inRun || indent >= 0
      if (verbose.test(text) || otherWork.test(text)) {
        inRun = false
        indent = -1
        return false
      }
      if (inRun) return true
      if (indent < 0) return false
      if (text.length - text.trimStart().length > indent) return true
      indent = -1
      return false
    },
  }
}
