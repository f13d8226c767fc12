// The step that GitHub runs: inputs → run → publish.

process.stdout.write('Resilient Go Modules\n')
// Loaded after the first line, so that the log says at once who is at work.
const { runAction } = await import('./action/action.ts')
await runAction(new URL('./transfer.js', import.meta.url))
