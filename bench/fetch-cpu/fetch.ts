// One cold fetch that writes its zips and leaves them packed: `fetch.ts PROJECT GOMODCACHE GOPROXY LIST`.
// The names of the files that came are written to LIST.

import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fetchModules } from '../../src/fetch/fetch-modules.ts'
import type { GoEnv } from '../../src/go/go-env.ts'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { fileName } from '../../src/go/layout.ts'
import type { ZipAdmission } from '../../src/modcache/unpack/zip-workers.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createHttp } from '../../src/platform/http.ts'
import { readModuleScope } from '../../src/project/read-scope.ts'
import { startOwnCpu } from './own-cpu.ts'

const env: GoEnv = {
  GOVERSION: 'go1.26.0',
  GOMODCACHE: '',
  GOPROXY: '',
  GONOPROXY: '',
  GOPRIVATE: '',
  GOSUMDB: 'off',
  GONOSUMDB: '',
  GOINSECURE: '',
  GOFLAGS: '',
  GOAUTH: 'netrc',
  GOTOOLCHAIN: 'local',
  GOWORK: '',
  GODEBUG: '',
  GOHOSTOS: 'linux',
  GOHOSTARCH: 'amd64',
}

const printOwnCpu = startOwnCpu()
const [project = '', gomodcache = '', goproxy = '', listFile = ''] = process.argv.slice(2)
const loaded = await readModuleScope({ workingDirectory: project, dir: project })
const list = parseGoproxyList(goproxy)
if (loaded.kind !== 'ok' || list.kind !== 'ok') throw new Error('the project or the GOPROXY list is wrong')
const { scope } = loaded

const zips: ZipAdmission = {
  admit: async ({ module, source }) => {
    const path = join(gomodcache, 'cache', 'download', fileName({ ...module, kind: 'zip' }))
    await mkdir(dirname(path), { recursive: true })
    if (source.kind === 'bytes') await writeFile(path, source.bytes)
    else await rename(source.path, path)
    return { kind: 'admitted', unpacked: false }
  },
}
const names: string[] = []
const http = createHttp({ env: {} })
const { report } = await fetchModules({
  scopes: [scope],
  sums: scope.sums,
  list: list.list,
  env: { ...env, GOMODCACHE: gomodcache },
  gomodcache,
  zips,
  http,
  clock: systemClock,
  random: Math.random,
  limits: { deadlineMs: 120_000, stallMs: 10_000 },
  signal: new AbortController().signal,
  onAdmitted: ({ file }) => names.push(fileName(file)),
})
await http.close()
if (report.kind !== 'ran' || report.missing > 0) throw new Error(JSON.stringify(report))
printOwnCpu()
await writeFile(listFile, names.join('\n'))
