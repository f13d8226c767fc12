import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/main.ts
process.stdout.write("Resilient Go Modules\n");
var { runAction } = await import("./chunks/action-I325VVBQ.js");
await runAction(new URL("./transfer.js", import.meta.url));
