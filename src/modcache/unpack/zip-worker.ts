// A thread that brings zips into the module cache, one after the other.

import { parentPort, workerData } from 'node:worker_threads'
import { createZipAdmitter, type ZipOutcome } from './admit-zip.ts'
import type { ZipAnswer, ZipRequest } from './zip-message.ts'

const port = parentPort
const admit = createZipAdmitter(workerData)
const answer = (message: ZipAnswer) => port?.postMessage(message)

async function admitAll(tasks: ZipRequest): Promise<readonly ZipOutcome[]> {
  const outcomes: ZipOutcome[] = []
  for (const task of tasks) outcomes.push(await admit(task))
  return outcomes
}

port?.on('message', async (tasks: ZipRequest) => answer({ kind: 'done', outcomes: await admitAll(tasks) }))
answer({ kind: 'ready' })
