// Keeps the body of an answer between the connection and its reader.

import { describe, expect, test } from '@jest/globals'
import { createIncomingBody } from '../../src/platform/incoming-body.ts'

const bytes = (text: string) => Buffer.from(text)

function open() {
  const events: string[] = []
  const writer = createIncomingBody({
    onDrained: () => events.push('drained'),
    onDestroyed: () => events.push('destroyed'),
  })
  return { ...writer, events }
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of body) text += Buffer.from(chunk).toString()
  return text
}

describe('an incoming body', () => {
  test('gives what came before it was read, and what comes while it is', async () => {
    const { body, push, end } = open()
    push(bytes('a'))
    push(bytes('b'))
    const read = readAll(body)
    setImmediate(() => {
      push(bytes('c'))
      end()
    })
    expect(await read).toBe('abc')
  })

  test('wants no more above 256 KiB, until some of it was read', async () => {
    const { body, push, events } = open()
    expect(push(new Uint8Array(262_143))).toBe(true)
    expect(push(new Uint8Array(1))).toBe(false)
    expect(events).toEqual([])
    await body.next()
    expect(events).toEqual(['drained'])
    await body.next()
    expect(events).toEqual(['drained'])
  })

  test('tells an error after what came before it', async () => {
    const { body, push, fail } = open()
    push(bytes('a'))
    fail(new Error('broken off'))
    expect(await body.next()).toMatchObject({ done: false })
    await expect(body.next()).rejects.toThrow('broken off')
  })

  test('tells a waiting reader of an error', async () => {
    const { body, fail } = open()
    const read = body.next()
    fail(new Error('broken off'))
    await expect(read).rejects.toThrow('broken off')
  })

  test('is destroyed once, where its reader leaves', async () => {
    const { body, push, events } = open()
    push(bytes('a'))
    for await (const _ of body) break
    body.destroy()
    expect(events).toEqual(['destroyed'])
    expect(await body.next()).toEqual({ value: undefined, done: true })
  })

  test('is not destroyed where it was read to its end', async () => {
    const { body, end, events } = open()
    end()
    expect(await readAll(body)).toBe('')
    body.destroy()
    expect(events).toEqual([])
  })
})
