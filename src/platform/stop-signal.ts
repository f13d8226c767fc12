// When the job is cancelled: SIGINT, then SIGTERM, then the end after some seconds.
// https://docs.github.com/actions/reference/workflow-cancellation-reference

/** On Windows the runner's second signal is Ctrl+Break, and SIGHUP a window that is closed. Elsewhere `nohup` must keep its meaning. */
export function stopSignalNames(platform: NodeJS.Platform): readonly NodeJS.Signals[] {
  return platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM']
}

/** Aborted by the first of these signals, which then no longer end the process by themselves. */
export function stopSignal(platform: NodeJS.Platform = process.platform): AbortSignal {
  const controller = new AbortController()
  for (const name of stopSignalNames(platform)) {
    process.on(name, () => controller.abort(new Error(`cancelled by ${name}`)))
  }
  return controller.signal
}
