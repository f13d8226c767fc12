// What our workflows may do: least rights, exact pins, no text from outside in a script, a release from main only.
// Maps to .github/workflows/*, docs/recipes.md, docs/collecting.md.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { docsBlocks } from './helpers/docs-blocks.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps?: readonly Step[]
  readonly needs?: string | readonly string[]
  readonly if?: string
  readonly uses?: string
  readonly 'timeout-minutes'?: number
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: unknown
  readonly concurrency?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const files = readdirSync('.github/workflows').map((name) => {
  const text = readFileSync(`.github/workflows/${name}`, 'utf8')
  const workflow: Workflow = parse(text)
  return { name, text, workflow }
})

/** Each `uses:` of an action, with the version that the comment behind it names. */
const pins = files.flatMap(({ name, text }) =>
  [...text.matchAll(/uses: ([^\s@.]+)@(\S+)(?: # (v\S+))?/g)].map(
    ([, action = '', ref = '', version = '']) => ({
      name,
      action,
      ref,
      version,
    }),
  ),
)

describe.each(files)('$name', ({ text, workflow }) => {
  const jobs = Object.entries(workflow.jobs)

  test('gives no right to all jobs, and each job those that it names', () => {
    expect(workflow.permissions).toEqual({})
    expect(jobs.filter(([, job]) => job.permissions === undefined).map(([id]) => id)).toEqual([])
  })

  test('runs no code of a stranger with rights of ours', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target')
    expect(Object.keys(workflow.on)).not.toContain('workflow_run')
  })

  test('puts no expression into a script, and leaves no token in the checkout', () => {
    const steps = jobs.flatMap(([, job]) => job.steps ?? [])
    expect(steps.map(({ run }) => run ?? '').filter((run) => run.includes('${{'))).toEqual([])
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([])
  })

  test('ends by itself, and not beside another run of its own', () => {
    const endless = jobs.filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined)
    expect(endless.map(([id]) => id)).toEqual([])
    expect(workflow.concurrency).toBeDefined()
  })

  test('says behind a right to write what it is for', () => {
    expect([...text.matchAll(/^ +[\w-]+: write$/gm)].map(([line]) => line)).toEqual([])
  })
})

describe('pins', () => {
  test('are whole commits, with the version in a comment', () => {
    expect(pins.length).toBeGreaterThan(15)
    const loose = pins.filter(
      ({ ref, version }) => !/^[0-9a-f]{40}$/.test(ref) || !/^v\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  test('of one action are the same everywhere, and what the docs show is not older', () => {
    const repository = (action: string) => action.split('/', 2).join('/')
    const used = new Map(pins.map(({ action, ref, version }) => [repository(action), { ref, version }]))
    expect(pins.filter(({ action, ref }) => used.get(repository(action))?.ref !== ref)).toEqual([])
    const docs = ['README.md', 'docs/recipes.md', 'docs/collecting.md']
      .map((name) => readFileSync(name, 'utf8'))
      .join('\n')
    const shown = [...docs.matchAll(/uses: ([\w.-]+\/[\w.-]+)@(v\d+)$/gm)].map(
      ([, action = '', major = '']) => ({
        action,
        major,
      }),
    )
    const older = shown.filter(({ action, major }) => {
      const version = used.get(action)?.version
      return version !== undefined && !version.startsWith(`${major}.`)
    })
    expect(older).toEqual([])
  })
})

/** What stands behind each `run:` anywhere in a parsed block. */
function scriptsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'run' && typeof inner === 'string' ? [inner] : scriptsOf(inner),
  )
}

test('no workflow that the docs show puts an expression into a script', () => {
  const pages = ['README.md', 'docs/recipes.md', 'docs/collecting.md']
  const scripts = pages
    .flatMap((page) => docsBlocks(page, 'yaml'))
    .flatMap((block) => scriptsOf(parse(block)))
  expect(scripts.length).toBeGreaterThan(10)
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([])
})

test('a release starts by hand, from main only: every job of it needs the one that asks for the branch', () => {
  const release = files.find(({ name }) => name === 'release.yml')?.workflow
  expect(Object.keys(release?.on ?? {})).toEqual(['workflow_dispatch'])
  const { check, ...others } = release?.jobs ?? {}
  expect(check?.if).toBe("github.ref == 'refs/heads/main'")
  // A job that needs a skipped one is skipped, unless its own `if` says otherwise.
  const loose = Object.entries(others).filter(([, job]) => job.needs === undefined || job.if !== undefined)
  expect(loose.map(([id]) => id)).toEqual([])
})

test('v1 moves after the examples have passed at the tag', () => {
  const release = files.find(({ name }) => name === 'release.yml')?.workflow
  expect(release?.jobs.tags?.needs).toContain('examples')
  expect(release?.jobs.examples?.needs).toContain('publish')
})
