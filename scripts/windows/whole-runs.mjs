// Whole runs of the command line on examples/service, by Node and Go for Windows: a line for each. Exit code 1 where one differs from what it must be.
// Variables: UPSTREAM, the URL of a module proxy that works.
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const repository = resolve(fileURLToPath(import.meta.url), '../../..')
const upstream = process.env.UPSTREAM
const folder = await mkdtemp('C:\\runs-')
const store = join(folder, 'store')
let runs = 0

/** A proxy that takes a connection and never says a word, and one that isn't there any more. */
const silent = await listening()
const dead = await listening()
dead.server.close()

async function listening() {
  const connected = Promise.withResolvers()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    connected.resolve()
  })
  await new Promise((listens) => server.listen(0, '127.0.0.1', listens))
  return { server, url: `http://127.0.0.1:${server.address().port}`, connected: connected.promise }
}

/** One `download`; a module cache of its own unless `gomodcache` names one. */
async function download(proxies, { gomodcache, options = ['--no-cache'], onStart = () => {} } = {}) {
  const cache = gomodcache ?? join(folder, `cache-${++runs}`)
  const report = join(folder, `report-${++runs}.json`)
  const dir = join(repository, 'examples', 'service')
  const args = ['download', '--dir', dir, '--proxies', proxies, '--report', report, ...options]
  const child = spawn(process.execPath, [join(repository, 'dist', 'cli.js'), ...args], {
    env: { ...process.env, GOMODCACHE: cache, GOFLAGS: '-mod=mod' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data))
  onStart(child.pid)
  const beganMs = Date.now()
  const code = await new Promise((closed) => child.once('close', closed))
  const found = await readFile(report, 'utf8').then(JSON.parse, () => null)
  return { code, text, report: found, cache, seconds: (Date.now() - beganMs) / 1_000 }
}

async function runningGo() {
  const { stdout } = await promisify(execFile)('C:\\windows\\system32\\tasklist.exe', [], {
    encoding: 'buffer',
  })
  return (
    stdout
      .toString('latin1')
      .replaceAll('\0', '')
      .match(/\b(?:go|git)\.exe/gi) ?? []
  )
}

function isComplete({ code, report, text }) {
  assert.equal(code, 0, text)
  assert.notEqual(report.result, 'failed')
  assert.ok(report.scopes.every(({ complete }) => complete))
}

const withStore = (path) => ['--cache-store', `directory:${path}`]

const scenarios = {
  'cold: every module comes, and is saved': async () => {
    const run = await download(upstream, { options: withStore(store) })
    isComplete(run)
    assert.ok(run.report.modules.fetched > 80, run.text)
    const verified = await promisify(execFile)(
      process.execPath,
      [join(repository, 'dist', 'cli.js'), 'verify', '--dir', join(repository, 'examples', 'service')],
      { env: { ...process.env, GOMODCACHE: run.cache } },
    )
    return verified.stdout.trim().split('\n')[0]
  },
  'warm: all comes from the store, with a dead proxy': async () => {
    isComplete(await download(dead.url, { options: withStore(store) }))
  },
  'the store and the module cache on another drive': async () => {
    const other = await mkdtemp('D:\\runs-')
    const options = withStore(join(other, 'store'))
    isComplete(await download(upstream, { gomodcache: join(other, 'cache'), options }))
    isComplete(await download(dead.url, { gomodcache: join(other, 'warm'), options }))
  },
  'a proxy that is dead, then `|`': async () => {
    isComplete(await download(`${dead.url}|${upstream}`))
  },
  'a proxy that never answers, then `|`': async () => {
    isComplete(await download(`${silent.url}|${upstream}`))
  },
  'a proxy that never answers, alone: told as a stall': async () => {
    const options = ['--no-cache', '--stall-timeout', '2s', '--attempts', '1']
    const run = await download(silent.url, { options })
    assert.equal(run.code, 1, run.text)
    assert.equal(run.report.fault.category, 'timeout')
    assert.deepEqual(await runningGo(), [])
    return run.report.fault.id
  },
  'cancelled by Ctrl+C, as the runner does: a report, and no process left': async () => {
    const never = await listening()
    const run = await download(never.url, {
      onStart: (pid) => never.connected.then(() => execFile('ctrlc.exe', [String(pid)])),
    })
    never.server.close()
    assert.equal(run.code, 1, run.text)
    assert.equal(run.report.fault.id, 'killed/cancelled')
    assert.deepEqual(await runningGo(), [])
  },
  'a virus scanner that holds each new file for 400 ms': async () => {
    const gomodcache = join(folder, 'scanned')
    const suffixes = ['.resilient-partial', '.zip', '.mod', '.info', '.ziphash', '.go']
    const scanner = spawn('scanner.exe', [gomodcache, '400', ...suffixes], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let held = 0
    scanner.stdout.on('data', (data) => (held += data.toString().split('\n').length - 1))
    try {
      isComplete(await download(upstream, { gomodcache }))
    } finally {
      scanner.kill()
    }
    assert.ok(held > 0)
    const left = (await readdir(gomodcache, { recursive: true })).filter((name) => name.endsWith('-partial'))
    assert.ok(left.length <= 1, `left half-written: ${left}`)
    return `${held} files held, ${left.length} left`
  },
}

let failed = 0
for (const [name, scenario] of Object.entries(scenarios)) {
  const beganMs = Date.now()
  const outcome = await scenario().then(
    (note) => `ok      ${name}${note ? ` (${note})` : ''}`,
    (error) => {
      failed++
      return `FAILED  ${name}\n${String(error.stack ?? error).replaceAll(/^/gm, '          ')}`
    },
  )
  console.log(`${outcome}, ${Math.round((Date.now() - beganMs) / 1_000)} s`)
}
console.log(
  `${Object.keys(scenarios).length - failed} of ${Object.keys(scenarios).length} whole runs as they must be`,
)
process.exit(failed === 0 ? 0 : 1)
