// Which files lie in a folder that nobody vouches for: follows no link, and keeps apart what an entry may not hold.

import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ModuleFile } from '../go/module-file.ts'
import { isRefused, readMember } from './member.ts'
import type { CacheProblem } from './outcome.ts'

/** A regular file whose name is that of a module file; its content is still untrusted. */
export interface StagedFile {
  readonly file: ModuleFile
  /** Below the folder, with `/`. */
  readonly name: string
  readonly path: string
  readonly bytes: number
}

/** A regular file whose name is that of one of a checksum database; its content is still untrusted. */
type StagedDatabaseFile = Pick<StagedFile, 'name' | 'path' | 'bytes'>

type StagedText = Pick<StagedFile, 'name' | 'path' | 'bytes'>

/** What lies below a folder. */
interface Walk {
  readonly files: readonly StagedFile[]
  readonly database: readonly StagedDatabaseFile[]
  /** How the upstreams did; null where there is none. Its content is still untrusted. */
  readonly history: StagedText | null
  readonly refused: readonly CacheProblem[]
}

/**
 * Lists a folder that is there, folder by folder; throws the system's error where it can't be read. At once, which takes a tenth of
 * the time: only for a folder of our own, or in a process of its own.
 */
export function walkMembers(folder: string): Walk {
  const members: Member[] = []
  for (let level: readonly string[] = ['']; level.length > 0; ) {
    const listings = level.map((below) => listFolder(folder, below))
    members.push(...listings.flatMap((listing) => listing.members))
    level = listings.flatMap(({ folders }) => folders)
  }
  return {
    files: members.flatMap((member) => (member.kind === 'module' ? [member.staged] : [])),
    database: members.flatMap((member) => (member.kind === 'database' ? [member.staged] : [])),
    history: members.find((member) => member.kind === 'history')?.staged ?? null,
    refused: members.flatMap((member) => (member.kind === 'refused' ? [member.problem] : [])),
  }
}

type Member =
  | { readonly kind: 'module'; readonly staged: StagedFile }
  | { readonly kind: 'database'; readonly staged: StagedDatabaseFile }
  | { readonly kind: 'history'; readonly staged: StagedText }
  | { readonly kind: 'refused'; readonly problem: CacheProblem }

function listFolder(
  folder: string,
  below: string,
): { readonly members: readonly Member[]; readonly folders: readonly string[] } {
  const entries = readdirSync(join(folder, below), { withFileTypes: true })
  const others = entries.filter((entry) => !entry.isDirectory())
  return {
    members: others.map((entry) => memberOf(folder, `${below}${entry.name}`, entry)),
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${below}${name}/`),
  }
}

function memberOf(folder: string, name: string, entry: Dirent): Member {
  const path = join(folder, name)
  const { size } = lstatSync(path)
  const read = readMember({ name, regular: entry.isFile(), bytes: size })
  if (isRefused(read)) return { kind: 'refused', problem: read }
  if (read.kind === 'history') return { kind: 'history', staged: { name, path, bytes: size } }
  if (read.kind === 'sumdb') return { kind: 'database', staged: { name, path, bytes: size } }
  return { kind: 'module', staged: { file: read, name, path, bytes: size } }
}
