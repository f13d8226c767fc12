// The command line as a person or another CI system uses it: dist/cli.js in a process of its own.
// Maps to src/cli.ts, src/commands/*.

import { execFile } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { actionRig, playing, unavailable, zipOf } from '../helpers/action-rig.ts'
import { deadUrl } from '../helpers/module-proxy.ts'
import { processesOf } from '../helpers/processes.ts'
import { testIf, testWithSignals } from '../helpers/skip.ts'
import { distCli, jobEnvironment, runNode } from '../helpers/step.ts'
import { goSum, makeModule } from '../helpers/synthetic-modules.ts'
import { workflowCommands } from '../helpers/workflow-commands.ts'

const rig = actionRig()

interface CliOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
  readonly modcache?: string
  readonly signal?: AbortSignal
}

function cli(args: readonly string[], { env = {}, modcache, cwd, ...options }: CliOptions = {}) {
  const { job } = rig()
  return runNode([distCli, ...args], {
    ...options,
    killWith: 'SIGINT',
    cwd: cwd ?? job.workspace,
    env: { ...terminalEnvironment(), GOMODCACHE: modcache ?? job.gomodcache, ...env },
  })
}

/** The environment of a test without anything of a runner. */
function terminalEnvironment(): Record<string, string> {
  const all = Object.entries(jobEnvironment(rig().job.folder.path))
  return Object.fromEntries(all.filter(([name]) => !/^(?:GITHUB|RUNNER)_/.test(name)))
}

const inFolder = (name: string) => join(rig().job.folder.path, name)

test.each(['probe', 'download'])('%s prints no workflow command out of a go.mod', async (command) => {
  const { job } = rig()
  const name = '"a.example/x\\n::error file=evil::pwned\\n##[error]x\\u001b[31m"'
  await writeFile(
    join(job.workspace, 'go.mod'),
    `module example.com/m\n\nreplace ${name} => "y.example/z\\n::stop-commands::tok"\n`,
  )
  const { stdout, stderr } = await cli([command, '--dir', job.workspace, '--proxies', await deadUrl()])
  expect(`${stdout}${stderr}`).toContain('go.mod:3')
  expect(`${stdout}${stderr}`.split('\n').filter((line) => /^\s*::|##\[|\x1b/.test(line))).toEqual([])
})

describe('usage', () => {
  test.each([
    [['--help'], /download.*\n.*probe.*\n.*classify.*\n.*verify/],
    [['help'], /Exit codes/],
    [['download', '--help'], /--stall-timeout/],
    [['download', '--attempts', '3', '-h'], /--cache-store/],
    [['probe', '--help'], /--json/],
    [['classify', '--help'], /standard input/],
    [['fleet', '--help'], /PATH…[\s\S]*--since[\s\S]*--html[\s\S]*--metrics[\s\S]*--json/],
    [['verify', '--help'], /go\.work\.sum[\s\S]*--json/],
  ])('%j prints help on stdout', async (args, expected) => {
    const { code, stdout, stderr } = await cli(args)
    expect(stdout).toMatch(expected)
    expect([code, stderr]).toEqual([0, ''])
  })

  test('--version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    expect(await cli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each<[string, readonly string[], RegExp]>([
    ['no command', [], /Usage/],
    ['an unknown command', ['fetch'], /no command "fetch"[\s\S]*Usage/],
    ['an unknown option', ['download', '--retries', '3'], /--retries/],
    ['an option without its value', ['probe', '--dir'], /--dir/],
    ['an argument that no command takes', ['download', 'here'], /here/],
    ['a wrong value', ['download', '--attempts', 'many'], /Option "--attempts" is "many"; it must be/],
    [
      'two wrong values',
      ['download', '--timeout', '0', '--stall-timeout', '9'],
      /--timeout[\s\S]*--stall-timeout/,
    ],
    ['a wrong list', ['probe', '--proxies', 'ftp://x'], /--proxies/],
    ['two logs', ['classify', 'a.log', 'b.log'], /one file/],
    ['a log that is not there', ['classify', 'no-such.log'], /no-such\.log.*ENOENT/],
    ['a log that is a folder', ['classify', '.'], /EISDIR/],
  ])('%s: exit code 2, told on stderr', async (_, args, expected) => {
    const { code, stdout, stderr } = await cli(args)
    expect(stderr).toMatch(expected)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/ at .*\.js:\d+/)
  })
})

describe('download', () => {
  test('complete: exit code 0, the answer on stdout, the log on stderr, no workflow command in either', async () => {
    const live = await rig().proxy()
    const { code, stdout, stderr } = await cli(['download', '--proxies', live.url])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Go modules complete\n3 modules ready/)
    expect(stderr).toMatch(/Attempt 1/)
    expect(stdout + stderr).not.toMatch(/^\s*::|##\[/m)
    expect(stdout + stderr).not.toMatch(/[\r\u001b]/)
  })

  test('failed: exit code 1, with what to do', async () => {
    const broken = await rig().proxy(playing(unavailable, zipOf('two')))
    const { code, stdout } = await cli([
      'download',
      ...['--proxies', broken.url, '--attempts', '1', '--no-prefetch'],
    ])
    expect(code).toBe(1)
    expect(stdout).toMatch(/example\.com\/two@v1\.0\.0/)
    expect(stdout).toMatch(/What to do:/)
    expect(stdout).toMatch(/Required in +go\.mod:\d+/)
  })

  test('--dir, --summary and --report, from another folder', async () => {
    const live = await rig().proxy()
    const cwd = inFolder('elsewhere')
    await mkdir(cwd)
    const { code } = await cli(
      [
        'download',
        ...['--dir', '../workspace', '--proxies', live.url],
        ...['--summary', 'out/summary.md', '--report', 'out/report.json'],
      ],
      { cwd },
    )
    expect(code).toBe(0)
    expect(await readFile(join(cwd, 'out/summary.md'), 'utf8')).toMatch(/<h3>.*Go modules complete/)
    expect(JSON.parse(await readFile(join(cwd, 'out/report.json'), 'utf8'))).toMatchObject({
      version: 1,
      result: 'complete',
      modules: { total: 3, fetched: 3 },
    })
  })

  test('a --report that can not be written is wrong usage, not a bug', async () => {
    const live = await rig().proxy()
    const { code, stderr } = await cli(['download', '--proxies', live.url, '--report', 'go.mod/report.json'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/go\.mod[\\/]report\.json/)
    expect(stderr).not.toMatch(/bug/)
  })

  test('--cache-store keeps the modules, and the next download needs no proxy; --no-cache needs one', async () => {
    const live = await rig().proxy()
    const store = ['--cache-store', `directory:${inFolder('store')}`]
    expect((await cli(['download', '--proxies', live.url, ...store])).code).toBe(0)
    expect(await readdir(inFolder('store'))).toEqual(['example.com'])
    const dead = ['--proxies', await deadUrl(), '--no-prefetch', '--attempts', '1']
    const without = await cli(['download', ...dead, ...store, '--no-cache'], { modcache: inFolder('second') })
    expect(without.code).toBe(1)
    const hit = await cli(['download', ...dead, ...store], { modcache: inFolder('third') })
    expect(hit.code).toBe(0)
    expect(hit.stdout).toMatch(/Shared store: read 9 files .* It replaced every download\./s)
  })

  test('without --cache-store nothing is kept', async () => {
    const live = await rig().proxy()
    const { stdout } = await cli(['download', '--proxies', live.url])
    expect(stdout).toContain('Cache: off: none was asked for.')
  })

  test('--no-prefetch leaves all requests to go', async () => {
    const live = await rig().proxy()
    await cli(['download', '--proxies', live.url, '--no-prefetch'])
    const agents = live.requests.map(({ headers }) => headers['user-agent'])
    expect([...new Set(agents)]).toEqual([expect.stringMatching(/^Go-http-client/)])
  })

  testWithSignals()('SIGINT: exit code 1, the report is written, and nothing is left running', async () => {
    const controller = new AbortController()
    const stalling = await rig().proxy((request) => {
      if (!zipOf('two')(request)) return undefined
      setTimeout(() => controller.abort(), 200)
      return { kind: 'stall', afterBytes: 1_000 }
    })
    const { code, stdout } = await cli(
      ['download', '--proxies', stalling.url, '--stall-timeout', '1h', '--report', inFolder('report.json')],
      { signal: controller.signal },
    )
    expect(code).toBe(1)
    expect(stdout).toMatch(/cancelled|stopped/)
    expect(JSON.parse(await readFile(inFolder('report.json'), 'utf8'))).toMatchObject({
      result: 'failed',
      fault: { category: 'killed' },
    })
    expect(await processesOf(rig().job.folder.path)).toEqual([])
  })

  const onLinux = testIf(process.platform === 'linux', "a terminal takes script(1) of Linux' util-linux")
  onLinux('on a terminal there is a progress line, and nothing of it stays', async () => {
    const slow = await rig().proxy(playing({ kind: 'drip', bytesPerSecond: 40_000 }, zipOf('two')))
    const command = [process.execPath, distCli, 'download', '--proxies', slow.url]
    const { stdout } = await promisify(execFile)('script', ['-qec', command.join(' '), '/dev/null'], {
      cwd: rig().job.workspace,
      env: { ...terminalEnvironment(), GOMODCACHE: rig().job.gomodcache, TERM: 'xterm', NO_COLOR: '1' },
    })
    expect(stdout).toMatch(/\d of \d modules/)
    expect(afterErasing(stdout)).not.toMatch(/\d of \d modules/)
    expect(stdout).toContain('Go modules complete')
  })

  /** What a terminal still shows of lines that were erased by `\r`, ESC `[2K`. */
  function afterErasing(text: string): string {
    return text
      .split('\n')
      .map((line) => line.slice(line.lastIndexOf('\u001b[2K') + 1))
      .join('\n')
  }
})

describe('probe', () => {
  test('a table with reasons; exit code 0 while one is healthy', async () => {
    const [live, dead] = [await rig().proxy(), await deadUrl()]
    const { code, stdout } = await cli(['probe', '--proxies', `${dead}|${live.url}`])
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^${live.url}: healthy\\. \\S.* ms to the first byte`, 'm'))
    expect(stdout).toMatch(new RegExp(`^${dead}: unhealthy\\. .*refused`, 'm'))
    expect(stdout).toMatch(new RegExp(`^GOPROXY=${live.url}\\|${dead}$`, 'm'))
  })

  test('exit code 0 for one that is right but slow', async () => {
    const slow = await rig().proxy(
      playing({ kind: 'stall' }, ({ version }) => version.includes('-00010101000000-')),
    )
    const { code, stdout } = await cli(['probe', '--proxies', slow.url])
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${slow.url}: slow. Slow: `)])
  })

  test('names no module of GOPRIVATE, even where GONOPROXY would let it through', async () => {
    const hidden = await makeModule({ path: 'github.com/pkg/errors', version: 'v0.9.1' })
    await appendFile(join(rig().job.workspace, 'go.sum'), goSum([hidden]))
    const live = await rig().proxy()
    const env = { GOPRIVATE: 'github.com/pkg', GONOPROXY: 'none' }
    expect((await cli(['probe', '--proxies', live.url], { env })).code).toBe(0)
    expect(live.requests.map(({ module }) => module)).not.toContain(hidden.path)
  })

  test('exit code 1 when none is healthy', async () => {
    const { code, stdout } = await cli(['probe', '--proxies', await deadUrl()])
    expect([code, stdout]).toEqual([1, expect.stringMatching(/unhealthy/)])
  })

  test('--json prints one object and nothing else', async () => {
    const [live, dead] = [await rig().proxy(), await deadUrl()]
    const { code, stdout } = await cli(['probe', '--json', '--proxies', `${dead}|${live.url}`])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      goproxy: `${live.url}|${dead}`,
      reason: expect.stringMatching(/\w/),
      proxies: expect.arrayContaining([
        expect.objectContaining({ proxy: live.url, health: 'healthy', latencyMs: expect.any(Number) }),
        expect.objectContaining({
          proxy: dead,
          health: 'unhealthy',
          failure: 'ECONNREFUSED',
          latencyMs: null,
        }),
      ]),
    })
  })

  test('downloads nothing', async () => {
    const live = await rig().proxy()
    await cli(['probe', '--proxies', live.url])
    expect(live.requests.length).toBeGreaterThan(0)
    expect(await readdir(rig().job.gomodcache)).toEqual([])
  })

  test('no go.mod: exit code 1 and a reason', async () => {
    const { code, stderr } = await cli(['probe', '--dir', '..', '--proxies', await deadUrl()], {
      cwd: inFolder('temp'),
      env: { GOWORK: 'off' },
    })
    expect([code, stderr]).toEqual([1, expect.any(String)])
    const empty = inFolder('empty')
    await mkdir(empty)
    const none = await cli(['probe', '--dir', empty])
    expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/no go\.mod/)])
  })

  test('credentials are not shown', async () => {
    const live = await rig().proxy()
    const list = live.url.replace('://', '://ci:fIrst-Sekret@')
    for (const args of [['probe'], ['probe', '--json'], ['download']]) {
      const { stdout, stderr } = await cli([...args, '--proxies', list])
      expect(stdout + stderr).not.toContain('fIrst-Sekret')
    }
  })
})

describe('classify', () => {
  const log = [
    'go: downloading example.com/two v1.0.0',
    'go: example.com/two@v1.0.0: Get "https://proxy.example.com/example.com/two/@v/v1.0.0.zip": dial tcp: lookup proxy.example.com on 127.0.0.53:53: no such host',
    '##[error]Process completed with exit code 1.',
    '',
  ].join('\n')

  const fault = {
    category: 'dns',
    id: expect.stringMatching(/^dns\/[a-z0-9-]+$/),
    transient: expect.any(Boolean),
    module: 'example.com/two@v1.0.0',
    host: 'proxy.example.com',
    also: expect.any(Array),
    evidence: expect.arrayContaining([{ line: 2, text: expect.stringContaining('no such host') }]),
    remedy: expect.arrayContaining([expect.any(String)]),
    confidence: expect.any(Number),
  }

  test.each([
    ['a file', ['build.log']],
    ['standard input', ['-']],
    ['standard input without a word', []],
  ])('--json from %s', async (_, from) => {
    await writeFile(join(rig().job.workspace, 'build.log'), log)
    const { code, stdout, stderr } = await cli(['classify', ...from, '--json'], { input: log })
    expect([code, stderr]).toEqual([0, ''])
    const answer = JSON.parse(stdout)
    expect(Object.keys(answer)).toEqual(['primary', 'faults'])
    expect(answer.primary).toMatchObject(fault)
    expect(answer.faults).toContainEqual(answer.primary)
    expect(answer.primary.confidence).toBeGreaterThan(0)
    expect(answer.primary.confidence).toBeLessThanOrEqual(1)
  })

  test('as text: what, whose move, what to do', async () => {
    const { code, stdout } = await cli(['classify'], { input: log })
    expect(code).toBe(0)
    expect(stdout).toMatch(/a host name did not resolve/)
    expect(stdout).toMatch(/proxy\.example\.com/)
    expect(stdout).not.toMatch(/##\[/)
  })

  test('in the log of a CI system, lines of the log do not act again', async () => {
    const hostile = log.replace('no such host', 'no such host ##[error]pwned ##vso[task.complete]')
    const text = await cli(['classify'], { input: hostile })
    const json = await cli(['classify', '--json'], { input: hostile })
    for (const { stdout } of [text, json]) {
      expect(workflowCommands(stdout)).toEqual([])
      expect(stdout).not.toMatch(/##\w*\[/)
    }
    expect(JSON.stringify(JSON.parse(json.stdout))).toContain('##[error]pwned')
  })

  test.each([
    ['an empty log', ''],
    ['a log without a failure', 'go: downloading example.com/two v1.0.0\nok  \texample.com/main\t0.003s\n'],
  ])('%s has no fault', async (_, input) => {
    const { code, stdout } = await cli(['classify', '--json'], { input })
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ primary: null, faults: [] })
    expect((await cli(['classify'], { input })).code).toBe(0)
  })

  test('a failure of another kind is unknown, said plainly', async () => {
    const { stdout } = await cli(['classify', '--json'], {
      input: 'go: example.com/two@v1.0.0: error: the flux capacitor failed\nexit status 1\n',
    })
    expect(JSON.parse(stdout).primary).toMatchObject({ category: 'unknown' })
  })

  test('needs no go, and hides what looks like a credential', async () => {
    const { code, stdout } = await cli(['classify'], {
      input: log.replaceAll('https://proxy', 'https://ci:fIrst-Sekret@proxy'),
      env: { PATH: '' },
    })
    expect(code).toBe(0)
    expect(stdout).not.toContain('fIrst-Sekret')
  })
})
