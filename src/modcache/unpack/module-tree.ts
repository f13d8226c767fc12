// Decides which files of a module zip we unpack exactly as `go` does. What isn't plainly regular is left to `go`, to unpack or to refuse.
// checkZip and Unzip of golang.org/x/mod/zip; CheckFilePath of golang.org/x/mod/module

import { type ModuleVersion, moduleName } from '../../go/module-file.ts'

/** What a zip's central directory says of one file. */
export interface DirectoryEntry {
  /** As the bytes of the name, whatever they encode. */
  readonly fileNameRaw: Buffer
  readonly uncompressedSize: number
  readonly compressionMethod: number
  readonly generalPurposeBitFlag: number
  /** Unix mode in the upper 16 bits, where the maker gave one. */
  readonly externalFileAttributes: number
}

/** A file and its place below the module's folder, with `/`. */
interface TreeFile<E> {
  readonly path: string
  readonly entry: E
}

type ModuleTree<E> =
  | { readonly kind: 'tree'; readonly files: readonly TreeFile<E>[] }
  | { readonly kind: 'left-to-go'; readonly reason: string }

/** https://pkg.go.dev/golang.org/x/mod/zip#pkg-constants */
const limits = { unpacked: 500 * 1_048_576, goMod: 16 * 1_048_576, license: 16 * 1_048_576 } as const

/** The files of a zip in its own order. */
export function moduleTree<E extends DirectoryEntry>(
  entries: readonly E[],
  module: ModuleVersion,
): ModuleTree<E> {
  const prefix = `${moduleName(module)}/`
  const taken: Taken = { files: new Set(), folders: new Map() }
  const files: TreeFile<E>[] = []
  let unpacked = 0
  for (const entry of entries) {
    const name = entry.fileNameRaw.toString('latin1')
    const path = name.slice(prefix.length)
    unpacked += entry.uncompressedSize
    const reason = name.startsWith(prefix)
      ? (oddness(path, entry) ?? collision(path, taken))
      : 'a file lies outside the folder of its module'
    if (reason !== null)
      return { kind: 'left-to-go', reason: `${reason}: ${JSON.stringify(name.slice(0, 200))}` }
    files.push({ path, entry })
  }
  return unpacked > limits.unpacked
    ? { kind: 'left-to-go', reason: 'the files are larger than 500 MiB' }
    : { kind: 'tree', files }
}

/** The characters of ASCII that may stand in a file name of a module; `go` allows letters of other scripts, too. */
const plainPath = /^(?:[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+\/)*[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+$/
/**
 * An element that ends with a dot or a space, which Windows drops, the names that it keeps for devices, and `LONGNA~1`, by which it knows
 * another file with a long name.
 */
const oddElement =
  /(?:^|\/)(?:[^/]*[. ]|[^/]*~[0-9][^/]*|(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?)(?:\/|$)/i
const goModElsewhere = /(?:^|\/)go\.mod$/i

function oddness(path: string, entry: DirectoryEntry): string | null {
  if (!plainPath.test(path) || oddElement.test(path)) return 'an unusual name'
  if (goModElsewhere.test(path) && path !== 'go.mod') return 'a go.mod that is none'
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return 'an unusual compression'
  // Encrypted, or patched data.
  if ((entry.generalPurposeBitFlag & 0b100001) !== 0) return 'an unusual encoding'
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  if (type !== 0 && type !== 0o100000) return 'no regular file'
  if (path === 'go.mod' && entry.uncompressedSize > limits.goMod) return 'a go.mod above 16 MiB'
  if (path === 'LICENSE' && entry.uncompressedSize > limits.license) return 'a LICENSE above 16 MiB'
  return null
}

interface Taken {
  /** Paths in lower case. */
  readonly files: Set<string>
  /** Folders in lower case, with their own spelling. */
  readonly folders: Map<string, string>
}

/** Two names that a file system may take for one; checkPath's collisions in golang.org/x/mod/zip. */
function collision(path: string, { files, folders }: Taken): string | null {
  const lower = path.toLowerCase()
  if (files.has(lower) || folders.has(lower)) return 'a name that another one is like'
  files.add(lower)
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const folder = path.slice(0, end)
    const known = folders.get(folder.toLowerCase())
    if (known === folder) return null
    if (known !== undefined || files.has(folder.toLowerCase())) return 'a name that another one is like'
    folders.set(folder.toLowerCase(), folder)
  }
  return null
}
