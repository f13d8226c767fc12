// Programs of this machine, by the absolute paths that the runner of processes wants.

import { findProgram, findPrograms, type Programs } from '../../src/platform/programs.ts'

/** The `go` on PATH. */
export async function goOnPath(): Promise<string> {
  const go = await findProgram('go', { env: process.env, platform: process.platform })
  if (go === null) throw new Error('there is no go on PATH')
  return go
}

/** Those that a run in this environment finds. */
export function programsOnPath(env = process.env): Promise<Programs> {
  return findPrograms(env, process.platform)
}
