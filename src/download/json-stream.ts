// What `go mod download -json` printed about each module.
// https://go.dev/ref/mod#go-mod-download

import type { ModuleRecord } from './attempt.ts'

/** Reads the objects that `go` prints one after another, a line at a time. */
export interface ModuleRecords {
  readonly push: (line: string) => void
  /** The modules in the order printed, and how many objects were cut off or are no module. */
  readonly end: () => { readonly modules: readonly ModuleRecord[]; readonly unreadable: number }
}

/**
 * `go` indents its objects, so one starts with `{` and ends with `}` at the beginning of a line, and no string holds a line break. An
 * object that was cut off is counted and given up at the start of the next one.
 */
export function createModuleRecords(): ModuleRecords {
  const modules: ModuleRecord[] = []
  let unreadable = 0
  let object: string[] = []

  function close() {
    if (object.length === 0) return
    const record = moduleRecord(object.join('\n'))
    if (record === null) unreadable++
    else modules.push(record)
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
      return { modules, unreadable }
    },
  }
}

/** An error of git may have some kilobytes; a path or a version of this length is none. */
const longestField = 16_384

/** One object as a record; null where it is no JSON, or names no module. */
function moduleRecord(text: string): ModuleRecord | null {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return null
  const field = (name: string): string | undefined => {
    const content: unknown = Reflect.get(value, name)
    return typeof content === 'string' && content !== '' ? content.slice(0, longestField) : undefined
  }
  const path = field('Path')
  if (path === undefined) return null
  const optional = {
    error: field('Error'),
    info: field('Info'),
    goMod: field('GoMod'),
    zip: field('Zip'),
    sum: field('Sum'),
  }
  const present = Object.entries(optional).filter(([, content]) => content !== undefined)
  return { path, version: field('Version') ?? '', ...Object.fromEntries(present) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
