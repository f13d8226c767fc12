// What a go.work says: which modules make the workspace, and what it replaces.
// https://go.dev/ref/mod#go-work-file

import { isToolchainName, readGoVersion } from './go-mod.ts'
import type { Directive, Malformed } from './modfile-syntax.ts'
import { readDirectives, unquote } from './modfile-syntax.ts'
import type { Replacement } from './replacement.ts'
import { parseReplacement } from './replacement.ts'

/** A go.work. */
export interface GoWork {
  readonly go: string | null
  readonly toolchain: string | null
  /** The folders of the modules, as written: relative to go.work or absolute, with `/`. */
  readonly use: readonly { readonly dir: string; readonly line: number }[]
  readonly replace: readonly Replacement[]
}

interface Draft {
  go: string | null
  toolchain: string | null
  readonly use: { dir: string; line: number }[]
  readonly replace: Replacement[]
}

/** Parses a go.work, as strict as `go` itself. */
export function parseGoWork(text: string): { kind: 'ok'; work: GoWork } | Malformed {
  const draft: Draft = { go: null, toolchain: null, use: [], replace: [] }
  const syntax = readDirectives(text, (directive) => read(draft, directive))
  if (syntax.kind === 'malformed') return syntax
  return { kind: 'ok', work: draft }
}

function read(draft: Draft, directive: Directive): string | null {
  const { verb, args, line, inBlock } = directive
  const value = unquote(args[0] ?? '')
  if (inBlock && (verb === 'go' || verb === 'toolchain')) return `${verb} can't be a block`
  switch (verb) {
    case 'go':
      if (draft.go !== null) return 'go is said twice'
      draft.go = readGoVersion(args, 'main')
      return draft.go === null ? 'go is followed by one version such as 1.23.0' : null
    case 'toolchain':
      if (draft.toolchain !== null) return 'toolchain is said twice'
      if (args.length !== 1 || value === null || !isToolchainName(value)) {
        return 'toolchain is followed by one name such as go1.23.0'
      }
      draft.toolchain = value
      return null
    case 'use':
      if (args.length !== 1 || value === null) return 'use is followed by one directory'
      draft.use.push({ dir: value, line })
      return null
    case 'replace': {
      const replacement = parseReplacement(directive)
      if (typeof replacement === 'string') return replacement
      draft.replace.push(replacement)
      return null
    }
    case 'godebug':
      return null
    default:
      return `${verb} is no directive of go.work`
  }
}
