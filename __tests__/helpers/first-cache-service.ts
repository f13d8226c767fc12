// The first version of the cache service on loopback, as GitHub Enterprise Server and the runners of Gitea, Forgejo and act have it.

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface Entry {
  readonly key: string
  readonly version: string
  readonly archive: Buffer
}

export interface FirstCacheService {
  /** For ACTIONS_CACHE_URL: with a path of its own, as Forgejo's runner gives, and a slash at its end. */
  readonly url: string
  readonly entries: readonly Entry[]
  /** Method and path below the service's own, in order. */
  readonly requests: readonly string[]
  readonly close: () => Promise<void>
}

const base = '/secret-of-the-job/'

/** Starts an empty service on a free port. Close it. */
export async function startFirstCacheService(): Promise<FirstCacheService> {
  const entries: Entry[] = []
  const requests: string[] = []
  const uploads: { readonly key: string; readonly version: string; readonly chunks: Map<number, Buffer> }[] =
    []

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', url)
    const body = await buffer(request)
    const path = pathname.replace(base, '')
    requests.push(`${request.method} ${path.replace(/\d+$/, 'n')}`)
    const api = path.replace('_apis/artifactcache/', '')
    // The toolkit takes an id of 0 for none.
    const upload = uploads[Number(/^caches\/(\d+)$/.exec(api)?.[1] ?? Number.NaN) - 1]
    if (request.method === 'GET' && api === 'cache') lookUp(searchParams, response)
    else if (request.method === 'GET' && api.startsWith('archives/'))
      response.end(entries[Number(api.slice('archives/'.length))]?.archive)
    else if (request.method === 'POST' && api === 'caches')
      json(response, 200, { cacheId: uploads.push({ ...JSON.parse(String(body)), chunks: new Map() }) })
    else if (request.method === 'PATCH' && upload !== undefined) {
      const [, start] = /^bytes (\d+)-/.exec(request.headers['content-range'] ?? '') ?? []
      upload.chunks.set(Number(start), body)
      response.writeHead(204).end()
    } else if (request.method === 'POST' && upload !== undefined) {
      const chunks = [...upload.chunks].sort(([a], [b]) => a - b).map(([, chunk]) => chunk)
      entries.push({ key: upload.key, version: upload.version, archive: Buffer.concat(chunks) })
      response.writeHead(204).end()
    } else response.writeHead(404).end()
  }

  function lookUp(search: URLSearchParams, response: ServerResponse): void {
    const fitting = entries.filter(({ version }) => version === search.get('version'))
    const keys = (search.get('keys') ?? '').split(',')
    const found = keys
      .map((prefix) => fitting.findLast(({ key }) => key.startsWith(prefix)))
      .find((entry) => entry !== undefined)
    if (found === undefined) response.writeHead(204).end()
    else {
      const archiveLocation = `${url}_apis/artifactcache/archives/${entries.indexOf(found)}`
      json(response, 200, { result: 'hit', archiveLocation, cacheKey: found.key })
    }
  }

  return {
    url,
    entries,
    requests,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function json(response: ServerResponse, status: number, body: Readonly<Record<string, unknown>>): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
