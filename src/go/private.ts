// Matches a module path against GOPRIVATE's globs, exactly as `go` does.
// https://go.dev/ref/mod#private-modules: MatchPrefixPatterns of golang.org/x/mod/module over Go's path.Match

/**
 * Does one of the comma-separated globs match the beginning of the module path? A glob with n slashes is held
 * against the first n + 1 elements; a malformed one matches nothing, as in `go`.
 */
export function matchPrefixPatterns(globs: string, modulePath: string): boolean {
  const elements = modulePath.split('/')
  return globs.split(',').some((text) => {
    const glob = text.endsWith('/') ? text.slice(0, -1) : text
    if (glob === '') return false
    const count = glob.split('/').length
    return count <= elements.length && matchGlob(glob, elements.slice(0, count).join('/'))
  })
}

/** What a glob is made of: single characters to match, and stars, which never cross a slash. */
type GlobPart =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly GlobRange[] }

type GlobRange = readonly [low: string, high: string]

/** path.Match of Go; false where the pattern is malformed. */
function matchGlob(pattern: string, name: string): boolean {
  const parts = parseGlob([...pattern])
  if (parts === null) return false
  let places = new Set([0])
  const text = [...name]
  for (const part of parts) {
    places = part.kind === 'star' ? reachByStar(places, text) : reachByOne(places, text, part)
    if (places.size === 0) return false
  }
  return places.has(text.length)
}

/** All places that a star leads to: this one, and every later one before the next slash. */
function reachByStar(places: ReadonlySet<number>, text: readonly string[]): Set<number> {
  const reached = new Set<number>()
  for (const place of places) {
    let next = place
    reached.add(next)
    while (next < text.length && text[next] !== '/' && !reached.has(next + 1)) reached.add(++next)
  }
  return reached
}

function reachByOne(places: ReadonlySet<number>, text: readonly string[], part: GlobPart): Set<number> {
  const reached = new Set<number>()
  for (const place of places) {
    const character = text[place]
    if (character !== undefined && matchesOne(part, character)) reached.add(place + 1)
  }
  return reached
}

function matchesOne(part: GlobPart, character: string): boolean {
  if (part.kind === 'literal') return part.character === character
  if (part.kind !== 'class') return part.kind === 'any' && character !== '/'
  const point = character.codePointAt(0) ?? 0
  const inside = part.ranges.some(
    ([low, high]) => (low.codePointAt(0) ?? 0) <= point && point <= (high.codePointAt(0) ?? 0),
  )
  return inside !== part.negated
}

/** Null for a pattern that Go calls bad: a class that isn't closed or is empty, or a backslash at the end. */
function parseGlob(pattern: readonly string[]): GlobPart[] | null {
  const parts: GlobPart[] = []
  let at = 0
  while (at < pattern.length) {
    const character = pattern[at] ?? ''
    if (character === '[') {
      const parsed = parseClass(pattern, at + 1)
      if (parsed === null) return null
      parts.push(parsed.part)
      at = parsed.next
      continue
    }
    if (character === '*') parts.push({ kind: 'star' })
    else if (character === '?') parts.push({ kind: 'any' })
    else {
      if (character === '\\') at++
      const literal = pattern[at]
      if (literal === undefined) return null
      parts.push({ kind: 'literal', character: literal })
    }
    at++
  }
  return parts
}

function parseClass(pattern: readonly string[], start: number): { part: GlobPart; next: number } | null {
  const negated = pattern[start] === '^'
  let at = negated ? start + 1 : start
  const ranges: GlobRange[] = []
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = classCharacter(pattern, at)
    if (low === null) return null
    const high = pattern[low.next] === '-' ? classCharacter(pattern, low.next + 1) : low
    if (high === null) return null
    ranges.push([low.character, high.character])
    at = high.next
  }
  return { part: { kind: 'class', negated, ranges }, next: at + 1 }
}

function classCharacter(pattern: readonly string[], at: number): { character: string; next: number } | null {
  const first = pattern[at]
  if (first === undefined || first === '-' || first === ']') return null
  const place = first === '\\' ? at + 1 : at
  const character = pattern[place]
  // A class needs something after each of its characters, at least its `]`.
  if (character === undefined || place + 1 >= pattern.length) return null
  return { character, next: place + 1 }
}
