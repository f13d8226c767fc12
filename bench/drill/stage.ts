// The servers of one cell: two proxies of which a part is at fault, and what else the fault needs.

import type { Certificates } from '../../__tests__/helpers/certificates.ts'
import {
  type Behaviour,
  deadUrl,
  type ModuleProxy,
  type ModuleProxyOptions,
  type ScriptedRequest,
  startModuleProxy,
} from '../../__tests__/helpers/module-proxy.ts'
import { chanceOf } from './chance.ts'
import { type ChecksumDatabase, startChecksumDatabase } from './checksum-database.ts'
import type { DrillFault, Place, Stage, Transport } from './faults.ts'
import type { DrillProject } from './project.ts'

interface OpenStage {
  /** The proxies in the user's order. */
  readonly urls: readonly [string, string]
  /** Requests that reached any server. */
  readonly requests: () => number
  /** `off` where go.sum is the judge. */
  readonly gosumdb: string
  readonly close: () => Promise<void>
}

/** Starts the servers. `fault` null: all is well. */
export async function openStage(
  { fault, place, seed }: { readonly fault: DrillFault | null; readonly place: Place; readonly seed: number },
  { project, certificates }: { readonly project: DrillProject; readonly certificates: Certificates },
): Promise<OpenStage> {
  const chance = chanceOf(seed)
  const stage: Stage = { project, dead: await deadUrl(), chance }
  const victim = project.modules[Math.floor(chance('victim') * project.modules.length)]
  const proxies: ModuleProxy[] = []
  const start = async (options: ModuleProxyOptions): Promise<string> => {
    const proxy = await startModuleProxy({ modules: project.modules, ...options })
    proxies.push(proxy)
    return proxy.url
  }
  const faulty = (name: string): Promise<string> => {
    const own: Stage = { ...stage, chance: (...about) => chance(name, ...about) }
    return startFaulty(
      { fault, stage: own, start, certificates },
      place === 'one' ? (victim?.path ?? '') : null,
    )
  }
  const first = await faulty('first')
  const second = place === 'all' ? await faulty('second') : await start({})
  const database = fault?.lookup ? await lookups(project, fault.lookup) : null
  return {
    urls: [first, second],
    requests: () => [...proxies, ...(database ? [database.server] : [])].reduce(sumOfRequests, 0),
    gosumdb: database?.gosumdb ?? 'off',
    close: async () => {
      await Promise.all([...proxies, ...(database ? [database.server] : [])].map((server) => server.close()))
    },
  }
}

function sumOfRequests(sum: number, { requests }: { readonly requests: readonly unknown[] }): number {
  return sum + requests.length
}

interface Casting {
  readonly fault: DrillFault | null
  readonly stage: Stage
  readonly start: (options: ModuleProxyOptions) => Promise<string>
  readonly certificates: Certificates
}

/** A proxy with the fault: as a whole, or for one module, where what is wrong with the server is met over a redirect. */
async function startFaulty(
  { fault, stage, start, certificates }: Casting,
  only: string | null,
): Promise<string> {
  if (fault === null) return start({})
  const { transport = 'http', play } = fault
  if (transport === 'refused') return stage.dead
  const script = (request: ScriptedRequest): Behaviour | undefined =>
    isHit(request, only) ? play?.(request, stage) : undefined
  const server = { ...transportOptions(transport, certificates), ...(play && { script }) }
  if (only === null || play !== undefined) return start(server)
  const behind = await start(server)
  return start({
    script: (request) =>
      isHit(request, only) ? { kind: 'redirect', to: `${behind}${encodeURI(request.path)}` } : undefined,
  })
}

/** A proxy that has nothing to do with the checksum database says so whatever else it does. */
function isHit({ file, module }: ScriptedRequest, only: string | null): boolean {
  return file !== 'sumdb' && (only === null || module === only)
}

function transportOptions(
  transport: Exclude<Transport, 'refused'>,
  { of }: Certificates,
): Pick<ModuleProxyOptions, 'tls' | 'h2'> {
  const options = {
    http: {},
    http2: { tls: of('good'), h2: true },
    'tls-expired': { tls: of('expired') },
    'tls-wrong-name': { tls: of('wrong-name') },
  } satisfies Record<Exclude<Transport, 'refused'>, Pick<ModuleProxyOptions, 'tls' | 'h2'>>
  return options[transport]
}

function lookups(
  { modules }: DrillProject,
  fault: NonNullable<DrillFault['lookup']>,
): Promise<ChecksumDatabase> {
  return startChecksumDatabase(modules, ({ path, attempt }) =>
    path.startsWith('/lookup/') ? fault({ attempt }) : undefined,
  )
}
