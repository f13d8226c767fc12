// Runs Jest under Windows over the suites that concern it, then says what passed and what was skipped, with its reason.
// Arguments: patterns of test files; without any, those below.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = resolve(fileURLToPath(import.meta.url), '../../..')
const concerned = [
  'modcache',
  'toolchain',
  'download',
  'platform',
  'project',
  'options',
  'go',
  'text',
  'cache',
  'store',
  'report',
  'faults',
]

const patterns = process.argv.slice(2)
const output = join(await mkdtemp('C:\\jest-'), 'results.json')
const args = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(repository, 'node_modules', 'jest', 'bin', 'jest.js'),
  '--no-watchman',
  '--cacheDirectory=C:\\jest-cache',
  '--json',
  `--outputFile=${output}`,
  ...(patterns.length > 0 ? patterns : concerned.map((room) => `__tests__[\\\\/]${room}[\\\\/]`)),
]
const child = spawn(process.execPath, args, { cwd: repository, stdio: ['ignore', 'ignore', 'pipe'] })
let errors = ''
child.stderr.on('data', (data) => {
  errors += data
})
await new Promise((closed) => child.once('close', closed))
const results = JSON.parse(await readFile(output, 'utf8'))

for (const { name, message, assertionResults } of results.testResults) {
  const suite = name.slice(repository.length + 1)
  if (assertionResults.length === 0 && message !== '') console.log(`FAILED  ${suite}\n${message}`)
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed') console.log(`FAILED  ${suite} | ${fullName}\n${failureMessages.join('\n')}`)
}
for (const reason of new Set(errors.match(/^Skipped: .*$/gm))) console.log(reason)
const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = results
console.log(
  `${passed} tests passed, ${failed} failed, ${skipped} skipped, in ${results.numTotalTestSuites} suites`,
)
process.exit(results.success ? 0 : 1)
