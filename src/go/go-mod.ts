// What a go.mod says: its module, what it requires, replaces and excludes.
// https://go.dev/ref/mod#go-mod-file and golang.org/x/mod/modfile

import type { Directive, Malformed } from './modfile-syntax.ts'
import { malformed, readDirectives, unquote } from './modfile-syntax.ts'
import { checkPathMajor, splitPathMajor } from './module-path.ts'
import type { Replacement } from './replacement.ts'
import { parseReplacement } from './replacement.ts'
import { canonicalVersion } from './version.ts'

/** A module that is required, at least in this version. */
interface Requirement {
  readonly path: string
  /** Canonical, unless it names a branch or the like, which `go` resolves over the network. */
  readonly version: string
  /** Is it marked `// indirect`? */
  readonly indirect: boolean
  readonly line: number
}

/** A version that the main module refuses. */
interface Exclusion {
  readonly path: string
  readonly version: string
  readonly line: number
}

/** A go.mod. Of a dependency's only the module, go and require lines have a meaning. */
export interface GoMod {
  readonly module: string | null
  readonly go: string | null
  readonly toolchain: string | null
  readonly require: readonly Requirement[]
  readonly replace: readonly Replacement[]
  readonly exclude: readonly Exclusion[]
  readonly tool: readonly string[]
}

type ParsedGoMod = { readonly kind: 'ok'; readonly mod: GoMod } | Malformed

/** Parses the go.mod of a main module, as strict as `go` itself: the first line that it would refuse is told. */
export function parseGoMod(text: string): ParsedGoMod {
  return parse(text, 'main')
}

/** Parses the go.mod of a dependency, in which `go` ignores all that only a main module can say. */
export function parseDependencyGoMod(text: string): ParsedGoMod {
  return parse(text, 'dependency')
}

type Role = 'main' | 'dependency'

/** A GoMod while it is read. */
interface Draft {
  module: string | null
  go: string | null
  toolchain: string | null
  readonly require: Requirement[]
  readonly replace: Replacement[]
  readonly exclude: Exclusion[]
  readonly tool: string[]
}

function parse(text: string, role: Role): ParsedGoMod {
  const draft: Draft = {
    module: null,
    go: null,
    toolchain: null,
    require: [],
    replace: [],
    exclude: [],
    tool: [],
  }
  let unknown: Malformed | null = null
  const verbs = role === 'main' ? mainVerbs : dependencyVerbs
  const syntax = readDirectives(text, (directive) => {
    const read = verbs.get(directive.verb)
    if (read !== undefined && (!directive.inBlock || blockVerbs.has(directive.verb)))
      return read(draft, directive, role)
    unknown ??= malformed(directive.line, `${directive.verb} is no directive of go.mod`)
    return null
  })
  if (syntax.kind === 'malformed') return syntax
  // A directive of a Go release that is newer than this grammar is for that release to judge.
  if (role === 'main' && unknown !== null && !isNewerLanguage(draft.go)) return unknown
  return { kind: 'ok', mod: draft }
}

/** The newest release whose directives are all known here. */
const knownMinorRelease = 27

function isNewerLanguage(go: string | null): boolean {
  const minor = /^1\.([0-9]+)/.exec(go ?? '')?.[1]
  return minor !== undefined && Number(minor) > knownMinorRelease
}

/** Puts one directive into the draft; a text says what is wrong with it. */
type Reader = (draft: Draft, directive: Directive, role: Role) => string | null

const dependencyReaders = {
  module: readModule,
  go: (draft, { args }, role) => {
    if (draft.go !== null) return 'go is said twice'
    const version = readGoVersion(args, role)
    if (version === null) return 'go is followed by one version such as 1.23.0'
    draft.go = version
    return null
  },
  require: (draft, directive, role) => {
    const read = readVersion(directive, role)
    if (typeof read === 'string') return read
    draft.require.push({ ...read, indirect: isIndirect(directive.comment), line: directive.line })
    return null
  },
} satisfies Record<string, Reader>

const mainReaders = {
  ...dependencyReaders,
  toolchain: (draft, { args }) => {
    if (draft.toolchain !== null) return 'toolchain is said twice'
    const name = args[0] ?? ''
    if (args.length !== 1 || !isToolchainName(name))
      return 'toolchain is followed by one name such as go1.23.0'
    draft.toolchain = name
    return null
  },
  exclude: (draft, directive, role) => {
    const read = readVersion(directive, role)
    if (typeof read === 'string') return read
    draft.exclude.push({ ...read, line: directive.line })
    return null
  },
  replace: (draft, directive) => {
    const replacement = parseReplacement(directive)
    if (typeof replacement === 'string') return replacement
    draft.replace.push(replacement)
    return null
  },
  tool: (draft, { args }) => {
    const path = unquote(args[0] ?? '')
    if (args.length !== 1 || path === null) return 'tool is followed by one package path'
    draft.tool.push(path)
    return null
  },
  ignore: (_, { args }) =>
    args.length === 1 && unquote(args[0] ?? '') !== null ? null : 'ignore is followed by one directory',
  godebug: (_, { args }) =>
    /^[^"`',=]*=[^"`',]*$/.test(args.join(' ')) ? null : 'godebug is written: key=value',
  // What a module retracts is said in its newest version, to those who ask for updates.
  retract: () => null,
} satisfies Record<string, Reader>

// Maps, since a file may hold any word, those that every object has among them.
const dependencyVerbs: ReadonlyMap<string, Reader> = new Map(Object.entries(dependencyReaders))
const mainVerbs: ReadonlyMap<string, Reader> = new Map(Object.entries(mainReaders))

const blockVerbs = new Set([
  'module',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
])

function readModule(draft: Draft, { args }: Directive): string | null {
  if (draft.module !== null) return 'module is said twice'
  const path = unquote(args[0] ?? '')
  if (args.length !== 1 || path === null) return 'module is followed by one module path'
  draft.module = path
  return null
}

/** `go 1.21`, `go 1.21.3`, `go 1.21rc2`; of a dependency's, what stands after the second number is let go. */
export function readGoVersion(args: readonly string[], role: Role): string | null {
  const [version = ''] = args
  if (args.length !== 1) return null
  if (/^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/.test(version))
    return version
  const lax = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9]/.exec(version)?.[1]
  return role === 'dependency' ? (lax ?? null) : null
}

/** `go1.23.0`, `go1.23.0-suffix`, `default`. */
export function isToolchainName(name: string): boolean {
  return name === 'default' || /^go1(?:$|\.)/.test(name)
}

function readVersion({ verb, args }: Directive, role: Role): { path: string; version: string } | string {
  const path = unquote(args[0] ?? '')
  const written = unquote(args[1] ?? '')
  if (args.length !== 2 || path === null || written === null) return `${verb} is written: module/path v1.2.3`
  const version = canonicalVersion(written)
  if (splitPathMajor(path) === null) return `${path} is no module path: its major version suffix is not valid`
  // In a main module `go` resolves a branch or a commit, and writes down the version that it found.
  if (version === null)
    return role === 'main' ? { path, version: written } : `${written} is no version of ${path}`
  const misfit = checkPathMajor(path, version)
  return misfit === null ? { path, version } : `${path}: ${misfit}`
}

function isIndirect(comment: string | null): boolean {
  return comment !== null && /^\/\/\s*indirect(?:\s*$|;\s+\S)/.test(comment)
}
