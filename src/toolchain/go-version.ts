// Which Go releases a `go-version` input, or a go.mod, asks for: as semver ranges for the tool cache.

import type { GoMod } from '../go/go-mod.ts'

/**
 * Ranges to look for in order, the first that is installed wins.
 *
 * A plain version or a range is taken as written. From go.mod: the newest patch of the release that it names, else
 * any newer release, since go.mod states a minimum (https://go.dev/ref/mod#go-mod-file-go).
 */
export function goVersionRanges(goVersion: string, mod: GoMod | null): readonly string[] {
  if (goVersion !== 'go.mod') return [semver(goVersion)]
  const wanted = mod?.toolchain?.replace(/^go/, '') ?? mod?.go ?? null
  if (wanted === null || wanted === 'default') return []
  const least = semver(wanted)
  const full = /^\d+\.\d+$/.test(least) ? `${least}.0` : least
  return [`~${full}`, `>=${full}`]
}

/** Go's `1.23rc1` is semver's `1.23.0-rc.1`; anything else stays as it is. */
function semver(version: string): string {
  const match = /^(?:go)?(\d+\.\d+)(\.\d+)?(rc|beta)(\d+)$/.exec(version)
  return match ? `${match[1]}${match[2] ?? '.0'}-${match[3]}.${match[4]}` : version.replace(/^go(?=\d)/, '')
}
