// The open incidents as Markdown, for an issue or a message: dead whatever the reports hold.

import { htmlBlock, list, paragraph, table } from '../report/html.ts'
import { code } from '../report/prose.ts'
import { oneLine } from '../text/sanitise.ts'
import { formatCount, plural } from '../text/units.ts'
import type { Fleet, FleetIncident } from './shape.ts'
import { causeWords, minutesWords, ownerOf, repositoryWords, subjectWords, timeWords } from './wording.ts'

/** GitHub takes issues of 65,536 characters: ten incidents stay below it even where each character needs an escape. */
const mostIncidents = 10
const mostRepositories = 5
const mostCauses = 5
const longestName = 100
const longestListed = 60

/** Nothing where no incident is open. Else one block of HTML, in which no line is read as Markdown. */
export function renderOpenIncidents(fleet: Fleet): string {
  const open = fleet.incidents.filter((incident) => incident.open)
  if (open.length === 0) return ''
  const { runs, to, at } = fleet
  const heading = ['What', 'Since', 'Last met', 'Failed', 'Saved', 'Lost', 'Repositories']
  const causes = [...new Set(open.flatMap((incident) => incident.causes))]
  return `${htmlBlock([
    paragraph(
      `${plural(open.length, 'incident')} ${open.length === 1 ? 'is' : 'are'} open: Go modules can't be had in several repositories.`,
    ),
    ...table(heading, open.map(row), mostIncidents),
    list(
      'ul',
      causes.map((id) => causeLine(id, fleet)),
      mostCauses,
    ),
    paragraph(
      `Found at ${timeWords(at)} in ${plural(runs.runs, 'run')} of ${plural(runs.repositories, 'repository', 'repositories')}, the last of which began at ${timeWords(to ?? at)}.`,
    ),
  ])}\n`
}

function row(incident: FleetIncident): readonly string[] {
  const { start, end, failed, recoveredRuns, lostMinutes } = incident
  return [
    code(subjectWords(incident), longestName),
    timeWords(start),
    timeWords(end),
    formatCount(failed),
    formatCount(recoveredRuns),
    minutesWords(lostMinutes),
    repositories(incident),
  ]
}

function repositories({ repositories: names, repositoryCount }: FleetIncident): string {
  const shown = names.slice(0, mostRepositories)
  const more =
    repositoryCount > shown.length ? ` and ${formatCount(repositoryCount - shown.length)} more` : ''
  return `${shown.map((name) => code(repositoryWords(name), longestListed)).join(', ')}${more}`
}

function causeLine(id: string, { causes }: Fleet): string {
  const cause = causes.find((known) => known.id === id)
  const words = cause === undefined ? '' : ` (${ownerOf(cause)}): ${oneLine(causeWords(cause), 200)}.`
  return `${code(id, longestListed)}${words}`
}
