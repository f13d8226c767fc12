import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/platform/end-process.ts
import { setTimeout as sleep } from "node:timers/promises";
var fileWorkMs = 500;
async function endProcess(code) {
  await Promise.all([printed(process.stdout), printed(process.stderr)]);
  const untilMs = performance.now() + fileWorkMs;
  while (isThreadBusy() && performance.now() < untilMs) await sleep(20);
  if (isThreadBusy()) leaveThreads(code);
  process.exit(code);
}
async function printed(stream) {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
function isThreadBusy() {
  return process.getActiveResourcesInfo().some((name) => /^(?:FSReq|GetAddrInfo|GetNameInfo|MessagePort)/i.test(name));
}
function leaveThreads(code) {
  process.emit("exit", code);
  try {
    if (process.platform !== "win32") process.execve?.("/bin/sh", ["sh", "-c", `exit ${code}`], {});
  } catch {
  }
  process.kill(process.pid, "SIGKILL");
}

export {
  endProcess
};
