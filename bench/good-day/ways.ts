// The ways to a filled module cache that are measured side by side, as commands.

import { join, resolve } from 'node:path'

/** What a way starts from. */
export interface Start {
  /** Of the run: HOME, the project, the module cache. */
  readonly home: string
  readonly proxyUrl: string
  /** Folder in the layout of cache/download. */
  readonly download: string
  readonly node: string
  readonly dist: string
  /** Variables of a job with an exact cache entry; null in a cold run. */
  readonly job: Readonly<Record<string, string>> | null
  /** Of the whole module cache, made as @actions/cache makes it; null in a cold run. */
  readonly archive: string | null
}

interface WayCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

interface Way {
  readonly name: string
  /** Head of its column. */
  readonly title: string
  readonly command: (start: Start) => WayCommand
}

const go = (env: Readonly<Record<string, string>>): WayCommand => ({
  command: 'go',
  args: ['mod', 'download'],
  env,
})

export const ways = [
  { name: 'go', title: '`go mod download`', command: ({ proxyUrl }) => go({ GOPROXY: proxyUrl }) },
  {
    name: 'go16',
    title: 'GOMAXPROCS=16',
    command: ({ proxyUrl }) => go({ GOPROXY: proxyUrl, GOMAXPROCS: '16' }),
  },
  {
    name: 'file',
    title: '`go` from `file://`',
    command: ({ download }) => go({ GOPROXY: `file://${download}` }),
  },
  { name: 'offline', title: '`go`, files there', command: () => go({ GOPROXY: 'off' }) },
  {
    name: 'archive',
    title: 'archive of all (tar, zstd)',
    command: ({ archive, home }) => ({
      command: 'tar',
      args: [
        '-xf',
        archive ?? '',
        '-P',
        '-C',
        join(home, 'cache'),
        '--use-compress-program',
        'unzstd --long=30',
      ],
      env: {},
    }),
  },
  {
    name: 'step',
    title: '**this step**',
    command: ({ node, dist, proxyUrl, job }) => {
      const isCold = job === null
      const args = isCold ? [resolve(dist, 'cli.js'), 'download', '--no-cache'] : [resolve(dist, 'main.js')]
      return { command: node, args, env: { ...job, GOPROXY: proxyUrl } }
    },
  },
] as const satisfies readonly Way[]

export type WayName = (typeof ways)[number]['name']
