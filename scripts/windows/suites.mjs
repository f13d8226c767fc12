// Runs Jest under Windows, then says what passed and what was skipped, with its reason. Arguments: patterns of test files; without any, all.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

const repository = resolve(fileURLToPath(import.meta.url), '../../..')

/** What can't be tried here, by the file and the name of a test; it runs all the same, and its failure is told as a skip. */
const notHere = [
  ['there is no npm', /sbom\.test/],
  ['there is no compiler of Go', /downloads, verifies and builds/],
  ['Wine opens a folder as an empty file', /a disk that fails is no damage/],
  ["Wine's tasklist tells no processor time", /activity.*becomes dearer/],
  [
    'Wine gives a file the time of its last change as that of its birth',
    /deadline cuts even what moves|a cancelled download ends at once/,
  ],
  [
    "Wine's resolver knows no localhost below .localhost",
    /judged by the address that it leads to|probe\.test.*unhealthy refused/,
  ],
]

/** Wine takes minutes for a tree of 1,500 folders in each other, which one of its zips has; `go` goes on with it when the test is over. */
const notRun = 'unpack[\\\\/]compare\\.test'
console.log('Skipped: Wine takes too long for a tree of 1,500 folders (modcache/unpack/compare.test.ts).')

const patterns = process.argv.slice(2)
const output = join(await mkdtemp('C:\\jest-'), 'results.jsonl')
const args = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  join(repository, 'node_modules', 'jest', 'bin', 'jest.js'),
  // Each takes all that follows up to the next option.
  `--reporters=${join(repository, 'scripts', 'windows', 'reporter.mjs')}`,
  `--testPathIgnorePatterns=${notRun}`,
  '--no-watchman',
  '--cacheDirectory=C:\\jest-cache',
  ...patterns,
]
const child = spawn(process.execPath, args, {
  cwd: repository,
  env: { ...process.env, RESULTS: output },
  stdio: ['ignore', 'inherit', 'pipe'],
})
let errors = ''
child.stderr.on('data', (data) => {
  errors += data
})
await new Promise((closed) => child.once('close', closed))
const text = await readFile(output, 'utf8').catch(() => null)
if (text === null) {
  console.log(`Jest ended without results:\n${errors.slice(-10_000)}`)
  process.exit(1)
}
const tests = text.trim().split('\n').map(JSON.parse)

const skippedHere = new Map()
let failed = 0
for (const { path, fullName, message } of tests.filter(({ status }) => status === 'failed')) {
  const name = `${path.slice(repository.length + 1)} | ${fullName}`
  const [reason] = notHere.find(([, pattern]) => pattern.test(name)) ?? []
  if (reason === undefined) {
    failed++
    console.log(`FAILED  ${name}\n${stripVTControlCharacters(message)}`)
  } else skippedHere.set(reason, (skippedHere.get(reason) ?? 0) + 1)
}
for (const reason of new Set(errors.match(/^Skipped: .*$/gm))) console.log(reason)
for (const [reason, count] of skippedHere) console.log(`Skipped: ${reason} (${count}).`)
const passed = tests.filter(({ status }) => status === 'passed').length
const suites = new Set(tests.map(({ path }) => path)).size
console.log(
  `${passed} tests passed, ${failed} failed, ${tests.length - passed - failed} skipped, in ${suites} suites`,
)
process.exit(failed === 0 ? 0 : 1)
