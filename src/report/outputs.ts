// The step's outputs, named as in action.yml.

import { cut, plainText } from '../text/sanitise.ts'
import type { Report } from './report.ts'

export const outputNames = [
  'result',
  'category',
  'fault-id',
  'transient',
  'module',
  'host',
  'attempts',
  'proxy',
  'goproxy',
  'cache',
  'cache-hit',
  'cache-key',
  'modules-total',
  'modules-fetched',
  'bytes-fetched',
  'seconds',
  'report',
] as const

type OutputName = (typeof outputNames)[number]

/** A module path may have some hundred characters, and all outputs of a job share 1 MiB. */
const mostCharacters = 1_024

/** Every output, on one line each; empty where there is nothing to say. `reportPath` is where the JSON was written. */
export function reportOutputs(report: Report, reportPath = ''): Record<OutputName, string> {
  const { fault, cache, modules } = report
  const values: Record<OutputName, string> = {
    result: report.result,
    category: fault?.category ?? '',
    'fault-id': fault?.id ?? '',
    transient: fault === null ? '' : String(fault.transient),
    module: fault?.module ?? '',
    host: fault?.host ?? '',
    attempts: String(report.attempts.length),
    proxy: proxyUsed(report) ?? '',
    goproxy: report.go.goproxy,
    cache: cache.restore.kind,
    'cache-hit': String(cache.restore.kind === 'exact'),
    'cache-key': cache.key ?? '',
    'modules-total': String(modules.total),
    'modules-fetched': String(modules.fetched),
    'bytes-fetched': String(modules.bytes),
    seconds: report.seconds.toFixed(1),
    report: reportPath,
  }
  for (const name of outputNames) {
    const text = plainText(values[name]).replace(/[\n\t]/g, ' ')
    // Later steps use these two as they are: both are the user's own, and half a list or a path would be another one.
    values[name] = name === 'goproxy' || name === 'report' ? text : cut(text, mostCharacters)
  }
  return values
}

/** The entry that gave most files; else the healthiest of those probed; null where nobody was asked. */
function proxyUsed({ fetch, proxies }: Report): string | null {
  const upstreams = fetch.kind === 'ran' ? fetch.upstreams.filter((upstream) => upstream.ok > 0) : []
  const [busiest] = [...upstreams].sort((a, b) => b.ok - a.ok)
  return busiest?.proxy ?? proxies.find((proxy) => proxy.health === 'healthy')?.proxy ?? null
}
