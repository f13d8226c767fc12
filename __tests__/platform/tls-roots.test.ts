// The roots that `go` would trust, from the same places.

import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { loadTlsRoots } from '../../src/platform/tls-roots.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
const [one = '', two = '', three = ''] = rootCertificates.map((pem) => `${pem.trim()}\n`)
const at = (name: string) => join(folder.path, name)

beforeAll(async () => {
  folder = await temporaryFolder('rgm-roots-')
  await writeFile(at('bundle.pem'), `# One\n${one}\ntext between\r\n${two.replaceAll('\n', '\r\n')}`)
  await mkdir(at('a'))
  await mkdir(at('b'))
  await writeFile(at('a/three.pem'), three)
  if (notOnWindows) await symlink('three.pem', at('a/0123abcd.0'))
  await writeFile(at('b/again.pem'), one)
  await writeFile(at('b/README'), 'no certificate')
  await mkdir(at('b/folder'))
})
afterAll(() => folder.remove())

function roots(env: Record<string, string>): Promise<readonly string[]> {
  return loadTlsRoots({ env, platform: 'linux' })
}

const onUnix = testIf(notOnWindows, 'go reads these variables on Unix alone')

onUnix('SSL_CERT_FILE and every folder of SSL_CERT_DIR, each certificate once', async () => {
  const found = await roots({
    SSL_CERT_FILE: at('bundle.pem'),
    SSL_CERT_DIR: `${at('a')}:/nonexistent:${at('b')}`,
  })
  expect(found).toEqual([one, two, three])
})

onUnix('a missing SSL_CERT_FILE is not replaced by the system, as in go', async () => {
  expect(await roots({ SSL_CERT_FILE: '/nonexistent', SSL_CERT_DIR: at('b') })).toEqual([one])
})

onUnix('empty variables are unset ones', async () => {
  expect(await roots({ SSL_CERT_FILE: '', SSL_CERT_DIR: '' })).toEqual(await roots({}))
})

test.each<NodeJS.Platform>(['win32', 'darwin'])(
  'on %s the variables are not read, and the usual roots are there',
  async (platform) => {
    const found = await loadTlsRoots({ env: { SSL_CERT_FILE: at('bundle.pem') }, platform })
    expect(found.length).toBeGreaterThanOrEqual(rootCertificates.length)
  },
)
