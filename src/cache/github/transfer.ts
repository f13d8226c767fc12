// The child process that works on a store: it can be killed at a time limit, and may print what it likes.
// Reads a TransferRequest from stdin once its code is loaded; its answer is a file.

import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { restoreCache, saveCache } from '@actions/cache'
import { withToolkitPrograms } from '../../platform/toolkit-programs.ts'
import { parseJson } from '../../text/json.ts'
import { compression } from '../compression.ts'
import { packArchive } from '../pack.ts'
import { entryFolder } from '../store.ts'
import { unpackArchive } from '../unpack.ts'
import { type TransferAnswer, type TransferRequest, transferRequest } from './transfer-message.ts'

// One path text on every system, and no mark for Windows: else each system would have entries of its own.
const paths = [entryFolder]
const crossOs = true

async function restore(request: TransferRequest & { kind: 'restore' }): Promise<TransferAnswer> {
  const { temp, key, fallbacks } = request
  const archive = join(temp, 'archive')
  const found = await withToolkitPrograms({ temp, archive, compression }, () =>
    restoreCache([...paths], key, [...fallbacks], undefined, crossOs),
  )
  if (found === undefined) return { kind: 'not-restored' }
  return { kind: 'restored', key: found, unpacked: await unpackArchive(archive, request.staging) }
}

async function save(request: TransferRequest & { kind: 'save' }): Promise<TransferAnswer> {
  const { temp, key, staging } = request
  if (basename(staging) !== entryFolder) throw new Error(`the folder must be named ${entryFolder}`)
  const archive = join(temp, 'archive')
  await packArchive(staging, archive)
  // The real path, since the toolkit looks below the current folder for what it is to pack.
  process.env.GITHUB_WORKSPACE = process.cwd()
  const id = await withToolkitPrograms({ temp, archive, compression }, () =>
    saveCache([...paths], key, undefined, crossOs),
  )
  return id === -1 ? { kind: 'not-saved' } : { kind: 'saved' }
}

async function work(request: TransferRequest): Promise<TransferAnswer> {
  workBeside(request)
  switch (request.kind) {
    case 'restore':
      return restore(request)
    case 'save':
      return save(request)
  }
}

/** The toolkit looks for paths below the current folder, and for temporary folders in these variables. */
function workBeside({ staging, temp }: TransferRequest): void {
  const workspace = dirname(staging)
  process.chdir(workspace)
  const env = { GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temp, TMPDIR: temp, TEMP: temp, TMP: temp }
  Object.assign(process.env, env)
}

const parsed = parseJson(transferRequest, await text(process.stdin))
if (parsed.kind === 'unreadable') throw new Error(`The request can't be read: ${parsed.problem}`)
const request = parsed.value
const answer = await work(request).catch(
  (error: unknown): TransferAnswer => ({ kind: 'threw', message: String(error) }),
)
await writeFile(request.answer, JSON.stringify(answer))
// Sockets that the toolkit keeps open would hold the process for minutes; the answer is safe.
process.exit()
