import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  require_picomatch
} from "./chunk-N7QCWDKK.js";
import {
  matchPrefixPatterns
} from "./chunk-ODKUHEMP.js";
import {
  options
} from "./chunk-TZA6AVOO.js";
import {
  createLineSplitter
} from "./chunk-IOPLYINE.js";
import {
  entriesFromList,
  object,
  optional,
  parseJson,
  string
} from "./chunk-ZIHWHPLB.js";
import {
  isBelow,
  remove
} from "./chunk-N53PFCT3.js";
import {
  canonicalVersion,
  checkModuleVersion,
  checkPathMajor,
  compareVersions,
  escapePath,
  escapeVersion,
  fileName,
  moduleName,
  splitPathMajor
} from "./chunk-VTGBLTEK.js";
import {
  errorCode,
  errorMessage
} from "./chunk-YTQ6ZR7C.js";
import {
  __toESM
} from "./chunk-DIT3HX7E.js";

// src/options/inputs.ts
var inputNames = Object.values(options).map(({ input }) => input);
function parseInputs(raw, workspace) {
  const problems = [];
  const values = {};
  for (const [field, { input, parse: parse2, default: standard }] of Object.entries(options)) {
    const text = raw[input]?.trim() || standard;
    const read3 = parse2(text, workspace);
    if ("allowed" in read3) problems.push(problem(input, text, read3.allowed));
    const usable = "allowed" in read3 ? parse2(standard, workspace) : read3;
    if ("value" in usable) values[field] = usable.value;
  }
  const inputs = values;
  const { summary, reportPath } = inputs;
  return problems.length > 0 ? { kind: "invalid", problems, publishing: { summary, reportPath } } : { kind: "ok", inputs };
}
function problem(name2, text, allowed) {
  if (name2 === "proxies") return `Input "proxies": ${allowed}`;
  const line = text.replace(/\s+/g, " ");
  const shown = line.length > 80 ? `${line.slice(0, 80)}\u2026` : line;
  return `Input "${name2}" is "${shown}"; it must be ${allowed}.`;
}

// src/platform/process.ts
import { spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/platform/process-group.ts
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
var tickMs = 10;
async function endGroup(pid, { graceMs, ...system }) {
  const { platform = process.platform, kill = process.kill, proc = "/proc" } = system;
  const group = { pid, platform, kill, proc };
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
  const files = (await linuxGroup(pid) ?? []).map(async (member) => {
    const folder = `/proc/${member.pid}/fd`;
    const descriptors = await readdir(folder).catch(() => []);
    return Promise.all(descriptors.map((name2) => readlink(`${folder}/${name2}`).catch(() => "")));
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
async function linuxGroup(pgid, proc = "/proc") {
  const pids = (await readdir(proc).catch(() => [])).filter((name2) => /^\d+$/.test(name2));
  if (pids.length === 0) return null;
  const members = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`${proc}/${pid}/stat`, "utf8").catch(() => null);
      return text === null ? null : parseStat(text, pgid);
    })
  );
  return members.filter((member) => member !== null);
}
async function isGone(group, limitMs) {
  const { pid, platform, proc } = group;
  const until = performance.now() + limitMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    if (!signalGroup(group, 0)) return true;
    const members = platform === "linux" ? await linuxGroup(pid, proc) : null;
    if (members?.every(({ zombie }) => zombie)) return true;
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
async function findProgram(name2, lookup) {
  const { env, platform, isProgram = isExecutableFile } = lookup;
  if (/[\\/]/.test(name2)) return null;
  const { join: join9 } = platform === "win32" ? win32 : posix;
  for (const folder of pathFolders(env, platform)) {
    for (const file of fileNames(name2, lookup)) {
      const path2 = join9(folder, file);
      if (await isProgram(path2)) return path2;
    }
  }
  return null;
}
async function findPrograms(env, platform) {
  const [git = null, flock = null, setsid = null, rm = null] = await Promise.all(
    ["git", "flock", "setsid", "rm"].map((name2) => findProgram(name2, { env, platform }))
  );
  const processTimes = platform === "win32" ? windowsProgram("tasklist.exe", env) : "/bin/ps";
  return { git, flock, setsid, rm, processTimes };
}
function pathFolders(env, platform) {
  const path2 = variable(env, "PATH", platform) ?? "";
  if (platform !== "win32") return path2.split(posix.delimiter).filter((folder) => posix.isAbsolute(folder));
  const folders = (path2.match(/(?:"[^"]*"|[^";])+/g) ?? []).map((folder) => folder.replaceAll('"', ""));
  return folders.filter(isFullyQualified);
}
function windowsProgram(name2, env) {
  const root = variable(env, "SystemRoot", "win32") ?? "";
  return win32.join(isFullyQualified(root) ? root : "C:\\Windows", "System32", name2);
}
function isAbsolutePath(path2, platform = process.platform) {
  return platform === "win32" ? isFullyQualified(path2) : posix.isAbsolute(path2);
}
async function isExecutableFile(path2) {
  try {
    if (!(await stat(path2)).isFile()) return false;
    await access(path2, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
var usualExtensions = ".com;.exe;.bat;.cmd";
function fileNames(name2, { env, platform }) {
  if (platform !== "win32") return [name2];
  const list = (variable(env, "PATHEXT", platform) || usualExtensions).toLowerCase().split(";");
  const extensions = list.filter(Boolean).map((text) => text.startsWith(".") ? text : `.${text}`);
  const named = extensions.includes(win32.extname(name2).toLowerCase()) ? [name2] : [];
  const startable = extensions.filter((text) => text !== ".bat" && text !== ".cmd");
  return [...named, ...startable.map((extension) => `${name2}${extension}`)];
}
function isFullyQualified(path2) {
  return /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(path2);
}
function variable(env, name2, platform) {
  const found = variableName(env, name2, platform);
  return found === void 0 ? void 0 : env[found];
}
function variableName(env, name2, platform) {
  if (platform !== "win32") return name2 in env ? name2 : void 0;
  return Object.keys(env).find((key2) => key2.toUpperCase() === name2.toUpperCase());
}

// src/platform/process.ts
async function runCommand(command) {
  if (command.signal?.aborted) return { kind: "aborted" };
  const child = start(command);
  if ("kind" in child) return child;
  const closed = new Promise((resolve3) => child.once("close", () => resolve3()));
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
    const options2 = {
      cwd,
      env,
      // On Windows, where this would open a console window, there are no process groups to make.
      detached: process.platform !== "win32",
      windowsHide: true
    };
    return onStdin === void 0 ? spawn(command, args, { ...options2, stdio: ["ignore", "pipe", "pipe"] }) : spawn(command, args, { ...options2, stdio: ["pipe", "pipe", "pipe"] });
  } catch (error) {
    return { kind: "not-started", message: `${command}: ${String(error)}` };
  }
}
function endOf(child, { command, cwd }) {
  return new Promise((resolve3) => {
    child.once(
      "exit",
      (code, signal) => resolve3(code === null ? { kind: "signal", signal: String(signal) } : { kind: "exited", code })
    );
    child.once("error", (error) => {
      const why = error.code === "ENOENT" ? `not found (or the folder ${cwd} is not there)` : error.code ?? error.message;
      resolve3({ kind: "not-started", message: `${command}: ${why}` });
    });
  });
}
function cut({ signal, limitMs }, ended) {
  return new Promise((resolve3) => {
    const onAbort = () => resolve3({ kind: "aborted" });
    signal?.addEventListener("abort", onAbort, { once: true });
    const timer = setTimeout(() => resolve3({ kind: "limit", limitMs }), Math.min(limitMs, 2 ** 31 - 1));
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

// src/project/load.ts
import { realpath as realpath2, stat as stat4 } from "node:fs/promises";
import { basename, dirname as dirname2, join as join5, relative, resolve as resolve2 } from "node:path";

// src/go/go-flags.ts
function goFlag(goflags, name2) {
  const pattern = new RegExp(`^--?${name2}=(.*)$`, "s");
  const values = splitFlags(goflags).flatMap((flag) => pattern.exec(flag)?.[1] ?? []);
  return values.at(-1) ?? null;
}
function isGoFlagSet(goflags, name2) {
  const pattern = new RegExp(`^--?${name2}(?:=(.*))?$`, "s");
  const values = splitFlags(goflags).flatMap((flag) => {
    const match = pattern.exec(flag);
    return match === null ? [] : [match[1] ?? "true"];
  });
  return /^(?:1|t|T|true|TRUE|True)$/.test(values.at(-1) ?? "");
}
function splitFlags(goflags) {
  const flags = goflags.match(/'[^']*'|"[^"]*"|[^ \t\r\n]+/g) ?? [];
  return flags.map((flag) => /^(['"])[\s\S]*\1$/.test(flag) ? flag.slice(1, -1) : flag);
}

// src/go/go-sum.ts
var emptyGoSum = { entries: /* @__PURE__ */ new Map() };
var emptyGoModHash = "h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=";
function parseGoSum(text, file) {
  const entries = /* @__PURE__ */ new Map();
  for (const [index, line] of text.split("\n").entries()) {
    const fields = line.match(/[^ \t\v\f\r]+/g);
    if (fields === null) continue;
    const [path2 = "", version = "", hash = ""] = fields;
    if (fields.length !== 3)
      return { kind: "malformed", line: index + 1, message: describe(path2, fields.length) };
    if (hash.startsWith("h1:") && hash !== emptyGoModHash)
      add(entries, `${path2} ${version}`, { hashes: [hash], file, line: index + 1 });
  }
  return { kind: "ok", sums: collected(entries) };
}
function describe(first, count) {
  if (/^(?:<{7}|={7}|>{7})/.test(first)) return "a merge conflict was left unresolved";
  return `a line has a module path, a version and a hash; this one has ${count} ${count === 1 ? "field" : "fields"}`;
}
function mergeGoSums(...all) {
  const [only = emptyGoSum, ...others] = all;
  if (others.length === 0) return only;
  const entries = /* @__PURE__ */ new Map();
  for (const sums of all) for (const [key2, entry] of sums.entries) add(entries, key2, entry);
  return collected(entries);
}
function add(entries, key2, entry) {
  const before = entries.get(key2);
  if (before === void 0) entries.set(key2, { ...entry, hashes: new Set(entry.hashes) });
  else for (const hash of entry.hashes) before.hashes.add(hash);
}
function collected(entries) {
  return {
    entries: new Map([...entries].map(([key2, entry]) => [key2, { ...entry, hashes: [...entry.hashes] }]))
  };
}
function zipSums(sums, { path: path2, version }) {
  return sums.entries.get(`${path2} ${version}`)?.hashes ?? [];
}
function modSums(sums, { path: path2, version }) {
  return sums.entries.get(`${path2} ${version}/go.mod`)?.hashes ?? [];
}
function fileSums(sums, file) {
  if (file.kind === "info") return [];
  return file.kind === "zip" ? zipSums(sums, file) : modSums(sums, file);
}

// src/project/discover.ts
import path from "node:path";
async function discoverScopes(options2) {
  const { found, workingDirectory, paths = path } = options2;
  const files = workspaceFiles(options2);
  const workspaces = /* @__PURE__ */ new Map();
  for (const file of files) {
    const read3 = await options2.membersOf(file);
    if (read3.kind === "problem") return read3;
    const names = [paths.dirname(file), ...read3.members].map((dir) => nameOf(workingDirectory, dir, paths));
    workspaces.set(file, { kind: "workspace", path: file, names, outsideWorkspace: false });
  }
  const modules = [];
  const inUse = new Set(files.filter((file) => isBelow(workingDirectory, file, paths)));
  for (const name2 of found.modules) {
    const file = governingFile(options2, name2);
    const isMember = file !== null && workspaces.get(file)?.names.slice(1).includes(name2) === true;
    if (isMember) inUse.add(file);
    else {
      const dir = paths.join(workingDirectory, name2);
      modules.push({ kind: "module", path: dir, names: [name2], outsideWorkspace: file !== null });
    }
  }
  const used = [...workspaces.values()].filter(({ path: path2 }) => inUse.has(path2));
  return { kind: "ok", candidates: [...used, ...modules] };
}
function workspaceFiles(options2) {
  const { found } = options2;
  const files = [...found.workspaces, ...found.modules].map((name2) => governingFile(options2, name2));
  const here = governingFile(options2, ".");
  return [.../* @__PURE__ */ new Set([here, ...files])].filter((file) => file !== null);
}
function governingFile(options2, name2) {
  const { gowork, goworkIsSet, found, workingDirectory, paths = path } = options2;
  if (gowork === "off") return null;
  const outer = gowork === "" ? null : paths.resolve(gowork);
  if (goworkIsSet) return outer;
  const inner = found.workspaces.filter((folder) => folder === "." || folder === name2 || name2.startsWith(`${folder}/`)).sort((a, b) => depth(b) - depth(a));
  return inner[0] === void 0 ? outer : paths.join(workingDirectory, inner[0], "go.work");
}
function depth(name2) {
  return name2 === "." ? 0 : name2.split("/").length;
}
function nameOf(workingDirectory, place, { relative: relative2 } = path) {
  return relative2(workingDirectory, place).replaceAll("\\", "/") || ".";
}

// src/project/find-modules.ts
import { readdir as readdir2, stat as stat2 } from "node:fs/promises";
import { join } from "node:path";
var skipped = /* @__PURE__ */ new Set(["vendor", "testdata", "node_modules"]);
async function findModules(root) {
  const modules = [];
  const workspaces = [];
  const search = async (name2) => {
    const entries = await readdir2(join(root, name2), { withFileTypes: true }).catch(() => []);
    const [below, files] = [[], []];
    for (const entry of entries) {
      if (!entry.isDirectory()) files.push(entry.name);
      else if (!skipped.has(entry.name) && !/^[._]/.test(entry.name)) below.push(entry.name);
    }
    if (await isFound("go.mod", { folder: join(root, name2), files })) modules.push(name2);
    if (await isFound("go.work", { folder: join(root, name2), files })) workspaces.push(name2);
    await Promise.all(below.map((folder) => search(name2 === "." ? folder : `${name2}/${folder}`)));
  };
  await search(".");
  return { modules: modules.sort(), workspaces: workspaces.sort() };
}
async function isFound(name2, { folder, files }) {
  if (files.includes(name2)) return true;
  if (!files.some((file) => file.toLowerCase() === name2)) return false;
  return stat2(join(folder, name2)).then(
    () => true,
    () => false
  );
}

// src/project/go-env.ts
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/project/problem.ts
function problem2(id, message, ...remedy) {
  return { kind: "problem", id, message, ...remedy.length > 0 && { remedy } };
}
function malformedFile(id, file, { line, message }) {
  return problem2(id, `${file}:${line}: ${message}`, `Correct line ${line} of ${file}, and commit it.`);
}

// src/project/go-env.ts
var variables = [
  "GOVERSION",
  "GOMODCACHE",
  "GOPROXY",
  "GONOPROXY",
  "GOPRIVATE",
  "GOSUMDB",
  "GONOSUMDB",
  "GOINSECURE",
  "GOFLAGS",
  "GOAUTH",
  "GOTOOLCHAIN",
  "GOWORK",
  "GODEBUG",
  "GOHOSTOS",
  "GOHOSTARCH"
];
var printedVariables = object(entriesFromList(variables, optional(string(), "")));
async function readGoEnv(command, dir) {
  const [here, toolchain] = await Promise.all([askAll(command, dir), askToolchain(command, dir)]);
  const answer = here.kind === "ok" ? here : await inEmptyFolder((empty) => askAll(command, empty));
  if (answer.kind === "problem") return here;
  const env = { ...answer.env, GOTOOLCHAIN: toolchain };
  return checkModuleCache(env, command) ?? { kind: "ok", env };
}
async function askAll(command, dir) {
  const { go, run } = command;
  const env = { ...command.env, GOTOOLCHAIN: "local" };
  const { end, stdout, stderr } = await run({
    command: go,
    args: ["env", "-json", ...variables],
    cwd: dir,
    env
  });
  if (end.kind === "not-started") return notRunnable(go, end.message);
  if (end.kind !== "exited" || end.code !== 0) return notRunnable(go, firstLine(stderr) || howEnded(end));
  const parsed = parseJson(printedVariables, stdout);
  return parsed.kind === "ok" ? { kind: "ok", env: parsed.value } : notRunnable(go, `what \`go env -json\` printed can't be read, ${parsed.problem}`);
}
async function askToolchain({ go, env, run }, dir) {
  if (env.GOTOOLCHAIN) return env.GOTOOLCHAIN;
  const { end, stdout } = await run({ command: go, args: ["env", "GOTOOLCHAIN"], cwd: dir, env });
  return end.kind === "exited" && end.code === 0 ? stdout.trim() : "";
}
function notRunnable(go, why) {
  return problem2("toolchain/go-not-runnable", `\`${go} env\` gave no answer: ${why}`);
}
function checkModuleCache({ GOMODCACHE }, { platform }) {
  if (isAbsolutePath(GOMODCACHE, platform)) return null;
  return problem2(
    "proxy-config/module-cache",
    GOMODCACHE === "" ? "Go has no place for its module cache" : `GOMODCACHE is no absolute path (on Windows it begins with a drive): ${GOMODCACHE}`
  );
}
async function inEmptyFolder(body) {
  const dir = await mkdtemp(join2(tmpdir(), "go-env-"));
  try {
    return await body(dir);
  } finally {
    await remove(dir, { below: tmpdir() });
  }
}
function howEnded(end) {
  return end.kind === "limit" ? `it did not end within ${end.limitMs / 1e3} s` : `it ended by ${end.kind}`;
}
function firstLine(text) {
  return text.trim().split("\n", 1)[0] ?? "";
}

// src/project/read-scope.ts
import { realpath } from "node:fs/promises";
import { isAbsolute, join as join3, resolve } from "node:path";

// src/go/modfile-syntax.ts
var mostDirectives = 1e5;
function readDirectives(text, take) {
  let block = null;
  let wrong = null;
  let count = 0;
  const give = (directive) => {
    count++;
    if (count > mostDirectives)
      return malformed(directive.line, `there are more than ${mostDirectives} lines of directives`);
    const problem3 = wrong === null ? take(directive) : null;
    if (problem3 !== null) wrong = malformed(directive.line, problem3);
    return null;
  };
  let line = 0;
  for (let start2 = 0; start2 <= text.length; ) {
    const end = lineEnd(text, start2);
    line++;
    const scanned = scanLine(text, start2, end);
    start2 = end + 1;
    if (typeof scanned === "string") return malformed(line, scanned);
    const { tokens, comment } = scanned;
    const [first] = tokens;
    if (first === void 0) continue;
    if (/^(?:<{7}|={7}|>{7})/.test(first)) return malformed(line, "a merge conflict was left unresolved");
    let tooMany = null;
    if (block !== null) {
      if (first !== ")") tooMany = give({ verb: block.verb, args: tokens, comment, line, inBlock: true });
      else if (tokens.length > 1)
        return malformed(line, "nothing may follow the parenthesis that closes a block");
      else block = null;
    } else {
      const opened = openedBlock(tokens);
      if (opened === null)
        tooMany = give({ verb: first, args: tokens.slice(1), comment, line, inBlock: false });
      else if (!opened.closed) block = { verb: opened.verb, line };
    }
    if (tooMany !== null) return tooMany;
  }
  if (block !== null) return malformed(block.line, "the block that starts here is never closed");
  return wrong ?? { kind: "ok" };
}
function malformed(line, message) {
  return { kind: "malformed", line, message };
}
function lineEnd(text, start2) {
  const end = text.indexOf("\n", start2);
  return end === -1 ? text.length : end;
}
function openedBlock(tokens) {
  const closed = tokens.at(-1) === ")" && tokens.at(-2) === "(";
  if (!(closed || tokens.at(-1) === "(")) return null;
  const head = tokens.slice(0, closed ? -2 : -1);
  return head.length === 0 ? null : { verb: head.join(" "), closed };
}
function scanLine(text, start2, lineEnd2) {
  let end = lineEnd2;
  while (end > start2 && isBlank(text.charCodeAt(end - 1))) end--;
  const tokens = [];
  let at = start2;
  while (at < end) {
    const character = text.charAt(at);
    if (isBlank(text.charCodeAt(at))) at++;
    else if (text.startsWith("//", at)) return { tokens, comment: text.slice(at, end) };
    else if (text.startsWith("/*", at)) return "comments start with //, not with /*";
    else if ("()[]{},".includes(character)) {
      tokens.push(character);
      at++;
    } else {
      const quoted = character === '"' || character === "`";
      const after = quoted ? stringEnd(text, at, end) : wordEnd(text, at, end);
      if (after === at) return describeCharacter(text, at);
      tokens.push(text.slice(at, after));
      at = after;
    }
  }
  return { tokens, comment: null };
}
function isBlank(code) {
  return code === 32 || code === 9 || code === 13;
}
function stringEnd(text, start2, end) {
  const quote = text.charAt(start2);
  for (let at = start2 + 1; at < end; at++) {
    if (text.charAt(at) === quote) return at + 1;
    if (quote === '"' && text.charAt(at) === "\\") at++;
  }
  return start2;
}
function wordEnd(text, start2, end) {
  let at = start2;
  while (at < end) {
    const point = text.codePointAt(at) ?? 0;
    if (!isWordCharacter(point) || text.startsWith("//", at) || text.startsWith("/*", at)) return at;
    at += point > 65535 ? 2 : 1;
  }
  return at;
}
function isWordCharacter(point) {
  if (point > 32 && point < 127) return !"()[]{},".includes(String.fromCharCode(point));
  return point > 127 && !/^[\p{C}\p{Z}]/u.test(String.fromCodePoint(point));
}
function describeCharacter(text, at) {
  const point = text.codePointAt(at) ?? 0;
  if (point === 34 || point === 96) return "a quoted string is not closed on its line";
  if (point === 65279)
    return "it starts with a byte order mark (U+FEFF), which go does not accept: save it without";
  return `unexpected character U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}
var escapes = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	",
  v: "\v",
  "\\": "\\",
  '"': '"'
};
function unquote(text) {
  if (!/["'`]/.test(text)) return text;
  if (text.startsWith("`")) return null;
  if (!/^"(?:[^"\\]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}))*"$/.test(text)) return null;
  return text.slice(1, -1).replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-7]{3})|(.))/g,
    (_, hex, unicode, octal, single) => {
      if (single !== void 0) return escapes[single] ?? single;
      return String.fromCodePoint(
        Number.parseInt(hex ?? unicode ?? octal ?? "", octal === void 0 ? 16 : 8)
      );
    }
  );
}

// src/go/replacement.ts
function parseReplacement({ args, line }) {
  const arrow = args[1] === "=>" ? 1 : 2;
  if (args[arrow] !== "=>" || args.length < arrow + 2 || args.length > arrow + 3) {
    return "replace is written: module/path [v1.2.3] => other/module v1.4.0, or => ../directory";
  }
  const path2 = unquote(args[0] ?? "");
  const target = unquote(args[arrow + 1] ?? "");
  const version = arrow === 1 ? null : unquote(args[1] ?? "");
  const targetVersion = args.length === arrow + 2 ? null : unquote(args[arrow + 2] ?? "");
  if (path2 === null || target === null)
    return "a module path or a directory is quoted in a way that go does not accept";
  if (splitPathMajor(path2) === null) return `${path2} is no module path: its major version suffix is not valid`;
  const misplaced = checkTarget(target, targetVersion);
  if (misplaced !== null) return misplaced;
  return {
    old: { path: path2, version: version === null ? null : canonicalVersion(version) ?? version },
    new: {
      path: target,
      version: targetVersion === null ? null : canonicalVersion(targetVersion) ?? targetVersion
    },
    line
  };
}
function checkTarget(target, version) {
  const directory = isDirectoryPath(target);
  if (version !== null) return directory ? `the directory ${target} can't have a version` : null;
  if (directory) return null;
  return target.includes("@") ? "the module that replaces is written as path and version, with a space between them" : `${target} has no version, and is no directory: those start with ./, ../ or /`;
}
function isDirectoryPath(path2) {
  return /^(?:\.{1,2}(?:[/\\]|$)|[/\\]|[A-Za-z]:)/.test(path2);
}

// src/go/go-mod.ts
function parseGoMod(text) {
  return parse(text, "main");
}
function parseDependencyGoMod(text) {
  return parse(text, "dependency");
}
function parse(text, role) {
  const draft = {
    module: null,
    go: null,
    toolchain: null,
    require: [],
    replace: [],
    exclude: [],
    tool: []
  };
  let unknown = null;
  const verbs = role === "main" ? mainVerbs : dependencyVerbs;
  const syntax = readDirectives(text, (directive) => {
    const read3 = verbs.get(directive.verb);
    if (read3 !== void 0 && (!directive.inBlock || blockVerbs.has(directive.verb)))
      return read3(draft, directive, role);
    unknown ??= malformed(directive.line, `${directive.verb} is no directive of go.mod`);
    return null;
  });
  if (syntax.kind === "malformed") return syntax;
  if (role === "main" && unknown !== null && !isNewerLanguage(draft.go)) return unknown;
  return { kind: "ok", mod: draft };
}
var knownMinorRelease = 27;
function isNewerLanguage(go) {
  const minor = /^1\.([0-9]+)/.exec(go ?? "")?.[1];
  return minor !== void 0 && Number(minor) > knownMinorRelease;
}
var dependencyReaders = {
  module: readModule,
  go: (draft, { args }, role) => {
    if (draft.go !== null) return "go is said twice";
    const version = readGoVersion(args, role);
    if (version === null) return "go is followed by one version such as 1.23.0";
    draft.go = version;
    return null;
  },
  require: (draft, directive, role) => {
    const read3 = readVersion(directive, role);
    if (typeof read3 === "string") return read3;
    draft.require.push({ ...read3, indirect: isIndirect(directive.comment), line: directive.line });
    return null;
  }
};
var mainReaders = {
  ...dependencyReaders,
  toolchain: (draft, { args }) => {
    if (draft.toolchain !== null) return "toolchain is said twice";
    const name2 = args[0] ?? "";
    if (args.length !== 1 || !isToolchainName(name2))
      return "toolchain is followed by one name such as go1.23.0";
    draft.toolchain = name2;
    return null;
  },
  exclude: (draft, directive, role) => {
    const read3 = readVersion(directive, role);
    if (typeof read3 === "string") return read3;
    draft.exclude.push({ ...read3, line: directive.line });
    return null;
  },
  replace: (draft, directive) => {
    const replacement = parseReplacement(directive);
    if (typeof replacement === "string") return replacement;
    draft.replace.push(replacement);
    return null;
  },
  tool: (draft, { args }) => {
    const path2 = unquote(args[0] ?? "");
    if (args.length !== 1 || path2 === null) return "tool is followed by one package path";
    draft.tool.push(path2);
    return null;
  },
  ignore: (_, { args }) => args.length === 1 && unquote(args[0] ?? "") !== null ? null : "ignore is followed by one directory",
  godebug: (_, { args }) => /^[^"`',=]*=[^"`',]*$/.test(args.join(" ")) ? null : "godebug is written: key=value",
  // What a module retracts is said in its newest version, to those who ask for updates.
  retract: () => null
};
var dependencyVerbs = new Map(Object.entries(dependencyReaders));
var mainVerbs = new Map(Object.entries(mainReaders));
var blockVerbs = /* @__PURE__ */ new Set([
  "module",
  "godebug",
  "require",
  "exclude",
  "replace",
  "retract",
  "tool",
  "ignore"
]);
function readModule(draft, { args }) {
  if (draft.module !== null) return "module is said twice";
  const path2 = unquote(args[0] ?? "");
  if (args.length !== 1 || path2 === null) return "module is followed by one module path";
  draft.module = path2;
  return null;
}
function readGoVersion(args, role) {
  const [version = ""] = args;
  if (args.length !== 1) return null;
  if (/^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/.test(version))
    return version;
  const lax = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9]/.exec(version)?.[1];
  return role === "dependency" ? lax ?? null : null;
}
function isToolchainName(name2) {
  return name2 === "default" || /^go1(?:$|\.)/.test(name2);
}
function readVersion({ verb, args }, role) {
  const path2 = unquote(args[0] ?? "");
  const written = unquote(args[1] ?? "");
  if (args.length !== 2 || path2 === null || written === null) return `${verb} is written: module/path v1.2.3`;
  const version = canonicalVersion(written);
  if (splitPathMajor(path2) === null) return `${path2} is no module path: its major version suffix is not valid`;
  if (version === null)
    return role === "main" ? { path: path2, version: written } : `${written} is no version of ${path2}`;
  const misfit = checkPathMajor(path2, version);
  return misfit === null ? { path: path2, version } : `${path2}: ${misfit}`;
}
function isIndirect(comment) {
  return comment !== null && /^\/\/\s*indirect(?:\s*$|;\s+\S)/.test(comment);
}

// src/go/go-work.ts
function parseGoWork(text) {
  const draft = { go: null, toolchain: null, use: [], replace: [] };
  const syntax = readDirectives(text, (directive) => read2(draft, directive));
  if (syntax.kind === "malformed") return syntax;
  return { kind: "ok", work: draft };
}
function read2(draft, directive) {
  const { verb, args, line, inBlock } = directive;
  const value = unquote(args[0] ?? "");
  if (inBlock && (verb === "go" || verb === "toolchain")) return `${verb} can't be a block`;
  switch (verb) {
    case "go":
      if (draft.go !== null) return "go is said twice";
      draft.go = readGoVersion(args, "main");
      return draft.go === null ? "go is followed by one version such as 1.23.0" : null;
    case "toolchain":
      if (draft.toolchain !== null) return "toolchain is said twice";
      if (args.length !== 1 || value === null || !isToolchainName(value)) {
        return "toolchain is followed by one name such as go1.23.0";
      }
      draft.toolchain = value;
      return null;
    case "use":
      if (args.length !== 1 || value === null) return "use is followed by one directory";
      draft.use.push({ dir: value, line });
      return null;
    case "replace": {
      const replacement = parseReplacement(directive);
      if (typeof replacement === "string") return replacement;
      draft.replace.push(replacement);
      return null;
    }
    case "godebug":
      return null;
    default:
      return `${verb} is no directive of go.work`;
  }
}

// src/project/text-file.ts
import { constants as constants2 } from "node:fs";
import { open, stat as stat3 } from "node:fs/promises";
var mebibyte = 1048576;
var textLimits = {
  /** `MaxGoMod` of golang.org/x/mod/zip: no module with a larger one can be published. */
  mod: 16 * mebibyte,
  /** A line has about a hundred bytes: half a million of them. The largest go.sum files known have some ten thousand. */
  sum: 64 * mebibyte
};
async function readBoundedText(path2, limitBytes) {
  try {
    const found = await stat3(path2);
    if (!found.isFile()) return unreadable(found.isDirectory() ? "is a folder" : "is no regular file");
    const file = await open(path2, constants2.O_RDONLY | (constants2.O_NONBLOCK ?? 0));
    try {
      return await readWhole(file, limitBytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    return unreadable(
      code === "ELOOP" ? "is a link that leads back to itself" : `can't be read (${code ?? errorMessage(error)})`
    );
  }
}
async function readTextFile(path2, limitBytes) {
  const file = await readBoundedText(path2, limitBytes);
  return file.kind === "text" ? file.text : null;
}
async function readWhole(file, limitBytes) {
  const found = await file.stat();
  if (!found.isFile()) return unreadable("is no regular file");
  let buffer = Buffer.allocUnsafe(Math.min(found.size, limitBytes) + 1);
  let length = 0;
  for (; ; ) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (length > limitBytes) return unreadable(`has more than ${limitBytes / mebibyte} MiB`);
    if (bytesRead === 0) return { kind: "text", text: buffer.toString("utf8", 0, length) };
    if (length === buffer.length)
      buffer = Buffer.concat([buffer], Math.min(buffer.length * 2 + 65536, limitBytes + 1));
  }
}
function unreadable(reason) {
  return { kind: "unreadable", reason };
}

// src/project/read-scope.ts
async function readModuleScope(place) {
  const { dir, modfile = join3(dir, "go.mod") } = place;
  const sumFile = modfile.replace(/\.mod$/, ".sum");
  const main = await readMain(place, dir, modfile);
  if (main.kind === "problem") return main;
  const sums = await readSums(place, [sumFile]);
  if (sums.kind === "problem") return sums;
  const name2 = main.main.name;
  return {
    kind: "ok",
    scope: { kind: "module", dir, name: name2, mains: [main.main], sums: sums.sums, files: [modfile, sumFile] }
  };
}
async function readWorkspaceFile(place) {
  const { file } = place;
  const shown = nameOf(place.workingDirectory, file);
  const read3 = await readBoundedText(file, textLimits.mod);
  if (read3.kind !== "text") return unreadable2("module-path/go-work", shown, read3);
  const parsed = parseGoWork(read3.text);
  if (parsed.kind === "malformed") return malformedFile("module-path/go-work", shown, parsed);
  const used = parsed.work.use.map(({ dir }) => isAbsolute(dir) ? dir : resolve(file, "..", dir));
  const members = await Promise.all(used.map((dir) => realpath(dir).catch(() => dir)));
  return { kind: "ok", work: parsed.work, members };
}
async function readWorkspaceScope(place) {
  const { file } = place;
  const read3 = await readWorkspaceFile(place);
  if (read3.kind === "problem") return read3;
  const { work, members } = read3;
  const mains = [];
  for (const dir2 of members) {
    const main = await readMain(place, dir2, join3(dir2, "go.mod"));
    if (main.kind === "problem") return main;
    mains.push(main.main);
  }
  const sumFiles = [`${file}.sum`, ...members.map((member) => join3(member, "go.sum"))];
  const sums = await readSums(place, sumFiles);
  if (sums.kind === "problem") return sums;
  const dir = resolve(file, "..");
  const files = [file, ...members.map((member) => join3(member, "go.mod")), ...sumFiles];
  return {
    kind: "ok",
    scope: {
      kind: "workspace",
      dir,
      name: nameOf(place.workingDirectory, dir),
      mains,
      work,
      sums: sums.sums,
      files
    }
  };
}
async function readMain(place, dir, file) {
  const shown = nameOf(place.workingDirectory, file);
  const read3 = await readBoundedText(file, textLimits.mod);
  if (read3.kind !== "text") return unreadable2("module-path/go-mod", shown, read3);
  const parsed = parseGoMod(read3.text);
  if (parsed.kind === "malformed") return malformedFile("module-path/go-mod", shown, parsed);
  if (parsed.mod.module !== null)
    return { kind: "ok", main: { dir, name: nameOf(place.workingDirectory, dir), mod: parsed.mod } };
  return problem2(
    "module-path/go-mod",
    `${shown} has no module line`,
    `Put \`module <module path>\` at the top of ${shown}.`
  );
}
function unreadable2(id, file, read3) {
  if (read3.kind === "absent")
    return problem2(id, `${file} can't be read: it is not there`, `Check that ${file} is there.`);
  return problem2(id, `${file} ${read3.reason}`, `Put a readable text file in the place of ${file}.`);
}
async function readSums(place, files) {
  const all = [];
  for (const file of files) {
    const shown = nameOf(place.workingDirectory, file);
    const read3 = await readBoundedText(file, textLimits.sum);
    if (read3.kind === "absent") continue;
    if (read3.kind === "unreadable") return unreadable2("go-sum-missing/malformed", shown, read3);
    const parsed = parseGoSum(read3.text, shown);
    if (parsed.kind === "malformed") return malformedFile("go-sum-missing/malformed", shown, parsed);
    all.push(parsed.sums);
  }
  return { kind: "ok", sums: mergeGoSums(...all) };
}

// src/project/select-modules.ts
var import_picomatch = __toESM(require_picomatch(), 1);

// src/text/trim-end.ts
function trimEnd(text, character) {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === character) end--;
  return text.slice(0, end);
}

// src/project/select-modules.ts
function createModuleSelection(patterns) {
  const all = patterns.map((pattern) => ({
    pattern,
    excludes: pattern.startsWith("!"),
    matches: matcher(pattern)
  }));
  const wanted = all.filter(({ excludes }) => !excludes);
  const unwanted = all.filter(({ excludes }) => excludes);
  return {
    includes: (name2) => (wanted.length === 0 || wanted.some(({ matches }) => matches(name2))) && !unwanted.some(({ matches }) => matches(name2)),
    unmatched: (names) => wanted.filter(({ matches }) => !names.some(matches)).map(({ pattern }) => pattern)
  };
}
function matcher(pattern) {
  const plain = trimEnd(
    pattern.replace(/^!/, "").replaceAll("\\", "/").replace(/^(?:\.\/)+/, ""),
    "/"
  );
  if (plain === "" || plain === ".") return (name2) => name2 === ".";
  const glob = (0, import_picomatch.default)(plain);
  return plain === "**" ? () => true : (name2) => name2 === plain || glob(name2);
}

// src/project/vendor.ts
import { join as join4 } from "node:path";

// src/go/go-version.ts
var goVersion = /^([0-9]+)(?:\.([0-9]+)(?:\.([0-9]+))?(?:([a-z]+)([0-9]+))?)?$/;
function compareGoVersions(a, b) {
  const x = ranks(a);
  const y = ranks(b);
  for (const [index, rank] of x.entries()) {
    const other = y[index] ?? "";
    if (rank === other) continue;
    if (index === 3) return rank < other ? -1 : 1;
    return rank.length - other.length || (rank < other ? -1 : 1);
  }
  return 0;
}
function ranks(version) {
  const match = goVersion.exec(version);
  if (match === null) return ["", "", "", "", ""];
  const [, major = "", minor = "0", patch, kind = "", pre = ""] = match;
  return [major, minor, patch ?? impliedPatch(major, minor, kind), kind, pre];
}
function impliedPatch(major, minor, kind) {
  return major === "1" && Number(minor) < 21 && kind === "" ? "0" : "";
}

// src/project/vendor.ts
async function isVendored(scope, goflags) {
  const mode = goFlag(goflags, "mod");
  if (mode !== null && mode !== "vendor") return false;
  if (mode === null && compareGoVersions(languageOf(scope), firstByDefault[scope.kind]) < 0) return false;
  const text = await readTextFile(join4(scope.dir, "vendor", "modules.txt"), textLimits.sum);
  return text !== null && isConsistent(scope, parseModulesTxt(text));
}
var firstByDefault = { module: "1.14", workspace: "1.22" };
function languageOf({ work, mains }) {
  return work?.go ?? mains[0]?.mod.go ?? "";
}
function parseModulesTxt(text) {
  const explicit = /* @__PURE__ */ new Set();
  const vendored = /* @__PURE__ */ new Set();
  const replaced = /* @__PURE__ */ new Map();
  let current = "";
  for (const line of text.split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (line.startsWith("# ")) {
      const [, path2 = "", second = ""] = fields;
      const versioned = canonicalVersion(second) !== null;
      current = versioned ? `${path2}@${second}` : second === "=>" ? path2 : "";
      const target = fields.slice(versioned ? 4 : 3);
      if (current !== "" && fields[versioned ? 3 : 2] === "=>") replaced.set(current, target.join("@"));
    } else if (line.startsWith("## ")) {
      if (/(?:^## |;)\s*explicit\s*(?:;|$)/.test(line)) explicit.add(current);
    } else if (fields.length === 1 && fields[0] !== "" && current !== "") {
      vendored.add(current);
    }
  }
  return { forWorkspace: text.startsWith("## workspace"), explicit, vendored, replaced };
}
function isConsistent(scope, txt) {
  if (txt.forWorkspace !== (scope.kind === "workspace")) return false;
  const required = new Set(scope.mains.flatMap(({ mod }) => mod.require.map(moduleName)));
  const replaced = scope.work === void 0 ? replacementsOf(scope) : null;
  return [...required].every((name2) => txt.explicit.has(name2)) && [...txt.explicit].every((name2) => required.has(name2) || !txt.vendored.has(name2)) && // A workspace's directories are written relative to go.work there: too rare to be told apart here.
  (replaced === null || isSameMap(replaced, txt.replaced));
}
function replacementsOf({ mains }) {
  return new Map(
    mains.flatMap(({ mod }) => mod.replace.map(({ old, new: target }) => [name(old), name(target)]))
  );
}
function name({ path: path2, version }) {
  return version === null ? path2 : `${path2}@${version}`;
}
function isSameMap(replaced, listed) {
  const wanted = (key2) => replaced.get(key2) ?? replaced.get(key2.replace(/@[^@]*$/, ""));
  return [...replaced].every(([key2, target]) => listed.get(key2) === target) && [...listed].every(([key2, target]) => wanted(key2) === target);
}

// src/project/load.ts
async function loadProject(options2) {
  const workingDirectory = await realFolder(options2.workingDirectory);
  if (workingDirectory === null) return noFolder(options2.workingDirectory);
  const [answer, all] = await Promise.all([
    readGoEnv(options2, workingDirectory),
    findModules(workingDirectory)
  ]);
  if (answer.kind === "problem") return answer;
  const { env } = answer;
  const found = await outsideModuleCache(all, { workingDirectory, gomodcache: env.GOMODCACHE });
  const discovered = await discoverScopes({
    workingDirectory,
    found,
    gowork: await inRealFolder(env.GOWORK),
    goworkIsSet: (options2.env.GOWORK ?? "") !== "",
    membersOf: (file) => readWorkspaceFile({ workingDirectory, file })
  });
  if (discovered.kind === "problem") return discovered;
  const { candidates } = discovered;
  if (candidates.length === 0) return noModule(options2.workingDirectory);
  const selection = createModuleSelection(options2.modules);
  const unmatched = selection.unmatched(candidates.flatMap(({ names }) => names));
  if (unmatched.length > 0) return noSuchModule(unmatched, candidates);
  const selected = candidates.filter(({ names }) => names.some(selection.includes));
  const read3 = await readScopes(workingDirectory, selected, env);
  if (read3.kind === "problem") return read3;
  const skipped2 = [...read3.skipped, ...left(candidates, selected, found.modules)];
  const { scopes } = read3;
  const sums = mergeGoSums(...scopes.map((scope) => scope.sums));
  return { kind: "ok", project: { workingDirectory, scopes, skipped: skipped2, env, sums } };
}
async function realFolder(path2) {
  const real = await realpath2(resolve2(path2)).catch(() => null);
  const found = real === null ? null : await stat4(real).catch(() => null);
  return found?.isDirectory() ? real : null;
}
async function inRealFolder(gowork) {
  const folder = gowork === "" || gowork === "off" ? null : await realpath2(dirname2(gowork)).catch(() => null);
  return folder === null ? gowork : join5(folder, basename(gowork));
}
async function outsideModuleCache({ modules, workspaces }, { workingDirectory, gomodcache }) {
  const cache = await realpath2(gomodcache).catch(() => null);
  if (cache === null || !isBelow(workingDirectory, cache)) return { modules, workspaces };
  const isOutside = (name2) => !isBelow(cache, join5(workingDirectory, name2));
  return { modules: modules.filter(isOutside), workspaces: workspaces.filter(isOutside) };
}
async function readScopes(workingDirectory, candidates, env) {
  const scopes = [];
  const skipped2 = [];
  for (const candidate of candidates) {
    const read3 = await readScope(workingDirectory, candidate, env);
    if (read3.kind === "problem") return read3;
    if (await isVendored(read3.scope, env.GOFLAGS)) skipped2.push({ name: read3.scope.name, reason: "vendored" });
    else scopes.push(read3.scope);
  }
  return { kind: "ok", scopes, skipped: skipped2 };
}
async function readScope(workingDirectory, candidate, env) {
  const { kind, path: path2, outsideWorkspace } = candidate;
  if (kind === "workspace") return readWorkspaceScope({ workingDirectory, file: path2 });
  const modfile = goFlag(env.GOFLAGS, "modfile");
  const read3 = await readModuleScope({
    workingDirectory,
    dir: path2,
    ...modfile === null ? {} : { modfile: resolve2(path2, modfile) }
  });
  if (read3.kind === "problem" || !outsideWorkspace) return read3;
  return { kind: "ok", scope: { ...read3.scope, env: { GOWORK: "off" } } };
}
function left(candidates, selected, modules) {
  const members = new Set(
    candidates.flatMap(({ kind, names }) => kind === "workspace" ? names.slice(1) : [])
  );
  const chosen = new Set(
    selected.flatMap(({ kind, names }) => kind === "workspace" ? names.slice(1) : names)
  );
  return modules.flatMap((name2) => {
    if (!chosen.has(name2)) return [{ name: name2, reason: "not-selected" }];
    return members.has(name2) ? [{ name: name2, reason: "in-workspace" }] : [];
  });
}
function noFolder(path2) {
  return problem2("proxy-config/working-directory", `The working directory ${path2} is not there`);
}
function noModule(path2) {
  const shown = relative("", path2) || ".";
  return problem2("proxy-config/no-go-mod", `There is no go.mod below ${shown}: did the checkout step run?`);
}
function noSuchModule(patterns, candidates) {
  const names = [...new Set(candidates.flatMap((candidate) => candidate.names))];
  return problem2(
    "proxy-config/modules-input",
    `The input \`modules\` names no module: ${patterns.join(", ")}`,
    `Name some of these: ${names.slice(0, 20).map((name2) => `\`${name2}\``).join(", ")}${names.length > 20 ? ", \u2026" : ""}.`
  );
}

// src/toolchain/find-go.ts
import { join as join6 } from "node:path";

// src/toolchain/go-version.ts
function goVersionRanges(goVersion2, mod) {
  if (goVersion2 !== "go.mod") return [semver(goVersion2)];
  const wanted = mod?.toolchain?.replace(/^go/, "") ?? mod?.go ?? null;
  if (wanted === null || wanted === "default") return [];
  const least = semver(wanted);
  const full = /^\d+\.\d+$/.test(least) ? `${least}.0` : least;
  return [`~${full}`, `>=${full}`];
}
function semver(version) {
  const match = /^(?:go)?(\d+\.\d+)(\.\d+)?(rc|beta)(\d+)$/.exec(version);
  return match ? `${match[1]}${match[2] ?? ".0"}-${match[3]}.${match[4]}` : version.replace(/^go(?=\d)/, "");
}

// src/toolchain/find-go.ts
async function findGo(request) {
  const { goVersion: goVersion2, mod, env } = request;
  return goVersion2 === null ? findOnPath(env) : findInToolCache(goVersion2, mod, env);
}
async function findOnPath(env) {
  const go = await findProgram("go", { env, platform: process.platform });
  if (go !== null) return { kind: "found", go, bin: null };
  return {
    kind: "none",
    message: "There is no go on PATH. Put actions/setup-go before this step, or set the input go-version to a release in the runner's tool cache."
  };
}
async function findInToolCache(goVersion2, mod, env) {
  if (!env.RUNNER_TOOL_CACHE) {
    return {
      kind: "none",
      message: `go-version is "${goVersion2}", but this runner names no tool cache (RUNNER_TOOL_CACHE is empty). Install Go in an earlier step and leave go-version out.`
    };
  }
  const ranges = goVersionRanges(goVersion2, mod);
  if (ranges.length === 0) {
    return {
      kind: "none",
      message: 'go-version is "go.mod", but the go.mod in working-directory has no go or toolchain line. Write the version itself.'
    };
  }
  const { find, findAllVersions } = await import("./tool-cache-4B5ICJPU.js");
  for (const range of ranges) {
    const folder = find("go", range);
    const go = join6(folder, "bin", process.platform === "win32" ? "go.exe" : "go");
    if (folder !== "" && await isExecutableFile(go)) return { kind: "found", go, bin: join6(folder, "bin") };
  }
  const present = findAllVersions("go");
  const wanted = goVersion2 === "go.mod" ? `go.mod (${ranges.join(" or ")})` : goVersion2;
  return {
    kind: "none",
    message: `No Go for go-version "${wanted}" is in the runner's tool cache (it has ${present.length > 0 ? present.join(", ") : "none"}). Install it with actions/setup-go in an earlier step and leave go-version out.`
  };
}

// src/modcache/inventory.ts
import { lstatSync, readFileSync } from "node:fs";
import { readdir as readdir3 } from "node:fs/promises";
import { join as join7 } from "node:path";
var maxGoModBytes = 16 * 1048576;
function createInventory(gomodcache) {
  const download = join7(gomodcache, "cache", "download");
  const listings = /* @__PURE__ */ new Map();
  const namesIn = (folder) => {
    const listing = listings.get(folder) ?? listFolder(join7(download, folder));
    listings.set(folder, listing);
    return listing;
  };
  const sizeOf = async (file) => {
    if ((await namesIn("")).size === 0) return null;
    const name2 = fileName(file);
    const slash = name2.lastIndexOf("/");
    const names = await namesIn(name2.slice(0, slash));
    return names.has(name2.slice(slash + 1)) ? sizeAt(join7(download, name2)) : null;
  };
  return {
    sizeOf,
    readMod: async ({ path: path2, version }) => {
      const file = { path: path2, version, kind: "mod" };
      const sizeBytes = await sizeOf(file);
      if (sizeBytes === null || sizeBytes > maxGoModBytes) return null;
      return readText(join7(download, fileName(file)));
    }
  };
}
async function holdsModules(gomodcache) {
  return (await listFolder(join7(gomodcache, "cache", "download"))).size > 0;
}
async function presentFiles({ sizeOf }, files) {
  const sizes = await Promise.all(files.map(async (file) => [fileName(file), await sizeOf(file)]));
  return new Map(sizes.flatMap(([name2, size]) => size === null ? [] : [[name2, size]]));
}
async function listFolder(path2) {
  return new Set(await readdir3(path2).catch(() => []));
}
function sizeAt(path2) {
  const found = lstat(path2);
  return found?.isFile() && found.size > 0 ? found.size : null;
}
function lstat(path2) {
  try {
    return lstatSync(path2, { throwIfNoEntry: false });
  } catch {
    return void 0;
  }
}
function readText(path2) {
  try {
    return readFileSync(path2, "utf8");
  } catch {
    return null;
  }
}

// src/project/vouched.ts
function isZipVerifiable(module, sums, env) {
  return zipSums(sums, module).length > 0 || usesChecksumDatabase(module.path, env);
}
function usesChecksumDatabase(path2, { GOSUMDB, GONOSUMDB, GOFLAGS }) {
  if (GOSUMDB === "off" || /(?:^|\s)['"]?--?insecure\b/.test(GOFLAGS)) return false;
  return !matchPrefixPatterns(GONOSUMDB, path2);
}
function isListed(file, sums) {
  return file.kind === "info" || fileSums(sums, file).length > 0;
}

// src/go/module-sums.ts
function listModuleSums(sums) {
  const modules = /* @__PURE__ */ new Map();
  for (const key2 of sums.entries.keys()) {
    const [path2 = "", version = ""] = key2.replace(/\/go\.mod$/, "").split(" ");
    const module = { path: path2, version };
    if (checkModuleVersion(module) === null) modules.set(moduleName(module), module);
  }
  return [...modules.values()].map((module) => ({
    module,
    zip: zipSums(sums, module),
    mod: modSums(sums, module)
  }));
}
function namedPlaces(modules) {
  const names = /* @__PURE__ */ new Set();
  for (const { module, zip, mod } of modules) {
    if (mod.length > 0) names.add(`cache/download/${fileName({ ...module, kind: "mod" })}`);
    if (zip.length === 0) continue;
    names.add(`cache/download/${fileName({ ...module, kind: "zip" })}`);
    names.add(`${escapePath(module.path)}@${escapeVersion(module.version)}`);
  }
  return names;
}

// src/project/mod-reader.ts
function createModReader() {
  const known = /* @__PURE__ */ new Map();
  return {
    read: (module, readText2) => {
      const name2 = moduleName(module);
      const reading = known.get(name2) ?? readText2(module).then(parseMod);
      known.set(name2, reading);
      const forgetFailed = () => void known.delete(name2);
      reading.then((mod) => mod === null && forgetFailed(), forgetFailed);
      return reading;
    },
    forget: (module) => void known.delete(moduleName(module)),
    forgetAll: () => known.clear()
  };
}
function parseMod(text) {
  const parsed = text === null ? null : parseDependencyGoMod(text);
  return parsed?.kind === "ok" ? parsed.mod : null;
}

// src/project/replacements.ts
import { isAbsolute as isAbsolute2, join as join8 } from "node:path";
function createReplacer(scope) {
  const workspace = scope.work === void 0 ? null : indexOf(scope.work.replace, scope.dir);
  const members = scope.mains.map(({ mod, dir }) => indexOf(mod.replace, dir));
  return (module) => {
    const found = workspace?.(module) ?? members.map((find) => find(module)).findLast((actual) => actual !== null);
    return found ?? { kind: "module", module };
  };
}
function indexOf(replacements, baseDir) {
  const byModule = /* @__PURE__ */ new Map();
  for (const { old, new: target } of replacements) {
    byModule.set(key(old), actualOf(target, baseDir));
  }
  return (module) => byModule.get(key(module)) ?? byModule.get(key({ path: module.path, version: null })) ?? null;
}
function actualOf(target, baseDir) {
  const { path: path2, version } = target;
  if (version !== null) return { kind: "module", module: { path: path2, version } };
  return { kind: "directory", dir: isAbsolute2(path2) ? path2 : join8(baseDir, path2) };
}
function key({ path: path2, version }) {
  return `${path2} ${version ?? ""}`;
}

// src/project/graph-source.ts
function pruningOf({ go }) {
  return go !== null && compareGoVersions(go, "1.17") >= 0 ? "pruned" : "unpruned";
}
function createScopeSource(scope, readMod) {
  const replace = createReplacer(scope);
  const excluded = new Set(scope.mains.flatMap(({ mod }) => mod.exclude.map(moduleName)));
  const unreadable3 = [];
  const loads = /* @__PURE__ */ new Map();
  const allowed = (modules) => modules.filter((mv) => !excluded.has(moduleName(mv)));
  const requirements = (mod) => mod === null ? null : { require: allowed(mod.require), pruning: pruningOf(mod) };
  const load = async (module) => {
    const valid = checkModuleVersion(module) === null;
    const mod = valid ? await readMod(module) : null;
    if (mod === null) unreadable3.push(module);
    return requirements(mod);
  };
  return {
    mains: new Set(scope.mains.flatMap(({ mod }) => mod.module ?? [])),
    allowed,
    unreadable: () => unreadable3,
    actual: (module) => {
      const actual = replace(module);
      return actual.kind === "module" ? actual.module : null;
    },
    requirementsOf: async (module) => {
      const actual = replace(module);
      if (actual.kind === "directory")
        return requirements(parseMod(await readTextFile(`${actual.dir}/go.mod`, textLimits.mod)));
      const name2 = moduleName(actual.module);
      const loading = loads.get(name2) ?? load(actual.module);
      loads.set(name2, loading);
      return loading;
    }
  };
}

// src/project/module-graph.ts
async function walkModule(source, roots, pruning) {
  const walk = createWalk(source);
  const [main = ""] = source.mains;
  walk.require(main, roots);
  await Promise.all(roots.map((root) => walk.enter(root, pruning)));
  return walk;
}
async function walkWorkspace(source, members) {
  const walk = createWalk(source);
  for (const { path: path2, require: require2 } of members) walk.require(path2, require2);
  await Promise.all(
    members.flatMap(({ require: require2, pruning }) => require2.map((module) => walk.enter(module, pruning)))
  );
  await loadUpgrades(
    walk,
    members.map(({ path: path2 }) => path2)
  );
  return walk;
}
async function loadUpgrades(walk, members) {
  const relevant = new Set(members);
  const seen = /* @__PURE__ */ new Set();
  for (; ; ) {
    const fresh = [];
    const add2 = (path2, version) => {
      const node = `${path2} ${version ?? ""}`;
      if (seen.has(node)) return;
      seen.add(node);
      fresh.push({ path: path2, version });
    };
    for (const path2 of [...relevant]) {
      const version = walk.selected(path2);
      add2(path2, version);
      for (const needed of walk.requiredBy(path2, version)) {
        const higher = walk.selected(needed.path);
        if (higher !== null && compareVersions(higher, needed.version) > 0) add2(needed.path, higher);
      }
    }
    if (fresh.length === 0) return;
    for (const { path: path2 } of fresh) relevant.add(path2);
    await Promise.all(
      fresh.map(
        ({ path: path2, version }) => version === null ? null : walk.enter({ path: path2, version }, "workspace")
      )
    );
  }
}
function createWalk({ mains, requirementsOf }) {
  const highest = /* @__PURE__ */ new Map();
  const required = /* @__PURE__ */ new Map();
  const loads = /* @__PURE__ */ new Map();
  const entered = /* @__PURE__ */ new Set();
  const note = (node, modules) => {
    required.set(node, modules);
    for (const { path: path2, version } of modules) {
      if (mains.has(path2)) continue;
      const known = highest.get(path2);
      if (known === void 0 || compareVersions(version, known) > 0) highest.set(path2, version);
    }
  };
  const load = async (module) => {
    const requirements = await requirementsOf(module);
    note(moduleName(module), requirements?.require ?? []);
    return requirements;
  };
  const loadOnce = (module) => {
    const name2 = moduleName(module);
    const loading = loads.get(name2) ?? load(module);
    loads.set(name2, loading);
    return loading;
  };
  const enter = async (module, pruning) => {
    const visit = `${moduleName(module)} ${pruning}`;
    if (entered.has(visit)) return;
    entered.add(visit);
    const requirements = await loadOnce(module);
    if (requirements === null) return;
    if (pruning === "pruned" && requirements.pruning === "pruned") return;
    const next = pruning === "unpruned" ? "unpruned" : requirements.pruning;
    await Promise.all(requirements.require.map((needed) => enter(needed, next)));
  };
  return {
    enter,
    requirements: required,
    require: note,
    requiredBy: (path2, version) => required.get(version === null ? path2 : `${path2}@${version}`) ?? [],
    selected: (path2) => highest.get(path2) ?? null,
    buildList: () => [...highest].map(([path2, version]) => ({ path: path2, version }))
  };
}

// src/project/planned-files.ts
function createPlannedFiles({
  onFile
}) {
  const needed = /* @__PURE__ */ new Map();
  const told = /* @__PURE__ */ new Set();
  const valid = /* @__PURE__ */ new Map();
  const isValid = (module, name2) => {
    const known = valid.get(name2) ?? checkModuleVersion(module) === null;
    valid.set(name2, known);
    return known;
  };
  const filesOf = (module, kinds) => {
    const { path: path2, version } = module;
    const name2 = moduleName(module);
    if (!isValid(module, name2)) return [];
    return kinds.map((kind) => [`${name2}.${kind}`, { path: path2, version, kind }]);
  };
  const tell = (name2, file) => {
    if (told.has(name2)) return;
    told.add(name2);
    onFile(file);
  };
  return {
    need: (module, kinds) => {
      for (const [name2, file] of filesOf(module, kinds)) {
        needed.set(name2, file);
        tell(name2, file);
      }
    },
    expect: (module, kinds) => {
      for (const [name2, file] of filesOf(module, kinds)) tell(name2, file);
    },
    files: () => [...needed.values()]
  };
}

// src/project/plan.ts
async function planDownload(options2) {
  const { scope, readMod, mods = createModReader() } = options2;
  const planned = createPlannedFiles(options2);
  const source = createScopeSource(scope, (module) => {
    planned.need(module, ["mod"]);
    return mods.read(module, readMod);
  });
  const early = () => {
    for (const module of certainDownloads(scope, source)) planned.expect(module, ["info", "zip"]);
  };
  const graph = await (scope.kind === "workspace" ? workspaceGraph : moduleGraph)(scope, source, early);
  const downloads = scope.mains.flatMap(({ mod }) => downloadedPaths(scope, mod, graph));
  for (const path2 of new Set(downloads)) {
    const version = graph.selected(path2);
    const actual = version === null ? null : source.actual({ path: path2, version });
    if (actual !== null) planned.need(actual, ["mod", "info", "zip"]);
  }
  return {
    files: planned.files(),
    unreadable: source.unreadable(),
    graphs: [
      {
        scope: scope.name,
        mains: scope.mains.map(({ mod }) => mod.module ?? ""),
        ...graph,
        actual: source.actual
      }
    ]
  };
}
function mergePlans(plans) {
  const files = plans.flatMap((plan) => plan.files.map((file) => [fileName(file), file]));
  return {
    files: [...new Map(files).values()],
    unreadable: plans.flatMap(({ unreadable: unreadable3 }) => unreadable3),
    graphs: plans.flatMap(({ graphs }) => graphs)
  };
}
function downloadedPaths(scope, mod, graph) {
  const listed = scope.kind === "module" && (mod.go === null || pruningOf(mod) === "pruned");
  return (listed ? mod.require : graph.buildList()).map(({ path: path2 }) => path2);
}
async function moduleGraph(scope, source, onStarted) {
  const [main] = scope.mains;
  const pruning = main === void 0 ? "pruned" : pruningOf(main.mod);
  const required = source.allowed(main?.mod.require ?? []);
  let roots = pruning === "pruned" ? highestOf(required, source.mains) : required;
  for (let round = 0; ; round++) {
    const walking = walkModule(source, roots, pruning);
    if (round === 0) onStarted();
    const graph = await walking;
    const upgraded = selectedRoots(roots, graph);
    if (pruning === "unpruned" || isSame(roots, upgraded)) return graph;
    roots = upgraded;
  }
}
function selectedRoots(roots, graph) {
  const paths = [...new Set(roots.map(({ path: path2 }) => path2))];
  return paths.flatMap((path2) => {
    const version = graph.selected(path2);
    return version === null ? [] : [{ path: path2, version }];
  });
}
function isSame(a, b) {
  return a.length === b.length && a.every((module, index) => module.version === b[index]?.version);
}
function workspaceGraph(scope, source, onStarted) {
  const members = scope.mains.map(({ mod }) => ({
    path: mod.module ?? "",
    require: source.allowed(mod.require),
    pruning: pruningOf(mod)
  }));
  const walking = walkWorkspace(source, members);
  onStarted();
  return walking;
}
function certainDownloads({ mains, sums }, source) {
  const required = source.allowed(mains.flatMap(({ mod }) => mod.require));
  return highestOf(required, source.mains).flatMap((module) => {
    const actual = source.actual(module);
    return actual !== null && zipSums(sums, actual).length > 0 ? [actual] : [];
  });
}
function highestOf(modules, mains) {
  const highest = /* @__PURE__ */ new Map();
  for (const module of modules) {
    const known = highest.get(module.path);
    if (mains.has(module.path)) continue;
    if (known === void 0 || compareVersions(module.version, known.version) > 0)
      highest.set(module.path, module);
  }
  return [...highest.values()];
}

export {
  inputNames,
  parseInputs,
  textLimits,
  readBoundedText,
  readTextFile,
  endGroup,
  killGroupNow,
  groupOpenFiles,
  linuxGroup,
  findPrograms,
  isAbsolutePath,
  runCommand,
  captureCommand,
  trimEnd,
  parseGoSum,
  mergeGoSums,
  zipSums,
  modSums,
  fileSums,
  createInventory,
  holdsModules,
  presentFiles,
  parseGoMod,
  parseDependencyGoMod,
  createModReader,
  compareGoVersions,
  planDownload,
  mergePlans,
  isZipVerifiable,
  usesChecksumDatabase,
  isListed,
  listModuleSums,
  namedPlaces,
  isGoFlagSet,
  loadProject,
  findGo
};
