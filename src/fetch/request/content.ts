// Checks content against what was asked for: a status of 200 proves nothing, since portals and broken proxies send it, too.

import type { FaultId } from '../../faults/registry.ts'
import { parseDependencyGoMod } from '../../go/go-mod.ts'
import { versionOfInfo } from '../../go/info.ts'
import type { ModuleVersion } from '../../go/module-file.ts'

/** Why content is not the file. */
export interface ContentProblem {
  readonly id: FaultId
  /** What is wrong, without the module. */
  readonly reason: string
}

/** Checks an `.info`: JSON with the version asked for, as `go` demands it. Null: it is right. */
export function checkInfo(text: string, { version: wanted }: ModuleVersion): ContentProblem | null {
  const version = versionOfInfo(text)
  if (version === null) {
    const problem = isWebPage(text) ? contentProblem : damagedContent
    return problem('the .info is no JSON object with a Version')
  }
  if (version === wanted) return null
  return contentProblem(`the .info is for version ${shownVersion(version)}`)
}

function isWebPage(text: string): boolean {
  return text.trimStart().startsWith('<')
}

/**
 * Checks a `.mod` against the hashes that go.sum allows. Where it names none, the text must at least be a go.mod:
 * `go` would keep a login page for ever. Null: it is right.
 */
export function checkMod(text: string, hash: string, allowed: readonly string[]): ContentProblem | null {
  if (allowed.includes(hash)) return null
  const isGoMod =
    allowed.length > 0 && text.length > parsedCharacters ? beginsAsGoMod(text) : isWholeGoMod(text)
  if (!isGoMod) return contentProblem('the .mod is no go.mod file')
  if (allowed.length === 0) return null
  return {
    id: 'checksum-mismatch/go-mod',
    reason: `the .mod has the hash ${hash}, go.sum has ${allowed.join(' or ')}`,
  }
}

/** A larger text that go.sum contradicts isn't worth the time to parse it: its beginning tells a go.mod from a login page. */
const parsedCharacters = 65_536

function beginsAsGoMod(text: string): boolean {
  return /^[ \t]*module[ \t]/m.test(text.slice(0, parsedCharacters))
}

function isWholeGoMod(text: string): boolean {
  const parsed = parseDependencyGoMod(text)
  return parsed.kind === 'ok' && parsed.mod.module !== null
}

/** Compares the hash of a `.zip` with those of go.sum. Null: it is one of them. */
export function checkZipHash(hash: string, allowed: readonly string[]): ContentProblem | null {
  if (allowed.includes(hash)) return null
  return {
    id: 'checksum-mismatch/go-sum',
    reason: `the .zip has the hash ${hash}, go.sum has ${allowed.join(' or ')}`,
  }
}

/** Of content that can't be the file. */
export function contentProblem(reason: string): ContentProblem {
  return { id: 'server-error/wrong-content', reason }
}

/** Of content that may be the file, but arrived damaged. */
export function damagedContent(reason: string): ContentProblem {
  return { id: 'server-error/damaged-content', reason }
}

/** No version of a module is longer; a longer text is shown so far. */
const shownCharacters = 200

function shownVersion(version: string): string {
  const text = JSON.stringify(version.slice(0, shownCharacters))
  return version.length > shownCharacters ? `${text}, cut from ${version.length} characters` : text
}
