// Sends one request of a probe, and tells what came back.

import { hashMod } from '../go/dirhash.ts'
import { versionOfInfo } from '../go/info.ts'
import type { ModuleFile, ModuleVersion } from '../go/module-file.ts'
import { impossibleVersion, moduleFileUrl } from '../go/proxy-url.ts'
import { hashZipBytes } from '../modcache/hash.ts'
import type { Http, HttpAnswer } from '../platform/http.ts'
import { networkFailure } from '../platform/network-failure.ts'
import type { Observation, ProbeAnswer, ProbeTarget, WrongContent } from './observation.ts'
import type { Sentinel } from './sentinels.ts'

/** More than any go.mod or .info of a module that is fit to be a sentinel. */
const maxSmallBytes = 1024 * 1024
/** Of a long zip so much is read: enough to see that it is one, and that its bytes flow. */
const zipBeginningBytes = 16 * 1024
/** A zip that isn't longer is read to its end, and hashed: most sentinels are shorter. */
const hashedZipBytes = 64 * 1024
/** Enough of an error's text to tell a refusal from a fault. */
const maxTextBytes = 4 * 1024

interface ProbeRequestOptions {
  readonly http: Http
  /** Ends the probe of this proxy; a request that it ends is `aborted`. */
  readonly signal: AbortSignal
  readonly limitMs: number
}

/** Requests a file of a sentinel, and checks it against go.sum. */
export function requestFile(
  base: string,
  file: ModuleFile,
  sentinel: Sentinel,
  options: ProbeRequestOptions,
): Promise<Observation> {
  return sendRequest({ kind: 'file', file }, moduleFileUrl(base, file), options, {}, (answer) =>
    checkFile(answer, file, sentinel),
  )
}

/**
 * Asks for a version that can't exist, of a module that the proxy has. The header asks the proxy not to go looking for it
 * (proxy.golang.org and goproxy respect it): only the status of the refusal counts.
 */
export function requestImpossibleVersion(
  base: string,
  { path }: ModuleVersion,
  options: ProbeRequestOptions,
): Promise<Observation> {
  const url = moduleFileUrl(base, { path, version: impossibleVersion(path), kind: 'info' })
  return sendRequest({ kind: 'impossible' }, url, options, { 'disable-module-fetch': 'true' }, statusAnswer)
}

async function sendRequest(
  target: ProbeTarget,
  url: string,
  { http, signal, limitMs }: ProbeRequestOptions,
  headers: Readonly<Record<string, string>>,
  check: (answer: HttpAnswer) => Promise<ProbeAnswer>,
): Promise<Observation> {
  const maxBytes =
    target.kind === 'file' && target.file.kind === 'zip' ? Number.MAX_SAFE_INTEGER : maxSmallBytes
  const answer = await http.get({ url, maxBytes, signal, connectTimeoutMs: limitMs, headers })
  if (answer.kind === 'failure') {
    const failed: ProbeAnswer = signal.aborted ? { kind: 'aborted' } : { kind: 'failure', failure: answer }
    return { target, answer: failed, waitMs: null, redirectedTo: null }
  }
  const observed = {
    target,
    waitMs: answer.firstByteMs - answer.connectMs,
    redirectedTo: answer.redirects === 0 ? null : new URL(answer.finalUrl).host,
  }
  try {
    return { ...observed, answer: answer.status === 200 ? await check(answer) : await statusAnswer(answer) }
  } catch (error) {
    const failure = networkFailure(error)
    return { ...observed, answer: signal.aborted ? { kind: 'aborted' } : { kind: 'failure', failure } }
  }
}

async function statusAnswer({ status, headers, body }: HttpAnswer): Promise<ProbeAnswer> {
  const text = (await firstBytes(body, maxTextBytes)).toString('utf8')
  return {
    kind: 'status',
    status,
    html: isHtml(headers, text),
    retryAfter: headers['retry-after'] ?? null,
    body: text,
  }
}

async function checkFile(answer: HttpAnswer, file: ModuleFile, sentinel: Sentinel): Promise<ProbeAnswer> {
  const { size, limit } = file.kind === 'zip' ? zipExtent(answer) : { size: null, limit: maxSmallBytes }
  const bytes = await firstBytes(answer.body, limit)
  const what = await wrongContent(bytes, { file, sentinel, isWhole: bytes.length === size })
  if (what === null) return { kind: 'right' }
  if (bytes.length === 0) return { kind: 'wrong', what: 'empty' }
  return { kind: 'wrong', what: isHtml(answer.headers, bytes.toString('utf8', 0, 512)) ? 'html' : what }
}

/** How long the zip says to be, and how much of it is read. */
function zipExtent({ headers }: HttpAnswer): { readonly size: number | null; readonly limit: number } {
  const size = headers['content-encoding'] === undefined ? Number(headers['content-length']) : Number.NaN
  const isSmall = size <= hashedZipBytes
  return { size: isSmall ? size : null, limit: isSmall ? hashedZipBytes : zipBeginningBytes }
}

async function wrongContent(
  bytes: Buffer,
  {
    file,
    sentinel,
    isWhole,
  }: { readonly file: ModuleFile; readonly sentinel: Sentinel; readonly isWhole: boolean },
): Promise<WrongContent | null> {
  if (file.kind === 'mod') return sentinel.modSums.includes(hashMod(bytes)) ? null : 'sum'
  if (file.kind === 'zip') return wrongZipContent(bytes, sentinel, isWhole)
  const version = versionOfInfo(bytes.toString('utf8'))
  if (version === null) return 'not-json'
  return version === file.version ? null : 'version'
}

async function wrongZipContent(
  bytes: Buffer,
  { zipSums }: Sentinel,
  isWhole: boolean,
): Promise<WrongContent | null> {
  if (!bytes.subarray(0, 4).equals(zipSignature)) return 'not-zip'
  if (!isWhole) return null
  const hash = await hashZipBytes(bytes).catch(() => null)
  if (hash === null) return 'damaged'
  return zipSums.includes(hash) ? null : 'sum'
}

const zipSignature = Buffer.from('PK\u0003\u0004', 'latin1')

/** Up to so many bytes; leaving the loop gives up the rest. */
async function firstBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= maxBytes) break
  }
  return Buffer.concat(chunks)
}

function isHtml(headers: Readonly<Record<string, string>>, text: string): boolean {
  return (
    /^text\/html\b/i.test(headers['content-type'] ?? '') ||
    /^\s*<(?:!doctype html|html|head|body)\b/i.test(text)
  )
}
