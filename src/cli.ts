#!/usr/bin/env node
// The command line: download | probe | classify | verify | fleet, for a laptop and for other CI systems.

import { runCommandLine } from './commands/command-line.ts'
import { endProcess } from './platform/end-process.ts'

await runCommandLine(process.argv.slice(2), {
  transfer: new URL('./transfer.js', import.meta.url),
  folderProcess: new URL('./folder-process.js', import.meta.url),
  zipWorker: new URL('./zip-worker.js', import.meta.url),
  verifyWorker: new URL('./verify-worker.js', import.meta.url),
})
await endProcess(Number(process.exitCode ?? 0))
