// The command `fleet` as a person uses it, over reports that real runs of ours have written.
// Maps to src/commands/fleet.ts.

import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { actionRig, playing, unavailable, zipOf } from '../helpers/action-rig.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { distCli, jobEnvironment, runNode } from '../helpers/step.ts'

const rig = actionRig()

const inWorkspace = (name: string) => join(rig().job.workspace, name)

function fleet(args: readonly string[], input?: string) {
  return runNode([distCli, 'fleet', ...args], {
    cwd: rig().job.workspace,
    env: { ...jobEnvironment(rig().job.folder.path), PATH: '' },
    ...(input !== undefined && { input }),
  })
}

/** Two runs of the Action in different repositories that fail alike, and one that is green. */
async function writeReports(): Promise<void> {
  const broken = await rig().proxy(playing(unavailable, zipOf('two')))
  const live = await rig().proxy()
  await mkdir(inWorkspace('reports'))
  for (const [name, url] of [
    ['a', broken.url],
    ['b', broken.url],
    ['c', live.url],
  ] as const) {
    const step = await rig().job.step({
      inputs: {
        proxies: url,
        attempts: '1',
        cache: 'false',
        'report-path': inWorkspace(`reports/${name}.json`),
      },
      env: { GITHUB_RUN_ID: '7', GITHUB_REPOSITORY: `acme/${name}` },
      gomodcache: join(rig().job.folder.path, name),
    })
    expect(step.code).toBe(name === 'c' ? 0 : 1)
  }
}

describe('over reports of real runs', () => {
  test('text, JSON, page and metrics tell of the same incident', async () => {
    await writeReports()
    const text = await fleet(['reports', '--html', 'out/fleet.html', '--metrics', 'out/fleet.prom'])
    expect([text.code, text.stderr]).toEqual([0, ''])
    expect(text.stdout).toMatch(/^2 of 3 runs failed \(67.%\)/)
    expect(text.stdout).toMatch(
      /Incidents\n.*127\.0\.0\.1:\d+: server-error\/http-503; 2 failed, 0 saved in 2 repositories/,
    )
    expect(await readFile(inWorkspace('out/fleet.html'), 'utf8')).toMatch(
      /^<!doctype html>\n<html lang="en">/,
    )
    expect(await readFile(inWorkspace('out/fleet.prom'), 'utf8')).toMatch(/runs\{result="failed"\} 2\n/)

    const { code, stdout } = await fleet(['reports/*.json', '--json', '--since', '1h'])
    const answer = JSON.parse(stdout)
    expect([code, answer.runs.failed, answer.runs.complete]).toEqual([0, 2, 1])
    expect(answer.incidents).toMatchObject([
      { subject: { kind: 'host' }, repositories: ['acme/a', 'acme/b'] },
    ])
    const validate = new Ajv2020().compile(JSON.parse(await readFile('docs/fleet.schema.json', 'utf8')))
    expect([validate(answer), validate.errors]).toEqual([true, null])

    const lines = await Promise.all(
      ['a', 'b'].map(async (name) =>
        JSON.stringify(JSON.parse(await readFile(inWorkspace(`reports/${name}.json`), 'utf8'))),
      ),
    )
    const piped = await fleet(['-', 'reports', '--json'], `${lines.join('\n')}\n`)
    expect(JSON.parse(piped.stdout)).toMatchObject({ runs: { runs: 3 }, input: { read: 5, duplicates: 2 } })
  })

  test('what is no report is told, and fails nothing', async () => {
    await mkdir(inWorkspace('reports'))
    await writeFile(inWorkspace('reports/x.json'), '{"version": 99}')
    // A file of Windows can have no such name.
    const name = notOnWindows ? '::error::x\u001b[31m' : 'y'
    await writeFile(inWorkspace(`reports/${name}.json`), '##[error]')
    const { code, stdout, stderr } = await fleet(['reports'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^No runs to tell of\.\n/)
    expect(stdout).toMatch(/2 files or lines could not be read as a report/)
    expect(stdout).toMatch(/reports[\\/]x\.json: version/)
    expect(stdout).not.toMatch(/##\[|\x1b|^\s*::/m)
  })

  test.each<[string, readonly string[], RegExp]>([
    ['no path', [], /folders, files, globs/],
    ['a path that names nothing', ['nowhere'], /no file or folder nowhere/],
    ['a wrong age', ['.', '--since', 'yesterday'], /"--since" is "yesterday"; it must be/],
    ['a page that can not be written', ['.', '--html', 'go.mod/x.html'], /go\.mod\/x\.html can't be written/],
    ['an unknown option', ['.', '--csv'], /--csv/],
  ])('%s: exit code 2, told on stderr', async (_, args, expected) => {
    const { code, stderr } = await fleet(args)
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)])
  })
})

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const found = (await Promise.all(browser.map(isThere))).indexOf(true)

async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  )
}

testIf(found >= 0, 'a browser is needed to see the page: Debian has the package chromium')(
  'in a browser nothing of a hostile report comes alive',
  async () => {
    await writeReports()
    const evil =
      '<img src=x onerror="document.title=1"><script>document.title=2</script></style><svg onload=x>'
    const report = JSON.parse(await readFile(inWorkspace('reports/a.json'), 'utf8'))
    const hostile = {
      ...report,
      run: { ...report.run, repository: evil },
      fault: { ...report.fault, host: evil, module: evil, id: evil },
    }
    await writeFile(inWorkspace('reports/d.json'), JSON.stringify(hostile))
    const { code } = await fleet(['reports', '--html', 'fleet.html'])
    expect(code).toBe(0)
    const profile = join(rig().job.folder.path, 'profile')
    const { stdout } = await promisify(execFile)(
      browser[found] ?? '',
      [
        ...['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`],
        ...['--dump-dom', `file://${inWorkspace('fleet.html')}`],
      ],
      { env: { ...jobEnvironment(rig().job.folder.path) }, timeout: 120_000 },
    )
    expect(stdout).toContain('<title>Go module downloads</title>')
    expect(stdout).toContain('&lt;img src=x onerror=')
    expect(stdout).not.toMatch(/<img|<script|onload=x>(?!&)/)
  },
)
