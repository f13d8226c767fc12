// What did not decide the result but should be known, one sentence each.

import { plural } from '../text/units.ts'
import { afterChange } from './changes.ts'
import { code } from './prose.ts'
import type { CacheProblem, Report } from './report.ts'
import { because, cachePlace, sentence } from './verdict.ts'
import { wrongBytesOf } from './wrong-bytes.ts'

/** Sentences for `prose`: refused bytes first, then changed files, the run's own troubles, settings. */
export function notes(report: Report): string[] {
  return [
    ...report.cache.problems.slice(0, 10).map((problem) => problemNote(problem, report)),
    ...wrongBytes(report),
    ...report.changes.map(
      (change) =>
        `The download changed ${code(change.file)} (+${change.added} −${change.removed} lines). ${afterChange(change)}`,
    ),
    ...fetchNote(report),
    ...sealedNote(report),
    ...report.notices.map(sentence),
    ...skippedNote(report),
    ...unlistedNote(report),
    ...report.findings.map(({ what, why }) => `${sentence(what)} ${sentence(why)}`),
  ]
}

function problemNote({ kind, what, reason }: CacheProblem, { cache }: Report): string {
  const place = cachePlace(cache)
  const start = {
    tampered: `Checksum mismatch: the ${place} held changed bytes of`,
    'cache-corrupt': `The ${place} held a damaged file,`,
    foreign: `The ${place} held something that does not belong there,`,
    'left-over': 'Checksum mismatch: the module cache held wrong bytes of',
  }[kind]
  const end =
    kind === 'foreign' ? 'It was left out.' : 'They were refused, and the module was asked from the proxies.'
  return `${start} ${code(what)}: ${sentence(reason)} ${end}`
}

function wrongBytes({ fetch, proxies }: Report): string[] {
  return wrongBytesOf(fetch, proxies)
    .slice(0, 10)
    .map(
      ({ module, proxy }) =>
        `Checksum mismatch: ${code(proxy)} sent bytes for ${code(module)} that go.sum contradicts. They were refused.`,
    )
}

function fetchNote({ fetch }: Report): string[] {
  if (fetch.kind === 'stepped-aside')
    return [because(`Downloading was left to ${code('go')} alone`, fetch.reason)]
  if (fetch.kind === 'crashed') {
    const what = because(
      `The concurrent fetch broke down, so ${code('go')} did the downloading`,
      fetch.reason,
    )
    return [`${what} Please report this.`]
  }
  return []
}

function sealedNote({ go }: Report): string[] {
  if (!go.sealed) return []
  return [
    `Later steps are sealed by ${code('GOPROXY=off')}: one that still downloads a module fails at once and by its name.`,
  ]
}

/** Zips that go.sum doesn't name can't be checked when they come from a cache. */
function unlistedNote({ cache }: Report): string[] {
  const unlisted = cache.save.kind === 'saved' ? (cache.save.unlisted ?? 0) : 0
  if (unlisted === 0) return []
  return [
    `${plural(unlisted, 'module')} without a line in go.sum ${unlisted === 1 ? 'was' : 'were'} not put into the cache.`,
  ]
}

function skippedNote({ skipped }: Report): string[] {
  if (skipped.length === 0) return []
  const names = skipped.slice(0, 5).map(({ name, reason }) => `${code(name, 100)} (${reason})`)
  const more = skipped.length > 5 ? ` and ${plural(skipped.length - 5, 'more')}` : ''
  return [`Skipped: ${names.join(', ')}${more}.`]
}
