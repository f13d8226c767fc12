// Runs one scene: writes the project, opens the hosts, runs the real `go`, gives what it printed.

import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Authority } from './certificates.ts'
import { signedDatabase, verifierKey } from './checksum-database.ts'
import { openHost } from './host-server.ts'
import { insideGoRoot } from './isolation.ts'
import { goSumLines } from './module-content.ts'
import { healthyProxy } from './module-proxy.ts'
import type { NameServer } from './name-server.ts'
import type { HostScript, Place, Scene, Variation } from './scene.ts'

export interface Rig {
  readonly authority: Authority
  readonly names: NameServer
}

/** Where a run takes place: a GitHub runner, a container as root, a GitLab job. */
export const layouts = {
  runner: { work: '/home/runner/work/app/app', home: '/home/runner', gopath: '/home/runner/go' },
  container: { work: '/src', home: '/root', gopath: '/go' },
  gitlab: { work: '/builds/platform/app', home: '/root', gopath: '/go' },
} as const
export type Layout = keyof typeof layouts

function writeProject(work: string, scene: Scene): void {
  const requires = scene.modules.map(({ path, version }) => `\t${path} ${version}\n`).join('')
  const goMod =
    scene.goMod ?? `module example.com/app\n\ngo 1.17\n\nrequire (\n${requires})\n${scene.goModExtra ?? ''}`
  const imports = scene.modules.map(({ path }) => `\t_ "${path}"\n`).join('')
  const files = {
    'go.mod': goMod,
    'go.sum': scene.goSum ?? scene.modules.map(goSumLines).join(''),
    'main.go': `package main\n\nimport (\n${imports})\n\nfunc main() {}\n`,
    ...scene.files,
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, name)), { recursive: true })
    if (text !== '') writeFileSync(join(work, name), text)
  }
}

async function execute(
  command: readonly string[],
  options: { cwd: string; env: Record<string, string>; killAfterMs?: number | undefined },
): Promise<string> {
  const [program = '', ...args] = command
  const output = openSync('/tmp/output', 'w')
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', output, output],
    detached: true,
  })
  const timer = setTimeout(
    () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM'),
    options.killAfterMs ?? 100_000,
  )
  await new Promise<void>((resolve) => {
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
  clearTimeout(timer)
  closeSync(output)
  return readFileSync('/tmp/output', 'utf8')
}

async function withHosts<T>(
  rig: Rig,
  scene: Scene,
  hosts: Readonly<Record<string, HostScript>>,
  run: () => Promise<T>,
): Promise<T> {
  const seen: string[] = []
  const proxy = healthyProxy(scene.modules)
  const database = scene.vouched?.[0] === undefined ? undefined : signedDatabase(scene.vouched[0])
  const closers = await Promise.all(
    Object.entries(hosts).map(([host, script]) =>
      openHost({
        host,
        script,
        authority: rig.authority,
        seen,
        healthy: async (ask) => (host === 'sum.golang.org' && database ? database(ask) : proxy(ask)),
      }),
    ),
  )
  try {
    return await run()
  } finally {
    await Promise.all(closers.map((close) => close()))
  }
}

/** What the command printed, on both streams. */
export async function runScene(
  rig: Rig,
  scene: Scene,
  variation: Variation,
  layout: Layout,
): Promise<string> {
  const { work, home, gopath } = layouts[layout]
  spawnSync('umount', ['-l', `${gopath}/pkg/mod`], { stdio: 'ignore' })
  for (const folder of [work, gopath, '/srv/git']) rmSync(folder, { recursive: true, force: true })
  rmSync(join(home, '.netrc'), { force: true })
  rmSync(join(home, '.gitconfig'), { force: true })
  for (const folder of [work, gopath, '/srv/git']) mkdirSync(folder, { recursive: true })
  writeProject(work, scene)
  writeFileSync('/etc/resolv.conf', scene.resolver ?? 'nameserver 127.0.0.53\noptions timeout:1 attempts:1\n')
  writeFileSync('/proc/sys/net/ipv4/tcp_syn_retries', String(scene.synRetries ?? 6))
  const base = {
    PATH: `${insideGoRoot(variation.go)}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: home,
    GOPATH: gopath,
    GOCACHE: '/var/cache/go-build',
    GOTOOLCHAIN: 'local',
    GOPROXY: `https://${variation.proxy},direct`,
    GOSUMDB: scene.vouched === undefined ? 'off' : verifierKey,
    GOFLAGS: '',
  }
  const env = { ...base, ...scene.env }
  const place: Place = {
    work,
    home,
    modCache: `${gopath}/pkg/mod`,
    run: (args, more) => execute(['go', ...args], { cwd: work, env: { ...base, ...more } }),
    shell: (command) => execute(['bash', '-c', command], { cwd: work, env: base }),
  }
  const healthy: Record<string, HostScript> = {
    [variation.proxy]: {},
    ...(scene.vouched === undefined ? {} : { 'sum.golang.org': {} }),
  }
  rig.names.script({})
  if (scene.prepare !== undefined) {
    const { prepare } = scene
    await withHosts(rig, scene, healthy, () => prepare(place))
  }
  rig.names.script(scene.names ?? {})
  const as =
    scene.user === undefined
      ? []
      : ['setpriv', `--reuid=${scene.user}`, `--regid=${scene.user}`, '--clear-groups']
  const through = scene.through === undefined ? [] : ['bash', '-c', `${scene.through}; exec "$@"`, 'bash']
  const command = [...as, ...through, 'go', ...scene.args]
  return withHosts(rig, scene, { ...healthy, ...scene.hosts }, () =>
    execute(command, { cwd: work, env, killAfterMs: scene.killAfterMs }),
  )
}
