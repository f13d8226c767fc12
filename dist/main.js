import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/main.ts
process.stdout.write("Resilient Go Modules\n");
var { runAction } = await import("./chunks/action-R32J75XT.js");
await runAction({
  transfer: new URL("./transfer.js", import.meta.url),
  folderProcess: new URL("./folder-process.js", import.meta.url),
  zipWorker: new URL("./zip-worker.js", import.meta.url)
});
