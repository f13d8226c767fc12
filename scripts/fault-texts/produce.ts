// Runs the cases inside the isolated place and stores what was printed.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allCases } from './cases/all.ts'
import { createAuthority } from './certificates.ts'
import { openNameServer } from './name-server.ts'
import { produceNegatives } from './negatives/produce.ts'
import { releasesFor } from './releases.ts'
import { type Layout, type Rig, runScene } from './run-scene.ts'
import type { Sample } from './sample.ts'
import type { Case } from './scene.ts'
import { seededPick } from './seeded.ts'
import { variationOf } from './variation.ts'

/** One run of one case, before anything is put around it. */
export type RawSample = Omit<Sample, 'wrapper'> & { readonly layout: Layout }

async function runCase(rig: Rig, which: Case): Promise<RawSample[]> {
  const samples: RawSample[] = []
  for (const [index, go] of (which.releases ?? releasesFor(which.family)).entries()) {
    const variation = variationOf(which, go, index)
    const scene = which.scene(variation)
    const layout = seededPick(`${which.family} ${go} layout`, [
      'runner',
      'runner',
      'container',
      'gitlab',
    ] as const)
    const text = await runScene(rig, scene, variation, layout)
    if (!text.includes(scene.label.cause)) {
      console.error(
        `NOT AS SCRIPTED ${which.family} go${go} ${scene.args.join(' ')}: no ${JSON.stringify(scene.label.cause)} in\n${text.slice(0, 1500)}`,
      )
      continue
    }
    samples.push({
      id: `${which.family}@${go}`,
      family: which.family,
      origin: 'real',
      go,
      command: `go ${scene.args.join(' ')}`,
      ...scene.label,
      layout,
      text,
    })
  }
  return samples
}

async function openRig(): Promise<Rig> {
  mkdirSync('/var/cache/go-build', { recursive: true })
  writeFileSync('/etc/hosts', '127.0.0.1 localhost\n')
  writeFileSync('/etc/resolv.conf', 'nameserver 127.0.0.53\noptions timeout:1 attempts:1\n')
  const authority = createAuthority('/tmp')
  for (const bundle of ['/etc/ssl/certs/ca-certificates.crt', '/etc/ssl/cert.pem'])
    writeFileSync(bundle, authority.root)
  return { authority, names: await openNameServer('127.0.0.53') }
}

async function writeNegatives(output: string): Promise<number> {
  const rig = await openRig()
  const negatives = await produceNegatives(rig)
  rig.names.close()
  writeFileSync(
    join(output, 'negatives.jsonl'),
    negatives.map((negative) => `${JSON.stringify(negative)}\n`).join(''),
  )
  console.log(`${negatives.length} logs without a module fault`)
  return 0
}

/** Writes `real.jsonl`: all families, or only those whose name starts with one of `prefixes`. */
export async function produce(output: string, prefixes: readonly string[]): Promise<number> {
  if (prefixes[0] === 'negatives') return writeNegatives(output)
  const file = join(output, 'real.jsonl')
  const wanted = (family: string): boolean =>
    prefixes.length === 0 || prefixes.some((prefix) => family.startsWith(prefix))
  const rig = await openRig()
  const kept = existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line): RawSample => JSON.parse(line))
    : []
  const write = (samples: readonly RawSample[]): void => {
    const sorted = [...samples].sort((a, b) => (a.id < b.id ? -1 : 1))
    writeFileSync(file, sorted.map((sample) => `${JSON.stringify(sample)}\n`).join(''))
  }
  let samples = kept.filter(
    (sample) => allCases.some(({ family }) => family === sample.family) && !wanted(sample.family),
  )
  for (const which of allCases.filter(({ family }) => wanted(family))) {
    const started = performance.now()
    const made = await runCase(rig, which)
    samples = [...samples, ...made]
    write(samples)
    console.log(`${which.family}: ${made.length} texts in ${Math.round(performance.now() - started)} ms`)
  }
  rig.names.close()
  console.log(`${samples.length} texts of real runs`)
  return 0
}
