// The netrc lines that remedies name, for a server on a port of its own, are read by the program that they are for.
// Maps to src/faults/remedy.ts.

import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from '@jest/globals'
import { categoryOf, type FaultId } from '../../src/faults/registry.ts'
import { remedyOf } from '../../src/faults/remedy.ts'
import { type Certificates, makeCertificates } from '../helpers/certificates.ts'
import { type PlainServer, startServer } from '../helpers/plain-server.ts'
import { testOverTls } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let certificates: Certificates
let server: PlainServer
let home: TemporaryFolder
beforeAll(async () => {
  certificates = await makeCertificates()
  server = await startServer(
    ({ headers }, response) =>
      response.writeHead(headers.authorization ? 404 : 401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    certificates.of('good'),
  )
  home = await temporaryFolder('rgm-home-')
})
afterAll(async () => {
  await server.close()
  await certificates.remove()
  await home.remove()
})

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(file, args, { cwd: home.path, env: { ...process.env, ...env }, stdio: 'ignore' })
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve()))
}

const goDownload = () =>
  run('go', ['mod', 'download', 'example.com/x@v1.0.0'], {
    GOPROXY: server.url,
    GONOSUMDB: '*',
    GOTOOLCHAIN: 'local',
    GOFLAGS: '-modcacherw',
    GOMODCACHE: join(home.path, 'mod'),
    SSL_CERT_FILE: certificates.caFile,
    NETRC: join(home.path, '.netrc'),
  })
const gitFetch = () =>
  run('git', ['ls-remote', `${server.url}/a/b`], {
    HOME: home.path,
    GIT_TERMINAL_PROMPT: '0',
    GIT_SSL_CAINFO: certificates.caFile,
  })

testOverTls().each<[name: string, id: FaultId, module: string, fetch: () => Promise<void>]>([
  ['go', 'auth/http-401', 'example.com/x@v1.0.0', goDownload],
  ['git', 'auth/git-no-credentials', 'git.corp.example/a/b@v1.0.0', gitFetch],
])('%s does', async (_, id, module, fetch) => {
  const { host } = new URL(server.url)
  const facts = {
    category: categoryOf(id),
    id,
    transient: false,
    module,
    host,
    proxy: null,
    url: null,
    also: [],
    blocked: 1,
    evidence: [],
    confidence: 1,
  }
  const line = /machine \S+ login <user> password <token>/.exec(remedyOf(facts, {}).join('\n'))?.[0] ?? ''
  await writeFile(join(home.path, '.netrc'), `${line.replace('<user>', 'u').replace('<token>', 'p')}\n`)
  const before = server.requests.length
  await fetch()
  const sent = server.requests.slice(before).map(({ headers }) => headers.authorization)
  expect(sent).toContain(`Basic ${btoa('u:p')}`)
})
