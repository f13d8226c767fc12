// What a cancelled run says of itself.

import type { Fault } from '../faults/fault.ts'
import { statedFault } from '../faults/stated.ts'

export const cancelled: Fault = statedFault({
  category: 'killed',
  id: 'killed/cancelled',
  message: 'The job was cancelled.',
  remedy: ['Run the job again. Nothing half-written was left in the module cache.'],
})
