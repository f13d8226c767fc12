// Semantic versions as Go modules use them: which are canonical, and which of two is higher.
// https://go.dev/ref/mod#versions and golang.org/x/mod/semver

interface SemanticVersion {
  readonly major: string
  readonly minor: string
  readonly patch: string
  /** With its leading `-`; empty for a release. */
  readonly prerelease: string
  /** With its leading `+`; empty for none. */
  readonly build: string
}

const number = '0|[1-9][0-9]*'
const identifier = '[0-9A-Za-z-]+'
const semver = new RegExp(
  `^v(${number})(?:\\.(${number})(?:\\.(${number})(-${identifier}(?:\\.${identifier})*)?(\\+${identifier}(?:\\.${identifier})*)?)?)?$`,
)

function parse(version: string): SemanticVersion | null {
  const match = semver.exec(version)
  if (match === null) return null
  const [, major = '', minor = '0', patch = '0', prerelease = '', build = ''] = match
  const padded = prerelease
    .slice(1)
    .split('.')
    .some((part) => /^0[0-9]+$/.test(part))
  return padded ? null : { major, minor, patch, prerelease, build }
}

/** `v1`, `v2`, …; empty where the version isn't one. */
export function majorVersion(version: string): string {
  const parsed = parse(version)
  return parsed === null ? '' : `v${parsed.major}`
}

/**
 * The form in which `go` names a version: three numbers, no build metadata but `+incompatible`.
 * Null where the text is no semantic version (a branch, a commit, `latest`).
 */
export function canonicalVersion(version: string): string | null {
  const parsed = parse(version)
  if (parsed === null) return null
  const suffix = parsed.build === '+incompatible' ? parsed.build : ''
  return `v${parsed.major}.${parsed.minor}.${parsed.patch}${parsed.prerelease}${suffix}`
}

/** Negative, zero or positive as `a` is lower than, equal to or higher than `b`; what isn't a version is lowest. */
export function compareVersions(a: string, b: string): number {
  const x = parse(a)
  const y = parse(b)
  if (x === null || y === null) return Number(x !== null) - Number(y !== null)
  return (
    compareNumbers(x.major, y.major) ||
    compareNumbers(x.minor, y.minor) ||
    compareNumbers(x.patch, y.patch) ||
    comparePrereleases(x.prerelease, y.prerelease)
  )
}

/** Decimal numbers of any length, without leading zeros. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareText(a, b)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0
  if (a === '') return 1
  if (b === '') return -1
  const x = a.slice(1).split('.')
  const y = b.slice(1).split('.')
  for (const [index, left] of x.entries()) {
    const right = y[index]
    if (right === undefined) return 1
    const order = compareIdentifiers(left, right)
    if (order !== 0) return order
  }
  return -1
}

/** Numbers by value and below words, words by their bytes. */
function compareIdentifiers(a: string, b: string): number {
  const aNumeric = /^[0-9]+$/.test(a)
  const bNumeric = /^[0-9]+$/.test(b)
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1
  return aNumeric ? compareNumbers(a, b) : compareText(a, b)
}
