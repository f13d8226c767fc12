// Selects the modules that the input `modules` means: folders and globs below the working directory.

import picomatch from 'picomatch'
import { trimEnd } from '../text/trim-end.ts'

/** Decides for the name of a module: its folder relative to the working directory, `.` for that folder itself. */
interface ModuleSelection {
  readonly includes: (name: string) => boolean
  /** Patterns that none of these names matches. */
  readonly unmatched: (names: readonly string[]) => readonly string[]
}

/** Reads folders and globs; `!` before one leaves out what it matches. No pattern means every module. */
export function createModuleSelection(patterns: readonly string[]): ModuleSelection {
  const all = patterns.map((pattern) => ({
    pattern,
    excludes: pattern.startsWith('!'),
    matches: matcher(pattern),
  }))
  const wanted = all.filter(({ excludes }) => !excludes)
  const unwanted = all.filter(({ excludes }) => excludes)
  return {
    includes: (name) =>
      (wanted.length === 0 || wanted.some(({ matches }) => matches(name))) &&
      !unwanted.some(({ matches }) => matches(name)),
    unmatched: (names) => wanted.filter(({ matches }) => !names.some(matches)).map(({ pattern }) => pattern),
  }
}

function matcher(pattern: string): (name: string) => boolean {
  const plain = trimEnd(
    pattern
      .replace(/^!/, '')
      .replaceAll('\\', '/')
      .replace(/^(?:\.\/)+/, ''),
    '/',
  )
  if (plain === '' || plain === '.') return (name) => name === '.'
  const glob = picomatch(plain)
  // `**` means everything, the working directory's own module included, which picomatch doesn't take for a name.
  return plain === '**' ? () => true : (name) => name === plain || glob(name)
}
