// A store in a folder as docs/recipes.md uses it beside the action: read by go itself, served by a web server, kept small by find.
// Maps to docs/recipes.md, src/store/folder/read-object.ts.

import { execFile } from 'node:child_process'
import { readdir, readFile, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'
import { actionRig } from '../helpers/action-rig.ts'
import { startServer } from '../helpers/plain-server.ts'
import { onlyCodeOf, sentence, withNames } from '../helpers/recipes.ts'
import { describeIf, notOnWindows } from '../helpers/skip.ts'
import { jobEnvironment } from '../helpers/step.ts'

const rig = actionRig()
const [, byWebServer = '', byFolder = ''] = onlyCodeOf(
  'Forks and laptops: a bucket that everybody may read',
  'console',
)
  .split('\n')
  .map((line) => line.replace(/^\$ /, ''))

const folder = () => join(rig().job.folder.path, 'store')

async function fill() {
  const proxy = await rig().proxy()
  await rig().job.step({ inputs: { proxies: proxy.url, 'cache-store': `directory:${folder()}` } })
  return proxy
}

async function shell(command: string, gomodcache = 'by-go'): Promise<void> {
  const env = {
    ...jobEnvironment(rig().job.folder.path),
    GOMODCACHE: join(rig().job.folder.path, gomodcache),
  }
  await promisify(execFile)('bash', ['-c', command], { cwd: rig().job.workspace, env })
}

const unpacked = () => readdir(join(rig().job.folder.path, 'by-go', 'example.com'))
const all = ['one@v1.0.0', 'three@v1.0.0', 'two@v1.0.0']

describeIf(notOnWindows, 'the commands are of a Unix shell')('beside the action', () => {
  test('go reads the folder, and asks the proxy for nothing', async () => {
    const proxy = await fill()
    const asked = proxy.requests.length
    await shell(withNames(byFolder, { '/mnt/go-modules': folder(), 'https://proxy.golang.org': proxy.url }))
    expect(await unpacked()).toEqual(all)
    expect(proxy.requests.length).toBe(asked)
  })

  test('go reads it from a web server that knows nothing of Go, and asks the proxy for what is not there', async () => {
    const proxy = await fill()
    const server = await startServer(async ({ url = '' }, response) => {
      const content = await readFile(join(folder(), decodeURIComponent(url))).catch(() => null)
      if (url.includes('/three/') || content === null) response.writeHead(404).end()
      else response.end(content)
    })
    try {
      const asked = proxy.requests.length
      const names = {
        'https://go-modules.corp.example.com': server.url,
        'https://proxy.golang.org': proxy.url,
      }
      await shell(withNames(byWebServer, names))
      expect(await unpacked()).toEqual(all)
      expect(new Set(proxy.requests.slice(asked).map(({ module }) => module))).toEqual(
        new Set(['example.com/three']),
      )
    } finally {
      await server.close()
    }
  })

  test('find deletes what no job has used for 90 days, and keeps what one of them read yesterday', async () => {
    await fill()
    const long = new Date(Date.now() - 100 * 24 * 3_600_000)
    const names = await readdir(folder(), { recursive: true, withFileTypes: true })
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const file of files) await utimes(file, long, long)
    // A job reads one module, whose files get the time of their use.
    await rig().job.step({
      inputs: { 'cache-store': `directory:${folder()}` },
      gomodcache: join(rig().job.folder.path, 'second'),
    })
    for (const file of files.filter((name) => name.includes('/two/'))) await utimes(file, long, long)
    await shell(withNames(sentence(/`(find [^`]+)`/), { '/mnt/go-modules': folder() }))
    const left = await readdir(folder(), { recursive: true, withFileTypes: true })
    const modules = left.filter((entry) => entry.isFile()).map((entry) => entry.parentPath.split('/').at(-2))
    expect(modules.sort()).toEqual(['one', 'one', 'one', 'three', 'three', 'three'])
  })
})
