// What a run is about: the modules in scope, what `go env` says, what is private.

import type { GoEnv } from '../go/go-env.ts'
import type { GoMod } from '../go/go-mod.ts'
import type { GoSum } from '../go/go-sum.ts'
import type { GoWork } from '../go/go-work.ts'

/** One place where `go mod download` runs: a module of its own, or a workspace as a whole. */
export interface Scope {
  readonly kind: 'module' | 'workspace'
  /** The folder that holds go.mod or go.work; absolute. */
  readonly dir: string
  /** The same, relative to the working directory, with `/`; `.` for the working directory itself. */
  readonly name: string
  /** The main module, or all modules that go.work uses. */
  readonly mains: readonly MainModule[]
  /** Only for a workspace. */
  readonly work?: GoWork
  /** go.sum, or go.work.sum with the go.sum of all members; empty where there is none. */
  readonly sums: GoSum
  /** Absolute paths of go.mod, go.sum, go.work and go.work.sum of this scope, existing or not. */
  readonly files: readonly string[]
  /** What `go` must be given to see this scope: GOWORK=off for a module that the workspace around it doesn't use. */
  readonly env?: Readonly<Record<string, string>>
}

/** A main module: one go.mod on disk. */
export interface MainModule {
  readonly dir: string
  readonly name: string
  readonly mod: GoMod
}

/** A go.mod that was found but isn't downloaded for, and why. */
export interface SkippedModule {
  readonly name: string
  readonly reason: 'vendored' | 'not-selected' | 'in-workspace'
}

/** All that is known about the project before anything is fetched. */
export interface Project {
  /** Absolute. */
  readonly workingDirectory: string
  readonly scopes: readonly Scope[]
  readonly skipped: readonly SkippedModule[]
  readonly env: GoEnv
  /** The go.sum files of all scopes as one. */
  readonly sums: GoSum
}
