// A thread that brings zips into the module cache, one after the other.

import { parentPort, workerData } from 'node:worker_threads'
import { createZipAdmitter } from './admit-zip.ts'
import type { TaskEnd, ZipAnswer, ZipRequest } from './zip-message.ts'

const port = parentPort
const admit = createZipAdmitter(workerData)
const answer = (message: ZipAnswer) => port?.postMessage(message)

async function admitAll(tasks: ZipRequest): Promise<readonly TaskEnd[]> {
  const ends: TaskEnd[] = []
  for (const task of tasks) {
    const end = await admit(task).then(
      (outcome): TaskEnd => ({ kind: 'outcome', outcome }),
      (error: unknown): TaskEnd => ({ kind: 'threw', message: String(error) }),
    )
    ends.push(end)
  }
  return ends
}

port?.on('message', async (tasks: ZipRequest) => answer({ kind: 'done', ends: await admitAll(tasks) }))
answer({ kind: 'ready' })
