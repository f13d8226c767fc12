// GitHub's cache service (v2) on loopback: three JSON calls, and blobs as Azure takes and gives them.

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** How the service behaves, from the next request on. */
export type CacheServiceMode =
  | 'normal'
  /** Reads are answered, writes refused as a read-only token's are. */
  | 'read-only'
  /** Reads are refused as well. */
  | 'denied'
  /** Every call is answered with 500. */
  | 'broken'
  /** Every call is answered with 429, for the next 30 s. */
  | 'rate-limited'
  /** Another job has reserved every key, and has not come to its end. */
  | 'reserved'
  /** Calls are accepted and never answered. */
  | 'hanging'
  /** Blobs come one KiB at a time, with a pause before each: 40 KB take more than a minute. */
  | 'slow'
  /** Blobs end in the middle. */
  | 'cut'

/** A request that the service saw: `CreateCacheEntry`, `GET blob`, `PUT blob` … */
interface CacheRequest {
  readonly call: string
  readonly key: string | null
}

interface Entry {
  readonly key: string
  /** Null matches any: a planted one. */
  readonly version: string | null
  readonly archive: Buffer
  readonly created: number
}

/** The running service. */
export interface CacheService {
  readonly url: string
  /** What a runner gives to a step. */
  readonly env: Readonly<Record<string, string>>
  readonly requests: readonly CacheRequest[]
  readonly entries: readonly Entry[]
  mode: CacheServiceMode
  /** Resolves when the next request has come. */
  readonly nextRequest: () => Promise<void>
  /** Puts an archive under a key, whatever path and compression it is asked for. */
  readonly plant: (key: string, archive: Buffer) => void
  readonly close: () => Promise<void>
}

type Answer = Readonly<Record<string, unknown>>

const servicePath = '/twirp/github.actions.results.api.v1.CacheService/'
const deniedText = 'cache write denied: the token of this run has no writable scope'

/** Starts an empty service on a free port. */
export async function startCacheService(): Promise<CacheService> {
  const requests: CacheRequest[] = []
  const entries: Entry[] = []
  const uploads = new Map<
    string,
    { key: string; version: string; blocks: Map<string, Buffer>; whole: Buffer | null }
  >()
  const sockets = new Set<Socket>()
  const waiting: (() => void)[] = []
  let count = 0

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function note(call: string, key: string | null): void {
    requests.push({ call, key })
    for (const wake of waiting.splice(0)) wake()
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const body = await buffer(request)
    if (pathname.startsWith(servicePath)) return call(pathname.slice(servicePath.length), body, response)
    if (pathname.startsWith('/blob/')) {
      note(`${request.method} blob`, null)
      if (request.method === 'PUT') return upload(pathname, searchParams, body, response)
      if (request.method === 'GET') return download(pathname, response)
    }
    return response.writeHead(404).end()
  }

  function call(name: string, body: Buffer, response: ServerResponse): ServerResponse {
    const message: { key: string; version: string; restore_keys?: string[] } = JSON.parse(body.toString())
    note(name, message.key)
    if (service.mode === 'hanging') return response
    if (service.mode === 'broken') return json(response, 500, { code: 'internal', msg: 'out of order' })
    if (service.mode === 'rate-limited') {
      response.setHeader('retry-after', '30')
      return json(response, 429, { code: 'resource_exhausted', msg: 'slow down' })
    }
    if (name === 'GetCacheEntryDownloadURL') return lookUp(message, response)
    if (name === 'CreateCacheEntry') return reserve(message, response)
    if (name === 'FinalizeCacheEntryUpload') return finish(message, response)
    return json(response, 404, { code: 'bad_route', msg: name })
  }

  function lookUp(
    message: { key: string; version: string; restore_keys?: string[] },
    response: ServerResponse,
  ): ServerResponse {
    if (service.mode === 'denied') {
      return json(response, 403, {
        code: 'permission_denied',
        msg: 'cache read denied: the token has no readable scope',
      })
    }
    const fitting = entries.filter(({ version }) => version === null || version === message.version)
    const exact = fitting.find(({ key }) => key === message.key)
    const newest = fitting.toSorted((a, b) => b.created - a.created)
    const near = [message.key, ...(message.restore_keys ?? [])]
      .map((prefix) => newest.find(({ key }) => key.startsWith(prefix)))
      .find((entry) => entry !== undefined)
    const found = exact ?? near
    if (found === undefined) return json(response, 200, { ok: false })
    return json(response, 200, {
      ok: true,
      signed_download_url: `${url}/blob/${entries.indexOf(found)}?sig=download-secret`,
      matched_key: found.key,
    })
  }

  function reserve(
    { key, version }: { key: string; version: string },
    response: ServerResponse,
  ): ServerResponse {
    if (service.mode === 'read-only' || service.mode === 'denied') {
      return json(response, 200, { ok: false, message: deniedText })
    }
    const taken =
      service.mode === 'reserved' ||
      entries.some((entry) => entry.key === key && entry.version === version) ||
      [...uploads.values()].some((upload) => upload.key === key && upload.version === version)
    if (taken) {
      const msg = 'cache entry with the same key, version, and scope already exists'
      return json(response, 409, { code: 'already_exists', msg })
    }
    const path = `/blob/upload-${uploads.size}`
    uploads.set(path, { key, version, blocks: new Map(), whole: null })
    return json(response, 200, { ok: true, signed_upload_url: `${url}${path}?sig=upload-secret` })
  }

  function upload(
    path: string,
    search: URLSearchParams,
    body: Buffer,
    response: ServerResponse,
  ): ServerResponse {
    const target = uploads.get(path)
    if (target === undefined) return response.writeHead(404).end()
    if (search.get('comp') === 'block') target.blocks.set(search.get('blockid') ?? '', body)
    else if (search.get('comp') === 'blocklist') {
      const ids = [...body.toString().matchAll(/<Latest>(.*?)<\/Latest>/g)].map(([, id]) => id ?? '')
      target.whole = Buffer.concat(ids.map((id) => target.blocks.get(id) ?? Buffer.alloc(0)))
    } else target.whole = body
    const etag = createHash('md5').update(body).digest('hex')
    return response.writeHead(201, { etag: `"${etag}"`, 'last-modified': new Date().toUTCString() }).end()
  }

  function finish(
    { key, version }: { key: string; version: string },
    response: ServerResponse,
  ): ServerResponse {
    const [path, done] = [...uploads].find(([, { key: k, version: v }]) => k === key && v === version) ?? []
    if (path === undefined || !done?.whole)
      return json(response, 200, { ok: false, message: 'nothing was uploaded' })
    uploads.delete(path)
    entries.push({ key, version, archive: done.whole, created: ++count })
    return json(response, 200, { ok: true, entry_id: String(entries.length) })
  }

  async function download(path: string, response: ServerResponse): Promise<unknown> {
    const archive = entries[Number(path.slice('/blob/'.length))]?.archive
    if (archive === undefined) return response.writeHead(404).end()
    response.writeHead(200, { 'content-length': archive.length })
    if (service.mode === 'cut') {
      response.write(archive.subarray(0, archive.length / 2), () => response.destroy())
    } else if (service.mode === 'slow') {
      for (let at = 0; at < archive.length && !response.destroyed; at += 1024) {
        await new Promise((resolve) => setTimeout(resolve, 2_000))
        response.write(archive.subarray(at, at + 1024))
      }
      response.end()
    } else response.end(archive)
    return
  }

  const service: CacheService = {
    url,
    env: {
      ACTIONS_CACHE_SERVICE_V2: 'True',
      ACTIONS_RESULTS_URL: `${url}/`,
      ACTIONS_RUNTIME_TOKEN: 'runtime-token',
      GITHUB_SERVER_URL: 'https://github.com',
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    },
    requests,
    entries,
    mode: 'normal',
    nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
    plant: (key, archive) => void entries.push({ key, version: null, archive, created: ++count }),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      if (server.listening) await once(server, 'close')
    },
  }
  return service
}

function json(response: ServerResponse, status: number, body: Answer): ServerResponse {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
