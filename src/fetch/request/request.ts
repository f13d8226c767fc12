// The edge of the fetch: one request to one upstream, checked, and admitted into the module cache.

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileName } from '../../go/layout.ts'
import type { FileKind, ModuleFile } from '../../go/module-file.ts'
import { moduleFileUrl } from '../../go/proxy-url.ts'
import type { Admission } from '../../modcache/admit.ts'
import { errorCode } from '../../modcache/disk-failure.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Http } from '../../platform/http.ts'
import { NetworkError, networkFailure } from '../../platform/network-failure.ts'
import type { RequestRecord, RequestVerdict } from '../telemetry/telemetry.ts'
import type { Conduct, Ticket } from '../upstream/limiter.ts'
import type { Upstream } from '../upstream/upstream.ts'
import { diskFault, networkFault, stallFault, statusFault } from './failure.ts'
import type { AskOutcome, RequestFault } from './outcome.ts'
import { DiskTrouble, receive } from './receive.ts'
import { readReply } from './reply.ts'
import { createAlarms } from './shared-timer.ts'
import { type CutOff, type Watch, watch } from './watch.ts'

/** Go's own limits for a go.mod and for a zip (golang.org/x/mod/zip); an .info has a few hundred bytes. */
const maxBytes = { info: 1_048_576, mod: 16 * 1_048_576, zip: 500 * 1_048_576 } as const satisfies Record<
  FileKind,
  number
>

/** Enough of a refusal to read why; the rest of a longer one is not waited for. */
const refusalBytes = 16 * 1_024

/** Why a request is aborted that another one for the same file has outrun. */
export const beaten = 'beaten'

/** What every request needs. */
export interface AskOptions {
  readonly http: Http
  readonly clock: Clock
  readonly admission: Admission
  /** Hashes that go.sum allows for a .mod or a .zip; empty where it names none. */
  readonly sumsOf: (file: ModuleFile) => readonly string[]
  readonly stallMs: number
  readonly record: (record: RequestRecord) => void
  /** By upstream: filled in here. */
  readonly lastFaults: Map<string, RequestFault>
  /** `clock.now()` when the fetch began. */
  readonly startMs: number
  readonly signal: AbortSignal
}

/** One request. */
export interface Inquiry {
  readonly upstream: Upstream
  readonly ticket: Ticket
  readonly file: ModuleFile
  readonly limitMs: number
  readonly hedge: boolean
  /** Whether it is waited longer for a first byte, as things stand. */
  readonly isPatient: () => boolean
  /** Of this request alone; aborted with `beaten` where another request for the same file was faster. */
  readonly controller: AbortController
  /** Content begins to arrive. */
  readonly onContent: () => void
}

/** A request under way: what has been seen of it so far. */
interface Course {
  readonly startMs: number
  /** First bytes that its upstream had sent when it began. */
  readonly heardBefore: number
  firstByteMs: number | null
  status: number | null
  bytes: number
  cutOff: CutOff | null
}

/** Gives the function that sends one request, and gives its ticket back. It rejects only where our own code is at fault. */
export function createAsk(options: AskOptions): (inquiry: Inquiry) => Promise<AskOutcome> {
  const { clock } = options
  const alarms = createAlarms(clock)
  return async (inquiry) => {
    const { controller } = inquiry
    const course = begin(inquiry, clock)
    const stop = () => controller.abort()
    options.signal.addEventListener('abort', stop, { once: true })
    const watchdog = watch({
      clock,
      alarms,
      stallMs: options.stallMs,
      limitMs: inquiry.limitMs,
      isPatient: inquiry.isPatient,
      cut: (why) => {
        course.cutOff = why
        stop()
      },
    })
    if (options.signal.aborted) stop()
    const underWay = { course, watchdog, signal: controller.signal }
    const outcome = await exchangeFile(inquiry, options, underWay)
      .catch((error: unknown): AskOutcome => ({ kind: 'failed', fault: thrownFault(error, inquiry, course) }))
      .finally(() => {
        watchdog.stop()
        options.signal.removeEventListener('abort', stop)
      })
    const settled =
      controller.signal.aborted && outcome.kind === 'failed' && !outcome.fault.local
        ? cutOutcome(course, clock)
        : outcome
    // Those who wait at the gate go on at once, and want to know why.
    if (settled.kind === 'failed') options.lastFaults.set(inquiry.upstream.name, settled.fault)
    const wasBeaten = controller.signal.reason === beaten && isSilent(inquiry, course)
    inquiry.ticket.leave(conductOf(settled, { wasBeaten }))
    options.record(
      recordOf(inquiry, course, { outcome: settled, startMs: options.startMs, nowMs: clock.now() }),
    )
    return settled
  }
}

function begin({ upstream }: Inquiry, clock: Clock): Course {
  const heardBefore = upstream.samples.count()
  return { startMs: clock.now(), heardBefore, firstByteMs: null, status: null, bytes: 0, cutOff: null }
}

/** Where its upstream has answered anybody meanwhile, only this file is slow. */
function isSilent({ upstream }: Inquiry, { heardBefore }: Course): boolean {
  return upstream.samples.count() === heardBefore
}

/** What broke off the body, or the disk. Anything else is a bug of ours, which no upstream is blamed for: thrown again. */
function thrownFault(error: unknown, { file, upstream }: Inquiry, { status }: Course): RequestFault {
  if (error instanceof DiskTrouble) return diskFault(error.code, file)
  if (!(error instanceof NetworkError) && errorCode(error) === null) throw error
  return networkFault(networkFailure(error, { phase: 'body', host: hostOf(upstream) }), status)
}

/** A request that we cut off ourselves: for a stall, or because nobody wants it any more. */
function cutOutcome(course: Course, clock: Clock): AskOutcome {
  if (course.cutOff === null) return { kind: 'abandoned' }
  const phase = course.firstByteMs === null ? 'headers' : 'body'
  return { kind: 'failed', fault: stallFault(course.cutOff, phase, clock.now() - course.startMs) }
}

/** One whose upstream stayed silent until another was faster counts against it. */
function conductOf(outcome: AskOutcome, { wasBeaten }: { readonly wasBeaten: boolean }): Conduct {
  if (outcome.kind === 'failed') return outcome.fault.conduct
  if (outcome.kind === 'abandoned') return { kind: wasBeaten ? 'badly' : 'untold' }
  return { kind: 'well' }
}

interface UnderWay {
  readonly course: Course
  readonly watchdog: Watch
  readonly signal: AbortSignal
}

async function exchangeFile(inquiry: Inquiry, options: AskOptions, underWay: UnderWay): Promise<AskOutcome> {
  const { upstream, file } = inquiry
  const { course, watchdog } = underWay
  const { entry } = upstream
  if (entry.kind === 'file')
    return readLocal(join(fileURLToPath(entry.url), fileName(file)), inquiry, options, underWay)
  const url = moduleFileUrl(entry.url, file)
  const answer = await options.http.get({ url, maxBytes: maxBytes[file.kind], signal: underWay.signal })
  if (answer.kind === 'failure') return { kind: 'failed', fault: networkFault(answer, null) }
  course.status = answer.status
  course.firstByteMs = options.clock.now() - course.startMs
  upstream.samples.add(course.firstByteMs)
  watchdog.onBytes(0)
  if (answer.status === 200) return deliver(answer.body, inquiry, options, underWay)
  const body = await readRefusal(answer.body)
  const reply = readReply(answer.status, body)
  if (reply.kind === 'failed') {
    const details = {
      status: answer.status,
      retryAfter: answer.headers['retry-after'],
      now: options.clock.date(),
      nowMs: options.clock.now(),
      body,
    }
    return { kind: 'failed', fault: statusFault(reply, details) }
  }
  return { kind: 'absent', status: answer.status }
}

/** A `file://` entry: a folder in the layout of a module proxy. */
async function readLocal(
  path: string,
  inquiry: Inquiry,
  options: AskOptions,
  underWay: UnderWay,
): Promise<AskOutcome> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return { kind: 'absent', status: null }
  return deliver(createReadStream(path, { signal: underWay.signal }), inquiry, options, underWay)
}

function deliver(
  body: AsyncIterable<Uint8Array>,
  { file, upstream, onContent }: Inquiry,
  { admission, sumsOf }: AskOptions,
  { course, watchdog }: UnderWay,
): Promise<AskOutcome> {
  onContent()
  const onBytes = (count: number): void => {
    course.bytes += count
    watchdog.onBytes(count)
  }
  return receive({
    file,
    body,
    admission,
    sums: sumsOf(file),
    audit: upstream.audit,
    onBytes,
    onResume: watchdog.onResume,
    onEnd: watchdog.stop,
  })
}

async function readRefusal(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > refusalBytes) break
    }
  } catch {
    // The status has said enough; a body that breaks off adds nothing.
  }
  return Buffer.concat(chunks).toString('utf8', 0, refusalBytes)
}

function recordOf(
  { upstream, file, hedge }: Inquiry,
  course: Course,
  end: { readonly outcome: AskOutcome; readonly startMs: number; readonly nowMs: number },
): RequestRecord {
  const { outcome } = end
  const fault: RequestFault | null = outcome.kind === 'failed' ? outcome.fault : null
  const verdicts = {
    admitted: 'ok',
    absent: 'not-found',
    abandoned: 'abandoned',
    failed: fault?.verdict ?? 'error',
  } satisfies Record<AskOutcome['kind'], RequestVerdict>
  return {
    path: file.path,
    version: file.version,
    kind: file.kind,
    proxy: upstream.name,
    status: course.status,
    code: fault?.code ?? null,
    bytes: course.bytes,
    startMs: Math.round(course.startMs - end.startMs),
    firstByteMs: course.firstByteMs === null ? null : Math.round(course.firstByteMs),
    ms: Math.round(end.nowMs - course.startMs),
    verdict: verdicts[outcome.kind],
    category: fault?.category ?? null,
    hedge,
  }
}

function hostOf({ entry }: Upstream): string {
  return entry.kind === 'http' && URL.canParse(entry.url) ? new URL(entry.url).host : ''
}
