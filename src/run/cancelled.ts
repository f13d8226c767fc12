// What a cancelled run says of itself.

import type { Fault } from '../faults/fault.ts'
import { statedFault } from '../faults/stated.ts'

export const cancelled: Fault = statedFault({
  id: 'killed/cancelled',
  message: 'The job was cancelled.',
})
