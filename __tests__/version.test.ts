// The version stands in package.json, and everything else that names it says the same.
// Maps to src/version.ts.

import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { planRelease } from '../scripts/release/plan.ts'
import { version } from '../src/version.ts'

/** npm's own, which @actions/tool-cache brings; without types. */
const semver: { readonly satisfies: (version: string, range: string) => boolean } = createRequire(
  import.meta.url,
)('semver')

test('package.json, the lock file and what a run tells agree', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  expect([manifest.version, lock.version, lock.packages[''].version]).toEqual([version, version, version])
})

test('npm installs every package with the oldest Node that is promised, which CI has too', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
  const oldest = engines.node.replace('>=', '')
  expect(parse(readFileSync('.github/workflows/ci.yml', 'utf8')).jobs.check.strategy.matrix.node).toContain(
    oldest,
  )
  const lock: {
    readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>
  } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  // engine-strict in .npmrc: `npm ci` ends at the first one.
  const refused = Object.entries(lock.packages).filter(
    ([, { engines }]) => engines?.node !== undefined && !semver.satisfies(oldest, engines.node),
  )
  expect(refused.map(([name]) => name)).toEqual([])
})

test('the changelog tells users what is new in it, and the README shows the tag that moves to it', () => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8')
  const docs = readFileSync('README.md', 'utf8')
  expect(planRelease({ version, changelog, docs, tags: [] })).toMatchObject({
    kind: 'ready',
    tag: `v${version}`,
  })
  expect(/^## (.*)$/m.exec(changelog)?.[1]).toBe(version)
})

test('the bundle holds the version and nothing else of package.json, so that an update of a tool leaves dist/ as it is', () => {
  const bundles = readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, readFileSync(join('dist', name), 'utf8')])
  const naming = (text: string) => bundles.filter(([, code]) => code?.includes(text)).map(([name]) => name)
  expect(naming(`"${version}"`)).not.toEqual([])
  expect(naming('@biomejs/biome')).toEqual([])
})
