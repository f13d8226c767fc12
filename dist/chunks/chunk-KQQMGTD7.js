import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createProgressDisplay,
  processWorld,
  systemClock
} from "./chunk-N7QCWDKK.js";
import {
  createSecrets
} from "./chunk-VOY3SHN2.js";
import {
  noTemporaryFolder
} from "./chunk-5LBYVYY6.js";
import {
  createLog
} from "./chunk-JILPM63I.js";
import {
  removeTemporary
} from "./chunk-N53PFCT3.js";
import {
  errorMessage
} from "./chunk-YTQ6ZR7C.js";

// src/commands/terminal.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
var usualColumns = 80;
async function temporaryFolder() {
  const parent = tmpdir();
  try {
    return await mkdtemp(join(parent, "resilient-go-modules-"));
  } catch (cause) {
    const message = `No folder for temporary files can be made in ${parent}: set TMPDIR (on Windows TEMP) to one that can be written.
${errorMessage(cause)}`;
    throw Object.assign(new Error(message, { cause }), { code: noTemporaryFolder });
  }
}
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
  const temporary = await temporaryFolder();
  try {
    const world = processWorld({
      log,
      secrets,
      programs,
      exportVariable: async () => false,
      addToPath: async () => false,
      progress,
      root: process.cwd(),
      temporary
    });
    return await body(world);
  } finally {
    progress(null);
    await removeTemporary(temporary);
  }
}

export {
  withTerminal
};
