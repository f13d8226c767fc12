// The Docker build of docs/recipes.md, line by line without Docker: its RUN lines in a shell, its mounts and copies as folders.
// Maps to docs/recipes.md.

import { execFile } from 'node:child_process'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from '@jest/globals'
import { parse } from 'yaml'
import { actionRig } from '../helpers/action-rig.ts'
import { codeOf, withNames } from '../helpers/recipes.ts'
import { notOnWindows, testIf } from '../helpers/skip.ts'
import { distCli, jobEnvironment } from '../helpers/step.ts'

const rig = actionRig()
const [withContext = '', alone = ''] = codeOf('Docker builds', 'dockerfile')
const [workflow = ''] = codeOf('Docker builds', 'yaml')

const main = `package main

import "example.com/one"

func main() { println(synthetic.Name) }
`

interface Image {
  /** What the lines have to do with: `/src`, `/bin`, `/gomodules` … and the folders that stand for them. */
  readonly places: Readonly<Record<string, string>>
  readonly run: (line: string, env?: Readonly<Record<string, string>>) => Promise<void>
  readonly copy: (...names: readonly string[]) => Promise<void>
}

/** The instructions of a Dockerfile's stages, in their order; a line that ends in \\ goes on. */
function instructions(dockerfile: string, name: string): readonly string[] {
  const lines = dockerfile.replaceAll(/\\\n\s*/g, '').split('\n')
  return lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1))
}

async function image(): Promise<Image> {
  const root = join(rig().job.folder.path, 'image')
  const places = {
    '/src': join(root, 'src'),
    '/bin/app': join(root, 'bin/app'),
    '/gomodules': join(root, 'gomodules'),
  }
  await mkdir(join(root, 'bin'), { recursive: true })
  await mkdir(places['/src'], { recursive: true })
  // Compiling the runtime anew for each test would take longer than all the rest.
  const { stdout: gocache } = await promisify(execFile)('go', ['env', 'GOCACHE'])
  const env = { ...jobEnvironment(root), GOPROXY: '', GOCACHE: gocache.trim() }
  return {
    places,
    run: async (line, changes) => {
      const own = { ...env, GOMODCACHE: join(root, 'modcache'), ...changes }
      await promisify(execFile)('sh', ['-c', line], { cwd: places['/src'], env: own })
    },
    copy: async (...names) => {
      for (const name of names) await copyFile(join(rig().job.workspace, name), join(places['/src'], name))
    },
  }
}

async function project(): Promise<void> {
  await writeFile(join(rig().job.workspace, 'main.go'), main)
}

/** What the built program says. */
async function output(built: string): Promise<string> {
  return (await promisify(execFile)(built, [])).stderr.trim()
}

const onUnix = testIf(notOnWindows, 'the lines of a Dockerfile are for a Unix shell')

onUnix(
  'with the module cache as a build context nothing is downloaded, and the build needs no network',
  async () => {
    await project()
    const proxy = await rig().proxy()
    await rig().job.step({ inputs: { proxies: proxy.url } })
    const asked = proxy.requests.length
    const { places, run, copy } = await image()
    const [download = '', build = ''] = instructions(withContext, 'RUN')
    const [, mount = ''] = /^--mount=(\S+) /.exec(download) ?? []
    expect(Object.fromEntries(mount.split(',').map((each) => each.split('=')))).toEqual({
      type: 'bind',
      from: 'gomodules',
      target: '/gomodules',
    })
    // The context that the workflow names: the step's own module cache.
    const steps: readonly { readonly run?: string }[] = parse(workflow).steps
    const named = steps.find((step) => step.run !== undefined)?.run ?? ''
    const file = join(rig().job.folder.path, 'output')
    await run(named, { GITHUB_OUTPUT: file, GOMODCACHE: rig().job.gomodcache })
    const context = join(rig().job.gomodcache, 'cache/download')
    await run(`grep -qxF "path=${context}" "${file}"`)

    await copy('go.mod', 'go.sum')
    const line = withNames(download.replace(/^--mount=\S+ /, ''), {
      'file:///gomodules': `file://${context}`,
      'https://proxy.golang.org': proxy.url,
    })
    await run(line)
    await copy('main.go')
    await run(withNames(build, { '/bin/app': places['/bin/app'] ?? '' }))
    expect(await output(places['/bin/app'] ?? '')).toBe('example.com/one@v1.0.0')
    expect(proxy.requests.length).toBe(asked)
  },
)

onUnix('where nobody gives the context it is empty, and the proxy is asked', async () => {
  await project()
  const proxy = await rig().proxy()
  const { places, run, copy } = await image()
  const [download = ''] = instructions(withContext, 'RUN')
  await mkdir(places['/gomodules'] ?? '')
  await copy('go.mod', 'go.sum')
  await run(
    withNames(download.replace(/^--mount=\S+ /, ''), {
      '/gomodules': places['/gomodules'] ?? '',
      'https://proxy.golang.org': proxy.url,
    }),
  )
  expect(await readdir(join(places['/src'] ?? '', '../modcache/example.com'))).toHaveLength(3)
  expect(proxy.requests.length).toBeGreaterThan(0)
})

onUnix(
  'an image that downloads by itself does so with the command line, and then builds without a network',
  async () => {
    await project()
    const proxy = await rig().proxy()
    const { places, run, copy } = await image()
    const [download = '', build = ''] = instructions(alone, 'RUN')
    await copy('go.mod', 'go.sum')
    const line = withNames(download, {
      node: `"${process.execPath}"`,
      '/opt/resilient-go-modules/dist/cli.js': `"${distCli}"`,
    })
    await run(line, { GOPROXY: proxy.url })
    await copy('main.go')
    await run(withNames(build, { '/bin/app': places['/bin/app'] ?? '' }))
    expect(await output(places['/bin/app'] ?? '')).toBe('example.com/one@v1.0.0')
  },
)
