// What the `-x` lines of `go mod download` tell: requests and commands, which are under way, which failed.
// cmd/go/internal/web/http.go, cmd/go/internal/modfetch/codehost/codehost.go, cmd/go/internal/vcs/vcs.go

import type { GoRequest } from './go-download.ts'

/** A line that `-x` makes `go` print, apart from its messages. */
type XLine =
  | { readonly kind: 'request'; readonly request: GoRequest }
  | { readonly kind: 'command-start'; readonly dir: string; readonly command: string }
  | { readonly kind: 'command-end'; readonly dir: string; readonly command: string }
  /** A folder for the repository `remote` is made, or found. */
  | { readonly kind: 'repository'; readonly dir: string; readonly remote: string }
  | { readonly kind: 'lock'; readonly dir: string }
  /** Where the next command, printed on a line of its own, runs; `go` doesn't say when that ends. */
  | { readonly kind: 'folder' }
  /** The question whether a repository is there. */
  | { readonly kind: 'ping'; readonly remote: string }

/** Recognises a line of `-x`; null for a message. */
export function readXLine(line: string): XLine | null {
  if (line.startsWith('# get ')) return readRequest(line.slice('# get '.length))
  if (line.startsWith('# lock '))
    return { kind: 'lock', dir: line.slice('# lock '.length).replace(/\.lock$/, '') }
  const repository = /^mkdir -p (.+) # [a-z]+\d* (\S+)$/.exec(line)
  if (repository) return { kind: 'repository', dir: repository[1] ?? '', remote: repository[2] ?? '' }
  const ping = /^(?:git ls-remote|hg identify|svn info|bzr info) (?:.* )?([^\s:]+:\/\/\S+)$/.exec(line)
  if (ping) return { kind: 'ping', remote: ping[1] ?? '' }
  if (/^cd (?:\/|[A-Za-z]:\\)[^;]*$/.test(line)) return { kind: 'folder' }
  const command = /^(?:(\d+\.\d+s) # )?cd ([^;]+); (.+)$/.exec(line)
  if (!command) return null
  const [, seconds, dir = '', text = ''] = command
  return { kind: seconds === undefined ? 'command-start' : 'command-end', dir, command: text }
}

function readRequest(text: string): XLine {
  // A URL holds no blank, and its own colons are never followed by one.
  const end = text.indexOf(': ')
  if (end === -1) return { kind: 'request', request: { url: text, outcome: null, seconds: null } }
  const [, outcome = '', seconds] = /^(.*?)(?: \((\d+\.\d+)s\))?$/.exec(text.slice(end + 2)) ?? []
  return {
    kind: 'request',
    request: { url: text.slice(0, end), outcome, seconds: seconds === undefined ? null : Number(seconds) },
  }
}

/** Messages after which `go` goes on: modfetch/fetch.go, modfetch/cache.go and cache/default.go of cmd/go/internal. */
const passing =
  /^go: (?:downloading|extracting|finding|warning:|disabling cache|writing (?:stat|go\.mod) cache)/

/** Is it the message with which `go` ends? It may quote a line break, and what follows that looks like any other line. */
function isLastMessage(line: string): boolean {
  return line.startsWith('go: ') && !passing.test(line)
}

/** Follows the `-x` lines of one run of `go`. */
export interface XLog {
  /** Takes a line in; null where it is a message, to be kept by the caller. */
  readonly push: (line: string) => XLine | null
  readonly counts: () => { readonly sent: number; readonly failed: number }
  /** All URLs asked so far. */
  readonly asked: () => Iterable<string>
  /** URLs asked and not answered yet, the latest last. */
  readonly awaited: () => readonly string[]
  /** URLs of zips answered with 200: `go` prints nothing when their bodies end. The latest last. */
  readonly zipsBegun: () => readonly string[]
  /** The repository that was asked whether it is there, if that is the last that was told. */
  readonly pinged: () => string | null
  /** Folders of the version control commands that have not ended, the latest last, with the remote if it was told. */
  readonly commands: () => readonly {
    readonly dir: string
    readonly command: string
    readonly remote: string | null
  }[]
}

/** Follows a run in memory that is bounded by the number of its requests. */
export function createXLog(): XLog {
  const awaited = new Map<string, number>()
  const asked = new Set<string>()
  const zips = new Set<string>()
  const commands = new Map<string, { readonly dir: string; readonly command: string }>()
  const remotes = new Map<string, string>()
  let repository: string | null = null
  let pinged: string | null = null
  let isOver = false
  let sent = 0
  let failed = 0

  function onRequest({ url, outcome }: GoRequest) {
    const waiting = awaited.get(url) ?? 0
    if (outcome === null) {
      sent++
      asked.add(url)
      awaited.delete(url)
      awaited.set(url, waiting + 1)
      return
    }
    if (waiting > 1) awaited.set(url, waiting - 1)
    else awaited.delete(url)
    if (!outcome.startsWith('200 ')) failed++
    else if (url.endsWith('.zip')) zips.add(url)
  }

  function on(line: XLine) {
    pinged = line.kind === 'ping' ? line.remote : null
    if (line.kind === 'request') onRequest(line.request)
    else if (line.kind === 'command-start') commands.set(`${line.dir}\n${line.command}`, line)
    else if (line.kind === 'command-end') commands.delete(`${line.dir}\n${line.command}`)
    else if (line.kind === 'repository') repository = line.remote
    else if (line.kind === 'lock' && repository !== null) remotes.set(line.dir, repository)
  }

  return {
    push: (text) => {
      isOver ||= isLastMessage(text)
      const line = isOver ? null : readXLine(text)
      if (line !== null) on(line)
      return line
    },
    asked: () => asked,
    counts: () => ({ sent, failed }),
    awaited: () => [...awaited.keys()],
    zipsBegun: () => [...zips],
    pinged: () => pinged,
    commands: () =>
      [...commands.values()].map((command) => ({ ...command, remote: remotes.get(command.dir) ?? null })),
  }
}
