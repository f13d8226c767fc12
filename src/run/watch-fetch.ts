// Watches a fetch, so that how far it is can be told at any moment.

import type { FetchOptions } from '../fetch/fetch-options.ts'
import type { Clock } from '../platform/clock.ts'
import type { Progress } from '../text/progress.ts'
import { fetchProgress, nextMeter, startMeter } from './fetch-progress.ts'

/** A host that gave nothing for so long is not named any more. */
const latelyMs = 10_000

interface FetchWatch extends Required<Pick<FetchOptions, 'onProgress' | 'onBytes'>> {
  readonly progress: () => Progress
}

/** The fetch begins now. */
export function watchFetch({ now }: Pick<Clock, 'now'>): FetchWatch {
  let meter = startMeter(now())
  let modules = { done: 0, total: 0 }
  let files = { done: 0, total: 0 }
  let bytes = 0
  const heardMs = new Map<string, number>()
  return {
    onProgress: (fetch) => {
      modules = { done: fetch.zips.fetched, total: fetch.zips.planned }
      files = { done: fetch.fetched, total: fetch.planned }
    },
    onBytes: (proxy, count) => {
      bytes += count
      heardMs.set(proxy, now())
    },
    progress: () => {
      const nowMs = now()
      const lately = [...heardMs].flatMap(([proxy, ms]) => (nowMs - ms < latelyMs ? [hostOf(proxy)] : []))
      const sample = { nowMs, modules, files, bytes, hosts: [...new Set(lately)] }
      meter = nextMeter(meter, sample)
      return fetchProgress(meter, sample)
    },
  }
}

function hostOf(proxy: string): string {
  return (URL.canParse(proxy) && new URL(proxy).host) || 'a folder'
}
