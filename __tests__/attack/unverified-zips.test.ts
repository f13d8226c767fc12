// A zip that no go.sum line and no checksum database would judge: we neither fetch it nor take it from a store.
// Maps to src/modcache/unverified-zips.ts, src/project/vouched.ts.

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { startCacheService } from '../helpers/cache-service.ts'
import { withChangedEntry } from '../helpers/entry-files.ts'
import { goSum } from '../helpers/synthetic-modules.ts'
import { attacks, cacheKey, expectInOrder, moduleNamed, requireModules, zipInCache } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

/** go.sum, made from the right one; null for none. */
const sums: Readonly<Record<string, (right: readonly string[]) => readonly string[] | null>> = {
  'no go.sum': () => null,
  'no line for it': (right) => right.filter((line) => !line.includes('/a ')),
  'a line with an unknown hash': (right) =>
    right.map((line) => (line.includes('/a v1.0.0 ') ? 'example.com/a v1.0.0 h2:abc=' : line)),
  'a line for its .mod only': (right) => right.filter((line) => !line.includes('/a v1.0.0 ')),
  'a line for another case of its path': (right) =>
    right
      .filter((line) => !line.includes('/a v1.0.0/go.mod'))
      .map((line) => line.replace('example.com/a', 'Example.com/a')),
}

const databases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GOSUMDB=off': { GOSUMDB: 'off' },
  GONOSUMDB: { GOSUMDB: 'sum.golang.org', GONOSUMDB: 'example.com' },
  GOPRIVATE: { GOSUMDB: 'sum.golang.org', GOPRIVATE: 'example.com', GONOPROXY: 'none' },
  '-mod=mod': { GOSUMDB: 'off', GOFLAGS: '-mod=mod -modcacherw' },
}

const cases = Object.entries(sums).flatMap(([sum, edit]) =>
  Object.entries(databases).map(([name, env]) => [`${sum}, ${name}`, { edit, env }] as const),
)

rows('judges', cases, ['no line for it, GOSUMDB=off'])('%s', async (_, { edit, env }) => {
  const [a, b] = [await moduleNamed('a'), await moduleNamed('b')]
  const evil = await moduleNamed('a', { files: { 'synthetic.go': 'package evil\n' } })
  const { workspace, folder, gomodcache } = attack().job
  const proxy = await attack().proxy({ modules: [a, b] })
  let service = await startCacheService()
  await requireModules(workspace, [a, b])
  await attack().step({
    inputs: { proxies: proxy.url, cache: 'true' },
    env: service.env,
    gomodcache: join(folder.path, 'honest'),
  })
  const edited = edit(goSum([a, b]).trim().split('\n'))
  await requireModules(workspace, [a, b])
  if (edited === null) await writeFile(join(workspace, 'go.sum'), '')
  else await writeFile(join(workspace, 'go.sum'), `${edited.join('\n')}\n`)

  const asked = proxy.requests.length
  const away = { ...env, HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' }
  const inputs = { proxies: proxy.url, cache: 'read-only' }
  const fetched = await attack().step({ inputs, env: away, gomodcache: join(folder.path, 'fetched') })
  expectInOrder(fetched)
  const byUs = proxy.requests
    .slice(asked)
    .filter(
      ({ headers, module, file }) =>
        /resilient/.test(String(headers['user-agent'])) && file === 'zip' && module === a.path,
    )
  expect(byUs).toEqual([])

  service = await withChangedEntry(service, (files) => files.set('example.com/a/@v/v1.0.0.zip', evil.zip))
  const [entry] = service.entries
  if (entry !== undefined) service.plant(cacheKey(fetched), entry.archive)
  const restored = await attack().step({ inputs, env: { ...away, ...service.env } })
  await service.close()
  expectInOrder(restored)
  expect((await zipInCache(gomodcache, a))?.equals(evil.zip) ?? false).toBe(false)
  const unpacked = await readFile(join(gomodcache, 'example.com/a@v1.0.0/synthetic.go'), 'utf8').catch(
    () => '',
  )
  expect(unpacked).not.toContain('evil')
})
