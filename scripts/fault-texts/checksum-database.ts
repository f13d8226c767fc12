// A signed checksum database of one record, as sum.golang.org would answer: https://go.dev/design/25530-sumdb

import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { goSumLines, type ModuleContent } from './module-content.ts'
import type { Answer, Ask } from './scene.ts'

const name = 'sum.golang.org'
/** PKCS 8 of an Ed25519 key whose seed is 32 times 7: a public test key, worth nothing. */
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
})
const publicBytes = Buffer.concat([
  Buffer.from([1]),
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32),
])
const keyHash = createHash('sha256').update(`${name}\n`).update(publicBytes).digest().subarray(0, 4)

/** GOSUMDB's value for this database. */
export const verifierKey = `${name}+${keyHash.toString('hex')}+${publicBytes.toString('base64')}`

function signedTree(size: number, root: Buffer): string {
  const text = `go.sum database tree\n${size}\n${root.toString('base64')}\n`
  const signature = Buffer.concat([keyHash, sign(null, Buffer.from(text), privateKey)]).toString('base64')
  return `${text}\n— ${name} ${signature}\n`
}

/** Answers lookup, latest and the one tile. */
export function signedDatabase(content: ModuleContent): (ask: Ask) => Answer {
  const record = goSumLines(content)
  const leaf = createHash('sha256')
    .update(Buffer.from([0]))
    .update(record)
    .digest()
  const tree = signedTree(1, leaf)
  return ({ path }) => {
    if (path.startsWith('/lookup/')) return { kind: 'status', status: 200, body: `0\n${record}\n${tree}` }
    if (path === '/latest') return { kind: 'status', status: 200, body: tree }
    if (path.startsWith('/tile/8/0/'))
      return { kind: 'status', status: 200, body: leaf, type: 'application/octet-stream' }
    return { kind: 'status', status: 404, body: 'not found' }
  }
}
