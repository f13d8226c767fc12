// What many runs say, for Prometheus: the textfile collector of node_exporter, or a Pushgateway.
// https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md

import type { Fleet } from './shape.ts'

type Labels = Readonly<Record<string, string>>

interface Family {
  /** Without the prefix; ends with the unit where it has one. */
  readonly name: string
  readonly unit?: 'seconds' | 'bytes' | 'ratio'
  readonly help: string
  readonly samples: readonly { readonly labels?: Labels; readonly value: number }[]
}

const prefix = 'go_modules_fleet_'
/** Each label value is a time series of its own, which somebody's server has to keep. */
const mostSeries = 50

/** All are gauges: they tell of the reports that were given, of which fewer may be given next time. */
export function renderOpenMetrics(fleet: Fleet): string {
  const families = [ofRuns, ofTrouble, ofCacheAndProxies, ofInput].flatMap((part) => part(fleet))
  const lines = families.flatMap(({ name, unit, help, samples }) => [
    `# TYPE ${prefix}${name} gauge`,
    ...(unit === undefined ? [] : [`# UNIT ${prefix}${name} ${unit}`]),
    `# HELP ${prefix}${name} ${help}`,
    ...samples
      .slice(0, mostSeries)
      .map(({ labels = {}, value }) => `${prefix}${name}${written(labels)} ${value}`),
  ])
  return `${[...lines, '# EOF'].join('\n')}\n`
}

function ofRuns({ runs, saved }: Fleet): readonly Family[] {
  const results = ['complete', 'recovered', 'failed'] as const
  return [
    {
      name: 'runs',
      help: 'Runs by their result.',
      samples: results.map((result) => ({ labels: { result }, value: runs[result] })),
    },
    {
      name: 'saved_runs',
      help: 'Runs that met trouble, or would have, and are complete.',
      samples: Object.entries(saved).map(([by, value]) => ({ labels: { by }, value })),
    },
    {
      name: 'lost_seconds',
      unit: 'seconds',
      help: 'Time that went to faults.',
      samples: [{ value: seconds(runs.lostMinutes) }],
    },
  ]
}

function ofTrouble({ causes, hosts, incidents }: Fleet): readonly Family[] {
  return [
    {
      name: 'cause_runs',
      help: 'Runs by what went wrong.',
      samples: causes.flatMap(({ id, transient, failed, recovered }) => {
        const labels = { cause: id, transient: String(transient) }
        return [
          { labels: { ...labels, result: 'failed' }, value: failed },
          { labels: { ...labels, result: 'recovered' }, value: recovered },
        ]
      }),
    },
    {
      name: 'host_runs',
      help: 'Runs that met trouble with a host.',
      samples: hosts.flatMap(({ host, failed, recovered }) => [
        { labels: { host, result: 'failed' }, value: failed },
        { labels: { host, result: 'recovered' }, value: recovered },
      ]),
    },
    {
      name: 'incidents',
      help: 'The same trouble in several repositories within an hour.',
      samples: (['open', 'over'] as const).map((state) => ({
        labels: { state },
        value: incidents.filter(({ open }) => open === (state === 'open')).length,
      })),
    },
    {
      name: 'open_incident_runs',
      help: 'Runs that met an incident which is open, by the host or module that it is about.',
      samples: incidents
        .filter(({ open }) => open)
        .flatMap(({ subject: { kind, name }, failed, recoveredRuns }) => [
          { labels: { kind, name, result: 'failed' }, value: failed },
          { labels: { kind, name, result: 'recovered' }, value: recoveredRuns },
        ]),
    },
  ]
}

function ofCacheAndProxies({ cache, proxies }: Fleet): readonly Family[] {
  return [
    {
      name: 'cache_runs',
      help: 'Runs by what the cache entry was for them.',
      samples: (['exact', 'partial', 'miss', 'trouble', 'notNeeded', 'off'] as const).map((outcome) => ({
        labels: { outcome: outcome === 'notNeeded' ? 'not-needed' : outcome },
        value: cache[outcome],
      })),
    },
    {
      name: 'cache_hit_ratio',
      unit: 'ratio',
      help: 'Exact hits among the runs that asked.',
      samples: cache.hitRate === null ? [] : [{ value: cache.hitRate }],
    },
    {
      name: 'proxy_first_byte_seconds',
      unit: 'seconds',
      help: 'Median time to the first byte.',
      samples: proxies.flatMap(({ host, medianFirstByteMs }) =>
        medianFirstByteMs === null ? [] : [{ labels: { host }, value: medianFirstByteMs / 1_000 }],
      ),
    },
  ]
}

function ofInput({ input }: Fleet): readonly Family[] {
  return [
    {
      name: 'unreadable_reports',
      help: 'Files and lines that are no report of a version known here.',
      samples: [{ value: input.unreadable }],
    },
  ]
}

function seconds(minutes: number): number {
  return Math.round(minutes * 60)
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
