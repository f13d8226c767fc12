// The body of an answer while it arrives: what has come and isn't read yet. Most bodies are one chunk, for which Node's streams
// cost more than the request.

/** What is read ahead of the reader: a few round trips' worth, so that the connection seldom pauses. */
const readAheadBytes = 256 * 1024

/** For its one reader. Leaving the loop gives up the rest. */
export interface IncomingBody extends AsyncIterableIterator<Uint8Array, undefined> {
  /** Gives up what hasn't come yet. */
  readonly destroy: () => void
}

/** For the connection that the body arrives on. */
export interface BodyWriter {
  readonly body: IncomingBody
  /** False: no more for now, until `onDrained`. */
  readonly push: (chunk: Uint8Array) => boolean
  readonly end: () => void
  /** The reader gets the error after what has come before it. */
  readonly fail: (error: Error) => void
}

interface BodyEvents {
  /** There is room for more again. */
  readonly onDrained: () => void
  /** Nobody reads the rest. */
  readonly onDestroyed: () => void
}

interface WaitingReader {
  readonly resolve: (result: IteratorResult<Uint8Array, undefined>) => void
  readonly reject: (error: Error) => void
}

const done = { value: undefined, done: true } as const

/** Keeps chunks until they are read. An error that nobody reads is heard by nobody. */
export function createIncomingBody({ onDrained, onDestroyed }: BodyEvents): BodyWriter {
  const chunks: Uint8Array[] = []
  let heldBytes = 0
  let end: 'open' | 'ended' | Error = 'open'
  let reader: WaitingReader | null = null

  const take = (): Uint8Array | null => {
    const chunk = chunks.shift()
    if (chunk === undefined) return null
    const wasFull = heldBytes >= readAheadBytes
    heldBytes -= chunk.length
    if (wasFull && heldBytes < readAheadBytes) onDrained()
    return chunk
  }
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const value = take()
    if (value !== null) return { value, done: false }
    if (end === 'ended') return done
    if (end !== 'open') throw end
    return new Promise((resolve, reject) => {
      reader = { resolve, reject }
    })
  }
  const close = (how: 'ended' | Error): void => {
    if (end !== 'open') return
    end = how
    if (how === 'ended') reader?.resolve(done)
    else reader?.reject(how)
    reader = null
  }
  const destroy = (): void => {
    const wasOpen = end === 'open'
    chunks.length = 0
    close('ended')
    if (wasOpen) onDestroyed()
  }
  const body: IncomingBody = {
    [Symbol.asyncIterator]: () => body,
    next,
    return: async () => {
      destroy()
      return done
    },
    destroy,
  }
  return {
    body,
    push: (chunk) => {
      if (end !== 'open') return true
      if (reader === null) {
        chunks.push(chunk)
        heldBytes += chunk.length
      } else {
        reader.resolve({ value: chunk, done: false })
        reader = null
      }
      return heldBytes < readAheadBytes
    },
    end: () => close('ended'),
    fail: close,
  }
}
