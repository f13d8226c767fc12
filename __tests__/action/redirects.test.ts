// An entry that redirects into a private network is asked by nobody: neither by us nor by the go that runs next.
// Maps to src/run/*, src/platform/redirect.ts.

import { describe, expect, test } from '@jest/globals'
import { actionRig, playing, zipOf } from '../helpers/action-rig.ts'
import type { ModuleProxy } from '../helpers/module-proxy.ts'

const rig = actionRig()

/** Addresses of cloud metadata: nothing on this machine may be sent there. */
const away = { kind: 'redirect', to: 'http://169.254.169.254/one.zip' } as const

const byGo = ({ requests }: ModuleProxy) =>
  requests.filter(({ headers }) => String(headers['user-agent']).startsWith('Go-http-client'))

const finding = (proxy: ModuleProxy) =>
  expect.objectContaining({
    id: 'goproxy-refused-redirect',
    what: expect.stringContaining(`${proxy.url} redirects from 127.0.0.1:${proxy.port} to 169.254.169.254`),
  })

describe('an entry that redirects into a private network', () => {
  test('is not asked by go, which gets the rest of its group', async () => {
    const bad = await rig().proxy(playing(away, zipOf('one')))
    const lacking = await rig().proxy(playing({ kind: 'status', status: 404 }, zipOf('one')))
    const step = await rig().job.step({ inputs: { proxies: `${bad.url}|${lacking.url}`, attempts: '1' } })
    expect(step.report?.result).toBe('failed')
    expect(byGo(bad)).toEqual([])
    expect(byGo(lacking)).not.toEqual([])
    expect(step.report?.findings).toContainEqual(finding(bad))
  })

  test('alone ends the list: what lies behind its comma is not asked in its place', async () => {
    const bad = await rig().proxy(playing(away, zipOf('one')))
    const behind = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: `${bad.url},${behind.url}`, attempts: '1' } })
    expect(step.report).toMatchObject({
      result: 'failed',
      fault: { id: 'server-error/redirect', module: 'example.com/one@v1.0.0', transient: false },
    })
    expect(byGo(bad)).toEqual([])
    expect(behind.requests).toEqual([])
    expect(step.report?.findings).toContainEqual(finding(bad))
  })

  test('is told where another one had the module, and is not in what later steps get', async () => {
    const bad = await rig().proxy(playing(away, ({ file }) => file === 'zip'))
    const well = await rig().proxy()
    const step = await rig().job.step({ inputs: { proxies: `${bad.url}|${well.url}` } })
    expect(step.report?.result).not.toBe('failed')
    expect(byGo(bad)).toEqual([])
    expect(step.report?.findings).toContainEqual(finding(bad))
    expect(JSON.stringify(step.exported)).not.toContain(bad.url)
  })
})
