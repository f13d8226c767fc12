// The job summary: the report as HTML for GITHUB_STEP_SUMMARY.

import { h } from 'hastscript'
import { formatCount } from '../text/units.ts'
import { fitSections, type Section } from './budget.ts'
import { cacheLines } from './cache-line.ts'
import { type Content, htmlBlock, list, paragraph, table } from './html.ts'
import { notes } from './notes.ts'
import { code, prose } from './prose.ts'
import type { Report } from './report.ts'
import { attempts, excerpt, reproduction, timeline } from './sections/attempts.ts'
import { blockedModules, otherFaults, whatFailed, whatToDo } from './sections/failure.ts'
import { proxies, requests } from './sections/network.ts'
import { slowestLine } from './slowest.ts'
import { verdictOf } from './verdict.ts'

interface SummaryOptions {
  /** Where `docs/` can be read, ending in `/`: `https://github.com/<owner>/<repository>/blob/v1/`. No links without it. */
  readonly catalogue?: string | null
}

/** GitHub shows nothing at all of a summary above 1 MiB. */
const limitBytes = 64 * 1024

/**
 * The summary as one HTML block, safe to append to a Markdown file. Nothing in the report can add an element, a link or a mention.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#adding-a-job-summary
 */
export function renderSummary(report: Report, options: SummaryOptions = {}): string {
  const sections = (report.result === 'complete' ? greenSections : allSections)(
    report,
    options.catalogue ?? null,
  )
    .filter(({ content }) => content.length > 0)
    .map(({ content, ...section }): Section => ({ ...section, html: htmlBlock(content) }))
  const { kept, omitted } = fitSections(sections, limitBytes)
  const left =
    omitted.length === 0
      ? []
      : [htmlBlock([paragraph(`Left out for size, and in the JSON report: ${omitted.join(', ')}.`)])]
  return `${[...kept.map(({ html }) => html), ...left].join('\n')}\n`
}

type Part = Omit<Section, 'html'> & { readonly content: Content }

/** In the order of reading. */
function allSections(report: Report, catalogue: string | null): Part[] {
  return [
    { name: 'verdict', weight: Number.POSITIVE_INFINITY, content: verdict(report) },
    { name: 'what to do', weight: 100, content: report.result === 'failed' ? whatToDo(report) : [] },
    {
      name: 'what failed',
      weight: 90,
      content: report.result === 'failed' ? whatFailed(report, catalogue) : [],
    },
    { name: 'modules with this fault', weight: 25, content: blockedModules(report) },
    { name: 'more faults', weight: 40, content: otherFaults(report) },
    { name: 'proxies', weight: 60, content: proxies(report) },
    { name: 'timeline', weight: 45, content: timeline(report) },
    { name: 'attempts', weight: 70, content: attempts(report) },
    { name: 'requests', weight: 20, content: requests(report) },
    { name: 'what was printed', weight: 80, content: excerpt(report) },
    { name: 'modules of the project', weight: 30, content: scopes(report) },
    { name: 'slowest modules', weight: 35, content: slowest(report) },
    { name: 'cache', weight: 75, content: cache(report) },
    { name: 'notes', weight: 50, content: noteList(report) },
    { name: 'how to see it yourself', weight: 65, content: reproduction(report) },
  ]
}

/** When all went well: three to six lines. */
function greenSections(report: Report): Part[] {
  return [
    { name: 'verdict', weight: Number.POSITIVE_INFINITY, content: verdict(report) },
    { name: 'slowest modules', weight: 35, content: slowest(report) },
    { name: 'cache', weight: 75, content: cache(report) },
    { name: 'notes', weight: 50, content: noteList(report) },
  ]
}

function verdict(report: Report): Content {
  const { glyph, headline, blame, sentences } = verdictOf(report)
  return [
    h('h3', [{ type: 'text', value: `${glyph} ` }, ...prose(headline)]),
    ...(blame === null ? [] : [h('p', [h('strong', prose(blame))])]),
    paragraph(...sentences),
  ]
}

function slowest(report: Report): Content {
  const sentence = slowestLine(report)
  return sentence === '' ? [] : [paragraph(sentence)]
}

function cache(report: Report): Content {
  const sentences = cacheLines(report)
  return sentences.length === 0 ? [] : [paragraph(...sentences)]
}

function noteList(report: Report): Content {
  const sentences = notes(report)
  return sentences.length === 0 ? [] : [list('ul', sentences, 12)]
}

/** Only where there are several, and not all are complete. */
function scopes({ scopes }: Report): Content {
  if (scopes.length < 2 || scopes.every((scope) => scope.complete)) return []
  const rows = [...scopes]
    .sort((a, b) => Number(a.complete) - Number(b.complete))
    .map((scope) => [
      code(scope.name, 160),
      code(scope.module, 160),
      formatCount(scope.modules),
      scope.complete ? 'complete' : 'incomplete',
    ])
  return table(['Folder', 'Module', 'Downloads', 'State'], rows, 30)
}
