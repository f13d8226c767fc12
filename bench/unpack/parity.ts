// Unpacks crafted zips beside the real `go`, and tells how both ended and every difference.
//
//   npm run bench:unpack -- [--crafted 500] [--seed 1] [--go /path/to/go]

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { remove } from '../../src/platform/remove.ts'
import { chanceOf } from '../drill/chance.ts'
import { compareCrafted } from './compare-crafted.ts'

const { values } = parseArgs({
  options: {
    crafted: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    go: { type: 'string', default: 'go' },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'unpack-'))
const chance = chanceOf(Number(values.seed))
let drawn = 0
const result = await compareCrafted({
  folder,
  count: Number(values.crafted),
  random: () => chance(drawn++),
  go: values.go,
})
console.log(JSON.stringify(result, null, 2))
await remove(folder, { below: tmpdir() })
if (result.differences.length > 0) process.exitCode = 1
