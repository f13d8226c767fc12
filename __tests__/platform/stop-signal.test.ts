// Which signals cancel a run, on each system. That they end one in time, action/cancel.test.ts shows.

import { afterEach, expect, test } from '@jest/globals'
import { stopSignal, stopSignalNames } from '../../src/platform/stop-signal.ts'

const before = new Map(stopSignalNames('win32').map((name) => [name, process.listeners(name)]))
afterEach(() => {
  for (const [name, kept] of before)
    for (const listener of process.listeners(name))
      if (!kept.includes(listener)) process.removeListener(name, listener)
})

test.each<[NodeJS.Platform, NodeJS.Signals]>([
  ['linux', 'SIGINT'],
  ['darwin', 'SIGTERM'],
  ['win32', 'SIGINT'],
  ['win32', 'SIGBREAK'],
  ['win32', 'SIGHUP'],
])('on %s, %s', (platform, name) => {
  const signal = stopSignal(platform)
  expect(signal.aborted).toBe(false)
  process.emit(name, name)
  expect(signal.reason).toEqual(new Error(`cancelled by ${name}`))
})

test('nohup keeps its meaning: elsewhere than on Windows SIGHUP is not listened to', () => {
  const count = process.listenerCount('SIGHUP')
  stopSignal('darwin')
  expect(process.listenerCount('SIGHUP')).toBe(count)
})
