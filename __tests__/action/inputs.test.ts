// Every input has an effect: each test fails when its input is ignored.
// Maps to src/options/*, src/run/*.

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { captureCommand } from '../../src/platform/process.ts'
import { actionRig, playing, unavailable, zipOf } from '../helpers/action-rig.ts'
import type { ModuleProxy, ScriptedRequest } from '../helpers/module-proxy.ts'
import { goOnPath } from '../helpers/programs.ts'
import { goSum, makeModule, writeProject } from '../helpers/synthetic-modules.ts'
import { removeTree } from '../helpers/temp.ts'

const rig = actionRig()

const askedFor = ({ requests }: ModuleProxy) =>
  [...new Set(requests.flatMap(({ module }) => (module === '' ? [] : [module])))].sort()
const agents = ({ requests }: ModuleProxy) =>
  new Set(requests.map(({ headers }) => String(headers['user-agent']).replace(/\/.*/, '')))

/** Three modules, each in a folder of its own and each needing one of example.com's. */
async function writeThree(): Promise<void> {
  const { job, modules } = rig()
  for (const module of modules) {
    const name = module.path.replace('example.com/', '')
    await writeProject(join(job.workspace, 'services', name), {
      module: `example.com/needs/${name}`,
      go: '1.21',
      requires: [module],
      modules: [module],
    })
  }
}

describe('proxies', () => {
  test('is asked in place of the GOPROXY of the job', async () => {
    const [named, other] = [await rig().proxy(), await rig().proxy()]
    const step = await rig().job.step({ inputs: { proxies: named.url }, env: { GOPROXY: other.url } })
    expect(step.outputs).toMatchObject({ result: 'complete', goproxy: named.url })
    expect(other.connections()).toBe(0)
  })

  test('a line break means |, # begins a comment', async () => {
    const [first, second] = [await rig().proxy(), await rig().proxy()]
    const step = await rig().job.step({
      inputs: { proxies: `${first.url} # ours\n# spare:\n${second.url}\n` },
    })
    expect(step.outputs).toMatchObject({
      result: 'complete',
      goproxy: expect.stringMatching(
        new RegExp(`^(${first.url}\\|${second.url}|${second.url}\\|${first.url})$`),
      ),
    })
  })
})

describe('the project', () => {
  test('working-directory narrows it to what lies below', async () => {
    await writeThree()
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, 'working-directory': 'services/two' } })
    expect(step.outputs).toMatchObject({ result: 'complete', 'modules-total': '1' })
    expect(askedFor(live)).toEqual(['example.com/two'])
  })

  test('modules picks folders and globs', async () => {
    await writeThree()
    const live = await rig().proxy()
    const step = await rig().job.step({
      inputs: { proxies: live.url, modules: 'services/t*\n!services/two' },
    })
    expect(step.outputs).toMatchObject({ result: 'complete', 'modules-total': '1' })
    expect(askedFor(live)).toEqual(['example.com/three'])
    expect(step.report?.skipped.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['not-selected']))
  })
})

describe('patience', () => {
  test.each(['1', '3'])('attempts %s', async (attempts) => {
    const broken = await rig().proxy(playing(unavailable, zipOf('two')))
    const step = await rig().job.step({ inputs: { proxies: broken.url, attempts, prefetch: 'false' } })
    expect(step.outputs).toMatchObject({ result: 'failed', attempts })
    expect(broken.requests.filter(zipOf('two')).length).toBeGreaterThanOrEqual(Number(attempts))
  })

  test.each(['true', 'false'])(
    'timeout ends it all, though the proxy stalls for ever (prefetch %s)',
    async (prefetch) => {
      const stalling = await rig().proxy(playing({ kind: 'stall', afterBytes: 1_000 }, zipOf('two')))
      const step = await rig().job.step({
        inputs: { proxies: stalling.url, timeout: '3s', 'stall-timeout': '1h', attempts: '20', prefetch },
      })
      expect(step.code).toBe(1)
      expect(step.outputs).toMatchObject({ result: 'failed', category: 'timeout', transient: 'true' })
      // By default it would take ten minutes.
      expect(step.report?.seconds).toBeLessThan(120)
    },
  )

  // By default a request would wait for 10 s or, where another may overtake it, longer; and `go` for a minute.
  test.each([
    ['true', 9_000],
    ['false', 50_000],
  ])(
    'stall-timeout cuts a silent request off, and another is sent (prefetch %s)',
    async (prefetch, byDefaultMs) => {
      const stalling = await rig().proxy((request) =>
        zipOf('two')(request) && request.attempt === 1 ? { kind: 'stall', afterBytes: 1_000 } : undefined,
      )
      const step = await rig().job.step({
        inputs: { proxies: stalling.url, 'stall-timeout': '1s', prefetch },
      })
      expect(step.outputs.result).toBe('recovered')
      const [first, second] = stalling.requests.filter(zipOf('two'))
      expect((second?.startMs ?? 0) - (first?.startMs ?? 0)).toBeLessThan(byDefaultMs)
    },
  )
})

describe('prefetch', () => {
  test('true: go finds everything there', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, prefetch: 'true' } })
    expect(step.report?.fetch).toMatchObject({ kind: 'ran', fetched: 9 })
    expect(agents(live)).not.toContain('Go-http-client')
  })

  test('false: go asks for everything', async () => {
    const live = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: live.url, prefetch: 'false' } })
    expect(step.report?.fetch).toEqual({ kind: 'off', reason: 'prefetch is false' })
    expect([...agents(live)]).toEqual(['Go-http-client'])
  })
})

describe('strict-integrity', () => {
  /** The first entry serves a well-formed zip with other bytes, once it is no longer being probed. */
  async function lying(sizeBytes: number) {
    const { modules, proxy } = rig()
    const evil = await makeModule({ path: 'example.com/two', version: 'v1.0.0', sizeBytes })
    const isEvil = (request: ScriptedRequest) => zipOf('two')(request)
    const liar = await proxy(playing({ kind: 'bytes', body: evil.zip }, isEvil))
    // Slower, so that it doesn't overtake the liar.
    const honest = await proxy(undefined, { latencyMs: 60, modules })
    return { liar, honest, list: `${liar.url}|${honest.url}` }
  }

  test.each([
    ['a small zip, which stays in memory', 2_000],
    ['a large zip, which goes over the disk', 400_000],
  ])('false: %s: the right bytes come from the other entry, and the liar is named', async (_, size) => {
    const { liar, honest, list } = await lying(size)
    const step = await rig().job.step({ inputs: { proxies: list } })
    expect(step.code).toBe(0)
    expect(step.stdout).not.toContain('go refused')
    // Only the zip is asked for again, after the six requests that a probe has at most.
    const asked = honest.requests.filter(({ module }) => module === 'example.com/two')
    expect(asked.at(-1)?.file).toBe('zip')
    expect(asked.filter(({ file, ordinal }) => ordinal > 6 && file !== 'zip')).toEqual([])
    expect(step.outputs).toMatchObject({ result: 'recovered', 'modules-fetched': '3' })
    expect(step.report?.fetch).toMatchObject({
      wrongBytes: [{ module: 'example.com/two@v1.0.0', proxy: liar.url }],
    })
    expect(step.stdout).toMatch(new RegExp(`^::warning [^\\n]*${liar.url} sent bytes`, 'm'))
    const zip = join(rig().job.gomodcache, 'cache/download/example.com/two/@v/v1.0.0.zip')
    expect(await readFile(zip)).toEqual(rig().modules[1]?.zip)
  })

  test('true: it fails also where the probe found the liar out, so that it was never asked again', async () => {
    const { modules, proxy, job } = rig()
    const evil = new Map(
      await Promise.all(
        modules.map(async ({ path, version }) => {
          const { zip } = await makeModule({ path, version, files: { 'evil.go': 'package evil\n' } })
          return [path, zip] as const
        }),
      ),
    )
    const liar = await proxy(({ file, module }) =>
      file === 'zip' ? { kind: 'bytes', body: evil.get(module) ?? '' } : undefined,
    )
    const honest = await proxy()
    const proxies = `${liar.url}|${honest.url}`
    const warned = await job.step({ inputs: { proxies } })
    expect(warned.code).toBe(0)
    expect(warned.stdout).toMatch(new RegExp(`^::warning [^\\n]*${liar.url} sent bytes`, 'm'))
    await removeTree(job.gomodcache)
    const step = await job.step({ inputs: { proxies, 'strict-integrity': 'true' } })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'checksum-mismatch' })
  })

  test('true: the step fails, as a security matter', async () => {
    const { liar, list } = await lying(2_000)
    const step = await rig().job.step({ inputs: { proxies: list, 'strict-integrity': 'true' } })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({
      result: 'failed',
      category: 'checksum-mismatch',
      module: 'example.com/two@v1.0.0',
      transient: 'false',
    })
    expect(step.stdout).toMatch(/^::error file=go\.mod,line=\d+/m)
    expect(step.summary).toContain(liar.url)
  })
})

describe('fail-on-change', () => {
  /** `go mod download` adds what go.sum lacks. */
  async function incomplete(): Promise<void> {
    const { job, modules } = rig()
    const [first] = modules
    await writeProject(job.workspace, {
      module: 'example.com/main',
      go: '1.21',
      requires: modules,
      modules: first === undefined ? [] : [first],
    })
  }

  test('false: a note', async () => {
    await incomplete()
    const step = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.code).toBe(0)
    expect(step.report?.changes).toMatchObject([{ file: 'go.sum' }])
    expect(step.stdout).toMatch(/^::notice [^\n]*go\.sum/m)
    expect(await readFile(join(rig().job.workspace, 'go.sum'), 'utf8')).not.toBe(
      goSum(rig().modules.slice(0, 1)),
    )
  })

  test('true: the step fails and names the file', async () => {
    await incomplete()
    const step = await rig().job.step({
      inputs: { proxies: (await rig().proxy()).url, 'fail-on-change': 'true' },
    })
    expect(step.code).toBe(1)
    expect(step.outputs).toMatchObject({ result: 'failed', category: 'go-sum-missing' })
    expect(step.stdout).toMatch(/^::error [^\n]*go\.sum/m)
  })

  test('true: nothing changes, nothing fails', async () => {
    const step = await rig().job.step({
      inputs: { proxies: (await rig().proxy()).url, 'fail-on-change': 'true' },
    })
    expect(step.outputs.result).toBe('complete')
  })
})

describe('seal', () => {
  const later = async (exported: Readonly<Record<string, string>>, args: readonly string[]) =>
    captureCommand({
      command: await goOnPath(),
      args,
      cwd: rig().job.workspace,
      env: {
        PATH: process.env.PATH,
        HOME: rig().job.folder.path,
        GOENV: 'off',
        GOFLAGS: '-modcacherw',
        GOMODCACHE: rig().job.gomodcache,
        GOSUMDB: 'off',
        GOTOOLCHAIN: 'local',
        ...exported,
      },
    })

  test.each([
    ['after a download', false],
    ['where nothing was missing', true],
  ])('true: a later step finds what is there, and fails by name for the rest: %s', async (_, twice) => {
    const { job, proxy } = rig()
    const { url } = await proxy()
    if (twice) await job.step({ inputs: { proxies: url } })
    const step = await job.step({ inputs: { proxies: url, seal: 'true' } })
    expect(step.exported).toEqual({ GOPROXY: 'off' })
    expect(step.report?.go).toMatchObject({ exported: false, sealed: true })
    expect(step.summary).toContain('<code>GOPROXY=off</code>')
    expect(await later(step.exported, ['mod', 'download'])).toMatchObject({
      end: { kind: 'exited', code: 0 },
    })
    const other = await later(step.exported, ['mod', 'download', 'example.com/other@v1.0.0'])
    expect(other.end).not.toMatchObject({ code: 0 })
    expect(other.stderr).toContain('example.com/other@v1.0.0: module lookup disabled by GOPROXY=off')
  })

  test('true: a failed download seals nothing', async () => {
    const { job, proxy } = rig()
    const { url } = await proxy(playing({ kind: 'status', status: 404 }, zipOf('two')))
    const step = await job.step({ inputs: { proxies: url, seal: 'true' } })
    expect(step.code).toBe(1)
    expect(step.exported).toEqual({})
  })

  test('true: a new order is not exported instead', async () => {
    const { job, proxy } = rig()
    const { url } = await proxy()
    const step = await job.step({ inputs: { proxies: `http://127.0.0.1:9|${url}`, seal: 'true' } })
    expect(step.exported).toEqual({ GOPROXY: 'off' })
  })

  test('false: nothing is exported', async () => {
    const step = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.exported).toEqual({})
  })
})

describe('the report', () => {
  test.each([
    ['always', true, true],
    ['on-failure', false, true],
    ['never', false, false],
  ])('summary %s: on success %s, on failure %s', async (summary, onSuccess, onFailure) => {
    const good = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url, summary } })
    expect(good.code).toBe(0)
    expect(good.summary !== '').toBe(onSuccess)
    const empty = join(rig().job.folder.path, 'empty')
    await mkdir(empty)
    const bad = await rig().job.step({ inputs: { proxies: 'off', summary }, gomodcache: empty })
    expect(bad.code).toBe(1)
    expect(bad.summary !== '').toBe(onFailure)
  })

  test('summary and report-path hold where another input is wrong', async () => {
    const step = await rig().job.step({
      inputs: { attempts: 'many', summary: 'never', 'report-path': 'out/go.json' },
    })
    expect(step.code).toBe(1)
    expect(step.summary).toBe('')
    expect(step.outputs.report).toBe(join(rig().job.workspace, 'out/go.json'))
  })

  test('report-path says where, and the output repeats it', async () => {
    const step = await rig().job.step({
      inputs: { proxies: (await rig().proxy()).url, 'report-path': 'out/report.json' },
    })
    const path = join(rig().job.workspace, 'out/report.json')
    expect(step.outputs.report).toBe(path)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1, result: 'complete' })
  })

  test('without report-path it lies in the temporary folder of the runner', async () => {
    const step = await rig().job.step({ inputs: { proxies: (await rig().proxy()).url } })
    expect(step.outputs.report).toBe(join(rig().job.folder.path, 'temp/resilient-go-modules/report.json'))
    expect(step.report).toMatchObject({ version: 1, result: 'complete' })
  })
})
