// Who waits for an upstream that fell behind is sent to a better one, if there is one.

import { expect, test } from '@jest/globals'
import { createGate } from '../../src/fetch/gate.ts'
import { refusalsToFallBehind } from '../../src/fetch/harvest.ts'
import { upstreamGroups } from '../../src/fetch/upstream.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { parseGoproxyList } from '../../src/proxy/goproxy-list.ts'

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
    for (let count = 0; count < refusalsToFallBehind; count++) upstreams[place]?.harvest.onRefusal()
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
