// Lists the proxies that sent bytes which go.sum contradicts, whoever found out: the probe, the fetch, or `go`.

import type { FetchReport, ProxyVerdict } from './report.ts'
/** Each module and proxy once. */
export function wrongBytesOf(
  fetch: FetchReport,
  verdicts: readonly ProxyVerdict[],
): readonly { readonly module: string; readonly proxy: string }[] {
  const probed = verdicts.flatMap(({ proxy, wrongBytes }) => wrongBytes.map((module) => ({ module, proxy })))
  const fetched = fetch.kind === 'ran' ? fetch.wrongBytes : []
  return [...new Map([...probed, ...fetched].map((each) => [`${each.module} ${each.proxy}`, each])).values()]
}
