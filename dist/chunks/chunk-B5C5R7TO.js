import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createLineSplitter
} from "./chunk-IOPLYINE.js";

// src/platform/process.ts
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/platform/process-group.ts
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
var tickMs = 10;
async function endGroup(pid, { graceMs, ...system }) {
  const { platform = process.platform, kill = process.kill } = system;
  const group = { pid, platform, kill };
  if (!signalGroup(group, "SIGTERM")) return;
  if (await isGone(group, graceMs)) return;
  signalGroup(group, "SIGKILL");
  await isGone(group, 1e3);
}
function killGroupNow(pid) {
  signalGroup({ pid, kill: process.kill }, "SIGKILL");
}
async function groupOpenFiles(pid) {
  if (process.platform !== "linux") return [];
  const files = (await linuxGroup(pid)).map(async (member) => {
    const folder = `/proc/${member.pid}/fd`;
    const descriptors = await readdir(folder).catch(() => []);
    return Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  });
  return (await Promise.all(files)).flat().filter((file) => file.startsWith("/"));
}
function parseStat(text, pgid) {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  if (Number(fields[2]) !== pgid) return null;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return {
    pid: Number.parseInt(text, 10),
    zombie: fields[0] === "Z" || fields[0] === "X",
    cpuMs: ticks * tickMs
  };
}
async function linuxGroup(pgid) {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
      return text === null ? null : parseStat(text, pgid);
    })
  );
  return members.filter((member) => member !== null);
}
async function isGone(group, limitMs) {
  const { pid, platform } = group;
  const until = performance.now() + limitMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    if (!signalGroup(group, 0)) return true;
    if (platform === "linux" && (await linuxGroup(pid)).every(({ zombie }) => zombie)) return true;
    if (performance.now() >= until) return false;
    await sleep(pauseMs);
  }
}
function signalGroup({ pid, kill }, signal) {
  try {
    kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}

// src/platform/programs.ts
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { posix, win32 } from "node:path";
async function findProgram(name, lookup) {
  const { env, platform, isProgram = isExecutableFile } = lookup;
  if (/[\\/]/.test(name)) return null;
  const { join } = platform === "win32" ? win32 : posix;
  for (const folder of pathFolders(env, platform)) {
    for (const file of fileNames(name, lookup)) {
      const path = join(folder, file);
      if (await isProgram(path)) return path;
    }
  }
  return null;
}
async function findPrograms(env, platform) {
  const [git = null, flock = null, setsid = null, rm = null] = await Promise.all(
    ["git", "flock", "setsid", "rm"].map((name) => findProgram(name, { env, platform }))
  );
  const processTimes = platform === "win32" ? windowsProgram("tasklist.exe", env) : "/bin/ps";
  return { git, flock, setsid, rm, processTimes };
}
function pathFolders(env, platform) {
  const path = variable(env, "PATH", platform) ?? "";
  if (platform !== "win32") return path.split(posix.delimiter).filter((folder) => posix.isAbsolute(folder));
  const folders = (path.match(/(?:"[^"]*"|[^";])+/g) ?? []).map((folder) => folder.replaceAll('"', ""));
  return folders.filter(isFullyQualified);
}
function withAbsolutePath(env, platform) {
  const name = variableName(env, "PATH", platform);
  if (name === void 0) return env;
  const { delimiter } = platform === "win32" ? win32 : posix;
  const quoted = pathFolders(env, platform).map(
    (folder) => platform === "win32" && folder.includes(delimiter) ? `"${folder}"` : folder
  );
  return { ...env, [name]: quoted.join(delimiter) };
}
function windowsProgram(name, env) {
  const root = variable(env, "SystemRoot", "win32") ?? "";
  return win32.join(isFullyQualified(root) ? root : "C:\\Windows", "System32", name);
}
function isAbsolutePath(path, platform = process.platform) {
  return platform === "win32" ? isFullyQualified(path) : posix.isAbsolute(path);
}
async function isExecutableFile(path) {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
var usualExtensions = ".com;.exe;.bat;.cmd";
function fileNames(name, { env, platform }) {
  if (platform !== "win32") return [name];
  const list = (variable(env, "PATHEXT", platform) || usualExtensions).toLowerCase().split(";");
  const extensions = list.filter(Boolean).map((text) => text.startsWith(".") ? text : `.${text}`);
  const named = extensions.includes(win32.extname(name).toLowerCase()) ? [name] : [];
  const startable = extensions.filter((text) => text !== ".bat" && text !== ".cmd");
  return [...named, ...startable.map((extension) => `${name}${extension}`)];
}
function isFullyQualified(path) {
  return /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path);
}
function variable(env, name, platform) {
  const found = variableName(env, name, platform);
  return found === void 0 ? void 0 : env[found];
}
function variableName(env, name, platform) {
  if (platform !== "win32") return name in env ? name : void 0;
  return Object.keys(env).find((key) => key.toUpperCase() === name.toUpperCase());
}

// src/platform/process.ts
async function runCommand(command) {
  if (command.signal?.aborted) return { kind: "aborted" };
  const child = start(command);
  if ("kind" in child) return child;
  const closed = new Promise((resolve) => child.once("close", () => resolve()));
  const ended = endOf(child, command);
  const { pid } = child;
  if (pid === void 0) return ended;
  command.onStart?.(pid);
  if (child.stdin !== null) {
    child.stdin.on("error", () => {
    });
    command.onStdin?.(child.stdin);
  }
  read(child.stdout, command.onStdout, command.maxLineLength);
  read(child.stderr, command.onStderr, command.maxLineLength);
  const onExit = () => killNow(pid);
  process.once("exit", onExit);
  try {
    const end = await Promise.race([ended, cut(command, ended)]);
    const wasCut = end.kind === "aborted" || end.kind === "limit";
    if (wasCut && command.onCut)
      await Promise.race([command.onCut(pid), sleep2(500, void 0, { ref: false })]);
    await endAll(child, pid, command);
    await Promise.race([closed, sleep2(1e3, void 0, { ref: false })]);
    return end;
  } finally {
    process.removeListener("exit", onExit);
    child.stdin?.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
  }
}
async function captureCommand(command) {
  const stdout = createCapture();
  const stderr = createCapture();
  const end = await runCommand({
    limitMs: 3e4,
    maxLineLength: maxCaptured,
    ...command,
    onStdout: stdout.push,
    onStderr: stderr.push
  });
  return { end, stdout: stdout.text(), stderr: stderr.text() };
}
async function* readOutput({
  command,
  args,
  cwd,
  env
}) {
  const refusal = whyNotStarted(command);
  if (refusal !== null) throw new Error(refusal);
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "ignore"], windowsHide: true });
  const closed = once(child, "close");
  closed.catch(() => {
  });
  try {
    yield* child.stdout;
    const [code] = await closed;
    if (code !== 0) throw new Error(`exit code ${code}`);
  } finally {
    child.kill("SIGKILL");
  }
}
var maxCaptured = 16 * 1048576;
var taskkillLimitMs = 5e3;
function createCapture() {
  const lines = [];
  let length = 0;
  return {
    push: (line) => {
      length += line.length + 1;
      if (length <= maxCaptured) lines.push(line);
    },
    text: () => lines.map((line) => `${line}
`).join("")
  };
}
function whyNotStarted(command) {
  return isAbsolutePath(command, process.platform) ? null : `"${command}" is not an absolute path, so it is not started`;
}
function start({ command, args, cwd, env, onStdin }) {
  const refusal = whyNotStarted(command);
  if (refusal !== null) return { kind: "not-started", message: refusal };
  try {
    const options = {
      cwd,
      env,
      // On Windows, where this would open a console window, there are no process groups to make.
      detached: process.platform !== "win32",
      windowsHide: true
    };
    return onStdin === void 0 ? spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] }) : spawn(command, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
  } catch (error) {
    return { kind: "not-started", message: `${command}: ${String(error)}` };
  }
}
function endOf(child, { command, cwd }) {
  return new Promise((resolve) => {
    child.once(
      "exit",
      (code, signal) => resolve(code === null ? { kind: "signal", signal: String(signal) } : { kind: "exited", code })
    );
    child.once("error", (error) => {
      const why = error.code === "ENOENT" ? `not found (or the folder ${cwd} is not there)` : error.code ?? error.message;
      resolve({ kind: "not-started", message: `${command}: ${why}` });
    });
  });
}
function cut({ signal, limitMs }, ended) {
  return new Promise((resolve) => {
    const onAbort = () => resolve({ kind: "aborted" });
    signal?.addEventListener("abort", onAbort, { once: true });
    const timer = setTimeout(() => resolve({ kind: "limit", limitMs }), Math.min(limitMs, 2 ** 31 - 1));
    void ended.then(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    });
  });
}
function killNow(pid, {
  platform = process.platform,
  taskkill = windowsProgram("taskkill.exe", process.env)
} = {}) {
  if (platform === "win32")
    spawnSync(taskkill, wholeTree(pid), { stdio: "ignore", timeout: 2e3, windowsHide: true });
  else killGroupNow(pid);
}
function wholeTree(pid) {
  return ["/T", "/F", "/PID", String(pid)];
}
async function endAll(child, pid, { command, graceMs = 2e3 }) {
  if (process.platform !== "win32") return endGroup(pid, { graceMs });
  if (child.exitCode !== null || child.signalCode !== null) return;
  const taskkill = windowsProgram("taskkill.exe", process.env);
  if (command === taskkill) {
    child.kill("SIGKILL");
    return;
  }
  await captureCommand({
    command: taskkill,
    args: wholeTree(pid),
    cwd: dirname(taskkill),
    env: process.env,
    limitMs: taskkillLimitMs
  });
}
function read(stream, onLine = () => {
}, maxLength) {
  const lines = createLineSplitter(onLine, maxLength === void 0 ? {} : { maxLength });
  stream.on("data", lines.push);
  stream.once("end", lines.end);
  stream.on("error", () => {
  });
}

export {
  endGroup,
  killGroupNow,
  groupOpenFiles,
  linuxGroup,
  findProgram,
  findPrograms,
  withAbsolutePath,
  isAbsolutePath,
  isExecutableFile,
  runCommand,
  captureCommand,
  readOutput
};
