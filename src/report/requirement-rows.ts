// Why the module at fault is needed, as facts: the chain that leads to it, and who asks for which version.

import { plural } from '../text/units.ts'
import type { FactRow } from './facts.ts'
import type { Report, Requirers } from './report.ts'

/** Of a chain its ends tell most; of versions the highest, of those who ask the first. */
const mostLinks = 7
const mostVersions = 3
const mostAskers = 2

/** Nothing where the line of go.mod says it all: a module that is required directly, in one version. */
export function requirementRows({ fault, source, requiredBy }: Report): readonly FactRow[] {
  if (fault === null || fault.module === null) return []
  const found = requiredBy.modules.find(({ module }) => module === fault.module)
  if (found === undefined) return [['Required by', source === null ? unknownRequirer(requiredBy) : null]]
  return [
    ['Required by', source !== null && found.chain.length <= 2 ? null : chainText(found)],
    ['Asked for', askedFor(found, requiredBy)],
  ]
}

function unknownRequirer({ unread }: Report['requiredBy']): string | null {
  if (unread === 0) return null
  return `not known: ${plural(unread, 'go.mod file')} of the module graph could not be read`
}

function chainText({ chain, replacedBy }: Requirers): string {
  const links = chain.map(spaced)
  const half = Math.floor(mostLinks / 2)
  const shown =
    links.length <= mostLinks
      ? links
      : [...links.slice(0, half), `… ${links.length - 2 * half} more …`, ...links.slice(-half)]
  return `${shown.join(' → ')}${replacedBy === null ? '' : ` (replaced by ${spaced(replacedBy)})`}`
}

function askedFor({ versions, selected }: Requirers, { unread }: Report['requiredBy']): string | null {
  if (versions.length < 2) return null
  const told = versions.slice(0, mostVersions).map(({ version, count, by }) => {
    const names = by.slice(0, mostAskers).map(spaced)
    const more = count - names.length
    const mark = version === selected ? ' (selected)' : ''
    return `${version}${mark} by ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  })
  const lower = versions.length - told.length
  return [
    ...told,
    ...(lower > 0 ? [plural(lower, 'lower version')] : []),
    ...(unread > 0 ? [`${plural(unread, 'go.mod file')} could not be read`] : []),
  ].join('; ')
}

/** `golang.org/x/oauth2 v0.27.0`, as go.mod writes it. */
function spaced(name: string): string {
  return name.replace('@', ' ')
}
