// What `go env` says. https://pkg.go.dev/cmd/go#hdr-Environment_variables

/** The variables of `go env` that a run depends on; as `go` resolved them. */
export interface GoEnv {
  readonly GOVERSION: string
  readonly GOMODCACHE: string
  readonly GOPROXY: string
  readonly GONOPROXY: string
  readonly GOPRIVATE: string
  readonly GOSUMDB: string
  readonly GONOSUMDB: string
  readonly GOINSECURE: string
  readonly GOFLAGS: string
  readonly GOAUTH: string
  readonly GOTOOLCHAIN: string
  readonly GOWORK: string
  readonly GODEBUG: string
  /** What this `go` itself was built for; a toolchain that it switches to is of the same. */
  readonly GOHOSTOS: string
  readonly GOHOSTARCH: string
}
