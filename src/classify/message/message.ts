// Tells which lines belong together as one message, and which can begin one.

/** A line of a log, once normalised. */
export interface LogLine {
  /** From 1. */
  readonly number: number
  /** The tool's own text: prefixes off, indentation kept. */
  readonly text: string
}

/** A line that may tell of a failed fetch, with the lines that continue it. */
export interface Message {
  readonly lines: readonly LogLine[]
  /** Lines that follow and are no message of their own: text wrapped by a mail or commit tool may go on there. */
  readonly tail: readonly LogLine[]
}

const information =
  /(?:^|[\s>|:"])go: (?:downloading|finding|extracting|found|added|adding|upgraded|downgraded|removed|creating|copying|to add module|trying|warning:|no module dependencies|updating go\.mod: requires|switching from|dropping|ignoring|skipping|not generating|disabling|build (?:flag|output)|overriding|renaming|loading|converting|using|downloaded|no packages|importing)\b|; switching to go|\bis deprecated: |go get: (?:added|upgraded|downgraded|installing|removed|warning)|\bwarning: verifying [^\s]+: unknown hashes|no matching versions for query "upgrade"? \(/

const resolved = /go: \S+ \S+ => /

// What `go -x` prints about its requests and commands; the error itself follows without the #.
const trace =
  /^\s*(?:[\d.]+s )?# (?:get|lock|cd|vcs|git|rm|mkdir|\d) ?|^\s*(?:mkdir -p|cd) [^\s]|(?:^|\s)# get https?:/

// In GOPATH mode `go get` shows the command that failed, before its output.
const failedCommand = /^\s*(?:# )?cd [^;]{1,400}; (?:git|hg|bzr|svn|fossil) [a-z]/

// What a module proxy or an egress proxy logs of requests, whatever their outcome was.
const accessLog = /^\s*(?:\[\d{1,9}\] )?(?:GET|HEAD|CONNECT|POST|\d{3}) https?:\/\/\S{1,4000}$/
const served = /"(?:GET|HEAD|CONNECT) [^\s"]{1,2000} HTTP\/\d/

// What `set -x` or a prompt shows of a command; its output follows.
const echo = /^\s*(?:\+{1,4}|\$) \S/

/** Said by `go` in passing; never a failure by itself. */
export function isInformation(text: string): boolean {
  if (failedCommand.test(text)) return false
  if (trace.test(text) || accessLog.test(text)) return true
  if (text.includes(' HTTP/') && served.test(text)) return true
  if (echo.test(text) && !text.includes(': ') && !text.includes('; git ')) return true
  return (
    (information.test(text) || resolved.test(text)) &&
    !/: Get "|: reading http|: exit status|finding [^\s]+: |dial tcp|initialization failure/.test(text)
  )
}

/** Begins something new whatever came before. */
const starter =
  /^\s*(?:go: |go (?:get|list|build|install|mod|test|run|vet|tool|generate|env)\b|go get: |verifying |-> unzip|# [^\s]|make(?:\[\d+\])?: |FAIL\b|ok\s+\t?[^\s]|\?\s+\t?[^\s]+\s+\[|--- |=== |\$ |\+ |Step \d|##\[|Error: |ERROR|Removing intermediate|The command |error: failed to solve|------|level=|time=|\{"|Traceback|panic: |npm |yarn |\[\+\])/

const located = /^\s*(?:package \S+: |(?:[A-Za-z]:)?[^\s:]+\.go:\d+)/

/** Does this line begin something new whatever came before? */
export function startsAnew(text: string): boolean {
  return starter.test(text) || located.test(text)
}

/** Continues a message even without indentation. */
const continuation =
  /^\s*(?:server response:|not found: |at revision |unknown revision|invalid version: |fatal: |remote:|error: |ERROR: Repository|warning: |Warning: |hint: |downloaded: |go\.sum: |go\.work\.sum: |sum\.golang|[^\s]+\.sum: +h1:|Confirm the import path|If this is a private|\(https fetch|https:\/\/|\d{3} [A-Z]|module declares its path|but was required as|fetch-pack|Permission denied|git@|ssh: |Host key|kex_|Connection |Load key|@@@|Please make sure|and the repository|imports|Unable to|To add|to add|abort: |bzr: |svn: )/

const open =
  /(?::| requires| imports|\breading|\(|\bat|\brevision|\bversion|\bmodule|\bgo\.mod|,|\bpath|\bfor|\bin|\bunknown|\bGet|\bunzip)$/
const openCommand = /^(?:git|hg|svn|bzr) [a-z]/

/** Does a line stop in the middle of what it says? */
function isOpenAt(text: string): boolean {
  // The longest of the words, and what stands before it.
  if (open.test(text.slice(-12))) return true
  return openCommand.test(text.slice(text.lastIndexOf(': ') + 2))
}

const gitOutput = /exit status \d{1,3}:?$|; (?:git|hg|bzr|svn|fossil) [a-z]|cache[/\\]vcs[/\\][0-9a-f]+:?/

// A wrapper that stands behind what it wraps.
const ends = [
  {
    mark: ': exit status ',
    line: /^\s*package \S+: exit status \d/,
    after: /^\s*(?:Error: )?(?:fatal|error|abort|bzr|svn): |; (?:git|hg|bzr|svn|fossil) [a-z]/,
  },
  {
    mark: 'build cache disabled',
    line: /^\s*go: cannot use modules with build cache disabled/,
    after: /go: disabling cache \(/,
  },
  {
    mark: 'no secure protocol',
    line: /: no secure protocol found for repository/,
    after: /go: missing \w+ command\./,
  },
] as const

function isEndOf(lines: readonly LogLine[], text: string): boolean {
  const end = ends.find(({ mark }) => text.includes(mark))
  return end?.line.test(text) === true && lines.some((each) => end.after.test(each.text))
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length
}

/** Does the line belong to the message that the given lines began? */
export function continues(lines: readonly LogLine[], text: string): boolean {
  const first = lines[0]
  const last = lines.at(-1)
  if (first === undefined || last === undefined || lines.length >= 40) return false
  const isOpen = isOpenAt(last.text)
  if (text.trim() === '') return false
  if (isEndOf(lines, text)) return true
  // The command that `go` proposes names the module and its version.
  if (last.text.endsWith('to add missing requirements, run:') && /^\s+go get \S/.test(text)) return true
  if (startsAnew(text)) return isOpen && /^\s*\(https fetch/.test(text)
  if (continuation.test(text))
    return isOpen || indentOf(text) >= indentOf(first.text) || gitOutput.test(first.text)
  if (isOpen) return true
  if (indentOf(text) > indentOf(first.text)) return true
  return lines.length < 20 && lines.some((line) => gitOutput.test(line.text)) && !/^\s*\S+: /.test(text)
}

const responseStart = /^\s+server response:$/

/** Is it a line of an answer's text? `go` prints one of several lines below the mark, each behind a tab, eight at most. */
export function isOfResponse(lines: readonly LogLine[], text: string): boolean {
  const start = lines.findLastIndex((line) => responseStart.test(line.text))
  const mark = lines[start]
  if (mark === undefined || lines.length - start > responseLines) return false
  return text.trim() !== '' && indentOf(text) >= indentOf(mark.text)
}

const responseLines = 9

/** One text of a message, white space made single. */
export function flatten(lines: readonly LogLine[]): string {
  let flat = ''
  for (const line of lines) {
    if (flat.length > 20_000) break
    flat += ` ${line.text}`
  }
  return flat.replace(/\s+/g, ' ').trim()
}
