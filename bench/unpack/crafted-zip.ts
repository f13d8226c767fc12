// Zips of modules as a library would not write them: odd names, wrong records, other methods. Drawn from a seed.

import { pick, type Random, zipEntry } from './draw.ts'
import type { Oddity } from './oddities.ts'
import { writeZip, type ZipEntry, type ZipLayout } from './zip-writer.ts'

export interface Crafted {
  readonly oddity: Oddity
  readonly entries: readonly ZipEntry[]
  readonly bytes: Buffer
}

/** A zip for the module `prefix` (`path@version/`), ordinary but for one thing. */
export function craftZip(prefix: string, oddity: Oddity, random: Random): Crafted {
  const count = 1 + Math.floor(random() * 6)
  const ordinary = Array.from({ length: count }, (_, index) =>
    zipEntry(`${prefix}${ordinaryName(index, random)}`, random),
  )
  const none = Buffer.alloc(0)
  const layout: ZipLayout = {
    entries: [zipEntry(`${prefix}go.mod`, random, 'module example.com/x\n'), ...ordinary],
    ...{ head: none, tail: none, comment: none, zip64End: false },
    wrong: { count: 0, offset: 0, size: 0, disk: 0 },
  }
  const changed = oddity.change?.(layout, { prefix, random }) ?? layout
  const bytes = writeZip(changed)
  return { oddity, entries: changed.entries, bytes: oddity.spoil?.(bytes, random) ?? bytes }
}

function ordinaryName(index: number, random: Random): string {
  const names = [
    `f${index}.go`,
    `sub/f${index}.go`,
    `sub/deep/er/f${index}`,
    `Sub${index}/F.md`,
    `with space ${index}`,
    `.dot${index}`,
    `a~1${index}`,
    `vendor/x${index}/y.go`,
    `.git/f${index}`,
  ]
  return pick(names, random)
}
