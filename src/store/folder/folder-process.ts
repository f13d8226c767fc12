// The process that works on a store's folder: it can be killed, where file work on a share that hangs can't be broken off.
// Started with the folder in its first argument; a request and its answer are a line of JSON each, on stdin and stdout.

import { parseJson } from '../../text/json.ts'
import { createLineSplitter } from '../../text/line-splitter.ts'
import { type FolderAnswer, type FolderRequest, folderRequest, maxLineLength } from './message.ts'
import { readObject } from './read-object.ts'
import { replaceObject, writeObject } from './write-object.ts'

const root = process.argv[2] ?? ''

function tell(answer: FolderAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

async function answerTo(request: FolderRequest): Promise<FolderAnswer> {
  const { id, name } = request
  switch (request.kind) {
    case 'read': {
      const onBytes = (count: number) => tell({ kind: 'progress', id, count })
      return { id, ...(await readObject({ ...request, root, onBytes })) }
    }
    case 'write':
      return { id, ...(await writeObject({ root, name, content: { kind: 'file', path: request.from } })) }
    case 'write-bytes': {
      const bytes = Buffer.from(request.bytes, 'base64')
      return { id, ...(await writeObject({ root, name, content: { kind: 'bytes', bytes } })) }
    }
    case 'replace-bytes':
      return { id, ...(await replaceObject({ root, name, bytes: Buffer.from(request.bytes, 'base64') })) }
  }
}

const lines = createLineSplitter(
  (line) => {
    const parsed = parseJson(folderRequest, line)
    if (parsed.kind === 'unreadable') throw new Error(`The request can't be read: ${parsed.problem}`)
    const request = parsed.value
    answerTo(request).then(tell, (error: unknown) => {
      const trouble = { kind: 'unavailable', reason: String(error) } as const
      tell({ kind: 'failed', id: request.id, trouble })
    })
  },
  { maxLength: maxLineLength },
)
process.stdin.on('data', lines.push)
