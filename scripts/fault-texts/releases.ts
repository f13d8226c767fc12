// Which Go releases print the texts.

import { seededPick } from './seeded.ts'

export const releases = ['1.18.10', '1.19.8', '1.21.13', '1.23.12', '1.25.5', '1.26.8', '1.27.0'] as const

/** The usual five for a family: four that are always there, and one older or newer. */
export function releasesFor(family: string): readonly string[] {
  return [
    '1.21.13',
    '1.23.12',
    '1.25.5',
    '1.26.8',
    seededPick(`${family} extra release`, ['1.18.10', '1.19.8', '1.27.0']),
  ]
}
