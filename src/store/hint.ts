// The hint for a plan: the names of its files, so that a run asks for all of them at once instead of walking the module graph.
// Nobody vouches for it. What it names beyond go.sum is passed by, and what it lacks is found by the walk.

import * as v from 'valibot'
import { fileName, parseFileName } from '../go/layout.ts'
import type { ModuleFile } from '../go/module-file.ts'
import { parseJson } from '../text/json.ts'

const maxFiles = 50_000

const shape = v.object({
  version: v.literal(1),
  /** Below the store's root, as on a module proxy. */
  files: v.pipe(v.array(v.pipe(v.string(), v.maxLength(1_000))), v.maxLength(maxFiles)),
})

export function formatHint(files: readonly ModuleFile[]): string {
  return `${JSON.stringify({ version: 1, files: files.slice(0, maxFiles).map(fileName) })}\n`
}

/** Those of its names that are files of modules; empty where it can't be read. */
export function parseHint(text: string): readonly ModuleFile[] {
  const parsed = parseJson(shape, text)
  if (parsed.kind === 'unreadable') return []
  return parsed.value.files.map(parseFileName).filter((file) => file !== null)
}
