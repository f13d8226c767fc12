// Logs in which nothing of a module download failed: real tools, run in the isolated place.

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onKind, status } from '../answers.ts'
import { insideGoRoot } from '../isolation.ts'
import { plainModule } from '../module-content.ts'
import { layouts, type Rig, runScene } from '../run-scene.ts'
import type { Negative } from '../sample.ts'
import type { HostScript, Scene } from '../scene.ts'
import { seededPick } from '../seeded.ts'
import { variationOf } from '../variation.ts'
import { wrap, wrapSuccess } from '../wrappers.ts'
import {
  brokenMains,
  failingProgram,
  networkWords,
  realErrorHelper,
  realErrorNames,
  realErrors,
  testNames,
  wordTests,
} from './programs.ts'

const work = '/home/runner/work/app/app'
const longest = 5_000

type Raw = Pick<Negative, 'family' | 'kind'> & {
  readonly id: string
  readonly command: string
  readonly text: string
}

/** Runs a shell command in the project; both streams, whatever the exit code. */
function shell(command: string, go: string, env: Record<string, string> = {}): string {
  const result = spawnSync('bash', ['-c', `${command} 2>&1`], {
    cwd: work,
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      PATH: `${insideGoRoot(go)}/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`,
      HOME: '/home/runner',
      GOCACHE: '/home/runner/.cache/go-build',
      GOTOOLCHAIN: 'local',
      GOPROXY: 'off',
      GOSUMDB: 'off',
      GOFLAGS: '',
      ...env,
    },
  })
  return result.stdout
}

function project(files: Readonly<Record<string, string>>): void {
  rmSync(work, { recursive: true, force: true })
  for (const [name, text] of Object.entries({ 'go.mod': 'module example.com/app\n\ngo 1.20\n', ...files })) {
    mkdirSync(dirname(join(work, name)), { recursive: true })
    writeFileSync(join(work, name), text)
  }
}

function wordLogs(go: string): Raw[] {
  project({ 'client/client_test.go': wordTests() })
  return networkWords.flatMap((_, index): Raw[] => {
    const name = `Test${testNames[index % testNames.length]}${index}`
    const run = (flags: string): string => `go test -run '^${name}$' ${flags} ./...`
    return [
      {
        id: `words/pass#${index}@${go}`,
        family: 'test words pass',
        kind: 'success',
        command: run('-v'),
        text: shell(run('-v'), go),
      },
      {
        id: `words/fail-v#${index}@${go}`,
        family: 'test words fail',
        kind: 'code',
        command: run('-v'),
        text: shell(run('-v'), go, { FAIL: '1' }),
      },
      {
        id: `words/fail#${index}@${go}`,
        family: 'test words fail',
        kind: 'code',
        command: run(index % 2 === 0 ? '-json' : ''),
        text: shell(run(index % 2 === 0 ? '-json' : ''), go, { FAIL: '1' }),
      },
    ]
  })
}

function realErrorLogs(go: string): Raw[] {
  project({ 'client/client_test.go': realErrors, 'client/url.go': realErrorHelper })
  const single = realErrorNames.flatMap((name): Raw[] =>
    ['-v', '', '-json'].map((flags) => {
      const command = `go test -short -run '^Test${name}$' ${flags} ./...`
      return {
        id: `real-errors/${name}${flags}@${go}`,
        family: 'real network errors under test',
        kind: 'code',
        command,
        text: shell(command, go),
      }
    }),
  )
  const all = ['go test -short ./...', 'go test -run TestHangs -timeout 1s ./client']
  return [
    ...single,
    ...all.map(
      (command): Raw => ({
        id: `real-errors/${command}@${go}`,
        family: 'real network errors under test',
        kind: 'code',
        command,
        text: shell(command, go),
      }),
    ),
  ]
}

function programLogs(go: string): Raw[] {
  return networkWords.flatMap((words, index): Raw[] => {
    const how = seededPick(`${words} how`, ['log', 'stderr', 'panic', 'slog'] as const)
    project({ 'main.go': failingProgram(words, how) })
    const command = seededPick(`${words} ${go}`, [
      'go run .',
      'go run main.go',
      'go build -o bin/app . && ./bin/app',
      'go generate ./... ; go run .',
    ])
    return [
      {
        id: `programs/${index}@${go}`,
        family: `program fails by ${how}`,
        kind: 'code',
        command,
        text: shell(command, go),
      },
    ]
  })
}

function brokenLogs(go: string): Raw[] {
  return Object.entries(brokenMains).flatMap(([name, body]): Raw[] => {
    project({
      'main.go': `package main\n\nimport "fmt"\n\nfunc main() {\n\t${body}\n}\n`,
      'internal/ok/ok.go': 'package ok\n',
    })
    return ['go build ./...', 'go vet ./...', 'go test ./...', 'go run .'].map((command) => ({
      id: `broken/${name}/${command}@${go}`,
      family: 'code does not compile, vet or run',
      kind: 'code' as const,
      command,
      text: shell(command, go),
    }))
  })
}

const otherTools = [
  'curl -fsSL https://registry.example.com/install.sh | bash; echo "exit $?"',
  'curl -sS -o tool.tar.gz https://github.com/acme/tool/releases/download/v1.2.3/tool.tar.gz',
  'curl -fsS --retry 2 --retry-delay 1 http://127.0.0.1:1/health',
  'curl -fL --connect-timeout 2 https://203.0.113.10/x',
  'git clone https://github.com/acme/configs.git',
  'git clone --depth 1 https://gitlab.example.org/team/charts.git charts',
  'git fetch --tags https://github.com/acme/app.git',
  'git -c protocol.version=2 fetch --no-tags --prune --depth=1 https://github.com/acme/app +refs/heads/main:refs/remotes/origin/main',
  'git submodule add https://github.com/acme/sub.git',
  'git push https://github.com/acme/app.git HEAD:main',
  'ssh -o BatchMode=yes -o ConnectTimeout=2 deploy@127.0.0.1 uptime',
  'docker pull ghcr.io/acme/builder:latest',
  'docker build -t app .',
  'docker push registry.example.com/app:1',
  'npm ci --no-audit --fetch-retries=0 --registry=http://127.0.0.1:1/',
  'npm install left-pad --fetch-retries=0 --registry=https://registry.npmjs.invalid/',
  'npm view react version --fetch-retries=0 --registry=http://127.0.0.1:2/',
  'apt-get -o Dir::Etc::sourcelist=/tmp/sources.list -o Dir::Etc::sourceparts=- -o Acquire::Retries=0 update',
  'python3 -m pip download --retries 0 --index-url https://pypi.example.invalid/simple requests',
  'python3 -m pip download --retries 0 --index-url http://127.0.0.1:1/simple flask',
  'openssl s_client -connect 127.0.0.1:1 </dev/null',
  'node -e "fetch(\'http://127.0.0.1:3/\').catch(e => { console.error(e); process.exit(1) })"',
  'python3 -c "import urllib.request; urllib.request.urlopen(\'https://api.example.invalid/\')"',
  'python3 -c "import socket; socket.create_connection((\'127.0.0.1\', 9), 1)"',
  'make deploy',
  'tar xzf cache.tgz',
  'dd if=/dev/zero of=/full/file bs=1k count=64',
] as const

function otherToolLogs(): Raw[] {
  project({
    Makefile: 'deploy:\n\tcurl -fsS https://deploy.example.com/hook\n',
    Dockerfile: 'FROM scratch\n',
    'cache.tgz': 'not a tar',
    'main.go': 'package main\n\nfunc main() {}\n',
  })
  writeFileSync('/tmp/sources.list', 'deb http://deb.example.invalid/debian bookworm main\n')
  mkdirSync('/full', { recursive: true })
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', '/full'])
  const after = ['go version', 'go build ./... && echo build ok', 'go vet ./...'] as const
  return otherTools.flatMap((tool, index): Raw[] => {
    const alone = shell(tool, '1.26.8')
    const then = seededPick(`${tool} then`, after)
    return [
      {
        id: `tools/${index}`,
        family: `other tool: ${tool.split(' ')[0]}`,
        kind: 'other-tool',
        command: tool,
        text: alone,
      },
      {
        id: `tools/${index}-after-go`,
        family: `other tool: ${tool.split(' ')[0]}`,
        kind: 'other-tool',
        command: `${then}; ${tool}`,
        text: `${shell(then, '1.26.8')}${alone}`,
      },
    ]
  })
}

/** Downloads that go well, some of them only at the second attempt. */
async function downloadLogs(rig: Rig, go: string, index: number): Promise<Raw[]> {
  const variation = variationOf(
    {
      family: `success ${index}`,
      scene: () => ({
        label: { category: 'unknown', also: [], transient: null, module: null, host: null, cause: '' },
        modules: [],
        args: [],
      }),
    },
    go,
    index,
  )
  const run = async (name: string, scene: Partial<Scene>): Promise<Raw> => {
    const label = {
      category: 'unknown',
      also: [],
      transient: null,
      module: null,
      host: null,
      cause: '',
    } as const
    const full: Scene = { label, modules: variation.modules, args: ['mod', 'download'], ...scene }
    const text = await runScene(rig, full, variation, index % 2 === 0 ? 'runner' : 'container')
    return {
      id: `${name}@${go}#${index}`,
      family: name,
      kind: 'success',
      command: `go ${full.args.join(' ')}`,
      text,
    }
  }
  const extra = plainModule(`github.com/acme/lib${index}`, `v1.${index}.0`)
  const deprecated = {
    ...extra,
    goMod: `// Deprecated: use example.com/lib/v2, this one can time out.\nmodule ${extra.path}\n\ngo 1.16\n`,
  }
  const retry = (answer: ReturnType<typeof status>, kind: string): Record<string, HostScript> => {
    const { answer: scripted } = onKind(kind, answer)
    return { [variation.proxy]: { answer: (ask) => (ask.before === 0 ? scripted?.(ask) : undefined) } }
  }
  const looped = {
    through:
      'set -- bash -c \'for i in 1 2 3 4 5 6 7 8; do go mod download && break; echo "attempt $i failed, retrying in 1s..."; done; go list -m && go build -v . && echo "build finished"\'',
    env: { GOPROXY: `https://${variation.proxy}` },
  }
  return [
    await run('download', {}),
    await run('download -x', { args: ['mod', 'download', '-x'] }),
    await run('download -json', { args: ['mod', 'download', '-json'] }),
    await run('build -v', { args: ['build', '-v', './...'] }),
    await run('tidy', { args: ['mod', 'tidy'] }),
    await run('get', { args: ['get', `${extra.path}@${extra.version}`] }),
    await run('get deprecated', {
      args: ['get', `${extra.path}@${extra.version}`],
      modules: [deprecated, ...variation.modules],
      goMod: 'module example.com/app\n\ngo 1.17\n',
    }),
    await run('fallback to second proxy', {
      args: ['mod', 'download', '-x'],
      env: { GOPROXY: `https://sum.golang.org|https://${variation.proxy}` },
      hosts: { 'sum.golang.org': { answer: () => status(503, 'maintenance') } },
    }),
    await run('fallback after 404', {
      args: ['mod', 'download', '-x'],
      env: { GOPROXY: `https://artifactory.example.com/api/go/go,https://${variation.proxy}` },
      hosts: { 'artifactory.example.com': { answer: () => status(404, 'not found') } },
    }),
    await run('recovered 503', { ...looped, hosts: retry(status(503, 'busy'), 'zip') }),
    await run('recovered 429', { ...looped, hosts: retry(status(429, ''), 'mod') }),
    await run('recovered cut', { ...looped, hosts: retry({ kind: 'cut', by: 'close' }, 'zip') }),
    await run('recovered reset', { ...looped, hosts: retry({ kind: 'reset' }, 'info') }),
  ]
}

function finished(raw: Raw): Negative | null {
  const { command, ...rest } = raw
  if (raw.text.trim() === '') return null
  const text =
    raw.text.length <= longest
      ? raw.text
      : `${raw.text.slice(0, 2_000)}${raw.text.slice(raw.text.indexOf('\n', raw.text.length - 2_500))}`
  const short = command.length < 90 ? command : `${command.slice(0, 60)}…`
  return {
    ...rest,
    ...(raw.kind === 'success'
      ? wrapSuccess(text, { command: short, seed: raw.id })
      : wrap(text, {
          layout: seededPick(`${raw.id} layout`, ['runner', 'container', 'gitlab'] as const),
          command: short,
          seed: raw.id,
        })),
  }
}

const unlike = (text: string): string => text.replace(/\d+/g, '0')

/** All negatives, without those that differ only in numbers. */
export async function produceNegatives(rig: Rig): Promise<Negative[]> {
  execFileSync('mkdir', ['-p', work, layouts.runner.home])
  rig.names.script({})
  const raw: Raw[] = []
  const releases = ['1.26.8', '1.21.13'] as const
  for (const go of releases) {
    raw.push(...brokenLogs(go), ...programLogs(go))
    console.log(`${raw.length} negatives after programs of go${go}`)
    raw.push(...wordLogs(go), ...realErrorLogs(go))
    console.log(`${raw.length} negatives after tests of go${go}`)
  }
  raw.push(...otherToolLogs())
  for (const [index, go] of ['1.21.13', '1.23.12', '1.25.5', '1.26.8', '1.27.0'].entries())
    raw.push(...(await downloadLogs(rig, go, index)))
  const seen = new Set<string>()
  return raw
    .filter(({ id, text }) => {
      const key = `${id.replace(/@.*/, '').startsWith('broken') ? '' : id}${unlike(text)}`
      return seen.has(key) ? false : seen.add(key) !== undefined
    })
    .map(finished)
    .filter((negative) => negative !== null)
}
