// A folder as a store: on a disk of a self-hosted runner, on a network share, on a laptop.

import { placeName } from '../place.ts'
import type { ModuleStore, StoreRead, StoreWrite } from '../store.ts'
import { trouble } from '../trouble.ts'
import { createFolderClient, type FolderClientOptions } from './folder-client.ts'
import type { FolderAnswer } from './message.ts'

/** The folder is made when the first object is written. Whoever can write to it can plant files in it: nothing that is read is trusted. */
export function createFolderStore(options: FolderClientOptions): ModuleStore {
  const { ask, close } = createFolderClient(options)
  return {
    name: placeName({ kind: 'directory', path: options.path }),
    read: async ({ name, maxBytes }, { to, ...how }) => {
      const path = to === undefined ? null : await to()
      return asRead(await ask({ kind: 'read', name, maxBytes, to: path }, how), path)
    },
    write: async (name, content, { signal }) => {
      const how = { signal, onBytes: () => {} }
      if (content.kind === 'file') return asWrite(await ask({ kind: 'write', name, from: content.path }, how))
      return asWrite(await ask({ kind: 'write-bytes', name, bytes: base64(content.bytes) }, how))
    },
    replace: async (name, bytes, { signal }) => {
      const how = { signal, onBytes: () => {} }
      return asWrite(await ask({ kind: 'replace-bytes', name, bytes: base64(bytes) }, how))
    },
    close,
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

function asRead(answer: FolderAnswer, path: string | null): StoreRead {
  switch (answer.kind) {
    case 'bytes':
      return { kind: 'body', body: once(Buffer.from(answer.bytes, 'base64')) }
    case 'file':
      return { kind: 'file', path: path ?? '', bytes: answer.bytes }
    case 'absent':
      return { kind: 'absent' }
    case 'failed':
      return { kind: 'failed', trouble: answer.trouble }
    default:
      return trouble('unavailable', `its process answered ${answer.kind} to a read`)
  }
}

function asWrite(answer: FolderAnswer): StoreWrite {
  switch (answer.kind) {
    case 'written':
      return { kind: 'written', bytes: answer.bytes }
    case 'exists':
      return { kind: 'exists' }
    case 'failed':
      return { kind: 'failed', trouble: answer.trouble }
    default:
      return trouble('unavailable', `its process answered ${answer.kind} to a write`)
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
