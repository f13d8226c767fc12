// The SBOM of a release names what is bundled: no more, and no less.
// Maps to scripts/release/sbom.ts.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { bundledSbom } from '../../scripts/release/sbom.ts'

const part = (name: string, version: string) => ({ 'bom-ref': `${name}@${version}`, name, version })

const npm = {
  bomFormat: 'CycloneDX',
  metadata: { component: part('app', '1.0.0') },
  components: [part('@a/b', '1.2.0'), part('both', '2.0.0'), part('both', '1.0.0'), part('tool', '3.0.0')],
  dependencies: [
    { ref: 'app@1.0.0', dependsOn: ['@a/b@1.2.0', 'tool@3.0.0'] },
    { ref: '@a/b@1.2.0', dependsOn: ['both@2.0.0'] },
    { ref: 'tool@3.0.0', dependsOn: ['both@1.0.0'] },
  ],
}
const licences =
  '@a/b@1.2.0 (MIT)\n\nThe text.\n--------\n\nboth@2.0.0 ((MIT OR Apache-2.0))\n\nme@home (x) said so\n'

test('what is bundled, and what it depends on among that', () => {
  const { components, dependencies } = bundledSbom(npm, licences)
  expect(components.map((one) => one['bom-ref'])).toEqual(['@a/b@1.2.0', 'both@2.0.0'])
  expect(dependencies).toEqual([
    { ref: 'app@1.0.0', dependsOn: ['@a/b@1.2.0'] },
    { ref: '@a/b@1.2.0', dependsOn: ['both@2.0.0'] },
  ])
})

test('a bundled package that npm does not know is an error, and so is a bundle of nothing', () => {
  expect(() => bundledSbom(npm, `${licences}\nlost@1.0.0 (ISC)\n`)).toThrow(/lost@1\.0\.0/)
  expect(() => bundledSbom(npm, '')).toThrow(/names no package/)
})

test('our own bundle: each section of its licences', () => {
  const text = readFileSync('dist/licenses.txt', 'utf8')
  const sections = text.split(/^-{80}$/m).map((section) => section.trim().split(/ \(/, 1)[0])
  const command = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx']
  const shell = process.platform === 'win32'
  const all = execFileSync('npm', command, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20, shell })
  const names = bundledSbom(JSON.parse(all), text).components.map((one) => one['bom-ref'])
  expect([...names].sort()).toEqual([...sections].sort())
})
