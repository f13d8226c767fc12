// The GOPROXY of later steps: the list in its new order, or `off` where the user wants them sealed.

import { endedBefore, formatGoproxyList, goproxySecrets } from '../go/goproxy-list.ts'
import type { World } from '../platform/world.ts'
import type { DownloadFacts } from '../report/build/run-facts.ts'
import type { Setup } from './setup.ts'

type Exporting = Pick<World, 'env' | 'exportVariable' | 'log'>

/** What later steps were given; null where their GOPROXY stays as it was. */
export async function exportGoproxy(
  { inputs }: Pick<Setup, 'inputs'>,
  world: Exporting,
  download: Pick<DownloadFacts, 'complete' | 'list' | 'redirectors' | 'reordered'>,
): Promise<'off' | 'order' | null> {
  if (inputs.seal && download.complete) return (await world.exportVariable('GOPROXY', 'off')) ? 'off' : null
  return download.reordered && (await exportOrder(download, world)) ? 'order' : null
}

/** Later steps get the new order, unless their GOPROXY would come to hold credentials that it didn't hold before. */
async function exportOrder(
  { list: ranked, redirectors }: Pick<DownloadFacts, 'list' | 'redirectors'>,
  { env, exportVariable, log }: Exporting,
): Promise<boolean> {
  const refused = redirectors.map(({ proxy }) => proxy)
  const list = ranked === null ? null : endedBefore(ranked, refused)
  if (list === null) return false
  if (goproxySecrets(list).some((secret) => !env.GOPROXY?.includes(secret))) {
    log.info('The new order is not exported to later steps, since the list holds credentials.')
    return false
  }
  return exportVariable('GOPROXY', formatGoproxyList(list))
}
