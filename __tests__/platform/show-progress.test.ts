// When a step's line is drawn, printed and taken away.

import { EventEmitter, once } from 'node:events'
import { describe, expect, test } from '@jest/globals'
import type { Clock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/console-log.ts'
import { createProgressDisplay } from '../../src/platform/show-progress.ts'

/** A clock whose sleeps end when the test says so. */
function steppedClock() {
  const steps = new EventEmitter()
  const asked: number[] = []
  const clock: Clock = {
    now: () => 0,
    date: () => new Date(0),
    sleep: async (ms, signal) => {
      asked.push(ms)
      await once(steps, 'step', { signal })
    },
  }
  const step = async () => {
    steps.emit('step')
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { clock, asked, step, waiting: () => steps.listenerCount('step') }
}

let done = 0
const step = (name: string) => () => ({ share: null, parts: [`${name} ${done}`] })

describe('on a terminal', () => {
  test('a line is drawn at once and five times a second, gives way, and is taken away at the end', async () => {
    const written: string[] = []
    const log = createLog({
      format: 'terminal',
      write: (text) => written.push(text),
      redact: (text) => text,
      tty: { columns: () => 40, colors: false },
    })
    const time = steppedClock()
    const terminal = { columns: () => 40, show: log.setProgress }
    const show = createProgressDisplay({ clock: time.clock, terminal, print: log.info })
    done = 1
    show(step('fetch'))
    done = 2
    await time.step()
    log.info('fact')
    show(step('go'))
    await time.step()
    show(null)
    await time.step()
    const away = '\r\x1b[2K'
    expect(written.join('')).toBe(`fetch 1${away}fetch 2${away}fact\nfetch 2${away}go 2${away}`)
    expect(time.asked).toEqual([200, 200, 200, 200])
    expect(time.waiting()).toBe(0)
  })
})

describe('elsewhere', () => {
  test('a line is printed after ten seconds, and every ten seconds, until the step ends', async () => {
    const printed: string[] = []
    const time = steppedClock()
    const show = createProgressDisplay({
      clock: time.clock,
      terminal: null,
      print: (line) => printed.push(line),
    })
    done = 1
    show(step('fetch'))
    expect(printed).toEqual([])
    await time.step()
    done = 2
    await time.step()
    show(null)
    await time.step()
    expect(printed).toEqual(['fetch 1', 'fetch 2'])
    expect(time.asked).toEqual([10_000, 10_000, 10_000])
    expect(time.waiting()).toBe(0)
  })
})
