// A checksum database on loopback with a key of its own: lookups, the signed tree, and the tiles that prove it.
// https://go.dev/design/25530-sumdb and https://pkg.go.dev/golang.org/x/mod/sumdb

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type PlainServer, startServer } from '../../__tests__/helpers/plain-server.ts'
import type { SyntheticModule } from '../../__tests__/helpers/synthetic-modules.ts'
import { escapePath, escapeVersion } from '../../src/go/layout.ts'

const name = 'sum.example.com'

/** How a lookup is answered; undefined: rightly. */
export type LookupFault = 'status-500' | 'stall'

export interface ChecksumDatabase {
  /** The value of GOSUMDB: the verifier key, and where to ask. */
  readonly gosumdb: string
  readonly server: PlainServer
}

/**
 * Starts one that knows `modules`, at most 256 since it has one tile. `growing`: each answer has the tree head of the time when its record was
 * the newest, as answers that a proxy has kept have. Close its server.
 */
export async function startChecksumDatabase(
  modules: readonly SyntheticModule[],
  script: (request: { readonly path: string; readonly attempt: number }) => LookupFault | undefined,
  heads: 'one' | 'growing' = 'one',
): Promise<ChecksumDatabase> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  // Algorithm 1 is Ed25519; the raw key is the end of its DER form.
  const key = Buffer.concat([
    Buffer.from([1]),
    publicKey.export({ type: 'spki', format: 'der' }).subarray(-32),
  ])
  const keyHash = sha256(Buffer.from(`${name}\n`), key).subarray(0, 4)
  const records = modules.map(
    ({ path, version, zipSum, modSum }) =>
      `${path} ${version} ${zipSum}\n${path} ${version}/go.mod ${modSum}\n`,
  )
  const leaves = records.map((record) => sha256(Buffer.from([0]), Buffer.from(record)))
  const treeOf = (size: number) => signedTree(leaves.slice(0, size), { privateKey, keyHash })
  const tree = treeOf(leaves.length)
  const ids = new Map(
    modules.map(({ path, version }, id) => [`/lookup/${escapePath(path)}@${escapeVersion(version)}`, id]),
  )
  const attempts = new Map<string, number>()

  const answer = (path: string, response: ServerResponse): void => {
    const id = ids.get(path)
    if (id !== undefined) {
      const head = heads === 'growing' ? treeOf(id + 1) : tree
      return void response.end(`${id}\n${records[id]}\n${head}`)
    }
    if (path === '/latest') return void response.end(tree)
    const tile = /^\/tile\/8\/0\/000(?:\.p\/(\d+))?$/.exec(path)
    if (tile) return void response.end(Buffer.concat(leaves.slice(0, Number(tile[1] ?? 256))))
    response.writeHead(404).end('not found')
  }
  const server = await startServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/')
    const attempt = (attempts.get(path) ?? 0) + 1
    attempts.set(path, attempt)
    const fault = script({ path, attempt })
    if (fault === 'stall') return
    if (fault === 'status-500') response.writeHead(500).end('internal server error')
    else answer(path, response)
  })
  const verifier = `${name}+${keyHash.toString('hex')}+${key.toString('base64')}`
  return { gosumdb: `${verifier} ${server.url}`, server }
}

function signedTree(
  leaves: readonly Buffer[],
  { privateKey, keyHash }: { readonly privateKey: KeyObject; readonly keyHash: Buffer },
): string {
  const text = `go.sum database tree\n${leaves.length}\n${rootOf(leaves).toString('base64')}\n`
  const signature = Buffer.concat([keyHash, sign(null, Buffer.from(text), privateKey)])
  return `${text}\n\u2014 ${name} ${signature.toString('base64')}\n`
}

/** RFC 6962 §2.1. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves
  if (leaves.length === 1 && first !== undefined) return first
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return sha256(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
