// What `go mod download -json` printed about each module.
// https://go.dev/ref/mod#go-mod-download

import * as v from 'valibot'
import { parseJson } from '../text/json.ts'
import type { ModuleRecord } from './go-download.ts'

/** Reads the objects that `go` prints one after another, a line at a time. */
interface ModuleRecords {
  readonly push: (line: string) => void
  /** The modules in the order printed. */
  readonly end: () => readonly ModuleRecord[]
}

/**
 * `go` indents its objects, so one starts with `{` and ends with `}` at the beginning of a line, and no string holds a line break. An
 * object that was cut off is given up at the start of the next one.
 */
export function createModuleRecords(): ModuleRecords {
  const modules: ModuleRecord[] = []
  let object: string[] = []

  function close() {
    if (object.length === 0) return
    const record = moduleRecord(object.join('\n'))
    if (record !== null) modules.push(record)
    object = []
  }

  return {
    push: (line) => {
      if (line.startsWith('{')) close()
      else if (object.length === 0) return
      object.push(line)
      if (line === '}' || (object.length === 1 && line.endsWith('}'))) close()
    },
    end: () => {
      close()
      return modules
    },
  }
}

/** An error of git may have some kilobytes; a path or a version of this length is none. */
const longestField = 16_384

const told = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, longestField)),
)
/** An empty field, or one of another type, says no more than an absent one. */
const optional = v.fallback(v.optional(told, ''), '')
const printedModule = v.object({
  Path: v.pipe(told, v.nonEmpty()),
  Version: optional,
  Error: optional,
})

/** One object as a record; null where it is no JSON, or names no module. */
function moduleRecord(text: string): ModuleRecord | null {
  const parsed = parseJson(printedModule, text)
  if (parsed.kind === 'unreadable') return null
  const { Path, Version, Error: error } = parsed.value
  return { path: Path, version: Version, ...(error !== '' && { error }) }
}
