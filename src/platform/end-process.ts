// The end of our own process, whatever is still pending in it: sockets, timers, file work on a disk that hangs.

import { setTimeout as sleep } from 'node:timers/promises'

/** File work that goes well ends within this; what takes longer is taken to hang. */
const fileWorkMs = 500

/** Ends the process with `code`, once what was printed is out. */
export async function endProcess(code: number): Promise<void> {
  await Promise.all([printed(process.stdout), printed(process.stderr)])
  const untilMs = performance.now() + fileWorkMs
  while (isThreadBusy() && performance.now() < untilMs) await sleep(20)
  // process.exit() waits for all threads, and one that hangs in a system call never comes back.
  if (isThreadBusy()) leaveThreads(code)
  process.exit(code)
}

async function printed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve())
  })
}

/** Whether a thread of libuv works on a file or a name look-up for us, or a worker has not ended, to which a port leads. */
function isThreadBusy(): boolean {
  return process
    .getActiveResourcesInfo()
    .some((name) => /^(?:FSReq|GetAddrInfo|GetNameInfo|MessagePort)/i.test(name))
}

/**
 * Replacing the program ends its threads and keeps the exit code. Windows and Node before 22.15 can't do that: there the process
 * kills itself, which Windows tells as exit code 1 and others as SIGKILL.
 */
function leaveThreads(code: number): void {
  // The programs that still run are ended by what listens for this.
  process.emit('exit', code)
  try {
    if (process.platform !== 'win32') process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {})
  } catch {
    // No shell: killed below.
  }
  process.kill(process.pid, 'SIGKILL')
}
