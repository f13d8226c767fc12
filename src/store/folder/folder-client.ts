// Asks the process that works on a store's folder. This process never touches the folder: a share that hangs would take its threads
// for good.

import { runCommand } from '../../platform/process.ts'
import type { Environment } from '../../text/environment.ts'
import { parseJson } from '../../text/json.ts'
import { trouble } from '../trouble.ts'
import { type FolderAnswer, type FolderRequest, folderAnswer, maxLineLength } from './message.ts'

export interface FolderClientOptions {
  /** Absolute. */
  readonly path: string
  /** The program and arguments of `folder-process.ts`. */
  readonly program: readonly [string, ...string[]]
  /** Where the process is started: not in the folder, which may hang. */
  readonly cwd: string
  readonly env: Environment
}

type WithoutId<R extends FolderRequest> = R extends unknown ? Omit<R, 'id'> : never

interface FolderClient {
  /** Told `slow` as soon as `signal` aborts. Never rejects. */
  readonly ask: (
    request: WithoutId<FolderRequest>,
    how: { readonly signal: AbortSignal; readonly onBytes: (count: number) => void },
  ) => Promise<FolderAnswer>
  /** Kills the process; one that the system doesn't let die is left behind after a second. */
  readonly close: () => Promise<void>
}

/** So many files at once, so that a slow share doesn't serve one after the other; Node's own number is 4. */
const threads = 32

interface Waiting {
  readonly onBytes: (count: number) => void
  readonly resolve: (answer: FolderAnswer) => void
}

/** Starts the process with the first request. */
export function createFolderClient({ path, program, cwd, env }: FolderClientOptions): FolderClient {
  const [command, ...args] = program
  const waiting = new Map<number, Waiting>()
  const unsent: string[] = []
  const closed = new AbortController()
  let send = (line: string): void => {
    unsent.push(line)
  }
  let nextId = 0
  let ended: Promise<void> | null = null
  let whyEnded: string | null = null

  const onEnd = (reason: string): void => {
    whyEnded = reason
    for (const [id, { resolve }] of waiting) resolve({ id, ...trouble('unavailable', reason) })
  }
  const onLine = (line: string): void => {
    const parsed = parseJson(folderAnswer, line)
    if (parsed.kind === 'unreadable') return
    const { value: answer } = parsed
    const asked = waiting.get(answer.id)
    if (answer.kind === 'progress') asked?.onBytes(answer.count)
    else asked?.resolve(answer)
  }
  const start = (): Promise<void> =>
    runCommand({
      command,
      args: [...args, path],
      cwd,
      env: { ...systemVariables(env), UV_THREADPOOL_SIZE: String(threads) },
      signal: closed.signal,
      limitMs: Number.POSITIVE_INFINITY,
      graceMs: 200,
      maxLineLength,
      onStdin: (stdin) => {
        send = (line) => {
          stdin.write(line)
        }
        unsent.splice(0).forEach(send)
      },
      onStdout: onLine,
    }).then((end) => onEnd(end.kind === 'not-started' ? end.message : 'its process has ended'))
  return {
    ask: (request, { signal, onBytes }) => {
      const id = nextId++
      return new Promise((resolve) => {
        const giveUp = () => done({ id, ...trouble('slow', 'it did not answer in time') })
        const done = (answer: FolderAnswer) => {
          waiting.delete(id)
          signal.removeEventListener('abort', giveUp)
          resolve(answer)
        }
        if (whyEnded !== null) return done({ id, ...trouble('unavailable', whyEnded) })
        if (signal.aborted || closed.signal.aborted) return giveUp()
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.set(id, { onBytes, resolve: done })
        ended ??= start()
        send(`${JSON.stringify({ ...request, id })}\n`)
      })
    },
    close: async () => {
      closed.abort()
      await ended
    },
  }
}

/** What Node itself needs on Windows, and nothing that the job keeps for other programs. */
function systemVariables(env: FolderClientOptions['env']): Environment {
  const kept = /^(?:SYSTEMROOT|WINDIR|TEMP|TMP)$/i
  return Object.fromEntries(Object.entries(env).filter(([name]) => kept.test(name)))
}
