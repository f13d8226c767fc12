// The regular expressions that the sources hold: literals, found by reading; constructed ones, recorded while the modules load.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const sources = join(import.meta.dirname, '../../src')

export interface Pattern {
  /** Relative to `src/`. */
  readonly file: string
  readonly source: string
  readonly flags: string
}

/** Without repetition a match has a bounded length: linear by construction. */
export const repeats = /(?<!\\)[*+]|\{\d+,\d*\}/

/** Every source file, relative to `src/`. */
export function sourceFiles(): readonly string[] {
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
}

/** A piece of TypeScript that can't hold a literal, or is one. The order matters: a comment is no literal. */
const piece =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/(?<source>(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/(?<flags>[a-z]*)|[\w$]+|\s+|[^\w\s]/g

/** After these a slash begins a pattern; after a name, a number or a closing bracket it divides. */
const beforePattern = /^(?:[(,=:[!&|?{}+;<>*%-]|return|case|typeof|of|in|yield|await|=>)$/

/** The literals of a source text. */
export function patternLiterals(text: string): readonly { source: string; flags: string }[] {
  const found: { source: string; flags: string }[] = []
  const scan = new RegExp(piece.source, 'y')
  let before = '('
  /** Open braces inside each template that is being read; what stands between backticks is no code. */
  const templates: number[] = []
  let at = 0
  const skipTemplate = (from: number): number => {
    for (let i = from; i < text.length; i++) {
      if (text[i] === '\\') i++
      else if (text[i] === '`') {
        before = ')'
        return i + 1
      } else if (text.startsWith('${', i)) {
        templates.push(0)
        before = '{'
        return i + 2
      }
    }
    throw new Error('a template is not closed')
  }
  while (at < text.length) {
    if (text[at] === '`') {
      at = skipTemplate(at + 1)
      continue
    }
    if (text[at] === '}' && templates.at(-1) === 0) {
      templates.pop()
      at = skipTemplate(at + 1)
      continue
    }
    scan.lastIndex = at
    const match = scan.exec(text)
    if (match === null) throw new Error(`not understood: ${text.slice(at, at + 40)}`)
    const { source, flags = '' } = match.groups ?? {}
    if (source !== undefined && !beforePattern.test(before)) {
      // A division.
      before = '/'
      at++
      continue
    }
    if (source !== undefined) found.push({ source, flags })
    const deepest = templates.length - 1
    if (deepest >= 0 && match[0] === '{') templates[deepest] = (templates[deepest] ?? 0) + 1
    if (deepest >= 0 && match[0] === '}') templates[deepest] = (templates[deepest] ?? 0) - 1
    if (!/^(?:\s|\/\/|\/\*)/.test(match[0])) before = source === undefined ? match[0] : ')'
    at = scan.lastIndex
  }
  return found
}

/** The literals of all sources. */
export function allLiterals(): readonly Pattern[] {
  return sourceFiles().flatMap((file) =>
    patternLiterals(readFileSync(join(sources, file), 'utf8')).map((literal) => ({ file, ...literal })),
  )
}

/** The patterns that `body` makes with `new RegExp`. */
export async function recordPatterns(
  body: () => Promise<void>,
): Promise<readonly { source: string; flags: string }[]> {
  const made: { source: string; flags: string }[] = []
  const original = globalThis.RegExp
  globalThis.RegExp = new Proxy(original, {
    construct(target, args, newTarget) {
      const pattern: RegExp = Reflect.construct(target, args, newTarget)
      made.push({ source: pattern.source, flags: pattern.flags })
      return pattern
    },
  })
  try {
    await body()
  } finally {
    globalThis.RegExp = original
  }
  return made
}
