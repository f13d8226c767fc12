// Who waits for an upstream that fell behind is sent to a better one, if there is one.

import { expect, test } from '@jest/globals'
import { createGate } from '../../../src/fetch/upstream/limiter.ts'
import { modulesToFallBehind } from '../../../src/fetch/upstream/record.ts'
import { upstreamGroups } from '../../../src/fetch/upstream/upstream.ts'
import { parseGoproxyList } from '../../../src/go/goproxy-list.ts'
import { systemClock } from '../../../src/platform/clock.ts'

const someModules = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ path: `example.com/m${index}`, version: 'v1.0.0' }))

/** The upstreams of the first group, and by their places those that were recalled. */
function group(goproxy: string) {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error('the list is unusable')
  const recalled: number[] = []
  let count = 0
  const groups = upstreamGroups(parsed.list, () => {
    const place = count++
    const gate = createGate({ clock: systemClock, random: () => 0, cap: () => 1 })
    return { ...gate, recall: () => recalled.push(place) }
  })
  const upstreams = groups[0]?.upstreams ?? []
  const refuse = (place: number) => {
    for (const module of someModules(modulesToFallBehind)) upstreams[place]?.harvest.onRefusal(module)
  }
  return { upstreams, recalled, refuse }
}

test('those who wait for one that refuses are recalled', () => {
  const { refuse, recalled } = group('https://a.example|https://b.example')
  refuse(0)
  expect(recalled).toEqual([0])
})

test('and those who wait for one that forges', () => {
  const { upstreams, recalled } = group('https://a.example|https://b.example')
  upstreams[1]?.harvest.onForgery()
  expect(recalled).toEqual([1])
})

test.each(['https://a.example', 'https://a.example,https://b.example'])(
  'nobody is recalled in vain: %s',
  (goproxy) => {
    const { refuse, recalled, upstreams } = group(goproxy)
    refuse(0)
    upstreams[0]?.harvest.onForgery()
    expect(recalled).toEqual([])
  },
)

test('nor where all others fell behind before', () => {
  const { refuse, recalled } = group('https://a.example|https://b.example')
  refuse(1)
  refuse(0)
  expect(recalled).toEqual([1])
})

test('one that lacks fewer modules than it gave stays where it is', () => {
  const { upstreams, recalled } = group('https://a.example|https://b.example')
  const harvest = upstreams[0]?.harvest
  for (const module of someModules(modulesToFallBehind)) harvest?.onFile(module)
  for (const module of someModules(modulesToFallBehind)) harvest?.onRefusal(module)
  expect(harvest?.isBarren()).toBe(false)
  harvest?.onRefusal({ path: 'example.com/one-more', version: 'v1.0.0' })
  expect(harvest?.isBarren()).toBe(true)
  expect(recalled).toEqual([0])
})

test('three files of one module are one module', () => {
  const { upstreams } = group('https://a.example|https://b.example')
  const harvest = upstreams[0]?.harvest
  for (let file = 0; file < 3 * modulesToFallBehind; file++)
    harvest?.onRefusal({ path: 'example.com/m', version: 'v1.0.0' })
  expect(harvest?.isBarren()).toBe(false)
})
