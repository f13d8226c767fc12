// A public proxy redirects to addresses of this machine and of private networks: neither we nor the `go` after us follow.
// Maps to src/platform/redirect.ts, src/platform/address.ts.

import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@jest/globals'
import { attacks, expectInOrder, moduleNamed, requireModules } from './attack.ts'
import { onlyInFull, rows } from './rounds.ts'
import { unmended } from './unmended.ts'

const attack = attacks()

rows(
  'targets of a redirect',
  ['http://169.254.77.77', 'http://[fe80::77]'].map((target) => [target, target] as const),
  ['http://169.254.77.77'],
)('an entry that redirects to %s is not left to go', async (_, target) => {
  const modules = [await moduleNamed('a')]
  await requireModules(attack().job.workspace, modules)
  const proxy = await attack().proxy({
    modules,
    script: ({ path }) => ({ kind: 'redirect', to: `${target}${path}` }),
  })
  const step = await attack().step({ inputs: { proxies: proxy.url, timeout: '5s' } })
  expectInOrder(step)
  expect(step.outputs.result).toBe('failed')
  const byGo = proxy.requests.filter(({ headers }) => /^Go-http/.test(String(headers['user-agent'])))
  expect(byGo.map(({ path }) => path)).toEqual([])
})

/** Names that lead to this machine or a private network, beside addresses in every notation. */
const hosts = `127.0.0.1 localhost rebind.test mixed.test
203.0.113.5 public.test mixed.test
10.1.2.3 private.test
`

/** A namespace without any way out, where `lo` has a public, a private and a link-local address as well. */
const script = `set -e
ip link set lo up
for address in 203.0.113.5/32 10.1.2.3/32 169.254.169.254/32; do ip addr add "$address" dev lo; done
ip addr add fd00::1/128 dev lo nodad
mount --bind "$1" /etc/hosts
exec "$2" bench/run.mjs __tests__/attack/redirect-targets.ts`

onlyInFull('addresses of other networks are given to a loopback interface', { root: true, system: 'linux' })(
  'no address in any notation is reached from a public one',
  async () => {
    const file = join(attack().job.folder.path, 'hosts')
    await writeFile(file, hosts)
    const args = ['-n', '-m', 'sh', '-c', script, 'sh', file, process.execPath]
    const { stdout } = await promisify(execFile)('unshare', args, { timeout: 280_000, maxBuffer: 1 << 24 })
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.length).toBeGreaterThan(23)
    const reached = lines.filter(({ reached }) =>
      reached.some((by: string) => !by.startsWith('203.0.113.5 ')),
    )
    expect(reached.map(({ target }) => target)).toEqual(unmended.filter((name) => /^https?:/.test(name)))
    // The way is open: a public target is reached.
    expect(
      lines.filter(({ target, reached }) => target === 'http://public.test:7777' && reached.length > 0),
    ).toHaveLength(1)
  },
)
