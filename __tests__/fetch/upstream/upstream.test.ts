// Requests that wait for an upstream that gives little go to a better one: src/fetch/upstream/upstream.ts, upstream-record.ts.

import { expect, test } from '@jest/globals'
import { createLimiter } from '../../../src/fetch/upstream/limiter.ts'
import { upstreamGroups } from '../../../src/fetch/upstream/upstream.ts'
import { fewestRefusedModules } from '../../../src/fetch/upstream/upstream-record.ts'
import { parseGoproxyList } from '../../../src/go/goproxy-list.ts'
import { systemClock } from '../../../src/platform/clock.ts'

const someModules = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `example.com/m${index}`, version: 'v1.0.0' }))

/** The upstreams of the first group, and the places of those whose waiting requests were cancelled. */
function group(goproxy: string) {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error('the list is unusable')
  const cancelled: number[] = []
  let count = 0
  const groups = upstreamGroups(parsed.list, () => {
    const place = count++
    const limiter = createLimiter({ clock: systemClock, random: () => 0, cap: () => 1 })
    return { ...limiter, cancelWaiting: () => cancelled.push(place) }
  })
  const upstreams = groups[0]?.upstreams ?? []
  const refuse = (place: number) => {
    for (const module of someModules(fewestRefusedModules)) upstreams[place]?.record.onRefusal(module)
  }
  return { upstreams, cancelled, refuse }
}

test('requests that wait for one that refuses are cancelled', () => {
  const { refuse, cancelled } = group('https://a.example|https://b.example')
  refuse(0)
  expect(cancelled).toEqual([0])
})

test('and those that wait for one that sent wrong bytes', () => {
  const { upstreams, cancelled } = group('https://a.example|https://b.example')
  upstreams[1]?.record.onWrongBytes()
  expect(cancelled).toEqual([1])
})

test.each(['https://a.example', 'https://a.example,https://b.example'])(
  'none is cancelled where there is no other upstream: %s',
  (goproxy) => {
    const { refuse, cancelled, upstreams } = group(goproxy)
    refuse(0)
    upstreams[0]?.record.onWrongBytes()
    expect(cancelled).toEqual([])
  },
)

test('nor where all others give little, too', () => {
  const { refuse, cancelled } = group('https://a.example|https://b.example')
  refuse(1)
  refuse(0)
  expect(cancelled).toEqual([1])
})

test('one that lacks fewer modules than it gave stays where it is', () => {
  const { upstreams, cancelled } = group('https://a.example|https://b.example')
  const record = upstreams[0]?.record
  for (const module of someModules(fewestRefusedModules)) record?.onFile(module)
  for (const module of someModules(fewestRefusedModules)) record?.onRefusal(module)
  expect(record?.isAskedLast()).toBe(false)
  record?.onRefusal({ path: 'example.com/one-more', version: 'v1.0.0' })
  expect(record?.isAskedLast()).toBe(true)
  expect(cancelled).toEqual([0])
})

test('three files of one module are one module', () => {
  const { upstreams } = group('https://a.example|https://b.example')
  const record = upstreams[0]?.record
  for (let file = 0; file < 3 * fewestRefusedModules; file++)
    record?.onRefusal({ path: 'example.com/m', version: 'v1.0.0' })
  expect(record?.isAskedLast()).toBe(false)
})
