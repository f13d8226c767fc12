// Parses a message: separates the cause from the wrappers around it, which name module, host and stage.

import { upTo } from '../../text/up-to.ts'
import { fromProxyUrl, type NamedUrl, namedUrls } from '../lines/scan.ts'
import type { ProtocolFile, Stage } from '../rules/rule.ts'
import { location, moduleOf } from './module-name.ts'

/** A message, parsed. */
export interface ParsedMessage {
  /** What this machine says, white space made single. */
  readonly cause: string
  /** What a remote said, in `server response:`. */
  readonly response: string | null
  readonly stage: Stage
  /** Is it worded as `go` words an error of a module fetch? */
  readonly isFetch: boolean
  readonly module: string | null
  readonly url: string | null
  readonly host: string | null
  readonly proxy: string | null
  readonly file: ProtocolFile | null
}

const responseMark = 'server response:'
function splitResponse(flat: string): { cause: string; response: string | null } {
  const at = flat.indexOf(responseMark)
  if (at < 0) return { cause: flat, response: null }
  // All that was kept: what the proxy's own `go` said is the cause then.
  if (at === 0)
    return {
      cause: flat
        .slice(responseMark.length)
        .replace(/^ ?not found: /, '')
        .trim(),
      response: null,
    }
  return { cause: flat.slice(0, at).trimEnd(), response: flat.slice(at + responseMark.length).trim() }
}

const sumdbHost = /(?:^|\.)sum\.golang\.(?:org|google\.cn)(?::\d+)?$/

/** Is it the checksum database that this URL asks, or a relay of it? */
export function isSumdbUrl(url: Pick<NamedUrl, 'host' | 'path'>): boolean {
  return sumdbHost.test(url.host) || /^\/(?:lookup|tile)\/|\/sumdb\/|^\/latest$/.test(url.path)
}

const toolchainStage =
  /(?:^|[\s"'])(?:download go1[.\d]|switching to go|go1[.\w]{1,20}: download failed: )|golang\.org\/toolchain[@/:]|module golang\.org\/toolchain/
const gitStage =
  /cache[/\\]vcs[/\\]|: exit status (?:128|129|141|255)|; (?:git|hg|bzr|svn|fossil) [a-z]|\bgit (?:clone|fetch|ls-remote|init|remote|config|log|tag|show|rev-parse|for-each-ref|cat-file) /

function stageOf(cause: string, urls: readonly NamedUrl[]): Stage {
  if (toolchainStage.test(cause)) return 'toolchain'
  if (urls.some(isSumdbUrl)) return 'sumdb'
  if (/: verifying (?:module|go\.mod): /.test(cause)) return 'sumdb'
  if (gitStage.test(cause)) return 'git'
  if (cause.includes('go-get=1') || cause.includes('unrecognized import path')) return 'discovery'
  return 'module'
}

function fileOf(url: NamedUrl | undefined): ProtocolFile | null {
  if (url === undefined) return null
  const path = upTo(url.path, '?')
  for (const name of ['info', 'mod', 'zip'] as const) if (path.endsWith(`.${name}`)) return name
  if (path.endsWith('/@v/list')) return 'list'
  return path.endsWith('/@latest') ? 'latest' : null
}

const gitHosts: readonly RegExp[] = [
  /unable to access '[a-z]{2,5}:\/\/(?:[^@'/]+@)?([^/']+)/,
  /(?:for|repository|to) '[a-z]{2,5}:\/\/(?:[^@'/]+@)?([^/']+)[/']/,
  /ssh: connect to host ([^\s]+) port/,
  /ssh: Could not resolve hostname ([^\s:]+)/,
  /Could not resolve host: ([^\s)']+)/,
  /Failed to connect to ([^\s]+) port/,
  /(?:^|[^\w.])git@([\w.-]+)[:/]/,
  /@([\w.-]+): Permission denied/,
]

const forwardProxy = /(?:proxyconnect|socks connect) tcp/
const proxyAddress =
  /(?:proxyconnect|socks connect) tcp: dial tcp ((?:\d{1,3}\.){3}\d{1,3}:\d{1,5}|\[[0-9a-f:]{2,60}\]:\d{1,5})/
const proxyLookup = /(?:proxyconnect|socks connect) tcp: dial tcp: lookup ([^\s:]+)/
const lookup = /\blookup ([^\s:]+)(?: on |:)/

function hostOf(cause: string, url: NamedUrl | undefined): string | null {
  if (forwardProxy.test(cause)) {
    const address = proxyAddress.exec(cause)?.[1] ?? proxyLookup.exec(cause)?.[1]
    if (address !== undefined) return address
  }
  for (const host of gitHosts) {
    const found = host.exec(cause)?.[1]
    if (found !== undefined) return found
  }
  if (url !== undefined && url.host !== '') return url.host
  const asked = lookup.exec(cause)?.[1]
  return asked?.includes('.') ? asked : null
}

const moduleWrapper =
  /@(?:v\d[\w.+!%-]*|latest|master|main|[0-9a-f]{7,40})(?:\/go\.mod)?(?::| requires|": | \(replaced)/
const goPrefix = /(?:^|[\s"'(>|:])(?:go: |go get:? |go mod[^:]{0,40}: |go: download )/
const wrapperWords =
  /unrecognized import path|verifying (?:module|go\.mod): |go-get=1|error loading module requirements|(?:^|\s)(?:package|imports) [^\s:"]+: (?:exit status \d|exec: "|https?:\/\/)|(?:^|\s)(?:require|replace|exclude) [^\s:"]+: version "|# cd \.; (?:git|hg|bzr|svn|fossil) [a-z]|# cd [^;#]{1,400}; (?:git (?:pull --ff-only|submodule update|checkout|show-ref)|(?:hg|bzr|svn) (?:pull|update)) ?|cannot load [^\s:]+: |import "[^\s"]{1,300}": unexpected status \(https?:|cache[/\\]vcs[/\\]|cache[/\\]download[/\\]|\/go\.mod at revision /
// A program under test may ask a proxy of its own: these prove something only together with a module.
const protocolWords = /\/@v\/|\/@latest|sum\.golang\.|proxy\.golang\.org|goproxy\./

// How an error of a fetch begins where no module is named: after the place of an import, or after `go: `.
const errorStart =
  /^(?:go: )?(?:parse |no secure |insecure |refusing |network |unsupported |file |path |Get "?http|read "|reading (?:https?|file):|invalid (?:proxy|version|pseudo)|unknown revision|module lookup|GOPROXY|GOVCS|git |hg |verifying |open |mkdir |write |could not create module cache: )/

const request = /: (?:reading (?:https?|file):|Get "?https?:|read "https?:)/

// A tool that sends modules to a proxy fails in its own way.
const sends = /\b(?:[Uu]pload|[Pp]ublish|[Dd]eploy|[Pp]ush)(?:ing|ed)? /

// The body of an answer that broke off, told without its module.
const bareRead = /^read "https?:\/{1,2}[^\s"]{1,2000}\.(?:zip|mod|info)": /

// The compiler's word of a source file of the module cache, below `# <package>`.
const bareSource = /^open \S{0,400}pkg[/\\]mod[/\\]\S{1,400}@v\S{1,400}\.go: /

// git's own words, quoted in the same line as the command of go that ran it.
const gitUrl = /unable to access '[a-z]{2,5}:\/\//
const goCommand = /\bgo (?:get|mod|install|build|list|test)\b/

// Hosts that serve nothing but modules, in an error that stands alone: its wrapper was left out.
const bareHosts: readonly RegExp[] = [
  /^Get "https:\/\/(?:(?:proxy|sum)\.golang\.org|goproxy\.(?:cn|io)|storage\.googleapis\.com\/proxy-golang-org-prod)\//,
  /^dial tcp: lookup (?:(?:proxy|sum)\.golang\.org|goproxy\.(?:cn|io))(?: on [^\s]{1,100})?: /,
  /^(?:tls: )?(?:failed to verify certificate: )?x509: certificate is valid for .{1,1000}, not (?:(?:proxy|sum)\.golang\.org|goproxy\.(?:cn|io))$/,
]

// go names the column too; a line alone is how other programs log.
const column = /\.go:\d{1,7}:\d{1,7}: $/

// A broken archive is told without its module.
const archive = /(?:^|: )(?:zip|flate|gzip): /
// `go mod verify` writes the version behind a space.
const moduleFirst = /^[\w-]+\.[\w.-]*\/[\w.~/-]+(?: v\d[\w.+-]*)?: /

// A chat or an issue tracker makes links of what looks like one.
const link = /\[([^\]\s[]{1,300})\]\(https?:\/\/[^)\s[]{1,400}\)/g

/** Parses a message whose white space was made single. */
export function parseMessage(message: string): ParsedMessage {
  const flat = message.includes('](http') ? message.replace(link, '$1') : message
  const { cause, response } = splitResponse(flat)
  const urls = namedUrls(cause).map(({ value }) => value)
  const url =
    urls.find((each) => isSumdbUrl(each)) ??
    urls.findLast((each) => each.path.includes('/@') || each.path.includes('go-get=1'))
  const shown = url ?? urls.at(-1)
  const module = moduleOf(cause, urls)
  const asked = url === undefined || isSumdbUrl(url) ? null : fromProxyUrl(url)
  const stage = stageOf(cause, urls)
  return {
    cause,
    response,
    stage,
    isFetch: isModuleFetch(cause, { stage, module }),
    module,
    url: shown?.url ?? null,
    host: hostOf(cause, shown),
    proxy: asked?.base ?? null,
    file: fileOf(url),
  }
}

function isModuleFetch(
  cause: string,
  { stage, module }: { readonly stage: Stage; readonly module: string | null },
): boolean {
  const place = location.exec(cause)?.[0] ?? ''
  const said = cause.slice(place.length)
  const isPlaced = column.test(place)
  if (sends.test(upTo(upTo(said, '://'), ': exit status '))) return false
  return (
    wrapperWords.test(said) ||
    (request.test(said) && goPrefix.test(said)) ||
    ((module !== null || goPrefix.test(said)) && protocolWords.test(said)) ||
    stage === 'toolchain' ||
    bareRead.test(said) ||
    bareSource.test(said) ||
    bareHosts.some((bare) => bare.test(cause)) ||
    (goCommand.test(said) && gitUrl.test(said)) ||
    (errorStart.test(said) && (goPrefix.test(cause) || isPlaced)) ||
    (archive.test(said) && (goPrefix.test(cause) || isPlaced || moduleFirst.test(said))) ||
    (module !== null && (goPrefix.test(said) || moduleWrapper.test(said)))
  )
}
