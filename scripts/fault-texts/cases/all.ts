// All cases of real runs.

import type { Case } from '../scene.ts'
import { environmentCases } from './environment.ts'
import { gitCases } from './git.ts'
import { networkCases } from './network.ts'
import { projectCases } from './project.ts'
import { statusCases } from './status.ts'
import { sumCases } from './sums.ts'
import { tlsCases } from './tls.ts'

export const allCases: readonly Case[] = [
  ...networkCases,
  ...tlsCases,
  ...statusCases,
  ...sumCases,
  ...projectCases,
  ...gitCases,
  ...environmentCases,
]
