// A process that brings every zip of a folder into a module cache: `admit-all.ts FROM GOMODCACHE`. Killed by kills.ts.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseFileName } from '../../src/go/layout.ts'
import { clearStaleTrees, createZipAdmitter } from '../../src/modcache/unpack/admit-zip.ts'

const [from = '', gomodcache = ''] = process.argv.slice(2)
await clearStaleTrees(gomodcache)
const admitZip = createZipAdmitter({ gomodcache, unpack: 'read-only' })
const names = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.zip'))
process.stdout.write('ready\n')
for (const name of names) {
  const file = parseFileName(name)
  if (file === null) continue
  const { path, version } = file
  const source = join(from, name)
  const place = join(gomodcache, 'cache', 'download', name)
  await admitZip({
    module: { path, version },
    source: existsSync(place)
      ? { kind: 'file', path: place, sizeBytes: statSync(place).size }
      : { kind: 'bytes', bytes: new Uint8Array(readFileSync(source)) },
    sums: [readFileSync(source.replace(/zip$/, 'ziphash'), 'utf8')],
  })
}
process.stdout.write('done\n')
