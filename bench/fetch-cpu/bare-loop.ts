// What no fetch can do without: undici gets each file, and it is written. `bare-loop.ts GOMODCACHE URL LIST`

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { startOwnCpu } from './own-cpu.ts'

/** As many as the fetch opens to one origin. */
const connections = 64

const printOwnCpu = startOwnCpu()
const [gomodcache = '', url = '', listFile = ''] = process.argv.slice(2)
const { Pool } = await import('undici')
const names = (await readFile(listFile, 'utf8')).split('\n')
const pool = new Pool(url, { connections, pipelining: 1 })

async function getInTurn(): Promise<void> {
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const { statusCode, body } = await pool.request({ path: `/${name}`, method: 'GET' })
    if (statusCode !== 200) throw new Error(`${name}: status ${statusCode}`)
    const path = join(gomodcache, 'cache', 'download', name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, Buffer.from(await body.arrayBuffer()))
  }
}

await Promise.all(Array.from({ length: connections }, getInTurn))
await pool.destroy()
printOwnCpu()
