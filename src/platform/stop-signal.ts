// When the job is cancelled: SIGINT, then SIGTERM, then the end after some seconds.
// https://docs.github.com/actions/reference/workflow-cancellation-reference

/** Aborted by the first SIGINT or SIGTERM, which then no longer end the process by themselves. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => controller.abort(new Error(`cancelled by ${name}`)))
  }
  return controller.signal
}
