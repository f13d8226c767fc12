// Which of two Go versions is newer: `1.17`, `1.21.3`, `1.22rc1`, as go lines write them.
// https://go.dev/doc/toolchain#version and cmd/go's internal/gover

const goVersion = /^([0-9]+)(?:\.([0-9]+)(?:\.([0-9]+))?(?:([a-z]+)([0-9]+))?)?$/

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`; what isn't a version is oldest. */
export function compareGoVersions(a: string, b: string): number {
  const x = ranks(a)
  const y = ranks(b)
  for (const [index, rank] of x.entries()) {
    const other = y[index] ?? ''
    if (rank === other) continue
    // Words: none before alpha, beta and rc. Numbers have no leading zeros, so that the longer is the higher.
    if (index === 3) return rank < other ? -1 : 1
    return rank.length - other.length || (rank < other ? -1 : 1)
  }
  return 0
}

function ranks(version: string): readonly [string, string, string, string, string] {
  const match = goVersion.exec(version)
  if (match === null) return ['', '', '', '', '']
  const [, major = '', minor = '0', patch, kind = '', pre = ''] = match
  return [major, minor, patch ?? impliedPatch(major, minor, kind), kind, pre]
}

/** Until 1.20 the first release of a line had two numbers; since 1.21 two numbers name the language alone. */
function impliedPatch(major: string, minor: string, kind: string): string {
  return major === '1' && Number(minor) < 21 && kind === '' ? '0' : ''
}
