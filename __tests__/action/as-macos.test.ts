// Whole runs that take this system for macOS: no /proc is read, `ps` tells the processor time, no flock(1) runs. On macOS itself they are real.
// Maps to src/platform/process-group.ts, src/platform/processor-time.ts, src/platform/tls-roots.ts, src/run/fault-context.ts.

import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import * as tls from 'node:tls'
import { expect } from '@jest/globals'
import { actionRig, zipOf } from '../helpers/action-rig.ts'
import { makeCertificates } from '../helpers/certificates.ts'
import { processesOf } from '../helpers/processes.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'

const rig = actionRig()
const posix = testIf(notOnWindows && existsSync('/bin/ps'), 'macOS is imitated where there is a /bin/ps')

/** What of Linux is read all the same is noted in `read`. */
const asMacos = (read: string) => `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
Object.defineProperty(process, 'platform', { value: 'darwin' })
for (const [from, name] of [[fs, 'readlinkSync'], [fs.promises, 'readFile'], [fs.promises, 'readdir'], [fs.promises, 'readlink']]) {
  const real = from[name]
  from[name] = (path, ...rest) => {
    if (!String(path).startsWith('/proc')) return real(path, ...rest)
    if (name !== 'readlinkSync') fs.appendFileSync(${JSON.stringify(read)}, name + ' ' + path + '\\n')
    const gone = Object.assign(new Error('ENOENT: ' + path), { code: 'ENOENT' })
    if (name === 'readlinkSync') throw gone
    return Promise.reject(gone)
  }
}
syncBuiltinESMExports()
`

async function macos() {
  const { job } = rig()
  const [bin, read, flock] = ['bin', 'proc-read', 'flock-ran'].map((name) => join(job.folder.path, name))
  if (bin === undefined || read === undefined || flock === undefined) throw new Error('three names')
  await mkdir(bin)
  for (const file of [read, flock]) await writeFile(file, '')
  await writeFile(join(bin, 'flock'), `#!/bin/sh\necho "$@" >> '${flock}'\n`)
  await chmod(join(bin, 'flock'), 0o755)
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(asMacos(read))}`
  return {
    env: { NODE_OPTIONS, PATH: `${bin}${delimiter}${process.env.PATH}` },
    expectNothingOfLinux: async () => {
      expect(await readFile(read, 'utf8')).toBe('')
      expect(await readFile(flock, 'utf8')).toBe('')
      expect(await processesOf(job.folder.path)).toEqual([])
    },
  }
}

posix('cold, then warm', async () => {
  const { env, expectNothingOfLinux } = await macos()
  const { url } = await rig().proxy()
  const step = (proxies: string) => rig().job.step({ env, inputs: { proxies, cache: 'false' } })
  expect((await step(url)).outputs).toMatchObject({ result: 'complete', 'modules-fetched': '3' })
  expect((await step('http://127.0.0.1:9')).outputs).toMatchObject({ result: 'complete' })
  await expectNothingOfLinux()
})

posix('a go that stalls is cut off', async () => {
  const { env, expectNothingOfLinux } = await macos()
  const { url } = await rig().proxy((request) =>
    zipOf('two')(request) ? { kind: 'stall', afterBytes: 10_000 } : undefined,
  )
  const step = await rig().job.step({
    env,
    inputs: { proxies: url, cache: 'false', prefetch: 'false', attempts: '1', 'stall-timeout': '2s' },
  })
  expect(step.outputs).toMatchObject({ result: 'failed', category: 'timeout' })
  await expectNothingOfLinux()
})

posix('a cancelled run ends all that it started', async () => {
  const { env, expectNothingOfLinux } = await macos()
  const controller = new AbortController()
  const { url } = await rig().proxy((request) => {
    if (!zipOf('two')(request)) return undefined
    controller.abort()
    return { kind: 'stall', afterBytes: 10_000 }
  })
  const step = await rig().job.step({
    env,
    inputs: { proxies: url, cache: 'false', prefetch: 'false', timeout: '6h', 'stall-timeout': '1h' },
    signal: controller.signal,
  })
  expect(step.outputs).toMatchObject({ result: 'failed', category: 'killed' })
  await expectNothingOfLinux()
})

posix('advice names the programs of macOS', async () => {
  const { env } = await macos()
  const step = await rig().job.step({
    env,
    inputs: { proxies: 'http://no-such-host.invalid', cache: 'false', attempts: '1' },
  })
  expect(step.outputs.category).toBe('dns')
  expect(step.report?.fault?.remedy.join('\n')).toMatch(/scutil --dns/)
})

const tellsSystem = typeof tls.getCACertificates === 'function' && process.platform === 'linux'

testIf(tellsSystem, "Node tells the system's certificates from 22.15 on, and on Linux a variable names them")(
  "a proxy that the system's own certificates vouch for is trusted, as go trusts it",
  async () => {
    const certificates = await makeCertificates()
    try {
      const { env } = await macos()
      const { url } = await rig().proxy(undefined, { tls: certificates.of('good') })
      const step = await rig().job.step({
        env: { ...env, SSL_CERT_FILE: certificates.caFile },
        inputs: { proxies: url, cache: 'false', attempts: '1' },
      })
      expect(step.outputs).toMatchObject({ result: 'complete', 'modules-fetched': '3' })
    } finally {
      await certificates.remove()
    }
  },
)
