import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createLineSplitter
} from "./chunk-IOPLYINE.js";

// node_modules/valibot/dist/index.mjs
var store$4;
var DEFAULT_CONFIG = {
  lang: void 0,
  message: void 0,
  abortEarly: void 0,
  abortPipeEarly: void 0
};
// @__NO_SIDE_EFFECTS__
function getGlobalConfig(config$1) {
  if (!config$1 && !store$4) return DEFAULT_CONFIG;
  return {
    lang: config$1?.lang ?? store$4?.lang,
    message: config$1?.message,
    abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
    abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
  };
}
var store$3;
// @__NO_SIDE_EFFECTS__
function getGlobalMessage(lang) {
  return store$3?.get(lang);
}
var store$2;
// @__NO_SIDE_EFFECTS__
function getSchemaMessage(lang) {
  return store$2?.get(lang);
}
var store$1;
// @__NO_SIDE_EFFECTS__
function getSpecificMessage(reference, lang) {
  return store$1?.get(reference)?.get(lang);
}
// @__NO_SIDE_EFFECTS__
function _stringify(input) {
  const type = typeof input;
  if (type === "string") return `"${input}"`;
  if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
  if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
  return type;
}
function _addIssue(context, label, dataset, config$1, other) {
  const input = other && "input" in other ? other.input : dataset.value;
  const expected = other?.expected ?? context.expects ?? null;
  const received = other?.received ?? /* @__PURE__ */ _stringify(input);
  const issue = {
    kind: context.kind,
    type: context.type,
    input,
    expected,
    received,
    message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
    requirement: context.requirement,
    path: other?.path,
    issues: other?.issues,
    lang: config$1.lang,
    abortEarly: config$1.abortEarly,
    abortPipeEarly: config$1.abortPipeEarly
  };
  const isSchema = context.kind === "schema";
  const message$1 = other?.message ?? context.message ?? /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
  if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
  if (isSchema) dataset.typed = false;
  if (dataset.issues) dataset.issues.push(issue);
  else dataset.issues = [issue];
}
// @__NO_SIDE_EFFECTS__
function _isSameValueZero(value1, value2) {
  return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
// @__NO_SIDE_EFFECTS__
function _joinExpects(values$1, separator) {
  const list = [...new Set(values$1)];
  if (list.length > 1) return `(${list.join(` ${separator} `)})`;
  return list[0] ?? "never";
}
function _standardSchema(schema) {
  schema["~standard"] = {
    version: 1,
    vendor: "valibot",
    validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
  };
  return schema;
}
// @__NO_SIDE_EFFECTS__
function entriesFromList(list, schema) {
  const entries$1 = {};
  for (const key of list) entries$1[key] = schema;
  return entries$1;
}
// @__NO_SIDE_EFFECTS__
function getDotPath(issue) {
  if (issue.path) {
    let key = "";
    for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
    else key += item.key;
    else return null;
    return key;
  }
  return null;
}
var EMOJI_REGEX = new RegExp("^(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,3}\\u{E007F}|(?:\\p{Emoji}\\uFE0F\\u20E3?|\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}?|(?![\\p{Emoji_Modifier_Base}\\u{1F1E6}-\\u{1F1FF}])\\p{Emoji_Presentation})(?:\\u200D(?:\\p{Emoji}\\uFE0F\\u20E3?|\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}?|(?![\\p{Emoji_Modifier_Base}\\u{1F1E6}-\\u{1F1FF}])\\p{Emoji_Presentation}))*)+$", "u");
// @__NO_SIDE_EFFECTS__
function nonEmpty(message$1) {
  return {
    kind: "validation",
    type: "non_empty",
    reference: nonEmpty,
    async: false,
    expects: "!0",
    message: message$1,
    "~run"(dataset, config$1) {
      if (dataset.typed && dataset.value.length === 0) _addIssue(this, "length", dataset, config$1, { received: "0" });
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function readonly() {
  return {
    kind: "transformation",
    type: "readonly",
    reference: readonly,
    async: false,
    "~run"(dataset) {
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function transform(operation) {
  return {
    kind: "transformation",
    type: "transform",
    reference: transform,
    async: false,
    operation,
    "~run"(dataset) {
      dataset.value = this.operation(dataset.value);
      return dataset;
    }
  };
}
var ABORT_EARLY_CONFIG = { abortEarly: true };
// @__NO_SIDE_EFFECTS__
function getFallback(schema, dataset, config$1) {
  return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
// @__NO_SIDE_EFFECTS__
function fallback(schema, fallback$1) {
  return _standardSchema({
    ...schema,
    fallback: fallback$1,
    "~run"(dataset, config$1) {
      const outputDataset = schema["~run"](dataset, config$1);
      return outputDataset.issues ? {
        typed: true,
        value: /* @__PURE__ */ getFallback(this, outputDataset, config$1)
      } : outputDataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function getDefault(schema, dataset, config$1) {
  return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
// @__NO_SIDE_EFFECTS__
function array(item, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "array",
    reference: array,
    expects: "Array",
    async: false,
    item,
    message: message$1,
    "~run"(dataset, config$1) {
      const input = dataset.value;
      if (Array.isArray(input)) {
        dataset.typed = true;
        dataset.value = [];
        for (let key = 0; key < input.length; key++) {
          const value$1 = input[key];
          const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
          if (itemDataset.issues) {
            const pathItem = {
              type: "array",
              origin: "value",
              input,
              key,
              value: value$1
            };
            for (const issue of itemDataset.issues) {
              if (issue.path) issue.path.unshift(pathItem);
              else issue.path = [pathItem];
              dataset.issues?.push(issue);
            }
            if (!dataset.issues) dataset.issues = itemDataset.issues;
            if (config$1.abortEarly) {
              dataset.typed = false;
              break;
            }
          }
          if (!itemDataset.typed) dataset.typed = false;
          dataset.value.push(itemDataset.value);
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function literal(literal_, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "literal",
    reference: literal,
    expects: /* @__PURE__ */ _stringify(literal_),
    async: false,
    literal: literal_,
    message: message$1,
    "~run"(dataset, config$1) {
      if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function number(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "number",
    reference: number,
    expects: "number",
    async: false,
    message: message$1,
    "~run"(dataset, config$1) {
      if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function object(entries$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "object",
    reference: object,
    expects: "Object",
    async: false,
    entries: entries$1,
    message: message$1,
    "~run"(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === "object") {
        dataset.typed = true;
        dataset.value = {};
        for (const key in this.entries) {
          const valueSchema = this.entries[key];
          if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
            const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
            const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              const pathItem = {
                type: "object",
                origin: "value",
                input,
                key,
                value: value$1
              };
              for (const issue of valueDataset.issues) {
                if (issue.path) issue.path.unshift(pathItem);
                else issue.path = [pathItem];
                dataset.issues?.push(issue);
              }
              if (!dataset.issues) dataset.issues = valueDataset.issues;
              if (config$1.abortEarly) {
                dataset.typed = false;
                break;
              }
            }
            if (!valueDataset.typed) dataset.typed = false;
            dataset.value[key] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
          else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
            _addIssue(this, "key", dataset, config$1, {
              input: void 0,
              expected: `"${key}"`,
              path: [{
                type: "object",
                origin: "key",
                input,
                key,
                value: input[key]
              }]
            });
            if (config$1.abortEarly) break;
          }
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function optional(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "optional",
    reference: optional,
    expects: `(${wrapped.expects} | undefined)`,
    async: false,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      if (dataset.value === void 0) {
        if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
        if (dataset.value === void 0) {
          dataset.typed = true;
          return dataset;
        }
      }
      return this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function picklist(options, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "picklist",
    reference: picklist,
    expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
    async: false,
    options,
    message: message$1,
    "~run"(dataset, config$1) {
      if (this.options.includes(dataset.value)) dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function string(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "string",
    reference: string,
    expects: "string",
    async: false,
    message: message$1,
    "~run"(dataset, config$1) {
      if (typeof dataset.value === "string") dataset.typed = true;
      else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function variant(key, options, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "variant",
    reference: variant,
    expects: "Object",
    async: false,
    key,
    options,
    message: message$1,
    "~run"(dataset, config$1) {
      const input = dataset.value;
      if (input && typeof input === "object") {
        let outputDataset;
        let maxDiscriminatorPriority = 0;
        let invalidDiscriminatorKey = this.key;
        let expectedDiscriminators = [];
        const parseOptions = (variant$1, allKeys) => {
          for (const schema of variant$1.options) {
            if (schema.type === "variant") parseOptions(schema, new Set(allKeys).add(schema.key));
            else {
              let keysAreValid = true;
              let currentPriority = 0;
              for (const currentKey of allKeys) {
                const discriminatorSchema = schema.entries[currentKey];
                if (currentKey in input ? discriminatorSchema["~run"]({
                  typed: false,
                  value: input[currentKey]
                }, ABORT_EARLY_CONFIG).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
                  keysAreValid = false;
                  if (invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input))) {
                    maxDiscriminatorPriority = currentPriority;
                    invalidDiscriminatorKey = currentKey;
                    expectedDiscriminators = [];
                  }
                  if (invalidDiscriminatorKey === currentKey) expectedDiscriminators.push(schema.entries[currentKey].expects);
                  break;
                }
                currentPriority++;
              }
              if (keysAreValid) {
                const optionDataset = schema["~run"]({ value: input }, config$1);
                if (!outputDataset || !outputDataset.typed && optionDataset.typed) outputDataset = optionDataset;
              }
            }
            if (outputDataset && !outputDataset.issues) break;
          }
        };
        parseOptions(this, /* @__PURE__ */ new Set([this.key]));
        if (outputDataset) return outputDataset;
        _addIssue(this, "type", dataset, config$1, {
          input: input[invalidDiscriminatorKey],
          expected: /* @__PURE__ */ _joinExpects(expectedDiscriminators, "|"),
          path: [{
            type: "object",
            origin: "value",
            input,
            key: invalidDiscriminatorKey,
            value: input[invalidDiscriminatorKey]
          }]
        });
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function pipe(...pipe$1) {
  return _standardSchema({
    ...pipe$1[0],
    pipe: pipe$1,
    "~run"(dataset, config$1) {
      for (const item of pipe$1) if (item.kind !== "metadata") {
        if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
          dataset.typed = false;
          break;
        }
        if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
      }
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function safeParse(schema, input, config$1) {
  const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
  return {
    typed: dataset.typed,
    success: !dataset.issues,
    output: dataset.value,
    issues: dataset.issues
  };
}

// src/text/json.ts
function parseJson(shape, text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "unreadable", problem: "it is no JSON" };
  }
  const parsed = safeParse(shape, value, { abortEarly: true });
  if (parsed.success) return { kind: "ok", value: parsed.output };
  const [issue] = parsed.issues;
  return { kind: "unreadable", problem: `${getDotPath(issue) ?? "the whole"}: ${issue.message}` };
}

// src/platform/process.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";

// src/platform/process-group.ts
import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
var tickMs = 10;
async function endGroup(pid, { graceMs }) {
  if (!signalGroup(pid, "SIGTERM")) return;
  if (await isGone(pid, graceMs)) return;
  signalGroup(pid, "SIGKILL");
  await isGone(pid, 1e3);
}
function killGroupNow(pid) {
  if (process.platform !== "win32") signalGroup(pid, "SIGKILL");
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
async function isGone(pid, limitMs) {
  const until = performance.now() + limitMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 100)) {
    if (!signalGroup(pid, 0)) return true;
    if (process.platform === "linux" && (await linuxGroup(pid)).every(({ zombie }) => zombie)) return true;
    if (performance.now() >= until) return false;
    await sleep(pauseMs);
  }
}
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    return hasCode(error) && error.code === "EPERM" && signal === 0;
  }
}
function hasCode(error) {
  return typeof error === "object" && error !== null && "code" in error;
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
function isAbsoluteProgram(path, platform) {
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
  read(child.stdout, command.onStdout, command.maxLineLength);
  read(child.stderr, command.onStderr, command.maxLineLength);
  const onExit = () => killGroupNow(pid);
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
  return isAbsoluteProgram(command, process.platform) ? null : `"${command}" is not an absolute path, so it is not started`;
}
function start({ command, args, cwd, env }) {
  const refusal = whyNotStarted(command);
  if (refusal !== null) return { kind: "not-started", message: refusal };
  try {
    return spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows, where this would open a console window, there are no process groups to make.
      detached: process.platform !== "win32",
      windowsHide: true
    });
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
async function endAll(child, pid, { command, graceMs = 2e3 }) {
  if (process.platform !== "win32") return endGroup(pid, { graceMs });
  if (child.exitCode !== null || child.signalCode !== null) return;
  const taskkill = windowsProgram("taskkill.exe", process.env);
  if (command === taskkill) {
    child.kill("SIGKILL");
    return;
  }
  const args = ["/T", "/F", "/PID", String(pid)];
  await captureCommand({
    command: taskkill,
    args,
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

// src/text/trim-end.ts
function trimEnd(text, character) {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === character) end--;
  return text.slice(0, end);
}

export {
  entriesFromList,
  nonEmpty,
  readonly,
  transform,
  fallback,
  array,
  literal,
  number,
  object,
  optional,
  picklist,
  string,
  variant,
  pipe,
  parseJson,
  endGroup,
  killGroupNow,
  groupOpenFiles,
  linuxGroup,
  findProgram,
  findPrograms,
  withAbsolutePath,
  isAbsoluteProgram,
  isExecutableFile,
  runCommand,
  captureCommand,
  readOutput,
  trimEnd
};
