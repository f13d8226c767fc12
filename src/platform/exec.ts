// Short commands over @actions/exec, for those that cannot wait for anything: it has neither a time limit nor a signal.

import type { CapturedCommand, Command } from './process.ts'

/** Runs a command silently, without a shell, and gives what it printed. Never throws. */
export async function execute({
  command,
  args,
  cwd,
  env,
}: Pick<Command, 'command' | 'args' | 'cwd' | 'env'>): Promise<CapturedCommand> {
  const { getExecOutput } = await import('@actions/exec')
  const defined = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  try {
    const options = { cwd, env: defined, silent: true, ignoreReturnCode: true }
    const { exitCode, stdout, stderr } = await getExecOutput(`"${command}"`, [...args], options)
    return { end: { kind: 'exited', code: exitCode }, stdout, stderr }
  } catch (error) {
    return { end: { kind: 'not-started', message: String(error) }, stdout: '', stderr: '' }
  }
}
