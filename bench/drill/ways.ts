// The five ways of downloading that the drill compares.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from '../../src/report/report.ts'
import { runLimited } from './command.ts'

export const ways = ['comma', 'pipe', 'retried', 'without-fetch', 'ours'] as const
export type Way = (typeof ways)[number]

export const wayTitles = {
  comma: 'plain `go`, `,`',
  pipe: 'plain `go`, `|`',
  retried: 'plain `go`, `|`, 3 blind retries',
  'without-fetch': 'ours, `prefetch: false`',
  ours: 'ours',
} as const satisfies Record<Way, string>

/** What is the same for every cell. */
export interface Settings {
  /** After so long a plain `go` is taken to hang; it has no limit of its own. */
  readonly hangMs: number
  /** Between blind retries: what is told, and what is really waited. */
  readonly pauseMs: number
  readonly waitedMs: number
  readonly timeout: string
  readonly stallTimeout: string
  /** Folder of the built command line. */
  readonly dist: string
}

const retries = 3

/** A run of ours that goes on for so long beyond its own time limit has missed it. */
const graceMs = 8_000

export interface WayResult {
  readonly ok: boolean
  /** It had to be killed. */
  readonly hung: boolean
  /** With the pauses as they are told. */
  readonly ms: number
  /** Only of ours. */
  readonly report: Report | null
  readonly stderr: string
}

interface WayRun {
  readonly folder: string
  readonly projectDir: string
  readonly urls: readonly [string, string]
  readonly env: Readonly<Record<string, string>>
  readonly settings: Settings
}

/** Downloads in one way, into the module cache that `env` names. */
export function download(way: Way, run: WayRun): Promise<WayResult> {
  switch (way) {
    case 'comma':
      return plain(run, { separator: ',', runs: 1 })
    case 'pipe':
      return plain(run, { separator: '|', runs: 1 })
    case 'retried':
      return plain(run, { separator: '|', runs: 1 + retries })
    case 'without-fetch':
      return ours(run, ['--no-prefetch'])
    case 'ours':
      return ours(run, [])
  }
}

async function plain(
  { projectDir, urls, env, settings }: WayRun,
  { separator, runs }: { readonly separator: ',' | '|'; readonly runs: number },
): Promise<WayResult> {
  let ms = 0
  for (let run = 1; ; run++) {
    const ended = await runLimited('go', ['mod', 'download'], {
      cwd: projectDir,
      env: { ...env, GOPROXY: urls.join(separator) },
      limitMs: settings.hangMs,
    })
    ms += ended.ms
    const ok = ended.code === 0
    const hung = ended.kind === 'limit'
    if (ok || hung || run === runs) return { ok, hung, ms, report: null, stderr: ended.stderr }
    await sleep(settings.waitedMs)
    ms += settings.pauseMs
  }
}

async function ours(
  { folder, projectDir, urls, env, settings }: WayRun,
  flags: readonly string[],
): Promise<WayResult> {
  const reportPath = join(folder, 'report.json')
  const { timeout, stallTimeout, dist } = settings
  const args = [
    ...[join(dist, 'cli.js'), 'download', '--proxies', urls.join('|'), '--report', reportPath],
    ...['--no-cache', '--timeout', timeout, '--stall-timeout', stallTimeout, ...flags],
  ]
  const limitMs = Number.parseInt(timeout, 10) * 1_000 + graceMs
  const ended = await runLimited(process.execPath, args, { cwd: projectDir, env, limitMs })
  const report = await readFile(reportPath, 'utf8').then(
    (text): Report => JSON.parse(text),
    () => null,
  )
  return { ok: ended.code === 0, hung: ended.kind === 'limit', ms: ended.ms, report, stderr: ended.stderr }
}
