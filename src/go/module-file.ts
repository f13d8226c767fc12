// A file of the module proxy protocol: which module, which version, which of the three kinds.
// https://go.dev/ref/mod#goproxy-protocol

/** A module path and one canonical version of it, unescaped: `github.com/Azure/go-autorest`, `v1.2.3`. */
export interface ModuleVersion {
  readonly path: string
  readonly version: string
}

/** The files that `go mod download` reads: `$base/$module/@v/$version.<kind>`. */
export type FileKind = 'info' | 'mod' | 'zip'

/**
 * The most bytes that a file of each kind may have: `go`'s own limits for a go.mod and a zip; an .info has a few hundred.
 * https://go.dev/ref/mod#zip-path-size-constraints
 */
export const maxFileBytes = { info: 1 << 20, mod: 16 << 20, zip: 500 << 20 } as const satisfies Record<
  FileKind,
  number
>

/** One file of one module version. */
export interface ModuleFile extends ModuleVersion {
  readonly kind: FileKind
}

/** `path@version`, as `go` prints it. */
export function moduleName({ path, version }: ModuleVersion): string {
  return `${path}@${version}`
}
