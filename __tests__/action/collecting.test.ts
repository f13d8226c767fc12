// The recipes that gather reports, as the page shows them: their scripts run against fakes of the services that they ask.
// Maps to docs/collecting.md, src/commands/fleet.ts.

import { execFile } from 'node:child_process'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { ZipFile } from 'yazl'
import type { Report } from '../../src/report/report.ts'
import { docsBlocks } from '../helpers/docs-blocks.ts'
import { fetched, sampleReports } from '../helpers/reports.ts'
import { describeIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

const page = 'docs/collecting.md'
const installed = '/opt/resilient-go-modules'
const minute = 60_000

let folder: TemporaryFolder
const place = (...names: readonly string[]) => join(folder.path, ...names)

beforeEach(async () => {
  folder = await temporaryFolder()
  await mkdir(place('bin'))
  await mkdir(place('work'))
})
afterEach(() => folder.remove())

/** Puts a program on PATH that plays another one. */
async function play(name: string, script: string): Promise<void> {
  await writeFile(place('bin', name), `#!/usr/bin/env bash\nset -eu\n${script}`)
  await chmod(place('bin', name), 0o755)
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a script as a CI system does: in `work`, ended by the first command that fails. */
function shell(script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const path = [place('bin'), dirname(process.execPath), process.env.PATH ?? ''].join(delimiter)
  const text = script.replaceAll(installed, resolve('.'))
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', text]
  return new Promise((done) => {
    const child = execFile(
      'bash',
      args,
      { cwd: place('work'), env: { HOME: folder.path, PATH: path, ...env }, timeout: 120_000 },
      (error, stdout, stderr) =>
        done({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    )
    child.stdin?.end()
  })
}

/** A run of a repository that ended so many minutes ago. */
function run(sample: 'failed-network' | 'green-cold', repository: string, minutesAgo: number): Report {
  const about = { workflow: 'ci', job: 'test', event: 'push', ref: '' }
  const upstream = {
    proxy: 'https://proxy.golang.org',
    requests: 9,
    ok: 9,
    bytes: 9,
    medianFirstByteMs: 20,
    breakerOpened: 0,
    unanswered: 0,
    verdicts: { ok: 9 },
  }
  return {
    ...(sampleReports[sample] as Report),
    ...(sample === 'green-cold' && { fetch: fetched({ upstreams: [upstream] }) }),
    at: new Date(Date.now() - minutesAgo * minute).toISOString(),
    run: { ...about, repository, id: `${minutesAgo}`, attempt: 1 },
  }
}

const hostile = '<img src=x> @octocat'
const outage = [run('failed-network', 'acme/a', 20), run('failed-network', `acme/b${hostile}`, 15)] as const

async function lines(name: string): Promise<readonly string[]> {
  return (await readFile(place(name), 'utf8')).trim().split('\n')
}

const needs = ['bash', 'jq', 'curl'].filter((name) => !onPath(name))
function onPath(name: string): boolean {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .some((element) => element !== '' && existsSync(join(element, name)))
}
const ofLinux = describeIf(
  process.platform === 'linux' && needs.length === 0,
  `the recipes for gathering reports need Linux and ${needs.join(', ') || 'GNU date'}`,
)

ofLinux('GitHub', () => {
  const [workflow] = docsBlocks(page, 'yaml')
    .map((block) => parse(block))
    .filter((block) => block.jobs !== undefined)
  const script = (name: string): string =>
    workflow.jobs.fleet.steps.find((step: { name?: string }) => step.name === name).run

  beforeEach(async () => {
    await mkdir(place('api'))
    await symlink(resolve('.'), place('work', 'tool'))
    await writeFile(place('issues'), '[]')
    await api('installation/repositories?per_page=100', {
      repositories: ['acme/a', 'acme/b', 'acme/gone'].map((name) => ({ full_name: name })),
    })
    await play(
      'gh',
      `
fake=${folder.path}
echo "$*" >> "$fake/calls"
filter=.
case "$1 $2" in
  'issue list') jq -r "\${@: -1}" "$fake/issues" ;;
  'issue create') echo '[{"number":41}]' > "$fake/issues"; cp "\${@: -1}" "$fake/body" ;;
  'issue edit') cp "\${@: -1}" "$fake/body" ;;
  'issue close') echo '[]' > "$fake/issues" ;;
  'label create') ;;
  api*)
    shift
    while [ $# -gt 0 ]; do
      case "$1" in --paginate) ;; --jq) filter=$2; shift ;; *) path=$1 ;; esac
      shift
    done
    file="$fake/api/$(tr "/?&" ___ <<< "$path")"
    case "$path" in */zip) cat "$file" ;; *) jq -r "$filter" "$file" ;; esac ;;
  *) exit 9 ;;
esac
`,
    )
  })

  const api = (path: string, answer: unknown) =>
    writeFile(place('api', path.replace(/[/?&]/g, '_')), JSON.stringify(answer))

  const artifact = (id: number, name: string, minutesAgo: number) => ({
    id,
    name,
    expired: false,
    created_at: new Date(Date.now() - minutesAgo * minute).toISOString().replace(/\.\d+/, ''),
  })

  const list = (repository: string, number: number, artifacts: readonly unknown[]) =>
    api(`repos/${repository}/actions/artifacts?per_page=100&page=${number}`, { artifacts })

  async function upload(repository: string, id: number, report: Report): Promise<void> {
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from(JSON.stringify(report)), 'go-modules.json')
    zip.end()
    const file = place('api', `repos_${repository.replace('/', '_')}_actions_artifacts_${id}_zip`)
    await pipeline(zip.outputStream, createWriteStream(file))
  }

  /** The steps of one scheduled run, on a runner where only the history is left of the one before. */
  async function scheduled(): Promise<readonly Ended[]> {
    await rm(place('work', 'reports'), { recursive: true, force: true })
    await rm(place('calls'), { force: true })
    const env = { GITHUB_STEP_SUMMARY: place('summary'), PAGE: 'https://example.com/page' }
    const ended: Ended[] = []
    for (const name of ['Gather', 'Report', 'Keep the issue']) ended.push(await shell(script(name), env))
    expect(ended.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ])
    return ended
  }

  const issueCalls = async () => (await lines('calls')).filter((call) => /^issue (?!list)/.test(call))

  test('an issue is opened, updated and closed; each report is fetched once, and stays in the history', async () => {
    // Others' artifacts fill the first page of the second repository.
    const others = Array.from({ length: 100 }, (_, at) => artifact(1_000 + at, 'coverage', 1))
    await list('acme/a', 1, [artifact(1, 'go-modules-test-0', 20)])
    await list('acme/b', 1, others)
    await list('acme/b', 2, [artifact(2, 'go-modules-test-0', 15), artifact(3, 'go-modules-test-1', 14)])
    await upload('acme/a', 1, outage[0])
    await upload('acme/b', 2, outage[1])

    const [gather] = await scheduled()
    expect(gather?.stdout).toMatch(/^::warning::The artifacts of acme\/gone can't be listed/m)
    expect(await readdir(place('work', 'history', 'gathered'))).toEqual(['acme--a', 'acme--b'])
    expect(await readdir(place('work', 'reports'))).toEqual(['1.zip', '2.zip'])
    expect(await lines('work/history/runs.ndjson')).toHaveLength(2)
    expect(await issueCalls()).toEqual([expect.stringMatching(/^issue create --title /)])
    const body = await readFile(place('body'), 'utf8')
    expect(body).toContain('<code>proxy.golang.org</code>')
    expect(body).not.toMatch(/<img|(?<!<code>[^<]*)@octocat/)
    expect(body).toContain('[The page of all runs](https://example.com/page)')
    expect(await readFile(place('summary'), 'utf8')).toBe(body)
    expect(await readFile(place('work', 'page', 'index.html'), 'utf8')).toMatch(/^<!doctype html>/)

    // What is older than the mark isn't fetched again, the rest is.
    await list('acme/a', 1, [artifact(4, 'go-modules-test-0', 2), artifact(1, 'go-modules-test-0', 20)])
    await upload('acme/a', 4, run('failed-network', 'acme/a', 2))
    await scheduled()
    expect(await readdir(place('work', 'reports'))).toEqual(['4.zip'])
    expect(await lines('work/history/runs.ndjson')).toHaveLength(3)
    expect(await issueCalls()).toEqual(['issue edit 41 --body-file incidents.md'])

    await list('acme/a', 1, [artifact(5, 'go-modules-test-0', 1)])
    await upload('acme/a', 5, run('green-cold', 'acme/a', 1))
    await scheduled()
    expect(await issueCalls()).toEqual([
      expect.stringMatching(/^issue close 41 --comment No incident is open/),
    ])

    await scheduled()
    expect(await issueCalls()).toEqual([])
    expect(await lines('work/history/runs.ndjson')).toHaveLength(4)
  })
})

ofLinux('GitLab', () => {
  let server: Server
  const asked: string[] = []
  const answers = new Map<string, string>()

  beforeEach(async () => {
    asked.length = 0
    answers.clear()
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      const answer =
        request.headers['private-token'] === 'secret' ? answers.get(request.url ?? '') : undefined
      response.writeHead(answer === undefined ? 404 : 200).end(answer)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  })
  afterEach(() => new Promise((done) => server.close(done)))

  const answer = (path: string, value: unknown) => answers.set(`/api/v4/${path}`, JSON.stringify(value))
  const job = (id: number, minutesAgo: number, filename: string | null) => ({
    id,
    created_at: new Date(Date.now() - minutesAgo * minute).toISOString(),
    ...(filename !== null && { artifacts_file: { filename } }),
  })

  test('the reports of a group are gathered once; an open incident fails the job', async () => {
    const [{ fleet }] = docsBlocks(page, 'yaml')
      .map((block) => parse(block))
      .filter((block) => block.fleet !== undefined)
    const { port } = server.address() as AddressInfo
    const env = {
      GROUP: fleet.variables.GROUP,
      FLEET_TOKEN: 'secret',
      CI_API_V4_URL: `http://127.0.0.1:${port}/api/v4`,
    }
    const gather = async () => {
      for (const name of ['reports', 'projects'])
        await rm(place('work', name), { recursive: true, force: true })
      return shell(fleet.script.join('\n'), env)
    }
    answer('groups/acme/projects?include_subgroups=true&archived=false&per_page=100&page=1', [
      { id: 7 },
      { id: 101 },
    ])
    const others = Array.from({ length: 100 }, (_, at) => job(1_000 + at, 3, null))
    answer('projects/7/jobs?per_page=100&page=1', [
      job(71, 20, 'go-modules.zip'),
      job(72, 30, 'coverage.zip'),
      job(73, 1, null),
    ])
    answer('projects/101/jobs?per_page=100&page=1', others)
    answer('projects/101/jobs?per_page=100&page=2', [
      job(91, 15, 'go-modules.zip'),
      job(92, 5, 'go-modules.zip'),
    ])
    answer('projects/7/jobs/71/artifacts/go-modules.json', outage[0])
    answer('projects/101/jobs/91/artifacts/go-modules.json', outage[1])

    const first = await gather()
    expect([first.code, first.stdout]).toEqual([1, expect.stringMatching(/1 incident is open/)])
    expect(await lines('work/history/runs.ndjson')).toHaveLength(2)
    expect(asked.filter((url) => url.includes('/artifacts/'))).toEqual([
      '/api/v4/projects/7/jobs/71/artifacts/go-modules.json',
      '/api/v4/projects/101/jobs/91/artifacts/go-modules.json',
      '/api/v4/projects/101/jobs/92/artifacts/go-modules.json',
    ])

    answer('projects/7/jobs?per_page=100&page=1', [
      job(74, 1, 'go-modules.zip'),
      job(71, 20, 'go-modules.zip'),
    ])
    answer('projects/7/jobs/74/artifacts/go-modules.json', run('green-cold', 'acme/a', 1))
    asked.length = 0
    const second = await gather()
    expect([second.code, second.stdout]).toEqual([0, expect.not.stringMatching(/open/)])
    expect(asked.filter((url) => url.includes('/artifacts/'))).toEqual([
      '/api/v4/projects/7/jobs/74/artifacts/go-modules.json',
    ])
    expect(await lines('work/history/runs.ndjson')).toHaveLength(3)
  })
})

ofLinux('Jenkins', () => {
  test('the archives of a controller are read where they are', async () => {
    const [pipelineText = ''] = docsBlocks(page, 'groovy')
    const [, script = ''] = /sh '''(.*?)'''/s.exec(pipelineText) ?? []
    for (const [at, report] of outage.entries()) {
      const archive = place(
        'home',
        'jobs',
        'acme',
        'jobs',
        `api${at}`,
        'branches',
        'main',
        'builds',
        '7',
        'archive',
      )
      await mkdir(archive, { recursive: true })
      await writeFile(join(archive, 'go-modules.json'), JSON.stringify(report))
    }
    const ended = await shell(script, { JENKINS_HOME: place('home') })
    expect([ended.code, ended.stdout]).toEqual([0, expect.stringMatching(/^2 of 2 runs failed .* open\.$/m)])
    expect(await readFile(place('work', 'fleet', 'incidents.md'), 'utf8')).toContain('proxy.golang.org')
    expect(await lines('work/runs.ndjson')).toHaveLength(2)
  })
})

ofLinux('a bucket', () => {
  test('takes a report of each run, and gives those of two days', async () => {
    await play(
      'aws',
      `
bucket=${folder.path}/bucket
[ "$1" = s3 ] && [ "$3" = --only-show-errors ]
case "$2 $4" in
  'cp -') to="$bucket/\${5#s3://}"; mkdir -p "$(dirname "$to")"; cat > "$to" ;;
  sync*) from="$bucket/\${4#s3://}"; mkdir -p "$5"; [ ! -d "$from" ] || cp -p "$from"* "$5" ;;
  *) exit 9 ;;
esac
`,
    )
    const [put = '', gather = ''] = docsBlocks(page, 'sh')
    for (const report of outage) {
      await writeFile(place('work', 'go-modules.json'), JSON.stringify(report))
      expect(await shell(put)).toMatchObject({ code: 0, stderr: '' })
    }
    const day = place('bucket', 'acme-ci', 'go-modules', new Date().toISOString().slice(0, 10))
    const objects = await readdir(day)
    expect(objects).toHaveLength(2)
    expect(gunzipSync(await readFile(join(day, objects[0] ?? ''))).toString()).toContain('"version":1')

    const old = place('work', 'reports', 'old.json')
    await mkdir(dirname(old), { recursive: true })
    await writeFile(old, '{}')
    await utimes(old, 0, 0)
    const ended = await shell(gather)
    expect([ended.code, ended.stdout]).toEqual([0, expect.stringMatching(/1 incident is open/)])
    expect(await lines('work/runs.ndjson')).toHaveLength(2)
    expect(existsSync(old)).toBe(false)
  })
})
