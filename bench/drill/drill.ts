// The fault drill: the real `go` against proxies that misbehave, in five ways, and a soak of random faults.
//
//   npm run drill                                   the matrix; writes docs/drill.md
//   npm run drill -- --only reset,stall-headers     some faults of it, or fault/place/way; writes nothing
//   npm run drill -- --full                         the same with real pauses between blind retries
//   npm run drill -- --soak 1000 --seed 1           random faults, ours only
//   npm run drill -- --soak 1000 --each-file        the same without a healthy proxy: every file is right at one of them
//   npm run drill -- --seed 17 --only               one seed of the soak again, with its log

import { runMatrix } from './matrix.ts'
import { runSoak } from './soak.ts'

const args = process.argv.slice(2)

const optionOf = (name: string): string | null => {
  const at = args.indexOf(name)
  const value = at < 0 ? undefined : args[at + 1]
  return value === undefined || value.startsWith('--') ? null : value
}
const numberOf = (name: string, fallback: number): number => Number(optionOf(name) ?? fallback)

const only = optionOf('--only')
const seed = numberOf('--seed', 1)
const keep = optionOf('--keep')
const isOneSeed = args.includes('--only') && only === null

const passed =
  args.includes('--soak') || isOneSeed
    ? await runSoak({
        seed,
        count: isOneSeed ? 1 : numberOf('--soak', 1_000),
        width: numberOf('--width', 4),
        healthy: args.includes('--each-file') ? 'each-file' : 'last',
        verbose: isOneSeed,
      })
    : await runMatrix({ seed, only, keep, width: numberOf('--width', 12), isFull: args.includes('--full') })
if (!passed) process.exitCode = 1
