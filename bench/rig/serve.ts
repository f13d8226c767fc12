// A module proxy in a process of its own: a folder in the layout of cache/download, after a delay for each request.
// Usage: node bench/run.mjs bench/rig/serve.ts FOLDER DELAY_MS; it talks over the IPC channel, see server.ts.

import { createReadStream, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** Larger files are streamed from the disk for each request; smaller ones are read once. */
const keptBytes = 8 * 1_048_576

const [folder = '', delay = '0'] = process.argv.slice(2)
const kept = new Map<string, Buffer>()
let requests = 0

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  requests++
  answer(decodeURIComponent(request.url ?? '/'), response).catch(() => response.destroy())
})

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (Number(delay) > 0) await sleep(Number(delay))
  const file = join(folder, path)
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || path.includes('/../')) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
    return
  }
  response.writeHead(200, { 'content-length': found.size })
  if (found.size > keptBytes) return pipeline(createReadStream(file), response)
  const bytes = kept.get(file) ?? (await readFile(file))
  kept.set(file, bytes)
  response.end(bytes)
}

server.listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
process.on('message', () => {
  process.send?.({ requests })
  requests = 0
})
process.on('disconnect', () => process.exit())
