// Carries out one request: gets the file from a proxy or a folder, and hands its content on to be checked and admitted.

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultId } from '../../faults/registry.ts'
import { fileName } from '../../go/layout.ts'
import { type FileKind, type ModuleFile, maxFileBytes } from '../../go/module-file.ts'
import { moduleFileUrl } from '../../go/proxy-url.ts'
import type { Clock } from '../../platform/clock.ts'
import type { HttpAnswer } from '../../platform/http.ts'
import { readAnswer } from './answer.ts'
import { networkFault, statusFault } from './failure.ts'
import type { FileRequest, RequestOptions } from './file-request.ts'
import type { RequestOutcome } from './outcome.ts'
import { receive } from './receive.ts'
import type { RequestProgress } from './request-telemetry.ts'
import type { StallDetector } from './stall-detector.ts'

/** Enough of an answer other than 200 to read why; the rest of a longer one is not waited for. */
const readErrorBytes = 16 * 1_024

/** A request under way, with all that it needs. */
interface Transfer {
  readonly request: FileRequest
  readonly options: RequestOptions
  readonly progress: RequestProgress
  readonly detector: StallDetector
}

/** Rejects with what broke off the body, or with `DiskError`. */
export async function transfer(at: Transfer): Promise<RequestOutcome> {
  const { request, options, progress, detector } = at
  const { file, upstream } = request
  const { entry } = upstream
  if (entry.kind === 'file') return readFromFolder(join(fileURLToPath(entry.url), fileName(file)), at)
  const url = moduleFileUrl(entry.url, file)
  const { signal } = request.controller
  const answer = await options.http.get({ url, maxBytes: maxFileBytes[file.kind], signal })
  if (answer.kind === 'failure') return { kind: 'failed', fault: networkFault(answer, null) }
  progress.status = answer.status
  progress.firstByteMs = options.clock.now() - progress.startMs
  upstream.latencies.add(progress.firstByteMs)
  detector.onBytes(0)
  if (answer.status === 200) return receiveBody(answer.body, at)
  return readOtherStatus(answer, { file, url, clock: options.clock })
}

/** A `file://` entry: a folder in the layout of a module proxy. */
async function readFromFolder(path: string, at: Transfer): Promise<RequestOutcome> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return { kind: 'absent', id: localAbsence[at.request.file.kind] }
  return receiveBody(createReadStream(path, { signal: at.request.controller.signal }), at)
}

const localAbsence = {
  info: 'version-unavailable/local-mirror',
  mod: 'version-unavailable/local-mirror',
  zip: 'not-found/local-mirror',
} as const satisfies Record<FileKind, FaultId>

function receiveBody(
  body: AsyncIterable<Uint8Array>,
  { request, options, progress, detector }: Transfer,
): Promise<RequestOutcome> {
  const { file } = request
  request.onContent()
  return receive({
    file,
    body,
    admission: options.admission,
    sums: options.sumsOf(file),
    zips: options.zips,
    onBytes: (count) => {
      progress.bytes += count
      options.onBytes(request.upstream.name, count)
      detector.onBytes(count)
    },
    onResume: detector.onResume,
    onEnd: detector.stop,
  })
}

async function readOtherStatus(
  answer: HttpAnswer,
  { file, url, clock }: { readonly file: ModuleFile; readonly url: string; readonly clock: Clock },
): Promise<RequestOutcome> {
  const { status, headers } = answer
  const body = await readErrorText(answer.body)
  const meaning = readAnswer({ status, body, file, url })
  if (meaning.kind === 'absent') return meaning
  const retryAfter = headers['retry-after']
  const details = { status, retryAfter, now: clock.date(), nowMs: clock.now(), body }
  return { kind: 'failed', fault: statusFault(meaning, details) }
}

async function readErrorText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > readErrorBytes) break
    }
  } catch {
    // The status has said enough; a body that breaks off adds nothing.
  }
  return Buffer.concat(chunks).toString('utf8', 0, readErrorBytes)
}
