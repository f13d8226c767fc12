// The module proxy that a bench downloads from: its own process, so that its processor time isn't the step's.

import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

export interface ProxyProcess {
  /** Without a trailing slash. */
  readonly url: string
  /** How many requests came since the last call. */
  readonly takeRequests: () => Promise<number>
  readonly close: () => Promise<void>
}

/** Serves a folder in the layout of `cache/download`, `delayMs` after each request. Close it. */
export async function startProxyProcess(folder: string, delayMs: number): Promise<ProxyProcess> {
  const child = spawn(
    process.execPath,
    [resolve('bench/run.mjs'), resolve('bench/rig/serve.ts'), folder, String(delayMs)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  )
  const { port } = await nextMessage(child)
  return {
    url: `http://127.0.0.1:${port}`,
    takeRequests: async () => {
      child.send('requests')
      return (await nextMessage(child)).requests ?? 0
    },
    close: async () => {
      const ended = new Promise((done) => child.once('exit', done))
      child.disconnect()
      await ended
    },
  }
}

interface Message {
  readonly port?: number
  readonly requests?: number
}

function nextMessage(child: ChildProcess): Promise<Message> {
  return new Promise((answer, reject) => {
    const onExit = (code: number | null) => reject(new Error(`the module proxy ended with exit code ${code}`))
    child.once('exit', onExit)
    child.once('message', (message: Message) => {
      child.off('exit', onExit)
      answer(message)
    })
  })
}
