// Makes the labelled texts of __tests__/fixtures/faults again: real tools, run against scripted hosts in an isolated network.
//
//   npm run fixtures [-- family-prefix ...]     needs root, Linux, openssl, unshare, ip, overlayfs; runs the named families again
//   npm run fixtures -- negatives                runs the logs without a module fault again
//   npm run fixtures -- --assemble               only puts together what was printed before

import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assemble } from './fault-texts/assemble.ts'
import { composedSamples } from './fault-texts/composed.ts'
import { findGoRoots, runInside } from './fault-texts/isolation.ts'
import { produce, type RawSample } from './fault-texts/produce.ts'
import { releases } from './fault-texts/releases.ts'

const [first, ...others] = process.argv.slice(2)
// The bundle that this file became: it runs a second time, inside.
const script = fileURLToPath(import.meta.url)

if (first === '--inside') {
  const [output = '', ...families] = others
  process.exitCode = await produce(output, families)
} else {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error('The fixtures need Linux and root: they run in a network and a file system of their own.')
  }
  const output = join(process.cwd(), '__tests__/fixtures/faults')
  const raw = join(process.cwd(), 'node_modules/.cache/fixtures')
  for (const folder of [output, raw]) mkdirSync(folder, { recursive: true })
  if (first !== '--assemble')
    process.exitCode = await runInside(script, findGoRoots(releases), raw, [raw, ...process.argv.slice(2)])
  if (existsSync(join(raw, 'negatives.jsonl')))
    copyFileSync(join(raw, 'negatives.jsonl'), join(output, 'negatives.jsonl'))
  const real = readFileSync(join(raw, 'real.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): RawSample => JSON.parse(line))
  assemble(output, [...real, ...composedSamples()])
}
