// Which settings will hurt, though they are no fault of this run?

import type { Finding } from './finding.ts'

export function environmentFindings(_surroundings: object): readonly Finding[] {
  return []
}
