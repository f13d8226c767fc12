// The world of a terminal: what a command line run is given.

import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { type ConsoleLog, createLog } from '../platform/console-log.ts'
import { processWorld } from '../platform/process-world.ts'
import { removeTemporary } from '../platform/remove.ts'
import { createSecrets } from '../platform/secrets.ts'
import { createProgressDisplay } from '../platform/show-progress.ts'
import type { ChildPrograms, World } from '../platform/world.ts'
import { errorMessage } from '../text/error.ts'
import { noTemporaryFolder } from './command-result.ts'

/** Of a terminal that doesn't tell its width, as one made by script(1). */
const usualColumns = 80

async function temporaryFolder(): Promise<string> {
  const parent = tmpdir()
  try {
    return await mkdtemp(join(parent, 'resilient-go-modules-'))
  } catch (cause) {
    const message = `No folder for temporary files can be made in ${parent}: set TMPDIR (on Windows TEMP) to one that can be written.\n${errorMessage(cause)}`
    throw Object.assign(new Error(message, { cause }), { code: noTemporaryFolder })
  }
}

/** Runs `body` in a terminal's world: the log on stderr, so that stdout is the command's answer. */
export async function withTerminal<T>(
  { programs, verbose = false }: { readonly programs?: ChildPrograms; readonly verbose?: boolean },
  body: (world: World & { readonly log: ConsoleLog }) => Promise<T>,
): Promise<T> {
  const { env, stderr } = process
  const secrets = createSecrets(env, async () => {})
  const columns = () => stderr.columns || usualColumns
  const log = createLog({
    format: 'terminal',
    write: (text) => stderr.write(text),
    redact: secrets.redact,
    verbose,
    tty: stderr.isTTY ? { columns, colors: !env.NO_COLOR } : null,
  })
  const progress = createProgressDisplay({
    clock: systemClock,
    terminal: stderr.isTTY ? { columns, show: log.setProgress } : null,
    print: log.info,
  })
  const temporary = await temporaryFolder()
  try {
    const world = processWorld({
      log,
      secrets,
      programs,
      exportVariable: async () => false,
      addToPath: async () => false,
      progress,
      root: process.cwd(),
      temporary,
    })
    return await body(world)
  } finally {
    progress(null)
    await removeTemporary(temporary)
  }
}
