// The environment that `go mod download` runs in: the user's own, with the few variables that make it answer to us.

import { withHttp1 } from '../go/godebug.ts'
import type { Environment } from '../text/environment.ts'

export interface GoEnvironmentOptions {
  readonly env: Environment
  /** The value of GOPROXY, credentials included. */
  readonly goproxy: string
  /** Whether `go` shall speak HTTP/1.1 only. */
  readonly http1: boolean
  /** Whether the user says, anywhere, by which command `git` reaches ssh. */
  readonly hasSshCommand: boolean
  readonly platform: NodeJS.Platform
}

/**
 * Messages of git and ssh in English, no question that nobody can answer, GOPROXY as ranked; all else as it was.
 * GOSUMDB, GOPRIVATE, GOFLAGS, GOAUTH and the like are the user's and stay so.
 */
export function goEnvironment({
  env,
  goproxy,
  http1,
  hasSshCommand,
  platform,
}: GoEnvironmentOptions): Environment {
  const ours: Record<string, string> = { GOPROXY: goproxy, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }
  if (!hasSshCommand) ours.GIT_SSH_COMMAND = 'ssh -o BatchMode=yes'
  if (http1) ours.GODEBUG = withHttp1(env.GODEBUG ?? '')
  return withVariables(env, ours, platform)
}

/** An environment with these variables in the place of those of the same name. */
function withVariables(
  env: Environment,
  ours: Readonly<Record<string, string>>,
  platform: NodeJS.Platform,
): Environment {
  const theirs = Object.entries(env).filter(([name]) => !isOneOf(Object.keys(ours), name, platform))
  return { ...Object.fromEntries(theirs), ...ours }
}

/** On Windows the case of a variable's name doesn't matter, and of two that differ in it only one arrives. */
function isOneOf(names: readonly string[], name: string, platform: NodeJS.Platform): boolean {
  return names.includes(platform === 'win32' ? name.toUpperCase() : name)
}
