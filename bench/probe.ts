// Measures how long the probe phase takes. Five healthy candidates at 50 ms a request over TLS, cold connections each time;
// one of them sends zips elsewhere. Run: npx esbuild bench/probe.ts --bundle --platform=node --format=esm
// --packages=external --outfile=node_modules/.bench/probe.mjs && node node_modules/.bench/probe.mjs [runs] [latency in ms]

import { makeCertificates } from '../__tests__/helpers/certificates.ts'
import { startModuleProxy } from '../__tests__/helpers/module-proxy.ts'
import { goSum, manyModules } from '../__tests__/helpers/synthetic-modules.ts'
import { parseGoSum } from '../src/go/go-sum.ts'
import { parseGoproxyList } from '../src/go/goproxy-list.ts'
import { systemClock } from '../src/platform/clock.ts'
import { createHttp } from '../src/platform/http.ts'
import { probeProxies } from '../src/probe/probe.ts'
import { pickSentinels } from '../src/probe/sentinels.ts'

const [runs = 200, latencyMs = 50] = process.argv.slice(2).map(Number)
const modules = await manyModules(20, 1, 20_000)
const certificates = await makeCertificates()
const tls = certificates.of('good')
const cdn = await startModuleProxy({ modules, tls, latencyMs })
const proxies = await Promise.all(
  [0, 1, 2, 3, 4].map((index) =>
    startModuleProxy({
      modules,
      tls,
      latencyMs,
      script: ({ file, path }) =>
        index === 0 && file === 'zip' ? { kind: 'redirect', to: cdn.url + path } : undefined,
    }),
  ),
)

const parsedSums = parseGoSum(goSum(modules), 'go.sum')
const parsedList = parseGoproxyList(proxies.map(({ url }) => url).join('|'))
if (parsedSums.kind === 'malformed' || parsedList.kind === 'malformed')
  throw new Error('unusable list or sums')
const sentinels = pickSentinels({ sums: parsedSums.sums, isPrivate: () => false })

const times: number[] = []
const verdictCounts = new Map<string, number>()
for (let run = 0; run < runs; run++) {
  const http = createHttp({ env: { SSL_CERT_FILE: certificates.caFile, SSL_CERT_DIR: '/nonexistent' } })
  const begun = performance.now()
  const verdicts = await probeProxies({
    list: parsedList.list,
    sentinels,
    http,
    clock: systemClock,
    limitMs: 3_000,
    signal: new AbortController().signal,
  })
  times.push(performance.now() - begun)
  for (const { health } of verdicts) verdictCounts.set(health, (verdictCounts.get(health) ?? 0) + 1)
  await http.close()
}
times.sort((a, b) => a - b)
const at = (share: number) =>
  Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0)
const requests = [...proxies, cdn].reduce((sum, proxy) => sum + proxy.requests.length, 0)
console.log(
  `probe phase, 5 healthy candidates, ${latencyMs} ms a request, ${runs} runs, Node ${process.versions.node}`,
)
console.log(
  `p50 ${at(0.5)} ms · p95 ${at(0.95)} ms · max ${at(1)} ms · ${(requests / runs).toFixed(1)} requests a run`,
)
console.log([...verdictCounts].map(([health, count]) => `${health} ${count}`).join(' · '))

await Promise.all([...proxies, cdn].map((proxy) => proxy.close()))
await certificates.remove()
