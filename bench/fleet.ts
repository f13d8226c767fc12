// Measures time, processor time and memory of `fleet` over a folder of reports, as fleet-reports.ts makes it.
//
//   npm run bench:fleet -- OUT/reports [--runs 3]

import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { temporaryFolder } from '../__tests__/helpers/temp.ts'
import { measure } from './rig/measured-process.ts'

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
})
const [reports] = positionals
if (reports === undefined) throw new Error('usage: npm run bench:fleet -- REPORTS')
const folder = await temporaryFolder('fleet-bench-')
try {
  const files = (await readdir(reports, { recursive: true })).filter((name) => name.endsWith('.json'))
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(reports, name))).size))
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6
  console.log(`${files.length} reports, ${megabytes.toFixed(0)} MB`)
  for (let run = 0; run < Number(values.runs); run++) {
    const html = join(folder.path, 'fleet.html')
    const { code, ms, cpuSeconds, peakMb, stdout } = await measure({
      command: process.execPath,
      args: [
        resolve('dist/cli.js'),
        'fleet',
        reports,
        '--html',
        html,
        '--metrics',
        join(folder.path, 'fleet.prom'),
      ],
      cwd: folder.path,
      env: process.env,
    })
    const page = (await stat(html)).size / 1_000
    console.log(
      `exit ${code}: ${(ms / 1_000).toFixed(1)} s, ${cpuSeconds?.toFixed(1)} s of processor time, ${peakMb.node?.toFixed(0)} MB at most, page ${page.toFixed(0)} kB. ${stdout.split('\n', 1)[0]}`,
    )
  }
} finally {
  await folder.remove()
}
