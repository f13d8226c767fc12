// Cases of settings and of the machine: GOPROXY, toolchains, missing git, disks, limits.

import { always, onKind, status } from '../answers.ts'
import { insideGoRoot } from '../isolation.ts'
import { label, named } from '../label.ts'
import { goSumLines, plainModule } from '../module-content.ts'
import type { Label } from '../sample.ts'
import type { Case, HostScript, NameFault, Scene, Variation } from '../scene.ts'

const withToolchains = ['1.21.13', '1.23.12', '1.25.5', '1.26.8', '1.27.0'] as const

const setting = (
  name: string,
  cause: string,
  env: (v: Variation) => Record<string, string>,
  hasModule = true,
): Case => ({
  family: `proxy-config/${name}`,
  scene: (v) => ({
    label: label('proxy-config', cause, {
      ...(hasModule ? { module: named(v.module), otherModules: [null] } : {}),
      otherHosts: [v.proxy],
    }),
    modules: [v.module],
    args: v.pick('any', [
      ['mod', 'download'],
      ['build', './...'],
      ['test', './...'],
      ['mod', 'tidy'],
      ['mod', 'download', '-json'],
    ]),
    env: env(v),
  }),
})

const settings: readonly Case[] = [
  setting('no-entries', 'contains no entries', (v) => ({
    GOPROXY: v.pick('list', [',', ' ', ',,', '|', ' , ']),
  })),
  setting('no-scheme', 'missing scheme', (v) => ({
    GOPROXY: v.pick('list', ['none', 'true', 'disabled', 'default']),
  })),
  setting('bad-scheme', 'invalid proxy URL scheme', (v) => ({
    GOPROXY: `${v.pick('scheme', ['ftp', 'ssh', 'git', 's3'])}://${v.proxy}`,
  })),
  setting('off', 'module lookup disabled by GOPROXY=off', () => ({ GOPROXY: 'off' })),
  setting('file-with-host', 'file://', () => ({ GOPROXY: 'file://srv/goproxy?x=1' })),
  setting('bad-port', 'invalid port', (v) => ({ GOPROXY: `https://${v.proxy}:%s/` })),
  setting('control-character', 'invalid control character', (v) => ({
    GOPROXY: `https://ci:secret\u007f@${v.proxy}`,
  })),
  setting('credentials-over-http', 'refusing to pass credentials to insecure URL', (v) => ({
    GOPROXY: `http://ci:s3cr3t@${v.proxy}`,
  })),
  setting('no-host', 'no Host in request URL', () => ({ GOPROXY: 'https://' })),
]

const govcs: Case = {
  family: 'proxy-config/govcs',
  scene: (v) => {
    const module = plainModule(
      `github.com/${v.pick('owner', ['acme', 'initech', 'globex'])}/${v.pick('name', ['lib', 'kit', 'api', 'cli'])}`,
      'v1.0.0',
    )
    return {
      label: label('proxy-config', 'GOVCS disallows', {
        module: named(module),
        otherModules: [module.path],
        otherHosts: ['github.com'],
      }),
      modules: [module],
      args: v.fetch,
      env: { GOPROXY: 'direct', GOVCS: v.pick('govcs', ['public:off', '*:hg', 'github.com:off']) },
    }
  },
}

const tooOld: Case = {
  family: 'toolchain/go-mod-requires-newer',
  releases: withToolchains,
  scene: (v) => ({
    label: label('toolchain', 'requires go >= 1.9'),
    modules: [],
    goMod: `module example.com/app\n\ngo 1.${v.pick('minor', ['99', '98', '97.2', '96.0'])}\n`,
    args: v.fetch,
  }),
}

const dependencyTooNew: Case = {
  family: 'toolchain/dependency-requires-newer',
  releases: withToolchains,
  scene: (v) => {
    const module = { ...v.module, goMod: `module ${v.module.path}\n\ngo 1.99\n` }
    return {
      label: label('toolchain', 'requires go >= 1.99', {
        module: named(module),
        otherModules: [module.path],
      }),
      modules: [module],
      goSum: goSumLines(module),
      goMod: `module example.com/app\n\ngo 1.21\n\nrequire ${module.path} ${module.version}\n`,
      args: v.pick('any', [
        ['mod', 'download'],
        ['build', './...'],
        ['test', './...'],
        ['mod', 'tidy'],
        ['get', named(module)],
      ]),
    }
  },
}

const oldGoNewLine: Case = {
  family: 'toolchain/old-go-reads-new-line',
  releases: ['1.18.10', '1.19.8'],
  scene: (v) => ({
    label: label('toolchain', 'invalid go version'),
    modules: [],
    goMod: `module example.com/app\n\ngo ${v.pick('line', ['1.21.3', '1.22.0', '1.23.4'])}\n`,
    args: v.fetch,
  }),
}

interface ToolchainRow {
  readonly name: string
  readonly cause: string
  readonly also?: Label['also']
  readonly transient?: boolean | null
  readonly env?: Record<string, string>
  readonly script?: HostScript
  readonly fault?: NameFault
}

const toolchainRows: readonly ToolchainRow[] = [
  {
    name: 'not-available',
    cause: 'toolchain not available',
    script: always(status(404, 'not found')),
    transient: null,
  },
  { name: 'proxy-off', cause: 'toolchain not available', env: { GOPROXY: 'off' }, transient: null },
  {
    name: 'proxy-500',
    cause: '500 Internal Server Error',
    also: ['server-error'],
    script: always(status(500, '')),
    transient: true,
  },
  { name: 'proxy-403', cause: '403 Forbidden', also: ['auth'], script: always(status(403, '')) },
  {
    name: 'proxy-504',
    cause: '504 Gateway Timeout',
    also: ['server-error'],
    script: always(status(504, '')),
    transient: true,
  },
  { name: 'dns', cause: 'no such host', also: ['dns'], fault: 'nxdomain', transient: true },
  {
    name: 'refused',
    cause: 'connection refused',
    also: ['connect'],
    script: { connection: 'refused' },
    transient: true,
  },
  {
    name: 'unknown-authority',
    cause: 'certificate signed by unknown authority',
    also: ['tls'],
    script: { certificate: 'unknown-authority' },
  },
  {
    name: 'cut',
    cause: 'unexpected EOF',
    also: ['interrupted'],
    script: onKind('zip', { kind: 'cut', by: 'close' }),
    transient: true,
  },
  { name: 'path-only', cause: 'in PATH', env: { GOTOOLCHAIN: 'path' } },
  {
    name: 'sumdb-off',
    cause: 'checksum database disabled by GOSUMDB=off',
    also: ['sumdb'],
    transient: false,
  },
]

const toolchainCase = (row: ToolchainRow): Case => ({
  family: `toolchain/${row.name}`,
  releases: withToolchains,
  scene: (v) => ({
    label: label('toolchain', row.cause, {
      also: row.also ?? [],
      transient: row.transient ?? false,
      otherModules: [`golang.org/toolchain@v0.0.1-go1.99.${v.index}.linux-amd64`, 'golang.org/toolchain'],
      host: v.proxy,
      otherHosts: [null],
    }),
    modules: [],
    goMod: `module example.com/app\n\ngo 1.99.${v.index}\n`,
    args: v.fetch,
    env: { GOTOOLCHAIN: 'auto', GOPROXY: `https://${v.proxy}`, ...row.env },
    ...(row.script === undefined ? {} : { hosts: { [v.proxy]: row.script } }),
    ...(row.fault === undefined ? {} : { names: { [v.proxy]: row.fault } }),
  }),
})

const invalidToolchain: Case = {
  family: 'toolchain/invalid-variable',
  releases: withToolchains,
  scene: (v) => ({
    label: label('toolchain', 'invalid GOTOOLCHAIN'),
    modules: [],
    args: v.fetch,
    env: { GOTOOLCHAIN: v.pick('value', ['1.22', 'latest', 'go1.22-auto', 'stable', 'go1.x']) },
  }),
}

const withoutGit = (v: Variation): Pick<Scene, 'env'> => ({
  env: { PATH: `${insideGoRoot(v.go)}/bin`, GOPRIVATE: 'github.com,*.example.com,code.example.net' },
})

const gitMissing: Case = {
  family: 'vcs-missing/git',
  scene: (v) => {
    const module = plainModule(
      `github.com/${v.pick('owner', ['acme-corp', 'initech', 'globex'])}/${v.pick('name', ['lib', 'kit', 'api'])}`,
      v.module.version.replace('+incompatible', ''),
    )
    return {
      label: label('vcs-missing', 'git', {
        module: named(module),
        otherModules: [module.path],
        otherHosts: ['github.com'],
      }),
      modules: [module],
      args: v.fetch,
      ...withoutGit(v),
    }
  },
}

const dotGitMissing: Case = {
  family: 'vcs-missing/dot-git-path',
  scene: (v) => {
    const module = plainModule(
      `${v.corporate}/team/${v.pick('name', ['lib', 'kit', 'api', 'sdk', 'cli'])}.git`,
      'v1.2.0',
    )
    return {
      label: label('vcs-missing', 'git', {
        module: named(module),
        otherModules: [module.path],
        otherHosts: [v.corporate],
      }),
      modules: [module],
      args: v.fetch,
      ...withoutGit(v),
    }
  },
}

const otherVcsMissing: Case = {
  family: 'vcs-missing/hg-svn-bzr',
  scene: (v) => {
    const module = plainModule(
      `${v.corporate}/legacy/${v.pick('name', ['lib', 'kit', 'api', 'sdk', 'cli'])}`,
      'v1.2.0',
    )
    const vcs = v.pick('vcs', ['hg', 'svn', 'bzr', 'hg', 'fossil'])
    const page = `<html><head><meta name="go-import" content="${module.path} ${vcs} https://${v.corporate}/repos/legacy"></head></html>`
    return {
      label: label('vcs-missing', 'executable file not found', {
        module: named(module),
        otherModules: [module.path],
        otherHosts: [v.corporate],
      }),
      modules: [module],
      args: v.fetch,
      env: { GOPRIVATE: v.corporate },
      hosts: { [v.corporate]: { answer: () => status(200, page, 'text/html') } },
    }
  },
}

const big = (v: Variation) => ({
  ...v.module,
  files: {
    ...v.module.files,
    'data.txt': Array.from({ length: 20_000 }, (_, i) => `${i * 7919}\n`).join(''),
  },
})

const diskRow = (
  name: string,
  cause: string,
  prepare: NonNullable<Scene['prepare']>,
  more: Partial<Scene> = {},
): Case => ({
  family: `disk/${name}`,
  scene: (v) => ({
    label: label('disk', cause, {
      module: named(v.module),
      otherModules: [null, ...v.modules.map(named)],
      otherHosts: [v.proxy],
    }),
    modules: [big(v), ...v.modules.slice(1)],
    args: v.pick('fetch', [
      ['mod', 'download'],
      ['build', './...'],
      ['test', './...'],
      ['vet', './...'],
    ]),
    prepare,
    ...more,
  }),
})

const mount =
  (options: string): NonNullable<Scene['prepare']> =>
  async (place) => {
    await place.shell(
      `mkdir -p '${place.modCache}' && mount -t tmpfs -o '${options}' tmpfs '${place.modCache}'`,
    )
  }

const disks: readonly Case[] = [
  diskRow('full', 'no space left on device', mount('size=64k')),
  diskRow('no-inodes', 'no space left on device', mount('nr_inodes=9')),
  diskRow('read-only', 'read-only file system', mount('ro,size=1m')),
  diskRow(
    'not-mine',
    'permission denied',
    async (place) =>
      void (await place.shell(
        `chmod a+rx /root; chmod -R a+rX /home '${place.work}'; chmod -R a+rwX /var/cache; mkdir -p '${place.modCache}'`,
      )),
    { user: 1001 },
  ),
  diskRow(
    'cache-folder-not-mine',
    'permission denied',
    async (place) =>
      void (await place.shell(
        `chmod -R a+rX /home '${place.work}'; chmod -R a+rwX /var/cache; mkdir -p '${place.modCache}/cache/download' && chown 1001 '${place.modCache}'`,
      )),
    { user: 1001 },
  ),
  diskRow(
    'file-in-the-way',
    'not a directory',
    async (place) =>
      void (await place.shell(`mkdir -p "$(dirname '${place.modCache}')" && touch '${place.modCache}'`)),
  ),
]

const limits: readonly Case[] = [
  {
    family: 'killed/out-of-memory',
    scene: (v) => ({
      label: label('killed', 'memory', { otherModules: v.modules.map(named), transient: null }),
      modules: v.modules,
      args: v.fetch,
      through: `ulimit -v ${v.pick('limit', ['90000', '70000', '110000'])}`,
    }),
  },
]

export const environmentCases: readonly Case[] = [
  ...settings,
  govcs,
  tooOld,
  dependencyTooNew,
  oldGoNewLine,
  ...toolchainRows.map(toolchainCase),
  invalidToolchain,
  gitMissing,
  dotGitMissing,
  otherVcsMissing,
  ...disks,
  ...limits,
]
