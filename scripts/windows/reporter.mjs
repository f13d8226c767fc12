// Tells suites.mjs what became of each test, a line of JSON a test: Jest's own `--json` fails where an error has a circle in it.
import { appendFileSync } from 'node:fs'

const failure = ({ fullName, status, failureMessages }) => ({
  fullName,
  status,
  message: failureMessages.join('\n'),
})

export default class Reporter {
  onTestResult({ path }, { testResults, testExecError, skipped }) {
    console.log(`ran     ${path}`)
    const unread = testExecError
      ? [{ fullName: '', status: 'failed', message: String(testExecError.stack) }]
      : []
    const tests = skipped ? [] : [...testResults.map(failure), ...unread]
    appendFileSync(
      process.env.RESULTS,
      tests.map((test) => `${JSON.stringify({ path, ...test })}\n`).join(''),
    )
  }
}
