import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createLineSplitter
} from "./chunk-IOPLYINE.js";

// src/platform/remove.ts
import { chmod, lstat, readdir, realpath, rm, unlink } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
async function remove(path, { below }) {
  try {
    const parent = await realpath(dirname(path));
    const place = join(parent, basename(path));
    if (!isBelow(await realpath(below), place)) return { kind: "failed", error: outside(path, below) };
    const found = await lstat(place);
    await retrying(() => found.isDirectory() ? removeFolder(place) : removeFile(place));
    return { kind: "removed" };
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" ? { kind: "absent" } : { kind: "failed", error };
  }
}
async function removeTemporary(folder) {
  const removed = remove(folder, { below: dirname(folder) });
  await Promise.race([removed, sleep(1e3, void 0, { ref: false })]);
}
function isBelow(folder, path) {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && join(folder, way) === path;
}
var patienceMs = 2e3;
async function retrying(action) {
  const until = performance.now() + patienceMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(2 * pauseMs, 200)) {
    try {
      return await action();
    } catch (error) {
      const isHeld = process.platform === "win32" && ["EPERM", "EBUSY", "EACCES"].includes(codeOf(error));
      const isFilled = codeOf(error) === "ENOTEMPTY";
      if (!isHeld && !isFilled || performance.now() >= until) throw error;
    }
    await sleep(pauseMs);
  }
}
async function removeFile(path) {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== "EPERM" || process.platform !== "win32") throw error;
    await chmod(path, 420);
    await unlink(path);
  }
}
async function removeFolder(path) {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!["EACCES", "EPERM", "ENOTEMPTY"].includes(codeOf(error))) throw error;
    await makeWritable(path);
    await rm(path, { recursive: true, force: true });
  }
}
async function makeWritable(folder) {
  await chmod(folder, 493);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeWritable(path);
    else if (process.platform === "win32" && entry.isFile()) await chmod(path, 420);
  }
}
function outside(path, below) {
  return Object.assign(new Error(`not deleted, since it does not lie below ${below}`), {
    code: "OUTSIDE",
    path
  });
}
function codeOf(error) {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

// src/modcache/disk-failure.ts
var reasons = /* @__PURE__ */ new Map([
  ["ENOSPC", "no space is left on the disk of the module cache"],
  ["EDQUOT", "the disk quota for the module cache is used up"],
  ["EROFS", "the module cache lies on a read-only file system"],
  ["EACCES", "the module cache may not be written to"],
  ["EPERM", "the module cache may not be written to"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ENAMETOOLONG", "a file name is too long for this file system"]
]);
function diskFailure(error) {
  const code = errorCode(error);
  if (code === null) throw error;
  const path = errorText(error, "path");
  const reason = reasons.get(code) ?? errorText(error, "message") ?? code;
  return { kind: "disk", code, message: path === null ? reason : `${reason}: ${path}` };
}
function errorCode(error) {
  return errorText(error, "code");
}
function errorText(error, key) {
  if (typeof error !== "object" || error === null) return null;
  const value = Reflect.get(error, key);
  return typeof value === "string" ? value : null;
}

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
function nullable(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "nullable",
    reference: nullable,
    expects: `(${wrapped.expects} | null)`,
    async: false,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      if (dataset.value === null) {
        if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
        if (dataset.value === null) {
          dataset.typed = true;
          return dataset;
        }
      }
      return this.wrapped["~run"](dataset, config$1);
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
function parseJson(shape, text2) {
  let value;
  try {
    value = JSON.parse(text2);
  } catch {
    return { kind: "unreadable", problem: "it is no JSON" };
  }
  const parsed = safeParse(shape, value, { abortEarly: true });
  if (parsed.success) return { kind: "ok", value: parsed.output };
  const [issue] = parsed.issues;
  return { kind: "unreadable", problem: `${getDotPath(issue) ?? "the whole"}: ${issue.message}` };
}

// src/cache/transfer-message.ts
var text = string();
var because = (kind) => object({ kind: literal(kind), reason: text });
var slow = object({ kind: literal("slow"), limitMs: number() });
var bare = (kind) => object({ kind: literal(kind) });
var folders = {
  staging: text,
  /** An empty folder for the archive. */
  temp: text,
  /** The file for the answer. */
  answer: text
};
var restore = { key: text, fallback: nullable(text), ...folders };
var save = { key: text, ...folders };
var transferRequest = variant("kind", [
  object({ kind: literal("restore"), ...restore }),
  object({ kind: literal("save"), ...save }),
  object({ kind: literal("restore-directory"), ...restore, directory: text }),
  object({ kind: literal("save-directory"), ...save, directory: text })
]);
var refused = array(
  object({
    kind: picklist(["cache-corrupt", "tampered", "foreign", "left-over"]),
    what: text,
    reason: text
  })
);
var unpacked = variant("kind", [
  object({ kind: literal("ok"), files: number(), refused }),
  because("corrupt")
]);
var directoryRestore = variant("kind", [
  object({ kind: literal("found"), key: text, refused }),
  bare("miss"),
  because("unavailable"),
  because("denied"),
  slow,
  because("corrupt")
]);
var directorySave = variant("kind", [
  object({ kind: literal("saved"), bytes: number() }),
  bare("exists"),
  because("unavailable"),
  because("denied"),
  slow,
  because("failed")
]);
var transferAnswer = variant("kind", [
  object({ kind: literal("restored"), key: text, unpacked }),
  bare("not-restored"),
  bare("saved"),
  object({ kind: literal("restored-directory"), outcome: directoryRestore }),
  object({ kind: literal("saved-directory"), outcome: directorySave }),
  bare("not-saved"),
  object({ kind: literal("threw"), message: text })
]);

// src/cache/key.ts
import { createHash } from "node:crypto";
var format = 2;
var maxKeyLength = 512;
function sumSource(name, text2) {
  const lines = text2.split("\n").map((line) => line.match(/\S+/g) ?? []);
  return { kind: "sum", name, lines: distinct(lines.map(wordsAsLine)) };
}
function modSource(name, mod) {
  const lines = [
    goLine(mod.go),
    ...mod.require.map(({ path, version }) => ["require", path, version]),
    ...mod.replace.map(replaceLine),
    ...mod.exclude.map(({ path, version }) => ["exclude", path, version])
  ];
  return { kind: "mod", name, lines: distinct(lines.map(wordsAsLine)) };
}
function workSource(name, work) {
  const lines = [goLine(work.go), ...work.replace.map(replaceLine)];
  return { kind: "work", name, lines: distinct(lines.map(wordsAsLine)) };
}
function cacheKey({
  prefix,
  scopes
}) {
  const counting = scopes.map(
    (sources) => sources.filter(({ kind, lines }) => kind === "work" || lines.length > 0)
  );
  const digest = digestOf(counting.map((sources) => digestOf(sources.map(digestOfSource))));
  const fallback2 = `go-modules-v${format}/${prefix}/`;
  const key = `${fallback2}${digest}`;
  if (key.length > maxKeyLength) {
    return {
      problem: `the cache key would have ${key.length} characters; ${maxKeyLength} are allowed: shorten cache-prefix`
    };
  }
  if (/[,/\r\n]/.test(prefix)) return { problem: "cache-prefix must have no comma, slash or line break" };
  const ingredients = counting.flat().map(({ name, lines }) => `${name} (${lines.length} ${lines.length === 1 ? "line" : "lines"})`).sort();
  return { key, fallback: fallback2, ingredients };
}
function isSameKey(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
function goLine(version) {
  return version === null ? [] : ["go", version];
}
function replaceLine({ old, new: target }) {
  return ["replace", old.path, old.version ?? "", target.path, target.version ?? ""];
}
function wordsAsLine(words) {
  return words.length === 0 ? "" : JSON.stringify(words);
}
function distinct(lines) {
  return [...new Set(lines)].filter((line) => line !== "").sort();
}
function digestOfSource({ kind, lines }) {
  return sha256(JSON.stringify([kind, ...lines]));
}
function digestOf(digests) {
  return sha256(distinct(digests).join("\n"));
}
function sha256(text2) {
  return createHash("sha256").update(text2).digest("hex");
}

// src/platform/programs.ts
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { posix, win32 } from "node:path";
async function findProgram(name, lookup) {
  const { env, platform, isProgram = isExecutableFile } = lookup;
  if (/[\\/]/.test(name)) return null;
  const { join: join2 } = platform === "win32" ? win32 : posix;
  for (const folder of pathFolders(env, platform)) {
    for (const file of fileNames(name, lookup)) {
      const path = join2(folder, file);
      if (await isProgram(path)) return path;
    }
  }
  return null;
}
async function findPrograms(env, platform) {
  const [git = null, flock = null, setsid = null, rm2 = null] = await Promise.all(
    ["git", "flock", "setsid", "rm"].map((name) => findProgram(name, { env, platform }))
  );
  const processTimes = platform === "win32" ? windowsProgram("tasklist.exe", env) : "/bin/ps";
  return { git, flock, setsid, rm: rm2, processTimes };
}
function pathFolders(env, platform) {
  const path = variable(env, "PATH", platform) ?? "";
  if (platform !== "win32") return path.split(posix.delimiter).filter((folder) => posix.isAbsolute(folder));
  const folders2 = (path.match(/(?:"[^"]*"|[^";])+/g) ?? []).map((folder) => folder.replaceAll('"', ""));
  return folders2.filter(isFullyQualified);
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
  const extensions = list.filter(Boolean).map((text2) => text2.startsWith(".") ? text2 : `.${text2}`);
  const named = extensions.includes(win32.extname(name).toLowerCase()) ? [name] : [];
  const startable = extensions.filter((text2) => text2 !== ".bat" && text2 !== ".cmd");
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
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname as dirname2 } from "node:path";
import { setTimeout as sleep3 } from "node:timers/promises";

// src/platform/process-group.ts
import { readdir as readdir2, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep2 } from "node:timers/promises";
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
    const descriptors = await readdir2(folder).catch(() => []);
    return Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
  });
  return (await Promise.all(files)).flat().filter((file) => file.startsWith("/"));
}
function parseStat(text2, pgid) {
  const fields = text2.slice(text2.lastIndexOf(")") + 2).split(" ");
  if (Number(fields[2]) !== pgid) return null;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return {
    pid: Number.parseInt(text2, 10),
    zombie: fields[0] === "Z" || fields[0] === "X",
    cpuMs: ticks * tickMs
  };
}
async function linuxGroup(pgid) {
  const pids = (await readdir2("/proc")).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(
    pids.map(async (pid) => {
      const text2 = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
      return text2 === null ? null : parseStat(text2, pgid);
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
    await sleep2(pauseMs);
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
      await Promise.race([command.onCut(pid), sleep3(500, void 0, { ref: false })]);
    await endAll(child, pid, command);
    await Promise.race([closed, sleep3(1e3, void 0, { ref: false })]);
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
    cwd: dirname2(taskkill),
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

// src/go/version.ts
var number2 = "0|[1-9][0-9]*";
var identifier = "[0-9A-Za-z-]+";
var semver = new RegExp(
  `^v(${number2})(?:\\.(${number2})(?:\\.(${number2})(-${identifier}(?:\\.${identifier})*)?(\\+${identifier}(?:\\.${identifier})*)?)?)?$`
);
function parse(version) {
  const match = semver.exec(version);
  if (match === null) return null;
  const [, major = "", minor = "0", patch = "0", prerelease = "", build = ""] = match;
  const padded = prerelease.slice(1).split(".").some((part) => /^0[0-9]+$/.test(part));
  return padded ? null : { major, minor, patch, prerelease, build };
}
function majorVersion(version) {
  const parsed = parse(version);
  return parsed === null ? "" : `v${parsed.major}`;
}
function canonicalVersion(version) {
  const parsed = parse(version);
  if (parsed === null) return null;
  const suffix = parsed.build === "+incompatible" ? parsed.build : "";
  return `v${parsed.major}.${parsed.minor}.${parsed.patch}${parsed.prerelease}${suffix}`;
}
function compareVersions(a, b) {
  const x = parse(a);
  const y = parse(b);
  if (x === null || y === null) return Number(x !== null) - Number(y !== null);
  return compareNumbers(x.major, y.major) || compareNumbers(x.minor, y.minor) || compareNumbers(x.patch, y.patch) || comparePrereleases(x.prerelease, y.prerelease);
}
function compareNumbers(a, b) {
  return a.length - b.length || compareText(a, b);
}
function compareText(a, b) {
  return a < b ? -1 : Number(a > b);
}
function comparePrereleases(a, b) {
  if (a === b) return 0;
  if (a === "") return 1;
  if (b === "") return -1;
  const x = a.slice(1).split(".");
  const y = b.slice(1).split(".");
  for (const [index, left] of x.entries()) {
    const right = y[index];
    if (right === void 0) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return -1;
}
function compareIdentifiers(a, b) {
  const aNumeric = /^[0-9]+$/.test(a);
  const bNumeric = /^[0-9]+$/.test(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  return aNumeric ? compareNumbers(a, b) : compareText(a, b);
}

// src/go/module-path.ts
function checkModulePath(path) {
  if (path === "") return "it is empty";
  if (path.startsWith("-")) return "it starts with a dash";
  const elements = path.split("/");
  for (const element2 of elements) {
    const problem = checkElement(element2, modulePathCharacter) ?? checkShortName(element2);
    if (problem !== null) return problem;
    if (element2.startsWith(".")) return `its element ${quote(element2)} starts with a dot`;
  }
  const first = elements[0] ?? "";
  if (!first.includes(".")) return "its first element has no dot";
  if (!/^[-.0-9a-z]+$/.test(first)) return "its first element is not a lower-case domain name";
  return splitPathMajor(path) === null ? "its major version suffix is not valid" : null;
}
function checkVersionElement(version) {
  return version.includes("!") ? "it contains an exclamation mark" : checkElement(version, fileNameCharacter);
}
function checkPathMajor(path, version) {
  const suffix = splitPathMajor(path);
  if (suffix === null) return "its major version suffix is not valid";
  const plain = suffix.replace(/-unstable$/, "");
  const wanted = plain.slice(1);
  const major = majorVersion(version);
  if (wanted === "") {
    const fits = major === "v0" || major === "v1" || version.endsWith("+incompatible");
    return fits ? null : `version ${version} should be v0 or v1`;
  }
  const oldPseudoVersion = plain === ".v1" && version.startsWith("v0.0.0-");
  return major === wanted || oldPseudoVersion ? null : `version ${version} should be ${wanted}`;
}
function isCanonicalVersion(version) {
  return version !== "" && canonicalVersion(version) === version;
}
function splitPathMajor(path) {
  if (path.startsWith("gopkg.in/")) {
    return /(?<=.)\.v(?:0|[1-9][0-9]*(?:-unstable)?)$/.exec(path)?.[0] ?? null;
  }
  const tail = /(?<=.)\/v[0-9.]+$/.exec(path)?.[0];
  if (tail === void 0) return "";
  return /^\/v[1-9][0-9]*$/.test(tail) && tail !== "/v1" ? tail : null;
}
var modulePathCharacter = /^[-._~0-9A-Za-z]+$/;
var fileNameCharacter = /^[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+$/;
var reservedOnWindows = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i;
function checkElement(element2, allowed) {
  if (element2 === "") return "it has an empty element";
  if (/^\.+$/.test(element2)) return `its element ${quote(element2)} is only dots`;
  if (element2.endsWith(".")) return `its element ${quote(element2)} ends with a dot`;
  if (!allowed.test(element2)) return `its element ${quote(element2)} has a character that is not allowed`;
  return reservedOnWindows.test(beforeDot(element2)) ? `${quote(element2)} is a reserved name on Windows` : null;
}
function checkShortName(element2) {
  const short = /~[0-9]+$/.test(beforeDot(element2));
  return short ? `its element ${quote(element2)} looks like a short name on Windows` : null;
}
function beforeDot(element2) {
  const dot = element2.indexOf(".");
  return dot < 0 ? element2 : element2.slice(0, dot);
}
function quote(text2) {
  return JSON.stringify(text2);
}

// src/go/layout.ts
function escapePath(path) {
  const problem = checkModulePath(path);
  if (problem !== null) throw new RangeError(`invalid module path ${JSON.stringify(path)}: ${problem}`);
  return escapeCase(path);
}
function escapeVersion(version) {
  const problem = checkVersionElement(version);
  if (problem !== null) throw new RangeError(`invalid version ${JSON.stringify(version)}: ${problem}`);
  return escapeCase(version);
}
function unescapePath(escaped) {
  const path = unescapeCase(escaped);
  return path === null || checkModulePath(path) !== null ? null : path;
}
function unescapeVersion(escaped) {
  const version = unescapeCase(escaped);
  return version === null || checkVersionElement(version) !== null ? null : version;
}
function checkModuleVersion({ path, version }) {
  const problem = checkModulePath(path);
  if (problem !== null) return `module path ${JSON.stringify(path)}: ${problem}`;
  if (!isCanonicalVersion(version)) return `version ${JSON.stringify(version)} is not a canonical one`;
  const misfit = checkVersionElement(version) ?? checkPathMajor(path, version);
  return misfit === null ? null : `${path}: ${misfit}`;
}
function fileName(file) {
  return `${escapePath(file.path)}/@v/${escapeVersion(file.version)}.${file.kind}`;
}
function wirePath(file) {
  return fileName(file).replaceAll("!", "%21");
}
var fileNamePattern = /^(.+)\/@v\/([^/]+)\.(info|mod|zip)$/;
function parseFileName(name) {
  const match = fileNamePattern.exec(name);
  if (match === null) return null;
  const path = unescapePath(match[1] ?? "");
  const version = unescapeVersion(match[2] ?? "");
  if (path === null || version === null) return null;
  const kind = fileKind(match[3]);
  return kind === null || checkModuleVersion({ path, version }) !== null ? null : { path, version, kind };
}
function fileKind(text2) {
  return text2 === "info" || text2 === "mod" || text2 === "zip" ? text2 : null;
}
function escapeCase(text2) {
  return text2.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
function unescapeCase(escaped) {
  if (!/^(?:![a-z]|[^!A-Z])*$/.test(escaped)) return null;
  return escaped.replace(/!([a-z])/g, (_, letter) => letter.toUpperCase());
}

// src/go/module-file.ts
function moduleName({ path, version }) {
  return `${path}@${version}`;
}

// src/cache/checksum-database.ts
var tileHashes = 256;
var hashBytes = 32;
var maxLookupBytes = 64 << 10;
var maxTileBytes = tileHashes * hashBytes;
var element = "[A-Za-z0-9_][A-Za-z0-9._-]*";
var databasePattern = new RegExp(`^${element}(?:/${element})*$`);
var namePattern = new RegExp(
  `^sumdb/${element}(?:/${element})*/(?:lookup/([A-Za-z0-9_.!~/-]+)@([A-Za-z0-9_.!+~-]+)|tile/8/\\d{1,2}/(?:x\\d{3}/)*\\d{3}(?:\\.p/\\d{1,3})?)$`
);
function databaseName(gosumdb) {
  const [key = ""] = gosumdb.trim().split(/\s+/);
  const name = key === "sum.golang.google.cn" ? "sum.golang.org" : key.split("+")[0] ?? "";
  return databasePattern.test(name) ? name : null;
}
function databaseFileLimit(name) {
  const match = namePattern.exec(name);
  if (match === null || name.split("/").some((part) => part === "" || part.startsWith(".."))) return null;
  return match[1] === void 0 ? maxTileBytes : maxLookupBytes;
}
function lookupName(database, { path, version }) {
  return `sumdb/${database}/lookup/${escapePath(path)}@${escapeVersion(version)}`;
}
function parseLookup(text2) {
  const end = text2.indexOf("\n\n");
  if (end === -1) return null;
  const [record, head] = [text2.slice(0, end + 2), text2.slice(end + 2)];
  const id = /^(\d{1,15})\n/.exec(record)?.[1];
  const size = /^go\.sum database tree\n(\d{1,15})\n/.exec(head)?.[1];
  if (id === void 0 || size === void 0 || Number(id) >= Number(size)) return null;
  return { id: Number(id), record, head, treeSize: Number(size) };
}
function tilesFor({ id, treeSize }) {
  const tiles = /* @__PURE__ */ new Map();
  let index = id;
  for (let level = 0, hashes = treeSize; hashes > 0; level++) {
    index = Math.floor(index / tileHashes);
    const last = Math.floor(hashes / tileHashes);
    const wanted = hashes % tileHashes > 0 ? [last] : [];
    if (index * tileHashes < hashes) wanted.push(index);
    for (const number3 of wanted) {
      const tile = tileAt(level, number3, Math.min(tileHashes, hashes - number3 * tileHashes));
      tiles.set(tile.name, tile);
    }
    hashes = last;
  }
  return [...tiles.values()];
}
function tileAt(level, index, width) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0");
  const groups = digits.match(/\d{3}/g) ?? [];
  const place = groups.map((group, at) => at < groups.length - 1 ? `x${group}` : group).join("/");
  const fullName = `tile/8/${level}/${place}`;
  return {
    name: width === tileHashes ? fullName : `${fullName}.p/${width}`,
    bytes: width * hashBytes,
    fullName
  };
}

// src/text/trim-end.ts
function trimEnd(text2, character) {
  let end = text2.length;
  while (end > 0 && text2.charAt(end - 1) === character) end--;
  return text2.slice(0, end);
}

export {
  remove,
  removeTemporary,
  isBelow,
  canonicalVersion,
  compareVersions,
  checkPathMajor,
  splitPathMajor,
  escapePath,
  escapeVersion,
  checkModuleVersion,
  fileName,
  wirePath,
  parseFileName,
  sumSource,
  modSource,
  workSource,
  cacheKey,
  isSameKey,
  moduleName,
  diskFailure,
  errorCode,
  maxLookupBytes,
  maxTileBytes,
  databaseName,
  databaseFileLimit,
  lookupName,
  parseLookup,
  tilesFor,
  entriesFromList,
  nonEmpty,
  transform,
  fallback,
  object,
  optional,
  string,
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
  trimEnd,
  transferRequest,
  transferAnswer
};
