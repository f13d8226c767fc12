import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createProgressDisplay,
  stopSignal,
  systemClock
} from "./chunk-LPYAXZUV.js";
import {
  createSecrets
} from "./chunk-5TIQ5CWW.js";
import {
  createLog
} from "./chunk-ZJPYTZPR.js";
import {
  removeTemporary
} from "./chunk-EHUZJGNP.js";

// src/commands/terminal.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
var usualColumns = 80;
async function withTerminal({ programs, verbose = false }, body) {
  const { env, stderr } = process;
  const secrets = createSecrets(env, async () => {
  });
  const columns = () => stderr.columns || usualColumns;
  const log = createLog({
    format: "terminal",
    write: (text) => stderr.write(text),
    redact: secrets.redact,
    verbose,
    tty: stderr.isTTY ? { columns, colors: !env.NO_COLOR } : null
  });
  const progress = createProgressDisplay({
    clock: systemClock,
    terminal: stderr.isTTY ? { columns, show: log.setProgress } : null,
    print: log.info
  });
  const temporary = await mkdtemp(join(tmpdir(), "resilient-go-modules-"));
  try {
    return await body({
      env,
      log,
      clock: systemClock,
      random: Math.random,
      signal: stopSignal(),
      redact: secrets.redact,
      mask: secrets.mask,
      exportVariable: async () => false,
      addToPath: async () => false,
      progress,
      root: process.cwd(),
      temporary,
      transfer: programs === void 0 ? "" : fileURLToPath(programs.transfer),
      folderProcess: programs === void 0 ? "" : fileURLToPath(programs.folderProcess),
      zipWorker: programs?.zipWorker ?? null
    });
  } finally {
    progress(null);
    await removeTemporary(temporary);
  }
}

export {
  withTerminal
};
