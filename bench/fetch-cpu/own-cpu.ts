// What a process of the bench needed of the processor itself, told to the one that started it.

/** Call first; call what it gives last: it prints the seconds, user and system, of all threads meanwhile. */
export function startOwnCpu(): () => void {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    process.stdout.write(JSON.stringify({ cpuSeconds: (user + system) / 1e6 }))
  }
}
