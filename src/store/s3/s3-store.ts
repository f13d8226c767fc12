// A bucket as a store: every request signed, sent by the run's own HTTP client, and told in words where it fails.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Clock, Random } from '../../platform/clock.ts'
import type { Http, HttpAnswer } from '../../platform/http.ts'
import { NetworkError } from '../../platform/network-failure.ts'
import { placeName } from '../place.ts'
import type { ModuleStore, StoreContent, StoreRead, StoreWrite } from '../store.ts'
import { type StoreTrouble, trouble } from '../trouble.ts'
import { type AnswerMeaning, type FailedAnswer, readFailedAnswer } from './answer.ts'
import type { CredentialsAnswer } from './credentials/credentials.ts'
import { objectUrl, type S3Location } from './location.ts'
import { readText } from './read-text.ts'
import { createSigner, emptyPayloadHash } from './sign.ts'

interface S3StoreOptions {
  readonly location: S3Location
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly credentials: (signal: AbortSignal) => Promise<CredentialsAnswer>
}

/** A smaller object is sent without asking first whether it is there: the question takes as long. */
const askFirstBytes = 1 << 20
/** An error of S3 has some hundred bytes. */
const maxErrorBytes = 64 << 10
/** The pause before a write that another one was in the way of. */
const conflictPauseMs = 500

/** What a request is sent with beside its signature. */
interface Outgoing {
  readonly method: FailedAnswer['method']
  readonly name: string
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  readonly content?: StoreContent & { readonly hash: string }
}

type Sent =
  | { readonly kind: 'done'; readonly answer: HttpAnswer }
  | Extract<AnswerMeaning, { kind: 'absent' | 'exists' | 'conflict' | 'no-conditions' }>
  | { readonly kind: 'failed'; readonly trouble: StoreTrouble }

/** Sends nothing before the first call. */
export function createS3Store(options: S3StoreOptions): ModuleStore {
  const { location, clock, random } = options
  const send = createSender(options)
  /** Turned off once the server says that it has none. */
  let hasConditions = true

  const isThere = async (name: string, signal: AbortSignal): Promise<boolean> => {
    const sent = await send({ method: 'HEAD', name, maxBytes: Number.MAX_SAFE_INTEGER, signal })
    if (sent.kind === 'done') await discard(sent.answer)
    return sent.kind === 'done'
  }
  const put = async (
    name: string,
    content: StoreContent & { readonly hash: string },
    signal: AbortSignal,
  ): Promise<Exclude<Sent, { kind: 'absent' }>> => {
    const isConditional = hasConditions
    const headers: Record<string, string> = isConditional ? { 'if-none-match': '*' } : {}
    const sent = await send({ method: 'PUT', name, maxBytes: maxErrorBytes, signal, headers, content })
    if (sent.kind === 'done') await discard(sent.answer)
    if (sent.kind === 'absent') return trouble('unavailable', `${location.host} took no object`)
    if (sent.kind !== 'no-conditions') return sent
    if (!isConditional) return trouble('unavailable', `${location.host} does not implement PUT`)
    hasConditions = false
    return (await isThere(name, signal)) ? { kind: 'exists' } : put(name, content, signal)
  }
  return {
    name: placeName({ kind: 's3', bucket: location.bucket, prefix: location.prefix }),
    read: async ({ name, maxBytes }, { signal }): Promise<StoreRead> => {
      const sent = await send({ method: 'GET', name, maxBytes, signal })
      if (sent.kind === 'done') return { kind: 'body', body: sent.answer.body }
      if (sent.kind === 'absent' || sent.kind === 'failed') return sent
      return trouble('unavailable', `${location.host} answered as if to a write`)
    },
    write: async (name, content, { signal }): Promise<StoreWrite> => {
      const bytes = content.kind === 'file' ? content.bytes : content.bytes.byteLength
      if (bytes > askFirstBytes && (await isThere(name, signal))) return { kind: 'exists' }
      const hashed = { ...content, hash: await hashOf(content) }
      let sent = await put(name, hashed, signal)
      if (sent.kind === 'conflict') {
        await clock.sleep(random() * conflictPauseMs, signal).catch(() => {})
        sent = await put(name, hashed, signal)
      }
      if (sent.kind === 'done') return { kind: 'written', bytes }
      // Whoever else is writing it has the same bytes.
      return sent.kind === 'failed' ? sent : { kind: 'exists' }
    },
    replace: async (name, bytes, { signal }): Promise<StoreWrite> => {
      const content = { kind: 'bytes', bytes } as const
      const hashed = { ...content, hash: await hashOf(content) }
      const sent = await send({ method: 'PUT', name, maxBytes: maxErrorBytes, signal, content: hashed })
      if (sent.kind === 'failed') return sent
      if (sent.kind !== 'done') return trouble('unavailable', `${location.host} took no object`)
      await discard(sent.answer)
      return { kind: 'written', bytes: bytes.byteLength }
    },
    close: async () => {},
  }
}

/** Gives the function that signs and sends one request, and reads what went wrong. */
function createSender({
  location,
  http,
  clock,
  credentials,
}: S3StoreOptions): (outgoing: Outgoing) => Promise<Sent> {
  const sign = createSigner(location.region)
  return async ({ method, name, maxBytes, signal, headers = {}, content }) => {
    const answered = await credentials(signal)
    if (answered.kind === 'failed') return trouble('denied', answered.reason)
    const url = objectUrl(location, name)
    const payloadHash = content?.hash ?? emptyPayloadHash
    const isSigned = answered.kind === 'credentials'
    const signed = isSigned
      ? await sign({ method, url, headers, payloadHash }, answered.credentials, clock.date())
      : headers
    const answer = await http.send({
      method,
      url,
      // What says why there is no object may be larger than the object.
      maxBytes: Math.max(maxBytes, maxErrorBytes),
      signal,
      headers: { ...signed, ...lengthOf(content), 'accept-encoding': 'identity' },
      ...(content !== undefined && { body: () => bodyOf(content) }),
    })
    if (answer.kind === 'failure') return trouble('unavailable', answer.message)
    const { status } = answer
    if (status === 200) return { kind: 'done', answer }
    const text = method === 'HEAD' ? '' : await readErrorText(answer)
    return readFailedAnswer({ method, status, headers: answer.headers, text, isSigned }, location)
  }
}

/** Only of a stream, whose length the client can't know. */
function lengthOf(content: StoreContent | undefined): Readonly<Record<string, string>> {
  return content?.kind === 'file' ? { 'content-length': String(content.bytes) } : {}
}

function bodyOf(content: StoreContent) {
  return content.kind === 'file' ? createReadStream(content.path) : content.bytes
}

async function hashOf(content: StoreContent): Promise<string> {
  const hash = createHash('sha256')
  if (content.kind === 'bytes') return hash.update(content.bytes).digest('hex')
  for await (const chunk of createReadStream(content.path)) hash.update(chunk)
  return hash.digest('hex')
}

/** The status has said enough where the body breaks off. */
async function readErrorText(answer: HttpAnswer): Promise<string> {
  try {
    return (await readText(answer)).slice(0, maxErrorBytes)
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    return ''
  }
}

async function discard({ body }: HttpAnswer): Promise<void> {
  try {
    for await (const _ of body) break
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
  }
}
