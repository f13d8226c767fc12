// A thread that checks modules of the module cache, some at a time.

import { parentPort, workerData } from 'node:worker_threads'
import type { ModuleSums } from '../../go/module-sums.ts'
import { checkModule, type ModuleCheck } from './check-module.ts'

const port = parentPort
const gomodcache: string = workerData
port?.on('message', async (modules: readonly ModuleSums[]) => {
  const checks: ModuleCheck[] = []
  for (const sums of modules) checks.push(await checkModule(sums, gomodcache))
  port.postMessage(checks)
})
