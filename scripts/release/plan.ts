// Decides what a release is: its tag, the tags that move to it, its notes; or why this version can't be released.

interface ReleasePlan {
  readonly kind: 'ready'
  /** `v1.2.3`: the release's own tag, which never moves. */
  readonly tag: string
  /** `v1` and `v1.2`, which move to each release, and have none of their own. */
  readonly moving: readonly [major: string, minor: string]
  /** The version's section of the changelog. */
  readonly notes: string
}

interface Refusal {
  readonly kind: 'refused'
  readonly problem: string
}

/** Only such a version is released, so that what `v1` leads to was never a pre-release. */
const releasable = /^(\d+)\.(\d+)\.(\d+)$/

/**
 * @param version that of package.json
 * @param changelog the text of CHANGELOG.md
 * @param docs the pages that show users what to write behind the `@`
 * @param tags all tags of the repository
 */
export function planRelease({
  version,
  changelog,
  docs,
  tags,
}: {
  readonly version: string
  readonly changelog: string
  readonly docs: string
  readonly tags: readonly string[]
}): ReleasePlan | Refusal {
  const [, major, minor] = releasable.exec(version) ?? []
  if (major === undefined || minor === undefined) {
    return refused(`The version in package.json is ${version}; a release needs three numbers, as in 1.2.3.`)
  }
  const newer = tags.find((tag) => tag.startsWith('v') && !isHigher(version, tag.slice(1)))
  if (newer !== undefined) {
    return refused(`${newer} is released, and ${version} isn't higher: raise the version in package.json.`)
  }
  const shown = [...docs.matchAll(/\bresilient-go-modules@(v\d+)/g)].map(([, tag]) => tag)
  const other = shown.find((tag) => tag !== `v${major}`)
  if (other !== undefined) {
    return refused(`The docs show @${other}, which ${version} doesn't move: it moves v${major}.`)
  }
  const notes = sectionOf(changelog, version)
  if (notes === null) return refused(`CHANGELOG.md has no section "## ${version}", or nothing in it.`)
  return { kind: 'ready', tag: `v${version}`, moving: [`v${major}`, `v${major}.${minor}`], notes }
}

function refused(problem: string): Refusal {
  return { kind: 'refused', problem }
}

/** Is `version` higher than `other`? Everything is higher than what is no released version, as `v1` and `v1.2`. */
function isHigher(version: string, other: string): boolean {
  if (!releasable.test(other)) return true
  const [ours, theirs] = [version, other].map((text) => text.split('.').map(Number))
  const differing = (ours ?? []).findIndex((part, index) => part !== theirs?.[index])
  return differing !== -1 && (ours?.[differing] ?? 0) > (theirs?.[differing] ?? 0)
}

/** The text below the heading of this version, up to the next one. */
function sectionOf(changelog: string, version: string): string | null {
  const sections = changelog.replaceAll('\r\n', '\n').split(/^## /m).slice(1)
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version)
  const notes = section?.slice(section.indexOf('\n')).trim() ?? ''
  return notes === '' ? null : notes
}
