// The table of the architecture, which room may import which, held against every import; and no circles.
// Maps to src/*, bench/*, scripts/*, __tests__/helpers/*.

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from '@jest/globals'

/** From the top floor down; each room with the rooms below it that it may import, `*` for all of them. */
const rooms: Readonly<Record<string, string>> = {
  main: 'action',
  cli: 'commands platform',
  action: 'run report options platform faults text',
  commands: '*',
  fleet: 'report faults text',
  run: '*',
  version: '',
  report: 'faults findings go text',
  options: 'platform go text',
  fetch: 'store modcache project retry platform faults go text',
  store: 'modcache platform faults go text',
  cache: 'modcache project platform faults go text',
  download: 'project modcache platform faults go text',
  probe: 'modcache platform faults go text',
  toolchain: 'project platform faults go text',
  modcache: 'platform faults go text',
  project: 'platform faults go text',
  classify: 'faults go text',
  findings: 'faults go text',
  retry: 'faults go text',
  platform: 'faults text',
  faults: 'go text',
  go: 'text',
  text: '',
}
const order = Object.keys(rooms)

/** Rooms that decide and touch nothing, with the modules of Node that only compute. */
const pure = ['fleet', 'report', 'classify', 'findings', 'retry', 'faults', 'go', 'text']
/** Files of those rooms that read, and decide nothing. */
const readers = ['find-report-files', 'read-reports', 'read-stream', 'read-zip'].map(
  (name) => `src/fleet/${name}.ts`,
)
const computing = ['node:crypto', 'node:path', 'node:string_decoder']

/** What reaches the world, and the rooms that alone may. */
const reach: Readonly<Record<string, readonly string[]>> = {
  platform: [
    'node:child_process',
    'node:cluster',
    'node:dgram',
    'node:dns',
    'node:http',
    'node:http2',
    'node:https',
    'node:net',
    'node:tls',
    'undici',
    '@actions/core',
    '@actions/exec',
  ],
  cache: ['@actions/cache', 'tar-stream'],
  toolchain: ['@actions/tool-cache'],
  modcache: ['yauzl'],
  fleet: ['yauzl'],
  store: ['@smithy/signature-v4'],
}

interface Import {
  /** Below the root, with `/`. */
  readonly from: string
  /** A file below the root, or the name of a package. */
  readonly to: string
}

const root = resolve('.')

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mjs)$/.test(name))
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const named = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g)].map(([, name = '']) => name)
  return named.map((name) => ({
    from: file,
    to: name.startsWith('.')
      ? relative(root, resolve(root, file, '..', name))
          .split(sep)
          .join('/')
      : name.replace(/^(node:[^/]+)\/.*$/, '$1'),
  }))
}

function roomOf(file: string): string | null {
  const [, top = ''] = /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(file) ?? []
  return top in rooms ? top : null
}

/** Why the import isn't allowed; null where it is. */
function objection({ from, to }: Import): string | null {
  const room = roomOf(from)
  if (room === null) return `${from} lies in no room`
  const target = roomOf(to)
  if (target !== null) {
    const allowed = rooms[room] === '*' ? order.slice(order.indexOf(room) + 1) : rooms[room]?.split(' ')
    return target === room || allowed?.includes(target)
      ? null
      : `${room}/ may not import ${target}/: ${from} → ${to}`
  }
  const owners = Object.keys(reach).filter((owner) => reach[owner]?.includes(to))
  if (owners.length > 0 && !owners.includes(room))
    return `only ${owners.join('/, ')}/ may import ${to}: ${from}`
  const touches = to.startsWith('node:') && !computing.includes(to)
  return touches && pure.includes(room) && !readers.includes(from)
    ? `${room}/ is pure, and may not import ${to}: ${from}`
    : null
}

/** The first circle found, each file in it; empty where there is none. */
function circle(imports: readonly Import[]): readonly string[] {
  const next = new Map<string, Import[]>()
  for (const step of imports) next.set(step.from, [...(next.get(step.from) ?? []), step])
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const { to } of next.get(file) ?? []) {
      const found = visit(to, [...path, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of next.keys()) {
    const found = visit(file, [])
    if (found.length > 0) return found
  }
  return []
}

const source = filesBelow('src').flatMap(importsOf)

describe('the table', () => {
  test('every room is one of it, and permits only what lies below', () => {
    expect([...new Set(filesBelow('src').map(roomOf))].sort()).toEqual([...order].sort())
    for (const [index, room] of order.entries()) {
      const above = (rooms[room] ?? '').split(' ').filter((other) => order.indexOf(other) <= index)
      expect([room, above.filter((other) => other !== '*' && other !== '')]).toEqual([room, []])
    }
  })

  test('holds for every import', () => {
    expect(source.length).toBeGreaterThan(500)
    expect(source.map(objection).filter((found) => found !== null)).toEqual([])
  })

  test.each([
    ['upwards', 'src/go/version.ts', 'src/retry/decide.ts', /go\/ may not import retry\//],
    ['sideways', 'src/fetch/fetch-modules.ts', 'src/cache/key.ts', /fetch\/ may not import cache\//],
    ['the disk, by a pure room', 'src/report/json.ts', 'node:fs', /report\/ is pure/],
    ['a process', 'src/run/run.ts', 'node:child_process', /only platform\/ may import/],
    ['a file that lies in no room', 'src/other/x.ts', 'node:path', /lies in no room/],
  ])('an import %s is named', (_, from, to, message) => {
    expect(objection({ from, to })).toMatch(message)
  })
})

test('nothing but the runner starts a process, and what keeps the toolkit from starting its own', () => {
  const starting = source.filter(({ to }) => ['node:child_process', '@actions/exec'].includes(to))
  expect([...new Set(starting.map(({ from }) => from))].sort()).toEqual([
    'src/platform/exec.ts',
    'src/platform/process.ts',
    'src/platform/toolkit-programs.ts',
  ])
})

describe('no circles', () => {
  test('between the files of src/', () => {
    expect(circle(source)).toEqual([])
  })

  test.each(['bench', 'scripts', '__tests__/helpers'])('between the files of %s', (folder) => {
    expect(circle(filesBelow(folder).flatMap(importsOf))).toEqual([])
  })

  test('one would be found', () => {
    const made = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'c', to: 'a' },
    ]
    expect(circle(made)).toEqual(['a', 'b', 'c', 'a'])
  })
})
