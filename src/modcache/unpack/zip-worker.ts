// A thread that brings zips into the module cache, one after the other.

import { parentPort, workerData } from 'node:worker_threads'
import { createZipAdmitter } from './admit-zip.ts'
import type { ZipAnswer, ZipRequest } from './zip-message.ts'

const port = parentPort
const admitZip = createZipAdmitter(workerData)
port?.on('message', ({ id, task }: ZipRequest) => {
  const answer = (message: ZipAnswer) => port.postMessage(message)
  admitZip(task).then(
    (outcome) => answer({ id, kind: 'done', outcome }),
    (error: unknown) => answer({ id, kind: 'threw', message: String(error) }),
  )
})
