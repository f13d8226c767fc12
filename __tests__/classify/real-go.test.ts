// What the real go and git of this machine print is judged as the rules intend.
// Maps to src/classify/rules/*.

import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { startChecksumDatabase } from '../../bench/drill/checksum-database.ts'
import { classify } from '../../src/classify/classify.ts'
import type { FaultId } from '../../src/faults/registry.ts'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import type { ModuleProxyOptions } from '../helpers/module-proxy.ts'
import { startServer } from '../helpers/plain-server.ts'
import { describeIf, testIf } from '../helpers/skip.ts'
import {
  makeModule,
  manyModules,
  type ProjectRecipe,
  type SyntheticModule,
} from '../helpers/synthetic-modules.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'
import {
  canBeUnprivileged,
  canMount,
  deadProxy,
  type GoRig,
  type GoRun,
  git,
  makeRepository,
  makeRig,
} from './real-go-rig.ts'

let small: SyntheticModule
let large: SyntheticModule
let internal: SyntheticModule
let repository: TemporaryFolder
let certificates: Certificates
let rig: GoRig

beforeAll(async () => {
  small = await makeModule({ path: 'example.com/small', version: 'v1.0.0' })
  large = await makeModule({ path: 'example.com/large', version: 'v1.2.3', sizeBytes: 100_000 })
  internal = await makeModule({ path: 'git.corp.example/team/lib', version: 'v1.2.0' })
  certificates = await makeCertificates()
  repository = await temporaryFolder('rgm-repository-')
  await makeRepository(repository.path, 'github.com/acme/lib')
})
afterAll(async () => {
  await certificates.remove()
  await repository.remove()
})
beforeEach(async () => {
  rig = await makeRig()
})
afterEach(() => rig.close())

type Case = readonly [id: FaultId, how: string, provoke: () => Promise<string>]

/** `go mod download` of the small module, with these settings. */
async function download(env: Readonly<Record<string, string>>, run: GoRun = {}): Promise<string> {
  await rig.project([small])
  return rig.go('mod download', { ...run, env })
}

/** The same from a proxy that answers as told. */
async function downloadFrom(
  options: ModuleProxyOptions,
  modules: readonly SyntheticModule[] = [small],
  { env, ...run }: GoRun = {},
): Promise<string> {
  await rig.project(modules)
  const GOPROXY = await rig.proxy({ modules, ...options })
  return rig.go('mod download', { ...run, env: { GOPROXY, ...env } })
}

/** Runs go in a project without requirements, where a proxy serves the small module. */
async function inProject(args: string, more: Partial<ProjectRecipe> = {}, env = {}): Promise<string> {
  await rig.project([], more)
  return rig.go(args, { env: { GOPROXY: await rig.proxy({ modules: [small] }), ...env } })
}

/** Of a server that knows these bytes alone. */
async function downloadFromRaw(scheme: 'http' | 'https', answer: string | Buffer): Promise<string> {
  return download({ GOPROXY: `${scheme}://127.0.0.1:${await rig.raw(answer)}` })
}

/** A project on a repository of a code host; git is configured with these lines. */
async function direct(gitconfig: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  await rig.write('gitconfig', gitconfig)
  await rig.write('src/go.mod', requiring('github.com/acme/lib', 'v1.0.0'))
  return rig.go('mod download', { env: { GOPRIVATE: 'github.com', ...env } })
}

/** The same once the repository is in the module cache, and damaged: go is run on it again. */
async function directAgain(again: string, damage: (repository: string) => Promise<unknown>): Promise<string> {
  await rig.write('gitconfig', insteadOf(`file://${repository.path}`))
  await rig.write('src/go.mod', requiring('github.com/acme/lib', 'v1.0.0'))
  const env = { GOPRIVATE: 'github.com' }
  await rig.goWell('mod download', { env })
  const vcs = join(rig.modcache, 'cache/vcs')
  for (const entry of await readdir(vcs, { withFileTypes: true }))
    if (entry.isDirectory()) await damage(join(vcs, entry.name))
  await rm(join(rig.modcache, 'cache/download'), { recursive: true })
  return rig.go(again, { env })
}

/** Empties the objects of this type, as a machine leaves them that stopped before they were written. */
async function emptyObjects(repository: string, type = ''): Promise<void> {
  const listed = await git(repository, 'cat-file', '--batch-check', '--batch-all-objects')
  for (const line of listed.split('\n')) {
    const [hash = '', found = ''] = line.split(' ')
    if (hash === '' || !found.startsWith(type)) continue
    const file = join(repository, 'objects', hash.slice(0, 2), hash.slice(2))
    await rm(file)
    await writeFile(file, '')
  }
}

/** A project whose requirement is found by the page of its host. */
async function discover(content: string): Promise<string> {
  const server = rig.keep(
    await startServer((_, response) =>
      response.end(`<html><head><meta name="go-import" content="${content}"></head></html>`),
    ),
  )
  await rig.write('src/go.mod', requiring('git.corp.example/team/lib', 'v1.2.0'))
  const GOPRIVATE = 'git.corp.example'
  const env = { GOPRIVATE, GOINSECURE: GOPRIVATE, HTTP_PROXY: server.url, HTTPS_PROXY: deadProxy }
  return rig.go('mod download', { env })
}

/** A direct fetch with this script in place of git. */
async function withGit(script: string): Promise<string> {
  await chmod(await rig.write('bin/git', `#!/bin/sh\n${script}\n`), 0o755)
  return direct('', { PATH: `${join(rig.root, 'bin')}:${process.env.PATH}` })
}

/** The module is in the cache with a record of this content. */
async function withRecord(name: string, content: string | Buffer): Promise<string> {
  await rig.project([small], { modules: [] })
  const env = { GOPROXY: await rig.proxy({ modules: [small] }), GOFLAGS: '-modcacherw -mod=mod' }
  await rig.goWell('mod download', { env })
  await rig.write(`go/pkg/mod/cache/download/example.com/small/@v/${name}`, content)
  await rm(join(rig.root, 'src/go.sum'))
  return rig.go('mod download', { env })
}

const requiring = (path: string, version: string) =>
  `module example.com/main\n\ngo 1.21\n\nrequire ${path} ${version}\n`
const insteadOf = (url: string) => `[url "${url}"]\n\tinsteadOf = https://github.com/acme/lib\n`

const settings: readonly Case[] = [
  [
    'proxy-config/insecure',
    'git may speak no protocol that is secure',
    async () => {
      await rig.write('src/go.mod', requiring('example.com/lib.git', 'v1.0.0'))
      return rig.go('mod download', { env: { GOPRIVATE: 'example.com', GIT_ALLOW_PROTOCOL: 'file' } })
    },
  ],
  [
    'proxy-config/git-remote',
    'the page names a folder',
    () => discover('git.corp.example/team/lib git file:///srv/lib'),
  ],
  [
    'proxy-config/git-remote',
    'the page names no scheme',
    () => discover('git.corp.example/team/lib git /srv/lib'),
  ],
  [
    'proxy-config/goauth',
    'GOAUTH with off and more',
    async () => {
      await rig.project([small])
      const GOPROXY = await rig.proxy({ tls: certificates.of('good'), modules: [small] })
      return rig.go('mod download', {
        env: { GOPROXY, GOAUTH: 'netrc;off', SSL_CERT_FILE: certificates.caFile },
      })
    },
  ],
  ['proxy-config/build-cache-off', 'GOCACHE=off', () => inProject('build ./...', {}, { GOCACHE: 'off' })],
  ['proxy-config/modules-off', 'GO111MODULE=off', () => download({ GO111MODULE: 'off' })],
  ['proxy-config/modules-off', 'GO111MODULE=yes', () => download({ GO111MODULE: 'yes' })],
  [
    'proxy-config/module-cache',
    'a relative GOMODCACHE',
    () => downloadFrom({}, [small], { env: { GOMODCACHE: 'cache' } }),
  ],
  ['proxy-config/module-cache', 'a relative GOPATH', () => download({ GOPATH: 'go' })],
  ['proxy-config/module-cache', 'a relative GOWORK', () => download({ GOWORK: 'go.work' })],
  [
    'proxy-config/module-cache',
    'no GOPATH at all',
    () => downloadFrom({}, [small], { env: { GOPATH: '', HOME: '' } }),
  ],
  ['proxy-config/network-off', 'a limit of no requests', () => download({ GODEBUG: 'cmdgonetlimit=0' })],
  [
    'proxy-config/insecure-redirect',
    'https sends to http',
    async () => {
      await rig.project([small])
      const to = `${await rig.proxy({ modules: [small] })}/x`
      const GOPROXY = await rig.proxy({
        tls: certificates.of('good'),
        script: () => ({ kind: 'redirect', to }),
      })
      return rig.go('mod download', { env: { GOPROXY, SSL_CERT_FILE: certificates.caFile } })
    },
  ],
]

const network: readonly Case[] = [
  [
    'http-proxy/git-local',
    'git asks a forward proxy that is not there',
    () => direct(`[http]\n\tproxy = ${deadProxy}\n`),
  ],
  [
    'http-proxy/other',
    'HTTPS_PROXY names a web server as SOCKS',
    async () =>
      download({
        GOPROXY: 'https://proxy.corp.example',
        HTTPS_PROXY: `socks5://127.0.0.1:${await rig.raw('HTTP/1.1 400 Bad Request\r\n\r\n')}`,
      }),
  ],
  [
    'http-proxy/other',
    'git names a web server as SOCKS',
    async () =>
      direct(`[http]\n\tproxy = socks5://127.0.0.1:${await rig.raw('HTTP/1.1 400 Bad Request\r\n\r\n')}\n`),
  ],
  [
    'http-proxy/blocked',
    'the forward proxy answers in words of its own',
    async () =>
      download({
        GOPROXY: 'https://proxy.corp.example',
        HTTPS_PROXY: `http://127.0.0.1:${await rig.raw('HTTP/1.1 403 Filtered by company rules\r\ncontent-length: 0\r\n\r\n')}`,
      }),
  ],
  ...['HTTP/1.1 403 ', 'HTTP/1.1 403'].map(
    (line): Case => [
      'http-proxy/blocked',
      `the forward proxy answers ${JSON.stringify(line)}, without a word`,
      async () =>
        download({
          GOPROXY: 'https://proxy.corp.example',
          HTTPS_PROXY: `http://127.0.0.1:${await rig.raw(`${line}\r\ncontent-length: 0\r\n\r\n`)}`,
        }),
    ],
  ),
  ['tls/internal-error', 'an alert of the server', () => downloadFromRaw('https', alert(80))],
  ['tls/refused-by-server', 'an alert of the server', () => downloadFromRaw('https', alert(40))],
  [
    'tls/protocol-version',
    'the server chooses TLS 1.0',
    () => downloadFromRaw('https', handshake(2, serverHello)),
  ],
  [
    'tls/protocol-version',
    'the server knows none of the versions',
    () => downloadFromRaw('https', alert(70)),
  ],
  [
    'tls/other',
    'the server says the second word first',
    () => downloadFromRaw('https', handshake(14, Buffer.alloc(0))),
  ],
  ...(['self-signed', 'expired', 'wrong-name'] as const).map(
    (kind): Case => [
      kind === 'self-signed' ? 'tls/unknown-authority' : `tls/${kind}`,
      `a certificate that is ${kind}`,
      async () =>
        download({
          GOPROXY: await rig.proxy({ tls: certificates.of(kind) }),
          SSL_CERT_FILE: certificates.caFile,
        }),
    ],
  ),
  [
    'interrupted/broken-transport',
    'a chunk of no length',
    () => downloadFromRaw('http', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n'),
  ],
  [
    'interrupted/broken-transport',
    'an answer of two lengths',
    () => downloadFromRaw('http', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n'),
  ],
]

/** TLS 1.2 records: a fatal alert, and a message of the handshake. */
const alert = (code: number) => Buffer.from([21, 3, 3, 0, 2, 2, code])
const handshake = (type: number, body: Buffer) =>
  Buffer.concat([Buffer.from([22, 3, 1, 0, body.length + 4, type, 0, 0, body.length]), body])
const serverHello = Buffer.concat([Buffer.from([3, 1]), Buffer.alloc(32), Buffer.from([0, 0xc0, 0x2f, 0])])

const servers: readonly Case[] = [
  [
    'server-error/damaged-content',
    'a page where the zip should be',
    async () => downloadFrom({ script: ({ file }) => (file === 'zip' ? { kind: 'html200' } : undefined) }),
  ],
  [
    'cache-corrupt/zip-data',
    'a zip with another byte in its middle',
    () => {
      const body = Buffer.from(large.zip)
      body[50_000] = (body[50_000] ?? 0) ^ 0xff
      return downloadFrom({ script: ({ file }) => (file === 'zip' ? { kind: 'bytes', body } : undefined) }, [
        large,
      ])
    },
  ],
  [
    'server-error/git-host',
    'the code host answers git with a page',
    async () => {
      const server = await startServer((_, response) => {
        response.setHeader('content-type', 'application/x-git-upload-pack-advertisement')
        response.end('<html>Please wait</html>')
      })
      return direct(insteadOf(`${rig.keep(server).url}/acme/lib`))
    },
  ],
  [
    'auth/ssh-unreadable',
    'ssh ends without a word',
    () => direct(insteadOf('ssh://git@127.0.0.1/acme/lib'), { GIT_SSH_COMMAND: 'false' }),
  ],
  [
    'not-found/private-host',
    'the proxy does not know the host',
    () =>
      downloadFrom(
        {
          modules: [],
          script: () => ({
            kind: 'status',
            status: 404,
            body: 'not found: git.corp.example/team/lib@v1.2.0: unrecognized import path "git.corp.example/team/lib": https fetch: Get "https://git.corp.example/team/lib?go-get=1": dial tcp: lookup git.corp.example on 8.8.8.8:53: no such host',
          }),
        },
        [internal],
      ),
  ],
  [
    'not-found/private-path',
    'the proxy does not know the path',
    () => downloadFrom({ modules: [], script: () => ({ kind: 'status', status: 404 }) }, [internal]),
  ],
  [
    'checksum-mismatch/sumdb-misbehaves',
    'the database shows another record than it signed',
    () => fromLyingDatabase(/^\/lookup\//, (body) => body.toString().replace('h1:', 'h1:A')),
  ],
  [
    'checksum-mismatch/sumdb-misbehaves',
    'the database shows another tree than it signed',
    () => fromLyingDatabase(/^\/tile\//, (body) => body.fill(0)),
  ],
]

/** A checksum database behind a relay that changes the answers to these paths. */
async function fromLyingDatabase(paths: RegExp, change: (body: Buffer) => string | Buffer): Promise<string> {
  const { gosumdb, server } = await startChecksumDatabase([small], () => undefined)
  rig.keep(server)
  const relay = await startServer(async (request, response) => {
    const path = request.url ?? ''
    const body = Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer())
    response.end(paths.test(path) ? change(body) : body)
  })
  const GOSUMDB = gosumdb.replace(server.url, rig.keep(relay).url)
  await rig.project([small], { modules: [] })
  const GOPROXY = await rig.proxy({ modules: [small] })
  return rig.go('mod download', { env: { GOPROXY, GOSUMDB, GOFLAGS: '-modcacherw -mod=mod' } })
}

const files: readonly Case[] = [
  [
    'cache-corrupt/vcs-lock',
    'a git that was killed left its lock',
    () =>
      directAgain('mod download github.com/acme/lib@main', (vcs) => writeFile(join(vcs, 'shallow.lock'), '')),
  ],
  [
    'cache-corrupt/vcs-objects',
    'the objects of a repository are empty',
    () => directAgain('mod download github.com/acme/lib@main', (vcs) => emptyObjects(vcs)),
  ],
  // go takes a go.mod that git can't read for one that isn't there, and makes one up.
  [
    'checksum-mismatch/go-mod',
    'the files of a repository in the cache are empty, its commits are not',
    () => directAgain('mod download', (vcs) => emptyObjects(vcs, 'blob')),
  ],
  [
    'cache-corrupt/missing-source',
    'a toolchain of the cache has lost its go',
    async () => {
      const arch = process.arch === 'x64' ? 'amd64' : process.arch
      const toolchain = await makeModule({
        path: 'golang.org/toolchain',
        version: `v0.0.1-go1.99.0.linux-${arch}`,
        files: { 'bin/gofmt': '' },
      })
      const { gosumdb, server } = await startChecksumDatabase([toolchain], () => undefined)
      rig.keep(server)
      const GOPROXY = await rig.proxy({ modules: [toolchain] })
      return download({ GOPROXY, GOSUMDB: gosumdb, GOTOOLCHAIN: 'go1.99.0' })
    },
  ],
  [
    'toolchain/download-failed',
    'the zip of a toolchain has another byte in its middle',
    async () => {
      const arch = process.arch === 'x64' ? 'amd64' : process.arch
      const toolchain = await makeModule({
        path: 'golang.org/toolchain',
        version: `v0.0.1-go1.99.0.linux-${arch}`,
        sizeBytes: 100_000,
      })
      const { gosumdb, server } = await startChecksumDatabase([toolchain], () => undefined)
      rig.keep(server)
      const body = Buffer.from(toolchain.zip)
      body[50_000] = (body[50_000] ?? 0) ^ 0xff
      const GOPROXY = await rig.proxy({
        modules: [toolchain],
        script: ({ file }) => (file === 'zip' ? { kind: 'bytes', body } : undefined),
      })
      return download({ GOPROXY, GOSUMDB: gosumdb, GOTOOLCHAIN: 'go1.99.0' })
    },
  ],
  [
    'cache-corrupt/record',
    'a .mod of the cache is full of zeros',
    () => withRecord('v1.0.0.mod', Buffer.alloc(40)),
  ],
  // In these words go also tells of a proxy that sent nothing.
  ['server-error/wrong-content', 'a .mod of the cache is empty', () => withRecord('v1.0.0.mod', '')],
  [
    'cache-corrupt/missing-file',
    'a link of the cache leads nowhere',
    async () => {
      const folder = join(rig.modcache, 'cache/download/example.com/small/@v')
      await mkdir(folder, { recursive: true })
      await symlink(join(folder, 'gone/v1.0.0.lock'), join(folder, 'v1.0.0.lock'))
      return downloadFrom({})
    },
  ],
  [
    'module-path/unusable',
    'two files of the zip differ in case',
    async () => {
      const odd = await makeModule({
        path: 'example.com/odd',
        version: 'v1.0.0',
        files: { 'a.go': 'package a\n', 'A.go': 'package a\n' },
      })
      return downloadFrom({}, [odd])
    },
  ],
  [
    'disk/path-too-long',
    'a file of the zip has a long name',
    async () => {
      const odd = await makeModule({
        path: 'example.com/odd',
        version: 'v1.0.0',
        files: { [`${'a'.repeat(300)}.go`]: 'package a\n' },
      })
      return downloadFrom({}, [odd])
    },
  ],
  [
    'disk/too-many-open-files',
    'more connections than files that may be open',
    async () => {
      const modules = await manyModules(40, 1)
      // So many requests at once, none of which is answered before the others are sent.
      const env = { GOMAXPROCS: '40' }
      return downloadFrom({ latencyMs: 100 }, modules, { env, before: 'ulimit -n 14' })
    },
  ],
  [
    'vcs-missing/incomplete',
    'a git without the part for https',
    async () => {
      const GIT_EXEC_PATH = join(rig.root, 'empty')
      await mkdir(GIT_EXEC_PATH)
      return direct('', { GIT_EXEC_PATH })
    },
  ],
  ['killed/signal', 'git is killed at its first command', () => withGit('kill -9 $$')],
  [
    'killed/signal',
    'git is killed at a later command',
    () => withGit('case "$*" in *version*) echo git version 2.40.0;; *) kill -9 $$;; esac'),
  ],
]

const unprivileged: readonly Case[] = [
  [
    'disk/go-mod',
    'go.mod belongs to someone who may not write it',
    async () => {
      await rig.project([small])
      return rig.go('mod tidy', { before: 'chmod 444 go.mod', unprivileged: true })
    },
  ],
]

/** Each needs a root that may mount. */
const privileged: readonly Case[] = [
  [
    'dns/bad-answer',
    'the name server answers with no message',
    async () => {
      await rig.raw(Buffer.from([0, 3, 1, 2, 3]), { host: '127.53.53.53', port: 53 })
      const config = await rig.write('resolv.conf', 'nameserver 127.53.53.53\noptions use-vc attempts:1\n')
      return download(
        { GOPROXY: 'http://proxy.corp.example', GODEBUG: 'netdns=go' },
        { mount: [config, '/etc/resolv.conf'] },
      )
    },
  ],
]

const projects: readonly Case[] = [
  [
    'cache-corrupt/missing-source',
    'a source file has vanished',
    async () => {
      await rig.project([small])
      await rig.write('src/main.go', 'package lib\n\nimport _ "example.com/small"\n')
      const env = { GOPROXY: await rig.proxy({ modules: [small] }) }
      await rig.goWell('list -deps ./...', { env })
      await rm(join(rig.modcache, 'example.com/small@v1.0.0/synthetic.go'))
      return rig.go('build ./...', { env })
    },
  ],
  [
    'dependency-graph/implicit-module',
    'a workspace imports a package of a module that only a requirement requires',
    async () => {
      const user = await makeModule({
        path: 'example.com/user',
        version: 'v1.0.0',
        requires: [{ path: 'example.com/small', version: 'v1.0.0' }],
        files: { 'user.go': 'package user\n\nimport _ "example.com/small"\n' },
      })
      await rig.project([user], { modules: [user, small], work: ['.'] })
      await rig.write(
        'src/main.go',
        'package lib\n\nimport (\n\t_ "example.com/small"\n\t_ "example.com/user"\n)\n',
      )
      return rig.go('build ./...', { env: { GOPROXY: await rig.proxy({ modules: [user, small] }) } })
    },
  ],
  [
    'module-path/case',
    'a package imports one path in two spellings',
    async () => {
      await rig.project([])
      await rig.write('src/a/a.go', 'package a\n')
      await rig.write('src/A/a.go', 'package a\n')
      await rig.write(
        'src/lib.go',
        'package lib\n\nimport (\n\t_ "example.com/main/A"\n\t_ "example.com/main/a"\n)\n',
      )
      return rig.go('build .')
    },
  ],
  [
    'disk/path-too-long',
    'GOMODCACHE with a long name',
    () => downloadFrom({}, [small], { env: { GOMODCACHE: join(rig.root, 'x'.repeat(300)) } }),
  ],
  [
    'module-path/go-mod',
    'the marks of a merge conflict',
    async () => {
      await rig.write('src/go.mod', 'module example.com/main\n\n<<<<<<< HEAD\ngo 1.21\n')
      return rig.go('mod download')
    },
  ],
  [
    'version-unavailable/invalid',
    'a version with a mark that none has',
    async () => {
      await rig.project([small])
      return rig.go('mod download example.com/small@a!b', {
        env: { GOPROXY: await rig.proxy({ modules: [small] }) },
      })
    },
  ],
  [
    'dependency-graph/main-module-lacks',
    'a module that nothing requires',
    () => inProject('list -m example.com/small'),
  ],
  [
    'dependency-graph/conflict',
    'a version that is excluded',
    () => inProject('get example.com/small@v1.0.0', { modLines: ['exclude example.com/small v1.0.0'] }),
  ],
  [
    'dependency-graph/conflict',
    'two modules of a workspace replace one differently',
    async () => {
      await rig.project([], {
        modLines: ['replace example.com/small => example.com/large v1.2.3'],
        work: ['.', './b'],
      })
      await rig.write(
        'src/b/go.mod',
        'module example.com/b\n\ngo 1.21\n\nreplace example.com/small => example.com/large v1.2.4\n',
      )
      return rig.go('list -m all')
    },
  ],
  [
    'dependency-graph/workspace',
    'go.work names a folder that is not there',
    () => inProject('mod download', { work: ['.', './gone'] }),
  ],
  [
    'toolchain/language-version',
    'a language version in GOTOOLCHAIN',
    async () => download({ GOTOOLCHAIN: 'go1.22', GOPROXY: await rig.proxy({}) }),
  ],
  [
    'toolchain/switch-loop',
    'a go that is another than the one that was asked for',
    () => download({ GOTOOLCHAIN_INTERNAL_SWITCH_VERSION: 'go1.99.0' }),
  ],
  [
    'toolchain/switch-loop',
    'too many switches',
    () => download({ GOTOOLCHAIN: 'go1.99.0', GOTOOLCHAIN_INTERNAL_SWITCH_COUNT: '100' }),
  ],
]

/** No address of IPv6 that the world knows: whatever lies outside has no route. */
const hasNoIpv6 = !Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.family === 'IPv6' && !address.internal && !/^f/i.test(address.address))

const describeLinux = describeIf(
  process.platform === 'linux',
  'the messages of the real go and git are those of Linux',
)

async function expectTold(id: string | undefined, provoke: () => Promise<string>): Promise<void> {
  const printed = await provoke()
  const { primary } = classify({ lines: printed.split('\n') })
  expect({ id: primary?.id, printed }).toEqual({ id, printed })
}

describeLinux('the real go and git', () => {
  describe.each(Object.entries({ settings, network, servers, files, projects }))('%s', (_, cases) => {
    test.each(cases)('%s: %s', (id, _how, provoke) => expectTold(id, provoke))
  })

  testIf(hasNoIpv6, 'this machine has a route for IPv6')('a proxy that only IPv6 reaches', async () => {
    const printed = await download({ GOPROXY: 'http://[2001:db8::1]:8080' })
    const { primary } = classify({ lines: printed.split('\n') })
    expect({ id: primary?.id, printed }).toEqual({ id: 'connect/no-ipv6-route', printed })
    expect(primary?.host).toBe('[2001:db8::1]:8080')
    expect(primary?.remedy[0]).toContain('IPv6 is broken here')
  })

  test('the remedy of a go.mod that go made up names the repositories of the module cache', async () => {
    const printed = await directAgain('mod download', (vcs) => emptyObjects(vcs, 'blob'))
    const { primary } = classify({ lines: printed.split('\n') })
    expect(primary?.id).toBe('checksum-mismatch/go-mod')
    expect(primary?.remedy[0]).toContain('Remove the folder `cache/vcs`')
    // Another hash is no reason to think so.
    const other = printed.replaceAll(/downloaded: +h1:.{10}/g, (start) => `${start.slice(0, -10)}AAAAAAAAAA`)
    const { primary: serious } = classify({ lines: other.split('\n') })
    expect(serious?.remedy[0]).toContain('Stop and find out')
  })

  describe.each([
    [unprivileged, canBeUnprivileged(), 'this root can be nobody else, so that no permission binds go'],
    [privileged, canMount(), 'a resolv.conf of its own takes a root that may mount'],
  ] as const)('with other rights', (cases, possible, why) => {
    testIf(possible, why).each(cases)('%s: %s', (id, _how, provoke) => expectTold(id, provoke))
  })
})
