// The step that GitHub runs: inputs → run → publish.

process.stdout.write('Resilient Go Modules\n')
// Loaded after the first line, so that the log says at once who is at work.
const { runAction } = await import('./action/action.ts')
await runAction({
  transfer: new URL('./transfer.js', import.meta.url),
  folderProcess: new URL('./folder-process.js', import.meta.url),
  zipWorker: new URL('./zip-worker.js', import.meta.url),
})
