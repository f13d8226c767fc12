// Writing a file that the user asked for, without following links that a repository brings.

import { constants } from 'node:fs'
import { lstat, mkdir, open, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { isBelow } from './remove.ts'

/**
 * Writes `text` to `path`, making the folders in front of it. Below `repository`, whose content may be somebody else's, no symbolic link is
 * followed out of it, nor one at the end of the path. Elsewhere the user's own links hold. Rejects with a sentence, or an error of `node:fs`.
 */
export async function writeRequestedFile(
  path: string,
  text: string,
  { repository }: { readonly repository: string },
): Promise<void> {
  const named = await repositoryAsNamed(path, repository)
  const root = named === null ? null : await realpath(named)
  if (named !== null && root !== null) await refuseLinkedFolders({ repository: named, path, root })
  await mkdir(dirname(path), { recursive: true })
  const place = root === null ? path : join(await realpath(dirname(path)), basename(path))
  if (root !== null && !isBelow(root, place)) throw leadsOutside(path)
  const found = root === null ? null : await lstat(place).catch(() => null)
  if (found?.isSymbolicLink()) throw new Error(`${path} is a symbolic link, which is not followed: delete it`)
  // Where the file has become a link since; Windows has no such flag.
  const noFollow = root === null ? 0 : (constants.O_NOFOLLOW ?? 0)
  const file = await open(place, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow, 0o644)
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}

/** The folder on the way to `path` that is the repository, in whatever case or by whatever link of the user's; null where none is. */
async function repositoryAsNamed(path: string, repository: string): Promise<string | null> {
  if (isBelow(repository, join(path))) return repository
  const wanted = await stat(repository, { bigint: true }).catch(() => null)
  let folder = join(path)
  do {
    folder = dirname(folder)
    const found = wanted && (await stat(folder, { bigint: true }).catch(() => null))
    if (found && found.ino === wanted?.ino && found.dev === wanted.dev) return folder
  } while (folder !== dirname(folder))
  return null
}

/** Before any folder is made: each folder on the way that exists lies inside. */
async function refuseLinkedFolders({
  repository,
  path,
  root,
}: {
  readonly repository: string
  readonly path: string
  readonly root: string
}): Promise<void> {
  let folder = repository
  for (const name of relative(repository, dirname(path)).split(sep).filter(Boolean)) {
    folder = join(folder, name)
    const real = await realpath(folder).catch(() => null)
    if (real === null) {
      // A link to nothing; what isn't there, or has come since, is a folder of ours.
      if ((await lstat(folder).catch(() => null))?.isSymbolicLink()) throw leadsOutside(path)
      return
    }
    if (real !== root && !isBelow(root, real)) throw leadsOutside(path)
  }
}

function leadsOutside(path: string): Error {
  return new Error(`a symbolic link on the way to ${path} leads out of the repository: name another place`)
}
