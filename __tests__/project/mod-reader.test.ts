// Each go.mod is read and parsed once for all plans of a run.

import { expect, test } from '@jest/globals'
import { createModReader } from '../../src/project/mod-reader.ts'

const module = { path: 'example.com/a', version: 'v1.0.0' }

/** Gives these texts one after another, and counts. */
function texts(...all: readonly (string | null)[]) {
  const asked: string[] = []
  return {
    asked,
    readText: async ({ path }: { readonly path: string }) => {
      asked.push(path)
      return all[asked.length - 1] ?? null
    },
  }
}

test('a go.mod that was read is not read again, not even by two at once', async () => {
  const mods = createModReader()
  const { asked, readText } = texts('module example.com/a\ngo 1.20\n')
  const [first, second] = await Promise.all([mods.read(module, readText), mods.read(module, readText)])
  expect([first?.go, second, await mods.read(module, readText)]).toEqual(['1.20', first, first])
  expect(asked).toEqual(['example.com/a'])
})

test.each([
  ['that is not there', null],
  ['that can not be parsed', 'require (\n'],
])('a go.mod %s is asked for again', async (_, text) => {
  const mods = createModReader()
  const { readText } = texts(text, 'module example.com/a\n')
  expect(await mods.read(module, readText)).toBeNull()
  expect(await mods.read(module, readText)).toMatchObject({ module: 'example.com/a' })
})

test('a reading that failed is a rejection for whoever asked, and is tried again', async () => {
  const mods = createModReader()
  await expect(mods.read(module, () => Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled')
  expect(await mods.read(module, async () => 'module example.com/a\n')).not.toBeNull()
})

test.each(['forget', 'forgetAll'] as const)('%s: it is read anew', async (how) => {
  const mods = createModReader()
  const { asked, readText } = texts('module example.com/a\n', 'module example.com/a\ngo 1.22\n')
  await mods.read(module, readText)
  mods[how](module)
  expect((await mods.read(module, readText))?.go).toBe('1.22')
  expect(asked).toHaveLength(2)
})
