// A thread that brings zips into the module cache, one after the other.

import { parentPort } from 'node:worker_threads'
import { admitZip } from './admit-zip.ts'
import type { ZipAnswer, ZipRequest } from './zip-message.ts'

const port = parentPort
port?.on('message', ({ id, task }: ZipRequest) => {
  const answer = (message: ZipAnswer) => port.postMessage(message)
  admitZip(task).then(
    (outcome) => answer({ id, kind: 'done', outcome }),
    (error: unknown) => answer({ id, kind: 'threw', message: String(error) }),
  )
})
