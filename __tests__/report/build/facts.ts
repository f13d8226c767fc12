// What a run found, as the report is built from it: a small project, and a download that went well.

import { parseGoMod } from '../../../src/go/go-mod.ts'
import { emptyGoSum, type GoSum, parseGoSum } from '../../../src/go/go-sum.ts'
import { type GoproxyList, parseGoproxyList } from '../../../src/go/goproxy-list.ts'
import { fileName } from '../../../src/go/layout.ts'
import type { ModuleFile } from '../../../src/go/module-file.ts'
import type {
  DownloadFacts,
  PlannedFiles,
  RunFacts,
  ScopeFacts,
} from '../../../src/report/build/run-facts.ts'
import { goEnv } from '../../fetch/fetch-rig.ts'
import { attempt, cache, fetched } from '../../helpers/reports.ts'

const goMod =
  'module example.com/main\n\ngo 1.21\n\nrequire (\n\texample.com/one v1.0.0\n\texample.com/two v1.0.0\n)\n'

/** A module in `/repo/<name>` that requires `one` and `two`, both named by go.sum. */
export function scopeOf(name: string, changes: Partial<ScopeFacts> = {}): ScopeFacts {
  const dir = name === '.' ? '/repo' : `/repo/${name}`
  const parsed = parseGoMod(goMod)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return { kind: 'module', name, dir, mains: [{ dir, mod: parsed.mod }], sums: someSums(), ...changes }
}

function someSums(): GoSum {
  const parsed = parseGoSum('example.com/one v1.0.0 h1:x=\n', 'go.sum')
  return parsed.kind === 'ok' ? parsed.sums : emptyGoSum
}

export function listOf(goproxy: string): GoproxyList {
  const parsed = parseGoproxyList(goproxy)
  if (parsed.kind !== 'ok') throw new Error(parsed.message)
  return parsed.list
}

/** The .mod and .zip of both modules. */
export const planned: readonly ModuleFile[] = ['one', 'two'].flatMap((name) =>
  (['mod', 'zip'] as const).map((kind) => ({ path: `example.com/${name}`, version: 'v1.0.0', kind })),
)

/** The planned files, of which these are there, each of 10 bytes. */
export function files(...there: readonly ModuleFile[]): PlannedFiles {
  return { files: planned, sizes: new Map(there.map((file) => [fileName(file), 10])) }
}

export function download(changes: Partial<DownloadFacts> = {}): DownloadFacts {
  return {
    complete: true,
    done: new Set(['.']),
    list: null,
    verdicts: [],
    ranking: null,
    reordered: false,
    attempts: [attempt(1, null, { kind: 'done' })],
    faults: [],
    requests: 0,
    fetch: fetched(),
    redirectors: [],
    ...changes,
  }
}

export function facts(changes: Partial<RunFacts> = {}): RunFacts {
  return {
    inputs: { strictIntegrity: false, failOnChange: false },
    project: { scopes: [scopeOf('.')], skipped: [], env: goEnv },
    list: listOf('https://a.example|https://b.example'),
    variables: {},
    root: '/repo',
    platform: 'linux',
    before: files(),
    after: files(...planned),
    requirements: { requirersOf: () => null, unread: 0 },
    download: download(),
    cache: cache(),
    problems: [],
    exported: null,
    changes: [],
    timeline: [],
    seconds: 1.5,
    ...changes,
  }
}
