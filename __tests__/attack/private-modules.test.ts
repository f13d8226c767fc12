// Names of private modules, in every position and setting: none reaches a proxy that `go` itself wouldn't tell it.
// Maps to src/go/private.ts, src/probe/sentinels.ts, src/fetch/*.

import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { ModuleProxy } from '../helpers/module-proxy.ts'
import { jobEnvironment } from '../helpers/step.ts'
import { makeModule, type SyntheticModule, writeProject } from '../helpers/synthetic-modules.ts'
import { attacks, expectNoBug, moduleNamed } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

interface Modules {
  readonly secret: SyntheticModule
  /** Public, without requirements. */
  readonly plain: SyntheticModule
  /** Public, and requires the private one. */
  readonly requiring: SyntheticModule
}

async function makeModules(): Promise<Modules> {
  const secret = await makeModule({ path: 'corp.example.com/Secret/x', version: 'v1.0.0' })
  return {
    secret,
    plain: await moduleNamed('plain'),
    requiring: await moduleNamed('requiring', { go: '1.16', requires: [secret] }),
  }
}

type Write = (workspace: string, modules: Modules) => Promise<void>

const main = { module: 'example.com/main', go: '1.21' }

const positions: Readonly<Record<string, Write>> = {
  'required directly': (workspace, { secret, plain }) =>
    writeProject(workspace, { ...main, requires: [secret, plain], modules: [secret, plain] }),
  'behind a public one': (workspace, { secret, plain, requiring }) =>
    writeProject(workspace, { ...main, requires: [requiring, plain], modules: [secret, plain, requiring] }),
  'behind a public one, before Go 1.17': (workspace, { secret, plain, requiring }) =>
    writeProject(workspace, {
      ...main,
      go: '1.16',
      requires: [requiring, plain],
      modules: [secret, plain, requiring],
    }),
  'as a replacement': (workspace, { secret, plain }) =>
    writeProject(workspace, {
      ...main,
      requires: [plain],
      modules: [secret, plain],
      modLines: [`replace ${plain.path} => ${secret.path} ${secret.version}`],
    }),
  'only in go.sum': (workspace, { secret, plain }) =>
    writeProject(workspace, { ...main, requires: [plain], modules: [secret, plain] }),
  'in a workspace': async (workspace, { secret, plain }) => {
    await writeProject(join(workspace, 'm'), { ...main, requires: [secret, plain], modules: [secret, plain] })
    await writeFile(join(workspace, 'go.work'), 'go 1.21\n\nuse ./m\n')
  },
  'beside another main module': async (workspace, { secret, plain }) => {
    await writeProject(workspace, { ...main, requires: [secret, plain], modules: [secret, plain] })
    await mkdir(join(workspace, 'sub'))
    await writeFile(join(workspace, 'sub/go.mod'), 'module example.com/sub\n\ngo 1.21\n')
  },
}

/** `file`: the setting stands in go's own file of settings, as `go env -w` writes it. */
const settings: Readonly<Record<string, Readonly<Record<string, string>> | 'file'>> = {
  GOPRIVATE: { GOPRIVATE: 'corp.example.com' },
  'a glob': { GOPRIVATE: '*.example.com/Secret,corp.example.com/o*' },
  GONOPROXY: { GONOPROXY: 'corp.example.com', GONOSUMDB: 'corp.example.com' },
  'a slash at its end': { GOPRIVATE: 'corp.example.com/' },
  'a class': { GOPRIVATE: '[a-d]orp.example.com' },
  'go env -w': 'file',
  'GOPRIVATE, but let through by GONOPROXY': { GOPRIVATE: 'corp.example.com', GONOPROXY: 'x.invalid' },
}

const combinations = Object.keys(positions).flatMap((position) =>
  Object.keys(settings).flatMap((setting) =>
    ['A', 'A|B', 'A,B'].map(
      (list) => [`${position}, by ${setting}, ${list}`, { position, setting, list }] as const,
    ),
  ),
)

rows('private modules', combinations, [
  'behind a public one, by a glob, A|B',
  'behind a public one, before Go 1.17, by GONOPROXY, A',
  'only in go.sum, by GOPRIVATE, but let through by GONOPROXY, A|B',
  'in a workspace, by go env -w, A|B',
])('%s', async (_, { position, setting, list }) => {
  const modules = await makeModules()
  const { workspace, folder } = attack().job
  await positions[position]?.(workspace, modules)
  const goenv = join(folder.path, 'goenv')
  await writeFile(goenv, 'GOPRIVATE=corp.example.com\n')
  const chosen = settings[setting] ?? {}
  const proxies = [await started(modules), await started(modules)]
  const GOPROXY = list.replace('A', proxies[0]?.url ?? '').replace('B', proxies[1]?.url ?? '')
  const env = {
    ...(chosen === 'file' ? { GOENV: goenv } : chosen),
    GOPROXY,
    // The private module's own host is out of reach.
    GIT_ALLOW_PROTOCOL: 'none',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    NO_PROXY: '127.0.0.1',
  }
  const step = await attack().step({ env })
  expect(step.killed).toBe(false)
  expectNoBug(step)
  const named = privateNames(proxies)
  if (named.length === 0) return
  // Only GONOPROXY can have let it through; then plain go names it as well.
  expect(setting).toContain('let through')
  await goModDownload({ ...jobEnvironment(folder.path), ...env, GOMODCACHE: join(folder.path, 'plain') })
  expect(privateNames(proxies).length - named.length).toBeGreaterThan(0)
})

const started = (modules: Modules): Promise<ModuleProxy> =>
  attack().proxy({ modules: Object.values(modules) })

const privateNames = (proxies: readonly ModuleProxy[]): string[] =>
  proxies
    .flatMap(({ requests }) => requests.map(({ path }) => path))
    .filter((path) => /corp\.example|secret/i.test(path))

function goModDownload(env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve) => {
    execFile('go', ['mod', 'download'], { cwd: attack().job.workspace, env, timeout: 20_000 }, () =>
      resolve(),
    )
  })
}
