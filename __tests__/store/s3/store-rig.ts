// What the tests of a bucket share: a store over one server, with credentials or none.

import { systemClock } from '../../../src/platform/clock.ts'
import { createHttp, type Http } from '../../../src/platform/http.ts'
import { openS3Store } from '../../../src/store/s3/open-s3-store.ts'
import type { ModuleStore, StoreRead } from '../../../src/store/store.ts'

export const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG' }

/** Without a metadata service, which no test may ask for. */
const withoutMetadata = { AWS_EC2_METADATA_DISABLED: 'true' }

export interface OpenStore {
  readonly store: ModuleStore
  readonly http: Http
  readonly masked: string[]
}

export function openStore(
  env: Readonly<Record<string, string>>,
  { bucket = 'team-modules', prefix = 'go' } = {},
): OpenStore {
  const http = createHttp({ env: {} })
  const masked: string[] = []
  const opened = openS3Store({
    bucket,
    prefix,
    env: { ...withoutMetadata, ...env },
    http,
    clock: systemClock,
    random: () => 0,
    mask: async (secrets) => {
      masked.push(...secrets)
    },
  })
  if (opened.kind === 'problem') throw new Error(opened.reason)
  return { store: opened.store, http, masked }
}

export const options = () => ({ onBytes: () => {}, signal: AbortSignal.timeout(20_000) })

/** The object's text, or how it was not read. */
export async function textOf(read: StoreRead): Promise<string> {
  if (read.kind === 'failed') return `${read.trouble.kind}: ${read.trouble.reason}`
  if (read.kind !== 'body') return read.kind
  const chunks: Uint8Array[] = []
  for await (const chunk of read.body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
