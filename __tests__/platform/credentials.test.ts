// Which values of a netrc file are masked.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { netrcSecrets } from '../../src/platform/credentials.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

let folder: TemporaryFolder
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

test.each<[login: string, password: string, secrets: readonly string[]]>([
  ['bob', 'hunter2xyz', ['bob:hunter2xyz', 'hunter2xyz']],
  ['bob', 'k9#zq', ['bob:k9#zq', 'k9#zq']],
  ['bob', 'pw7', ['bob:pw7', 'pw7']],
  ['bob', 'password', ['bob:password']],
  ['loginIsToken12', 'x-oauth-basic', ['loginIsToken12:x-oauth-basic', 'loginIsToken12']],
])('of %s with %s', async (login, password, secrets) => {
  const file = join(folder.path, 'netrc')
  await writeFile(file, `machine a.example login ${login} password ${password}\n`)
  expect(await netrcSecrets({ NETRC: file }, 'linux')).toEqual(secrets)
})
