// Chromium over its debugging pipe: messages are JSON, each ended by a NUL. https://chromedevtools.github.io/devtools-protocol/

import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { type TemporaryFolder, temporaryFolder } from './temp.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The variable CHROMIUM, or where distributions install it; null where there is none. */
export function findBrowser(): string | null {
  return [process.env.CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path)) ?? null
}

export const noBrowser = 'a browser is needed to see the page: Debian has the package chromium'

type Parameters = Readonly<Record<string, unknown>>
type Answer = Readonly<Record<string, unknown>>

export interface Tab {
  /** One command of the protocol. Rejects where the browser refuses it, or has ended. */
  readonly send: (method: string, parameters?: Parameters) => Promise<Answer>
  /** Calls `listener` with the parameters of each such event, until the browser is closed. */
  readonly on: (event: string, listener: (parameters: Answer) => void) => void
  /** Resolves when the page and all that it loads is there. */
  readonly open: (url: string) => Promise<void>
  /** The value of an expression, as JSON carries it; a promise is waited for. */
  readonly evaluate: (expression: string) => Promise<unknown>
}

export interface Browser {
  readonly tab: () => Promise<Tab>
  readonly close: () => Promise<void>
}

/** A browser that reaches this machine's own addresses and no other. */
export async function startBrowser(path: string): Promise<Browser> {
  const folder = await temporaryFolder()
  const child = spawn(path, [...flags, `--user-data-dir=${folder.path}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder.path },
  })
  const connection = connect(child)
  return {
    tab: async () => {
      const { targetId } = await connection.send('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true })
      return tabOf(connection, String(sessionId))
    },
    close: () => end(child, connection.ended, folder),
  }
}

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--hide-scrollbars',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--remote-debugging-pipe',
]

interface Connection {
  readonly send: (method: string, parameters: Parameters, sessionId?: string) => Promise<Answer>
  readonly events: EventEmitter
  readonly ended: Promise<unknown>
}

function connect(child: ChildProcess): Connection {
  const ended = once(child, 'exit')
  const events = new EventEmitter().setMaxListeners(0)
  // Pipes, as `stdio` above says; the types know only of the first three.
  const [toBrowser, fromBrowser] = [child.stdio[3] as Writable, child.stdio[4] as Readable]
  toBrowser.on('error', () => {
    // The browser has ended, which `ended` tells.
  })
  let rest = ''
  fromBrowser.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const text of messages) {
      const message = JSON.parse(text)
      if (message.id !== undefined) events.emit(`answer ${message.id}`, message)
      else events.emit(`${message.sessionId} ${message.method}`, message.params)
    }
  })
  let last = 0
  return {
    events,
    ended,
    send: async (method, params, sessionId) => {
      last += 1
      const answer = once(events, `answer ${last}`)
      toBrowser.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
      const [message] = await Promise.race([
        answer,
        ended.then(([code]) => [{ error: { message: `the browser ended with ${code}` } }]),
      ])
      if (message.error) throw new Error(`${method}: ${message.error.message}`)
      return message.result
    },
  }
}

async function tabOf({ send, events }: Connection, sessionId: string): Promise<Tab> {
  const command = (method: string, parameters: Parameters = {}) => send(method, parameters, sessionId)
  await command('Page.enable')
  return {
    send: command,
    on: (event, listener) => void events.on(`${sessionId} ${event}`, listener),
    open: async (url) => {
      const loaded = once(events, `${sessionId} Page.loadEventFired`)
      const { errorText } = await command('Page.navigate', { url })
      if (errorText !== undefined) throw new Error(`${url}: ${errorText}`)
      await loaded
    },
    evaluate: async (expression) => {
      const options = { expression, awaitPromise: true, returnByValue: true }
      const { result, exceptionDetails } = await command('Runtime.evaluate', options)
      if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
      return (result as { readonly value?: unknown }).value
    },
  }
}

async function end(child: ChildProcess, ended: Promise<unknown>, folder: TemporaryFolder): Promise<void> {
  child.kill('SIGKILL')
  await ended
  await folder.remove()
}
