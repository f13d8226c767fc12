// Checks that a staged file is what its name says, as far as that can be told without `go`.

import { readFileSync } from 'node:fs'
import { hashMod } from '../go/dirhash.ts'
import type { GoSum } from '../go/go-sum.ts'
import { modSums, zipSums } from '../go/go-sum.ts'
import { versionOfInfo } from '../go/info.ts'
import { moduleName } from '../go/module-file.ts'
import { checkZip } from '../modcache/zip-check.ts'
import type { CacheProblem } from './outcome.ts'
import type { StagedFile } from './walk.ts'

/**
 * What is wrong with a staged file, or null. Damage is `cache-corrupt`; well-formed content that isn't what go.sum or
 * the name says is `tampered`. What a zip holds is for `go` to judge, which hashes it before it uses a byte.
 */
export async function checkStaged(staged: StagedFile, sums: GoSum): Promise<CacheProblem | null> {
  const problem = await checks[staged.file.kind](staged, sums)
  return problem === null ? null : { ...problem, what: moduleName(staged.file) }
}

type Problem = Pick<CacheProblem, 'kind' | 'reason'>

const checks = {
  info: async ({ file, path }: StagedFile): Promise<Problem | null> => {
    const version = versionOfInfo(readFileSync(path, 'utf8'))
    if (version === null) {
      return { kind: 'cache-corrupt', reason: 'its .info is no JSON object with a Version' }
    }
    return version === file.version ? null : { kind: 'tampered', reason: 'its .info is for another version' }
  },
  mod: async ({ file, path }: StagedFile, sums: GoSum): Promise<Problem | null> => {
    const listed = modSums(sums, file)
    const bytes = readFileSync(path)
    if (listed.length === 0 || listed.includes(hashMod(bytes))) return null
    return looksLikeGoMod(bytes)
      ? { kind: 'tampered', reason: 'its .mod does not have the hash in go.sum' }
      : { kind: 'cache-corrupt', reason: 'its .mod is damaged' }
  },
  zip: async ({ file, path }: StagedFile, sums: GoSum): Promise<Problem | null> => {
    // One that go.sum names is hashed when it is admitted.
    const damage = zipSums(sums, file).length > 0 ? null : await checkZip(path, file)
    return damage === null ? null : { kind: 'cache-corrupt', reason: damage }
  },
}

/** A whole text file with a module line, rather than the beginning of one or zeros after a power loss. */
function looksLikeGoMod(bytes: Buffer): boolean {
  return /^[ \t]*module\s/m.test(bytes.toString('utf8')) && !bytes.includes(0) && bytes.at(-1) === 0x0a
}
