// Cases of the project itself: go.sum and go.mod out of date, imports, module paths.

import { status } from '../answers.ts'
import { label, named } from '../label.ts'
import { goSumLines, type ModuleContent, plainModule } from '../module-content.ts'
import type { Case, Scene, Variation } from '../scene.ts'

const builds = [
  ['build', './...'],
  ['test', './...'],
  ['vet', './...'],
  ['build', '-v', '.'],
  ['run', '.'],
] as const
const modLines = (modules: readonly ModuleContent[]): string =>
  modules.map((module) => `${goSumLines(module).split('\n')[1]}\n`).join('')

const unescaped = (path: string): string =>
  path.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())

function simple(family: string, scene: (v: Variation) => Scene): Case {
  return { family, scene }
}

const zipLine = simple('go-sum-missing/zip-line', (v) => ({
  label: label('go-sum-missing', 'missing go.sum entry for module providing package', {
    module: v.module.path,
    otherModules: [named(v.module)],
  }),
  modules: [v.module],
  goSum: modLines([v.module]),
  args: v.pick('build', builds),
}))

const modLine = simple('go-sum-missing/mod-line', (v) => ({
  label: label('go-sum-missing', 'missing go.sum entry', {
    module: named(v.module),
    otherModules: [v.module.path],
  }),
  modules: [v.module],
  goSum: '',
  args: v.pick('build', [...builds, ['list', '-m', 'all']]),
}))

const needsUpdate = simple('go-sum-missing/go-mod-needs-update', (v) => {
  const newer = plainModule('github.com/google/uuid', 'v1.6.0')
  const module = {
    ...v.module,
    goMod: `module ${v.module.path}\n\ngo 1.17\n\nrequire github.com/google/uuid v1.6.0\n`,
  }
  const older = plainModule('github.com/google/uuid', 'v1.3.0')
  return {
    label: label('go-sum-missing', 'updates to go.mod needed'),
    modules: [module, older],
    goSum: [module, older, newer].map(goSumLines).join(''),
    args: v.pick('build', builds),
  }
})

const vendored = simple('go-sum-missing/inconsistent-vendoring', (v) => ({
  label: label('go-sum-missing', 'inconsistent vendoring', {
    module: null,
    otherModules: v.modules.flatMap((module) => [named(module), module.path]),
  }),
  modules: v.modules,
  files: { 'vendor/modules.txt': `# ${v.modules[1]?.path} v0.0.1\n## explicit\n` },
  args: v.pick('build', builds),
}))

const notRequired = simple('dependency-graph/no-required-module', (v) => ({
  label: label('dependency-graph', 'no required module provides package', {
    module: v.module.path,
    otherModules: [null, named(v.module)],
  }),
  modules: v.modules.slice(1, 2),
  files: { 'cmd/tool/main.go': `package main\n\nimport _ "${v.module.path}"\n\nfunc main() {}\n` },
  args: v.pick('build', [
    ['build', './...'],
    ['test', './...'],
    ['vet', './...'],
    ['run', './cmd/tool'],
  ]),
}))

const lacksPackage = simple('dependency-graph/lacks-package', (v) => {
  return {
    label: label('dependency-graph', 'does not contain package', {
      module: named(v.module),
      otherModules: [v.module.path, `${v.module.path}@latest`],
    }),
    modules: [v.module],
    files: {
      'main.go': `package main\n\nimport _ "${v.module.path}/${v.pick('missing', ['legacy', 'internal2', 'options', 'experimental'])}"\n\nfunc main() {}\n`,
    },
    args: v.pick('tidy or get', [
      ['mod', 'tidy'],
      ['get', `${v.module.path}/nosuchpkg@${v.module.version}`],
      ['mod', 'tidy'],
      ['install', `${v.module.path}/cmd/nosuch@${v.module.version}`],
    ]),
    env: { GOPROXY: `https://${v.proxy}` },
    hosts: {
      [v.proxy]: {
        answer: ({ path }) =>
          !unescaped(path).startsWith(`/${v.module.path}/@`)
            ? status(404, 'not found')
            : path.endsWith('/@v/list')
              ? status(200, `${v.module.version}\n`)
              : undefined,
      },
    },
  }
})

const ambiguous = simple('dependency-graph/ambiguous-import', (v) => {
  const path = `github.com/${v.pick('owner', ['googleapis', 'ugorji', 'Azure', 'aliyun', 'census'])}/${v.pick('repo', ['gax', 'codec', 'autorest', 'sdk', 'opencensus'])}`
  const outer = {
    ...plainModule(path, 'v1.1.0'),
    files: { 'doc.go': 'package x\n', 'v9x/doc.go': 'package v9x\n' },
  }
  const inner = plainModule(`${path}/v9x`, 'v0.4.0')
  return {
    label: label('dependency-graph', 'ambiguous import', {
      module: `${path}/v9x`,
      otherModules: [named(outer), named(inner), outer.path, null],
    }),
    modules: [outer, inner],
    args: v.pick('build', [...builds, ['mod', 'tidy']]),
  }
})

const notInStd = simple('dependency-graph/not-in-std', (v) => {
  const name = v.pick('package', [
    'app/internal/config',
    'models',
    'utils/logger',
    'cmp/fuzzy',
    'server/handlers',
  ])
  return {
    label: label('dependency-graph', `package ${name} is not in`, { module: name, otherModules: [null] }),
    modules: [],
    files: { 'main.go': `package main\n\nimport _ "${name}"\n\nfunc main() {}\n` },
    args: v.pick('build', builds),
  }
})

const declaresOther = simple('module-path/declares-other', (v) => {
  const declared = `github.com/${v.pick('new owner', ['sirupsen-fork', 'go-community', 'cloudnative', 'moby', 'ossf'])}/${v.module.path.split('/').at(-1)}`
  const module = { ...v.module, goMod: `module ${declared}\n\ngo 1.16\n` }
  return {
    label: label('module-path', 'module declares its path as', {
      module: named(v.module),
      otherModules: [v.module.path],
    }),
    modules: [module],
    args: v.pick('any', [
      ['mod', 'download'],
      ['build', './...'],
      ['mod', 'tidy'],
      ['test', './...'],
      ['list', '-m', 'all'],
    ]),
  }
})

const malformedPath = simple('module-path/malformed', (v) => {
  const path = v.pick('path', [
    'github.com/foo bar/baz',
    'github.com/acme/$REPO',
    'github.com//double',
    'github.com/acme/repo?ref=main',
    'github.com/acme/repo#v2',
  ])
  return {
    label: label('module-path', 'malformed', { module: null, otherModules: [path, `${path}@v1.0.0`] }),
    modules: [],
    args: v.pick('get', [
      ['get', `${path}@v1.0.0`],
      ['install', `${path}@v1.0.0`],
    ]),
    hosts: { [v.proxy]: { answer: () => status(404, 'not found') } },
    env: { GOPROXY: `https://${v.proxy}` },
  }
})

const noMetaTags = simple('module-path/no-meta-tags', (v) => {
  const host = v.corporate
  const module = plainModule(
    `${host}/group/subgroup/${v.pick('name', ['tool', 'lib', 'sdk', 'proto', 'cli'])}`,
    'v1.0.2',
  )
  return {
    label: label('module-path', 'no go-import meta tags', {
      module: named(module),
      otherModules: [module.path],
      host,
    }),
    modules: [module],
    args: v.fetch,
    env: { GOPRIVATE: host },
    hosts: {
      [host]: {
        answer: () => status(200, '<html><head><title>Sign in · GitLab</title></head></html>', 'text/html'),
      },
    },
  }
})

const majorInGoMod = simple('version-unavailable/major-mismatch', (v) => {
  const [path, version] = v.pick('major', [
    ['github.com/labstack/echo', 'v4.12.0'],
    ['github.com/go-redis/redis/v8', 'v9.0.1'],
    ['github.com/urfave/cli', 'v2.27.2'],
    ['github.com/jackc/pgx/v4', 'v5.6.0'],
  ] as const)
  return {
    label: label('version-unavailable', 'invalid: should be', {
      module: path,
      otherModules: [`${path}@${version}`],
    }),
    modules: [],
    goMod: `module example.com/app\n\ngo 1.20\n\nrequire ${path} ${version}\n`,
    args: v.pick('any', [
      ['mod', 'download'],
      ['build', './...'],
      ['test', './...'],
      ['mod', 'tidy'],
    ]),
  }
})

const noMatching = simple('version-unavailable/no-matching-query', (v) => {
  const query = v.pick('query', ['v9', 'v3.99', '>=v8.0.0', 'v7.1', '<v0.0.1'])
  return {
    label: label('version-unavailable', 'no matching versions', {
      module: `${v.module.path}@${query}`,
      otherModules: [v.module.path],
      otherHosts: [v.proxy],
    }),
    modules: [],
    args: v.pick('get or install', [
      ['get', `${v.module.path}@${query}`],
      ['install', `${v.module.path}@${query}`],
      ['list', '-m', `${v.module.path}@${query}`],
    ]),
    env: { GOPROXY: `https://${v.proxy}` },
    hosts: {
      [v.proxy]: {
        answer: ({ path }) =>
          path.endsWith('/@v/list')
            ? status(200, 'v1.0.0\nv1.1.0\n')
            : path.includes('/@v/')
              ? status(404, 'not found')
              : undefined,
      },
    },
  }
})

export const projectCases: readonly Case[] = [
  zipLine,
  modLine,
  needsUpdate,
  vendored,
  notRequired,
  lacksPackage,
  ambiguous,
  notInStd,
  declaresOther,
  malformedPath,
  noMetaTags,
  majorInGoMod,
  noMatching,
]
