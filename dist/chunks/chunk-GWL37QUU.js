import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";

// src/platform/held-file.ts
import { setTimeout as sleep } from "node:timers/promises";
var heldCodes = ["EPERM", "EBUSY", "EACCES"];
async function whileHeld(action, { platform = process.platform, patienceMs = 2e3, also = [] } = {}) {
  const codes = platform === "win32" ? [...heldCodes, ...also] : also;
  const until = performance.now() + patienceMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(2 * pauseMs, 200)) {
    try {
      return await action();
    } catch (error) {
      if (!codes.includes(errorCode(error) ?? "") || performance.now() >= until) throw error;
    }
    await sleep(pauseMs);
  }
}

export {
  whileHeld
};
