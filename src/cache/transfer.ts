// The child process that calls @actions/cache: it can be killed at a time limit, and may print what it likes.
// Started with a TransferRequest in its first argument; its answer is a file.

import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { restoreCache, saveCache } from '@actions/cache'
import { entryFolder } from './store.ts'
import { keepingArchive, quotingWorkspace } from './toolkit-tar.ts'
import type { TransferAnswer, TransferRequest } from './transfer-message.ts'
import { unpackArchive } from './unpack.ts'

// One path text on every system, and no mark for Windows: else each system would have entries of its own.
const paths = [entryFolder]
const crossOs = true

async function restore(request: TransferRequest & { kind: 'restore' }): Promise<TransferAnswer> {
  const archive = join(request.temp, 'archive')
  const fallbacks = request.fallback === null ? [] : [request.fallback]
  const key = await keepingArchive({ temp: request.temp, archive }, () =>
    restoreCache([...paths], request.key, fallbacks, undefined, crossOs),
  )
  if (key === undefined) return { kind: 'not-restored' }
  return { kind: 'restored', key, unpacked: await unpackArchive(archive, request.staging) }
}

async function save(request: TransferRequest & { kind: 'save' }): Promise<TransferAnswer> {
  if (basename(request.staging) !== entryFolder) throw new Error(`the folder must be named ${entryFolder}`)
  // Members of the archive are named relative to it; the real path, since the toolkit looks below the current folder.
  process.env.GITHUB_WORKSPACE = process.cwd()
  const id = await quotingWorkspace(process.cwd(), () =>
    saveCache([...paths], request.key, undefined, crossOs),
  )
  return id === -1 ? { kind: 'not-saved' } : { kind: 'saved' }
}

const request: TransferRequest = JSON.parse(process.argv[2] ?? '')
const answer = await (request.kind === 'restore' ? restore(request) : save(request)).catch(
  (error: unknown): TransferAnswer => ({ kind: 'threw', message: String(error) }),
)
await writeFile(request.answer, JSON.stringify(answer))
// Sockets that the toolkit keeps open would hold the process for minutes; the answer is safe.
process.exit()
