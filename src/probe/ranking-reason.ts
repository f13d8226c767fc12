// Says why a proxy goes before another one of its group.

import type { GoproxyEntry } from '../go/goproxy-entry.ts'
import { covered } from './compare-verdicts.ts'
import type { ProxyVerdict, RecentHealth } from './verdict.ts'

type Verdicts = ReadonlyMap<string, ProxyVerdict>
type Named = Pick<GoproxyEntry, 'display'> | undefined

/** By what the probe saw. */
export function whyAhead(chosen: Named, passed: Named, verdicts: Verdicts): string {
  const [name, other] = [nameOf(chosen), nameOf(passed)]
  const [winner, loser] = [verdicts.get(name), verdicts.get(other)]
  if (winner === undefined || loser === undefined) return `${name} goes first.`
  if (winner.health !== loser.health) return `${name} goes before ${other}: ${lowered(loser.reason)}.`
  if (covered(winner.coverage) > covered(loser.coverage)) {
    return `${name} goes before ${other}, which has only ${loser.coverage.have} of the ${loser.coverage.asked} modules that both were asked for.`
  }
  return `${name} goes before ${other}: ${milliseconds(winner)} to the first byte instead of ${milliseconds(loser)}.`
}

/** By the last runs, where the probe found both equal. */
export function whySteadier(chosen: Named, passed: Named, verdicts: Verdicts): string {
  const [name, other] = [nameOf(chosen), nameOf(passed)]
  const [winner, loser] = [verdicts.get(name)?.history, verdicts.get(other)?.history]
  if (winner === undefined || loser === undefined) return `${name} goes first.`
  return `${name} goes before ${other}: the probe found them equal, and in the last ${loser.hours} h ${other} failed in ${failures(loser)}, ${name} in ${failures(winner)}.`
}

function failures({ failed, runs }: RecentHealth): string {
  return `${failed} of ${runs} runs`
}

function nameOf(entry: Named): string {
  return entry?.display ?? ''
}

function milliseconds({ latencyMs }: ProxyVerdict): string {
  return latencyMs === null ? 'an unknown time' : `${latencyMs.toFixed(latencyMs < 10 ? 1 : 0)} ms`
}

/** A host at the beginning keeps its letters; they are lower case anyway. */
function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}
