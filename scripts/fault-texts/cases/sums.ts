// Cases of checksums: go.sum, the checksum database, damaged caches.

import { always, loginPage, status } from '../answers.ts'
import { label, named } from '../label.ts'
import { goSumLines, plainModule } from '../module-content.ts'
import type { Label } from '../sample.ts'
import type { Case, HostScript, NameFault, Scene, Variation } from '../scene.ts'

const wrongSum = 'h1:QkjyrS2yHdv2QoV3VCi+4DEq4wYpzXfdTVX3ksUnmYM='
const database = 'sum.golang.org'

function goSumWith(v: Variation, which: 'zip' | 'mod'): string {
  return v.modules
    .map(goSumLines)
    .join('')
    .split('\n')
    .map((line) => {
      const [path = '', version = '', sum = ''] = line.split(' ')
      const isIt = path === v.module.path && version.endsWith('/go.mod') === (which === 'mod')
      return isIt ? `${path} ${version} ${wrongSum}` : [path, version, sum].join(' ').trim()
    })
    .join('\n')
}

const againstGoSum = (which: 'zip' | 'mod'): Case => ({
  family: `checksum-mismatch/go-sum-${which}`,
  scene: (v) => ({
    label: label('checksum-mismatch', 'checksum mismatch', { module: named(v.module) }),
    modules: v.modules,
    goSum: goSumWith(v, which),
    args: v.pick('sum command', [
      ['mod', 'download'],
      ['build', './...'],
      ['test', './...'],
      ['mod', 'download', '-json'],
      ['vet', './...'],
      ['mod', 'tidy'],
    ]),
  }),
})

const unsummed = [
  ['mod', 'download'],
  ['mod', 'tidy'],
  ['mod', 'download', '-x'],
] as const

const againstDatabase: Case = {
  family: 'checksum-mismatch/database',
  scene: (v) => ({
    label: label('checksum-mismatch', 'checksum mismatch', {
      module: named(v.module),
      otherHosts: [database],
    }),
    modules: [v.module],
    goSum: '',
    args: v.pick('unsummed', unsummed),
    vouched: [
      { ...v.module, goMod: `${v.module.goMod}// as recorded\n`, files: { 'doc.go': 'package other\n' } },
    ],
  }),
}

interface DatabaseRow {
  readonly name: string
  readonly cause: string
  readonly also: Label['also']
  readonly script?: HostScript
  readonly fault?: NameFault
  readonly transient?: boolean | null
}

const databaseRows: readonly DatabaseRow[] = [
  {
    name: '500',
    cause: '500 Internal Server Error',
    also: ['server-error'],
    script: always(status(500, 'internal error\n')),
  },
  {
    name: '502',
    cause: '502 Bad Gateway',
    also: ['server-error'],
    script: always(status(502, '<html>502</html>', 'text/html')),
  },
  {
    name: '404-timeout',
    cause: '404 Not Found',
    also: ['not-found'],
    script: always(status(404, 'not found: fetch timed out\n')),
  },
  {
    name: '403',
    cause: '403 Forbidden',
    also: ['auth'],
    script: always(status(403, 'blocked by web filter\n')),
    transient: false,
  },
  { name: '429', cause: '429 Too Many Requests', also: ['rate-limited'], script: always(status(429, '')) },
  { name: 'html', cause: 'malformed record data', also: [], script: always(loginPage), transient: null },
  { name: 'refused', cause: 'connection refused', also: ['connect'], script: { connection: 'refused' } },
  { name: 'no-such-host', cause: 'no such host', also: ['dns'], fault: 'nxdomain' },
  { name: 'no-route', cause: 'no route to host', also: ['connect'], fault: { address: '203.0.113.81' } },
  { name: 'timeout', cause: 'connection timed out', also: ['timeout'], fault: { address: '34.81.1.1' } },
  { name: 'closed', cause: 'EOF', also: ['interrupted'], script: { answer: () => ({ kind: 'close' }) } },
  {
    name: 'reset',
    cause: 'connection reset by peer',
    also: ['interrupted'],
    script: { connection: 'reset' },
  },
  {
    name: 'unknown-authority',
    cause: 'certificate signed by unknown authority',
    also: ['tls'],
    script: { certificate: 'unknown-authority' },
    transient: false,
  },
  {
    name: 'wrong-name',
    cause: 'certificate is valid for',
    also: ['tls'],
    script: { certificate: 'wrong-name' },
    transient: false,
  },
]

const databaseCase = (row: DatabaseRow): Case => ({
  family: `sumdb/${row.name}`,
  scene: (v) => ({
    label: label('sumdb', row.cause, {
      also: row.also,
      module: named(v.module),
      host: database,
      // What is no record at all is complained about without a URL.
      otherHosts: row.name === 'html' ? [null] : [],
      ...(row.transient === undefined ? {} : { transient: row.transient }),
    }),
    modules: [v.module],
    goSum: '',
    args: v.pick('unsummed', unsummed),
    vouched: [v.module],
    synRetries: 1,
    ...(row.script === undefined ? {} : { hosts: { [database]: row.script } }),
    ...(row.fault === undefined ? {} : { names: { [database]: row.fault } }),
  }),
})

/** A private module that GONOSUMDB does not cover: the database can't see it. */
const privateAtDatabase: Case = {
  family: 'sumdb/private-module',
  scene: (v) => {
    const module = plainModule(
      `github.com/${v.pick('org', ['acme-corp', 'initech', 'globex'])}/${v.pick('repo', ['billing-api', 'protos', 'go-kit', 'auth'])}`,
      'v0.8.3',
    )
    const body = `not found: ${named(module)}: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/9d1b2c: exit status 128:\n\tfatal: could not read Username for 'https://github.com': terminal prompts disabled\n`
    return {
      label: label('sumdb', '404 Not Found', {
        also: ['auth', 'not-found'],
        transient: false,
        module: named(module),
        host: database,
      }),
      modules: [module],
      goSum: '',
      args: v.pick('unsummed', unsummed),
      vouched: [module],
      hosts: { [database]: always(status(404, body)) },
    }
  },
}

const truncateZip =
  (v: Variation): NonNullable<Scene['prepare']> =>
  async (place) => {
    await place.run(['mod', 'download'])
    const path = v.module.path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)
    await place.shell(
      `truncate -s 60 '${place.modCache}/cache/download/${path}/@v/${v.module.version}.zip'; rm -rf '${place.modCache}/${path}@${v.module.version}'`,
    )
  }

const truncated: Case = {
  family: 'cache-corrupt/truncated-zip',
  scene: (v) => ({
    label: label('cache-corrupt', 'not a valid zip file', { module: named(v.module), transient: false }),
    modules: v.modules,
    args: v.pick('zip command', [
      ['mod', 'download'],
      ['build', './...'],
      ['test', './...'],
      ['vet', './...'],
    ]),
    prepare: truncateZip(v),
  }),
}

const verify = (what: 'zip' | 'dir'): Case => ({
  family: `cache-corrupt/verify-${what}`,
  scene: (v) => ({
    label: label('cache-corrupt', `${what} has been modified`, { module: named(v.module), transient: false }),
    modules: v.modules,
    args: ['mod', 'verify'],
    prepare: async (place) => {
      await place.run(['mod', 'download'])
      const path = v.module.path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`)
      const zip = `${place.modCache}/cache/download/${path}/@v/${v.module.version}.zip`
      // Another module's zip is a valid one with other content.
      if (what === 'zip')
        await place.shell(
          `python3 - '${zip}' <<'P'\nimport sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'a') as z: z.writestr('${named(v.module)}/added.go', 'package added')\nP`,
        )
      else
        await place.shell(
          `chmod -R u+w '${place.modCache}/${path}@${v.module.version}'; echo '// edited' >> '${place.modCache}/${path}@${v.module.version}/doc.go'`,
        )
    },
  }),
})

export const sumCases: readonly Case[] = [
  againstGoSum('zip'),
  againstGoSum('mod'),
  againstDatabase,
  ...databaseRows.map(databaseCase),
  privateAtDatabase,
  truncated,
  verify('zip'),
  verify('dir'),
]
