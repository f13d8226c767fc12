// Asks `go env` so that it answers even where a go.mod needs a newer Go.
// https://pkg.go.dev/cmd/go#hdr-Environment_variables

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import type { GoEnv } from '../go/go-env.ts'
import type { CommandEnd, captureCommand } from '../platform/process.ts'
import { isAbsolutePath } from '../platform/programs.ts'
import { remove } from '../platform/remove.ts'
import type { Environment } from '../text/environment.ts'
import { parseJson } from '../text/json.ts'
import { type ProjectProblem, problem } from './problem.ts'

/** How `go` is called. */
export interface GoCommand {
  /** An absolute path. */
  readonly go: string
  readonly env: Environment
  readonly run: typeof captureCommand
  /** This one's, where not given. */
  readonly platform?: NodeJS.Platform
}

const variables = [
  'GOVERSION',
  'GOMODCACHE',
  'GOPROXY',
  'GONOPROXY',
  'GOPRIVATE',
  'GOSUMDB',
  'GONOSUMDB',
  'GOINSECURE',
  'GOFLAGS',
  'GOAUTH',
  'GOTOOLCHAIN',
  'GOWORK',
  'GODEBUG',
  'GOHOSTOS',
  'GOHOSTARCH',
] as const satisfies readonly (keyof GoEnv)[]

/** What an older `go` doesn't know is empty. */
const printedVariables = v.object(v.entriesFromList(variables, v.optional(v.string(), '')))

/**
 * Reads `go env` in a folder. A go.mod or GOFLAGS that keeps it from answering there is passed by, by asking from
 * an empty folder, where GOWORK is unknown and left empty. A `go` that can't answer anywhere is a problem.
 */
export async function readGoEnv(
  command: GoCommand,
  dir: string,
): Promise<{ kind: 'ok'; env: GoEnv } | ProjectProblem> {
  const [here, toolchain] = await Promise.all([askAll(command, dir), askToolchain(command, dir)])
  const answer = here.kind === 'ok' ? here : await inEmptyFolder((empty) => askAll(command, empty))
  if (answer.kind === 'problem') return here
  const env = { ...answer.env, GOTOOLCHAIN: toolchain }
  return checkModuleCache(env, command) ?? { kind: 'ok', env }
}

/** All variables at once, by this very `go`: another one need not be downloaded to answer. */
async function askAll(command: GoCommand, dir: string): Promise<{ kind: 'ok'; env: GoEnv } | ProjectProblem> {
  const { go, run } = command
  const env = { ...command.env, GOTOOLCHAIN: 'local' }
  const { end, stdout, stderr } = await run({
    command: go,
    args: ['env', '-json', ...variables],
    cwd: dir,
    env,
  })
  if (end.kind === 'not-started') return notRunnable(go, end.message)
  if (end.kind !== 'exited' || end.code !== 0) return notRunnable(go, firstLine(stderr) || howEnded(end))
  const parsed = parseJson(printedVariables, stdout)
  return parsed.kind === 'ok'
    ? { kind: 'ok', env: parsed.value }
    : notRunnable(go, `what \`go env -json\` printed can't be read, ${parsed.problem}`)
}

/** The user's own choice, which the question above overrides. `go env GOTOOLCHAIN` never switches to another Go. */
async function askToolchain({ go, env, run }: GoCommand, dir: string): Promise<string> {
  if (env.GOTOOLCHAIN) return env.GOTOOLCHAIN
  const { end, stdout } = await run({ command: go, args: ['env', 'GOTOOLCHAIN'], cwd: dir, env })
  return end.kind === 'exited' && end.code === 0 ? stdout.trim() : ''
}

function notRunnable(go: string, why: string): ProjectProblem {
  return problem('toolchain/go-not-runnable', `\`${go} env\` gave no answer: ${why}`)
}

function checkModuleCache(
  { GOMODCACHE }: GoEnv,
  { platform }: Pick<GoCommand, 'platform'>,
): ProjectProblem | null {
  if (isAbsolutePath(GOMODCACHE, platform)) return null
  return problem(
    'proxy-config/module-cache',
    GOMODCACHE === ''
      ? 'Go has no place for its module cache'
      : `GOMODCACHE is no absolute path (on Windows it begins with a drive): ${GOMODCACHE}`,
  )
}

async function inEmptyFolder<T>(body: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'go-env-'))
  try {
    return await body(dir)
  } finally {
    await remove(dir, { below: tmpdir() })
  }
}

function howEnded(end: CommandEnd): string {
  return end.kind === 'limit' ? `it did not end within ${end.limitMs / 1_000} s` : `it ended by ${end.kind}`
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? ''
}
