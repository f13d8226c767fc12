// What a terminal shows in the middle of a download: `cli.js download` on a pseudo-terminal, its proxy slow.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { startModuleProxy } from '../../__tests__/helpers/module-proxy.ts'
import { distCli, jobEnvironment, startJob } from '../../__tests__/helpers/step.ts'
import { makeModule, writeProject } from '../../__tests__/helpers/synthetic-modules.ts'

const columns = 110

/** The screen when the progress line has been drawn some times, with its colours. `script` of util-linux makes the terminal. */
export async function progressFrame(): Promise<string> {
  const modules = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      makeModule({ path: `github.com/acme/module${at}`, version: `v1.${at}.0`, sizeBytes: 400_000 }),
    ),
  )
  const proxy = await startModuleProxy({
    modules,
    script: ({ file }) => (file === 'zip' ? { kind: 'drip', bytesPerSecond: 300_000 } : undefined),
  })
  const job = await startJob()
  try {
    await writeProject(job.workspace, {
      module: 'github.com/acme/shop',
      go: '1.24',
      requires: modules,
      modules,
    })
    const command = `stty cols ${columns}; exec '${process.execPath}' '${distCli}' download --no-cache --proxies ${proxy.url}`
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: job.workspace,
      env: {
        ...jobEnvironment(job.folder.path),
        GITHUB_ACTIONS: undefined,
        GOMODCACHE: job.gomodcache,
        TERM: 'xterm',
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const ended = once(child, 'exit')
    let frame = ''
    let screen = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      screen += text
      const [, done = '', left = ''] = /\[(=*)>(-*)\][^\r]*$/.exec(screen) ?? []
      if (frame === '' && done.length > left.length) frame = shown(screen)
    })
    await ended
    return frame === '' ? shown(screen) : frame
  } finally {
    await proxy.close()
    await job.remove()
  }
}

/** The lines after everything that was erased is gone. */
function shown(written: string): string {
  return written
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.split('\u001b[2K').at(-1) ?? '')
    .join('\n')
}
