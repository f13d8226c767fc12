// A process with a thread that hangs in a system call, and that wants to end with 3: `end-process-hung.ts <named pipe>`.

import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { endProcess } from '../../src/platform/end-process.ts'

const [pipe = ''] = process.argv.slice(2)
const command = ['sh', '-c', 'echo $$ > "$1"; exec sleep 600', 'sh', pipe]
const worker = new Worker(
  `require('node:child_process').spawnSync(${JSON.stringify(command[0])}, ${JSON.stringify(command.slice(1))})`,
  { eval: true },
)
const pid = await readFile(pipe, 'utf8')
process.stdout.write(pid)
void worker.terminate()
await endProcess(3)
