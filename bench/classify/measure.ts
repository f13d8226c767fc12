// Figures over judged texts. Rates are 0 to 1.

import { type FaultLayer, layerOf } from '../../src/faults/category.ts'
import type { Judged, JudgedNegative } from './judge.ts'

interface CategoryFigures {
  readonly labelled: number
  readonly found: number
  readonly right: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

export interface Figures {
  readonly n: number
  readonly accuracy: number
  /** Mean F1 over the categories that the labels hold. */
  readonly macroF1: number
  readonly unknownRate: number
  /** Wrong with a confidence of 0.8 or more. */
  readonly confidentlyWrongRate: number
  /** Of the texts called the network's or a service's trouble: how many are not the user's own. */
  readonly networkOrServicePrecision: number
  readonly networkOrServiceRecall: number
  readonly moduleRight: number
  readonly hostRight: number
  /** The same, of the texts whose label names one. */
  readonly namedModuleRight: number
  readonly namedHostRight: number
  readonly transientRight: number
  readonly causeInExcerpt: number | null
  readonly categories: Readonly<Record<string, CategoryFigures>>
  /** Label → answer → count. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface NegativeFigures {
  readonly n: number
  readonly anyFault: number
  /** Faults of network, service or access kind. */
  readonly networkServiceAccess: number
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)
const notYours: readonly (FaultLayer | 'none')[] = ['network', 'service']
const layer = (category: Judged['found']): FaultLayer | 'none' =>
  category === 'none' ? 'none' : layerOf[category]

function categoryFigures(judged: readonly Judged[], category: string): CategoryFigures {
  const labelled = judged.filter((each) => each.labelled.category === category).length
  const found = judged.filter((each) => each.found === category).length
  const right = judged.filter((each) => each.found === category && each.labelled.category === category).length
  const [precision, recall] = [ratio(right, found), ratio(right, labelled)]
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { labelled, found, right, precision, recall, f1 }
}

function confusionOf(judged: readonly Judged[]): Record<string, Record<string, number>> {
  const confusion: Record<string, Record<string, number>> = {}
  for (const { labelled, found } of judged) {
    confusion[labelled.category] ??= {}
    const row = confusion[labelled.category] ?? {}
    row[found] = (row[found] ?? 0) + 1
  }
  return confusion
}

/** All figures of one set. */
export function measure(judged: readonly Judged[]): Figures {
  const n = judged.length
  const share = (holds: (each: Judged) => boolean): number => ratio(judged.filter(holds).length, n)
  const names = [...new Set(judged.map(({ labelled }) => labelled.category))].sort()
  const categories = Object.fromEntries(names.map((name) => [name, categoryFigures(judged, name)]))
  const isRemote = (each: Judged): boolean => notYours.includes(layer(each.labelled.category))
  const calledRemote = judged.filter((each) => notYours.includes(layer(each.found)))
  const rightOf = (names: (each: Judged) => string | null | undefined, right: (each: Judged) => boolean) => {
    const named = judged.filter((each) => typeof names(each) === 'string')
    return ratio(named.filter(right).length, named.length)
  }
  const withCause = judged.filter((each) => each.causeInExcerpt !== null)
  return {
    n,
    accuracy: share((each) => each.found === each.labelled.category),
    macroF1: ratio(
      Object.values(categories).reduce((sum, { f1 }) => sum + f1, 0),
      names.length,
    ),
    unknownRate: share((each) => each.found === 'unknown' || each.found === 'none'),
    confidentlyWrongRate: share(
      (each) => each.found !== each.labelled.category && (each.fault?.confidence ?? 0) >= 0.8,
    ),
    networkOrServicePrecision: ratio(calledRemote.filter(isRemote).length, calledRemote.length),
    networkOrServiceRecall: ratio(calledRemote.filter(isRemote).length, judged.filter(isRemote).length),
    moduleRight: share((each) => each.moduleRight),
    hostRight: share((each) => each.hostRight),
    namedModuleRight: rightOf(
      ({ labelled }) => labelled.modules[0],
      (each) => each.moduleRight,
    ),
    namedHostRight: rightOf(
      ({ labelled }) => labelled.hosts[0],
      (each) => each.hostRight,
    ),
    transientRight: share((each) => each.transientRight),
    causeInExcerpt:
      withCause.length === 0
        ? null
        : ratio(withCause.filter((each) => each.causeInExcerpt).length, withCause.length),
    categories,
    confusion: confusionOf(judged),
  }
}

/** How often something was found where nothing is. */
export function measureNegatives(judged: readonly JudgedNegative[]): NegativeFigures {
  const kinds: readonly FaultLayer[] = ['network', 'service', 'access']
  const faults = judged.flatMap(({ fault }) => (fault === null ? [] : [fault]))
  return {
    n: judged.length,
    anyFault: faults.length,
    networkServiceAccess: faults.filter(({ category }) => kinds.includes(layerOf[category])).length,
  }
}
