// The replace directive of go.mod and go.work: what stands for a module instead.
// https://go.dev/ref/mod#go-mod-file-replace

import type { Directive } from './modfile-syntax.ts'
import { unquote } from './modfile-syntax.ts'
import { splitPathMajor } from './module-path.ts'
import { canonicalVersion } from './version.ts'

/** One replace line. A null version on the left means every version, on the right a directory. */
export interface Replacement {
  readonly old: { readonly path: string; readonly version: string | null }
  readonly new: { readonly path: string; readonly version: string | null }
  readonly line: number
}

/** Reads a replace line; a text says what is wrong with it. */
export function parseReplacement({ args, line }: Directive): Replacement | string {
  const arrow = args[1] === '=>' ? 1 : 2
  if (args[arrow] !== '=>' || args.length < arrow + 2 || args.length > arrow + 3) {
    return 'replace is written: module/path [v1.2.3] => other/module v1.4.0, or => ../directory'
  }
  const path = unquote(args[0] ?? '')
  const target = unquote(args[arrow + 1] ?? '')
  const version = arrow === 1 ? null : unquote(args[1] ?? '')
  const targetVersion = args.length === arrow + 2 ? null : unquote(args[arrow + 2] ?? '')
  if (path === null || target === null)
    return 'a module path or a directory is quoted in a way that go does not accept'
  if (splitPathMajor(path) === null) return `${path} is no module path: its major version suffix is not valid`
  const misplaced = checkTarget(target, targetVersion)
  if (misplaced !== null) return misplaced
  return {
    old: { path, version: version === null ? null : (canonicalVersion(version) ?? version) },
    new: {
      path: target,
      version: targetVersion === null ? null : (canonicalVersion(targetVersion) ?? targetVersion),
    },
    line,
  }
}

function checkTarget(target: string, version: string | null): string | null {
  const directory = isDirectoryPath(target)
  if (version !== null) return directory ? `the directory ${target} can't have a version` : null
  if (directory) return null
  return target.includes('@')
    ? 'the module that replaces is written as path and version, with a space between them'
    : `${target} has no version, and is no directory: those start with ./, ../ or /`
}

/** Is the right-hand side a directory? Paths of every system count, since a go.mod travels. */
function isDirectoryPath(path: string): boolean {
  return /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|[A-Za-z]:)/.test(path)
}
