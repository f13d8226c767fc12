// The step that GitHub runs: inputs → run → publish.

import { runAction } from './action.ts'

process.stdout.write('Resilient Go Modules\n')
await runAction(new URL('./transfer.js', import.meta.url))
