// Takes the prefixes, colours and progress of a build system off a line, so that the tool's own text is left.

/** Longer lines are cut: nothing that `go` says about a fetch is this long. */
export const maxLineLength = 10_000

/** A prefix that a build system puts in front of a line, and the characters that it can begin with. */
interface Prefix {
  readonly starts: string
  /** A cheap test before the pattern. */
  readonly holds?: string
  readonly pattern: RegExp
}

const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Anchored and linear; each may stand behind any other. */
const prefixes: readonly Prefix[] = [
  // gh run view --log: job, step, text.
  { starts: letters + digits, holds: '\t20', pattern: /^[^\t]{1,80}\t[^\t]{1,120}\t(?=20\d\d-\d\d-\d\dT)/ },
  // Bamboo: stream, date.
  { starts: 'bes', pattern: /^(?:build|error|simple)\t\d\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d\t/ },
  // ISO timestamps of GitHub, Azure, Jenkins, Prow, Docker; optionally bracketed.
  {
    starts: `[${digits}`,
    pattern: /^\s{0,8}\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? ?/,
  },
  // GitLab's stream marks after the timestamp.
  { starts: digits, pattern: /^\d\d[OE](?:\+| )/ },
  // Go's log package.
  { starts: digits, pattern: /^\s{0,8}\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? / },
  // Times of day of Jenkins, AppVeyor, TeamCity.
  { starts: `[${digits}`, pattern: /^\s{0,8}\[?\d{1,2}:\d\d:\d\d(?:\.\d{1,9})?Z?\]? ?(?:[WEI]:\s*)?/ },
  // Seconds since the start: obs, kernels, some runners.
  { starts: '[', pattern: /^\[ {0,6}\d{1,6}(?:\.\d{1,6})?s\] / },
  { starts: '[', pattern: /^\[Step \d{1,3}\/\d{1,3}\] / },
  // klog: I0102 15:04:05.000000 1234 file.go:12]
  { starts: 'IWEF', pattern: /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,6}\s{1,8}\d{1,9} [\w.-]{1,80}:\d{1,6}\] / },
  // BuildKit: "#12 34.56 ", and "34.56 " in its closing summary.
  { starts: '#', pattern: /^#\d{1,4} (?:\d{1,6}\.\d{1,3} )?/ },
  { starts: digits, pattern: /^\s{0,4}\d{1,6}\.\d{2,3} / },
  // Cloud Build and Drone.
  { starts: 'S', pattern: /^Step #\d{1,3}(?: - "[^"]{1,80}")?: / },
  { starts: '[', pattern: /^\[[\w.:-]{1,60}:L\d{1,6}:\d{1,6}s\] / },
  // docker compose, bitbake, boxes drawn around another tool's output.
  { starts: letters + digits, holds: '| ', pattern: /^\s{0,8}[\w.-]{1,60}\s{1,20}\| / },
  // Parallel builds: the target's name before what is known to begin a message.
  {
    starts: letters + digits,
    holds: ':\t',
    pattern: /^[\w@./-]{1,60}:\t(?=\t{0,2}(?:go|fatal|error|remote|server response): )/,
  },
  { starts: '|│┃┆', pattern: /^\s{0,8}[|│┃┆] ?/ },
  // act: the workflow and job.
  { starts: '[', pattern: /^\[[^\]\n]{1,80}\]\s{1,8}\| / },
  // Jenkins' branch names and Buildpacks' phases.
  {
    starts: '[',
    pattern:
      /^\[(?:builder|detector|analyzer|exporter|pipeline|build|linux|windows|darwin)[\w./ -]{0,60}\] /i,
  },
  // Quotations.
  { starts: '>', pattern: /^ {0,3}> ?/ },
  // Workflow commands and log levels that are nothing but a frame.
  { starts: '#', pattern: /^##\[(?:error|warning|debug|command|group)\]/ },
  { starts: ':', pattern: /^::(?:error|warning|debug)[^:\n]{0,200}::/ },
  { starts: 's', pattern: /^\s{0,8}(?:stderr|stdout): / },
  { starts: 'u', pattern: /^updater \| / },
  {
    starts: 'EIWDF',
    pattern: /^(?:ERROR|ERRO|INFO|WARN|DEBUG|FATAL)(?:\[\d{1,6}\])?:? (?:<job_\d{1,12}> )?/,
  },
]

/** Those that can stand before a text with this first character, in their order. */
const prefixesBefore: ReadonlyMap<string, readonly Prefix[]> = new Map(
  [...new Set(prefixes.flatMap(({ starts }) => [...starts]))].map((first) => [
    first,
    prefixes.filter(({ starts }) => starts.includes(first)),
  ]),
)

const escapeSequences =
  /\u001b(?:\[[0-9;?]{0,32}[ -/]?[@-~]|\][^\u0007\u001b]{0,200}(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>])/g
// The escape character is lost in some logs while the rest of a colour code stays.
const bareColours = /\[(?:\d{1,3};){0,4}\d{1,3}m/g
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u2060\ufeff]/g

// The commonest of them; hardly any line has one.
const marks = /[\u0000\u0007\u0008\u001b\u007f\u200b\u2060\ufeff]/

/** Without any character that a terminal does not show. */
export function printable(text: string): string {
  return text.replace(invisible, '')
}

/** A terminal shows what follows the last carriage return; a trailing one is only a line end. */
function afterCarriageReturn(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  const last = text.lastIndexOf('\r')
  return last < 0 ? text : text.slice(last + 1) || text.slice(0, last)
}

/** Buildkite's time marks. */
const buildkiteMark = /\u001b_bk;t=\d{1,20}\u0007/g

/** Takes colours and control characters out of a line, and cuts it at {@link maxLineLength}. */
export function plain(line: string): string {
  const cut = line.length > maxLineLength ? line.slice(0, maxLineLength) : line
  let text = cut
  if (text.includes('\u001b')) text = text.replace(buildkiteMark, '').replace(escapeSequences, '')
  if (text.includes('m')) text = text.includes('[') ? text.replace(bareColours, '') : text
  if (text.includes('\r')) text = afterCarriageReturn(text)
  return marks.test(text) ? printable(text) : text
}

/** The tool's own text of a line: prefixes off, indentation kept. */
export function normalise(line: string): string {
  let text = plain(line)
  // Prefixes nest (a timestamp, a container's name, a stage); eight are more than any system stacks.
  for (let round = 0; round < 8; round++) {
    const before = text.length
    const first = text.trimStart().charAt(0)
    for (const { holds, pattern } of prefixesBefore.get(first) ?? []) {
      if (holds !== undefined && !text.includes(holds)) continue
      const prefix = pattern.exec(text)
      if (prefix !== null) text = text.slice(prefix[0].length)
    }
    if (text.length === before) break
  }
  return text.trimEnd()
}
