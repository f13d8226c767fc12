// The scripts of release.yml that change what is on GitHub, against one that is played: after a failed run, and when a job is run again.
// Maps to .github/workflows/release.yml.

import { execFile, spawnSync } from 'node:child_process'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { describeIf } from '../helpers/skip.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temp.ts'

interface State {
  readonly releases: readonly {
    readonly id: number
    readonly tag_name: string
    readonly draft: boolean
    readonly target_commitish: string
  }[]
  readonly tags: Readonly<Record<string, string>>
  readonly latest: string | null
  /** The repository's setting: what is published can't be changed. */
  readonly immutable: boolean
}

interface Step {
  readonly name?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

const workflow: { readonly jobs: Readonly<Record<string, { readonly steps?: readonly Step[] }>> } = parse(
  await readFile('.github/workflows/release.yml', 'utf8'),
)

const possible = process.platform !== 'win32' && spawnSync('jq', ['--version']).status === 0

describeIf(possible, 'release.yml is written for bash, and gh is played with jq')('release.yml', () => {
  let folder: TemporaryFolder
  const at = (name: string) => join(folder.path, name)
  beforeEach(async () => {
    folder = await temporaryFolder()
    await mkdir(at('bin'))
    await mkdir(at('release/assets'), { recursive: true })
    await writeFile(at('release/assets/SHA256SUMS'), '')
    await symlink(resolve('__tests__/helpers/fake-gh.mjs'), at('bin/gh'))
  })
  afterEach(() => folder.remove())

  const given = (state: Partial<State>) =>
    writeFile(
      at('state'),
      JSON.stringify({ releases: [], tags: {}, latest: null, immutable: true, ...state }),
    )
  const state = async (): Promise<State> => JSON.parse(await readFile(at('state'), 'utf8'))

  /** Runs a job's scripts as the runner does, for a commit; its outputs. */
  async function job(name: string, commit: string, release: string, tag = 'v1.2.3'): Promise<string> {
    await writeFile(at('output'), '')
    const values: Readonly<Record<string, string>> = {
      TAG: tag,
      RELEASE: release,
      MAJOR: 'v1',
      MINOR: 'v1.2',
    }
    for (const { run, env = {} } of workflow.jobs[name]?.steps ?? []) {
      if (run === undefined) continue
      const named = Object.keys(env).flatMap((key) => (key in values ? [[key, values[key]]] : []))
      await promisify(execFile)('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
        cwd: folder.path,
        env: {
          PATH: [at('bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
          STATE: at('state'),
          GITHUB_OUTPUT: at('output'),
          GITHUB_SHA: commit,
          ...Object.fromEntries(named),
        },
      })
    }
    return /^id=(.*)$/m.exec(await readFile(at('output'), 'utf8'))?.[1] ?? ''
  }

  test('a draft that a failed run left is not published in the place of the new one', async () => {
    await given({})
    await job('draft', 'old', '')
    const id = await job('draft', 'new', '')
    await job('publish', 'new', id)
    const { releases, tags } = await state()
    expect(releases).toEqual([expect.objectContaining({ draft: false, target_commitish: 'new' })])
    expect(tags).toEqual({ 'v1.2.3': 'new' })
  })

  test('a draft of another tag, and what is published, stay', async () => {
    const others = [
      { id: 1, tag_name: 'v1.2.2', draft: false, immutable: true, target_commitish: 'older' },
      { id: 2, tag_name: 'v2.0.0', draft: true, immutable: false, target_commitish: 'next' },
    ]
    await given({ releases: others })
    await job('draft', 'new', '')
    expect((await state()).releases.slice(0, 2)).toEqual(others)
  })

  test('publishing again changes nothing', async () => {
    await given({})
    const id = await job('draft', 'new', '')
    await job('publish', 'new', id)
    const before = await state()
    await job('publish', 'new', id)
    expect(await state()).toEqual(before)
  })

  test('without the setting that makes releases immutable the job fails, and says so', async () => {
    await given({ immutable: false })
    const id = await job('draft', 'new', '')
    await expect(job('publish', 'new', id)).rejects.toMatchObject({
      stdout: expect.stringContaining('turn on immutable releases'),
    })
  })

  test('v1 and v1.2 are made by the first release, and move to the next', async () => {
    await given({})
    await job('publish', 'new', await job('draft', 'new', ''))
    await job('tags', 'new', '')
    expect((await state()).tags).toEqual({ 'v1.2.3': 'new', 'v1.2': 'new', v1: 'new' })
    await job('publish', 'newer', await job('draft', 'newer', '', 'v1.2.4'), 'v1.2.4')
    await job('tags', 'newer', '', 'v1.2.4')
    expect((await state()).tags).toMatchObject({ 'v1.2': 'newer', v1: 'newer' })
  })

  test('the job of an old run that is run again moves no tag back', async () => {
    await given({})
    await job('publish', 'new', await job('draft', 'new', ''))
    await job('publish', 'newer', await job('draft', 'newer', '', 'v1.2.4'), 'v1.2.4')
    await job('tags', 'newer', '', 'v1.2.4')
    await expect(job('tags', 'new', '')).rejects.toMatchObject({
      stdout: expect.stringContaining("v1.2.4: v1 and v1.2 don't move to v1.2.3"),
    })
    expect((await state()).tags).toMatchObject({ 'v1.2': 'newer', v1: 'newer' })
  })
})
