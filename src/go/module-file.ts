// A file of the module proxy protocol: which module, which version, which of the three kinds.
// https://go.dev/ref/mod#goproxy-protocol

/** A module path and one canonical version of it, unescaped: `github.com/Azure/go-autorest`, `v1.2.3`. */
export interface ModuleVersion {
  readonly path: string
  readonly version: string
}

/** The files that `go mod download` reads: `$base/$module/@v/$version.<kind>`. */
export type FileKind = 'info' | 'mod' | 'zip'

/** One file of one module version. */
export interface ModuleFile extends ModuleVersion {
  readonly kind: FileKind
}

/** `path@version`, as `go` prints it. */
export function moduleName({ path, version }: ModuleVersion): string {
  return `${path}@${version}`
}
