// Crafted zips, by `go` and by us: maps to src/modcache/unpack/*. `npm run bench:unpack` has more of them.

import { expect, test } from '@jest/globals'
import { chanceOf } from '../../../bench/drill/chance.ts'
import { compareCrafted } from '../../../bench/unpack/compare-crafted.ts'
import { oddities } from '../../../bench/unpack/oddities.ts'
import { temporaryFolder } from '../../helpers/temp.ts'

test('what go refuses is never accepted, and what it accepts is the same, file for file and mode for mode', async () => {
  const folder = await temporaryFolder()
  const chance = chanceOf(7)
  let drawn = 0
  try {
    const { ends, differences } = await compareCrafted({
      folder: folder.path,
      count: oddities.length,
      random: () => chance(drawn++),
      go: 'go',
    })
    expect(differences).toEqual([])
    const named = Object.keys(ends)
    for (const end of [
      'go accepts, ours unpacks',
      'go accepts, ours leaves it to go',
      'go refuses, ours damaged',
    ])
      expect(named.some((name) => name.endsWith(end))).toBe(true)
  } finally {
    await folder.remove()
  }
})
