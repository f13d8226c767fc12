import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createDownloadPlan
} from "./chunk-4O54MRG6.js";
import {
  captureCommand,
  findGo,
  isListed,
  listModuleSums,
  loadProject,
  namedPlaces,
  parseInputs
} from "./chunk-ONZAVZ5O.js";
import {
  withTerminal
} from "./chunk-KQQMGTD7.js";
import "./chunk-N7QCWDKK.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-VOY3SHN2.js";
import "./chunk-BTNPW7P2.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-HJOBYDHC.js";
import "./chunk-TZA6AVOO.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-5LBYVYY6.js";
import "./chunk-JILPM63I.js";
import "./chunk-IOPLYINE.js";
import "./chunk-ZIHWHPLB.js";
import "./chunk-N53PFCT3.js";
import "./chunk-GWL37QUU.js";
import {
  checkModule
} from "./chunk-YWAXEMAD.js";
import {
  formatCount,
  plural
} from "./chunk-MIY3A4KY.js";
import {
  oneLine
} from "./chunk-GT2VA2H6.js";
import "./chunk-BMSEMRBX.js";
import "./chunk-MV42EYJQ.js";
import "./chunk-SX2QXANG.js";
import "./chunk-7FVPEUAK.js";
import "./chunk-TCI37KHK.js";
import "./chunk-63HWN3IU.js";
import {
  fileName,
  moduleName
} from "./chunk-VTGBLTEK.js";
import "./chunk-YTQ6ZR7C.js";
import "./chunk-DIT3HX7E.js";

// src/commands/verification.ts
function isNothingThere({ checked, unvouched, missing }) {
  return checked === 0 && unvouched === 0 && missing.length > 0;
}
function verificationJson(verification) {
  const { checked, missing, mismatched, extra, unvouched, vendored } = verification;
  return JSON.stringify(
    { checked, missing, mismatched, extra, unvouched, vendored: vendored.map((name) => oneLine(name)) },
    null,
    2
  );
}
function verificationText(verification) {
  const { mismatched, gomodcache } = verification;
  const lines = [
    verdict(verification),
    ...mismatched.flatMap(differenceLines),
    ...mismatched.length > 0 ? remedy(gomodcache) : [],
    ...notes(verification)
  ];
  return lines.map((line) => `${line}
`).join("");
}
var noun = ["file or unpacked module", "files and unpacked modules"];
function verdict({ mismatched, checked, vendored, missing }) {
  const all = plural(checked, ...noun);
  if (mismatched.length > 0)
    return `The module cache differs from go.sum: ${plural(mismatched.length, "difference")} in ${all}.`;
  if (checked > 0) return `The module cache agrees with go.sum: ${all} verified.`;
  return missing.length === 0 && vendored.length > 0 ? "Nothing to verify: it is built from its vendor folder." : "Nothing to verify.";
}
function differenceLines({ module, file, want, got, detail }) {
  return [
    "",
    module,
    `  where:   ${file}`,
    `  go.sum:  ${want}`,
    `  found:   ${got}`,
    ...detail === null ? [] : [`  files:   ${detail}`]
  ];
}
function remedy(gomodcache) {
  return [
    "",
    `What to do: something other than go has changed ${oneLine(gomodcache)}, or its disk is failing.`,
    "  1. Build nothing from it. Keep a copy if you want to find out who wrote there.",
    "  2. Delete it: go clean -modcache",
    "  3. Fill it again (go mod download), and verify again.",
    ""
  ];
}
function notes({ missing, isWhole, unvouched, extra, vendored, checked }) {
  const more = isWhole ? "" : "at least ";
  const isBare = checked === 0 && missing.length === 0;
  return [
    ...missing.length === 0 ? [] : [
      `Not there: ${more}${plural(missing.length, "file")} that this project may need, such as ${missing[0]?.file}; go checks each one when it fetches it.`
    ],
    ...unvouched === 0 ? [] : [
      `Not vouched for: ${plural(unvouched, "file")} that this project needs and go.sum has no line for; nothing here can tell whether they are right.`
    ],
    ...vendored.length === 0 || isBare ? [] : [`Vendored, and so not looked at: ${vendored.map((name) => oneLine(name, 80)).join(", ")}.`],
    ...extra === 0 ? [] : [
      `Not looked at: ${formatCount(extra)} ${extra === 1 ? noun[0] : noun[1]} that no go.sum line of this project names, such as those of other projects.`
    ]
  ];
}

// src/commands/verify-module-cache.ts
import { availableParallelism } from "node:os";

// src/modcache/verify/check-modules.ts
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
var batchSize = 4;
var patienceMs = 1e3;
async function checkModules(modules, options) {
  const { bundle, gomodcache, threads, signal, onProgress } = options;
  const checks = new Array(modules.length);
  const starts = Array.from({ length: Math.ceil(modules.length / batchSize) }, (_, at) => at * batchSize);
  const queue = starts.values();
  let done = 0;
  const work = async (check) => {
    for (const start of queue) {
      signal.throwIfAborted();
      const found = await check(modules.slice(start, start + batchSize));
      checks.splice(start, found.length, ...found);
      done += found.length;
      onProgress(done);
    }
  };
  if (bundle === null || starts.length <= 1) {
    await work((batch) => checkHere(batch, gomodcache));
    return checks;
  }
  const workers = Array.from({ length: Math.min(threads, starts.length) }, () => {
    return new Worker(bundle, { workerData: gomodcache });
  });
  try {
    await Promise.all(workers.map((worker) => work((batch) => ask(worker, batch, signal))));
    return checks;
  } finally {
    const ended = Promise.all(workers.map((worker) => worker.terminate()));
    await Promise.race([ended, sleep(patienceMs, null, { ref: false })]);
  }
}
async function checkHere(batch, gomodcache) {
  const checks = [];
  for (const sums of batch) checks.push(await checkModule(sums, gomodcache));
  return checks;
}
async function ask(worker, batch, signal) {
  const answered = once(worker, "message", { signal });
  worker.postMessage(batch);
  const [checks] = await answered;
  return checks ?? [];
}

// src/modcache/verify/count-unnamed.ts
import { opendir } from "node:fs/promises";
import { join } from "node:path";
var bufferSize = 1024;
async function countUnnamed(gomodcache, named, signal) {
  let count = 0;
  const folders = [""];
  for (let below = folders.pop(); below !== void 0; below = folders.pop()) {
    signal.throwIfAborted();
    const isDownload = below === "cache/download" || below.startsWith("cache/download/");
    const isOfGo = below === "cache";
    const folder = await opendir(join(gomodcache, below), { bufferSize }).catch(() => null);
    if (folder === null) continue;
    for await (const entry of folder) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      const isTree = !isDownload && entry.name.includes("@");
      if (isTree || isDownload && /\.(?:mod|zip)$/.test(entry.name)) count += named.has(name) ? 0 : 1;
      else if (entry.isDirectory() && (!isOfGo || entry.name === "download")) folders.push(name);
    }
  }
  return count;
}

// src/commands/verify-module-cache.ts
var mostThreads = 4;
async function verifyModuleCache(project, { signal, progress }, worker) {
  const { GOMODCACHE: gomodcache } = project.env;
  const modules = listModuleSums(project.sums);
  let done = 0;
  progress(() => ({
    share: done / modules.length,
    parts: [`verified ${formatCount(done)} of ${plural(modules.length, "module")}`]
  }));
  const checks = await checkModules(modules, {
    gomodcache,
    bundle: worker,
    threads: Math.min(mostThreads, availableParallelism()),
    signal,
    onProgress: (count) => {
      done = count;
    }
  });
  progress(() => ({ share: null, parts: ["counting the files of other projects"] }));
  const extra = await countUnnamed(gomodcache, namedPlaces(modules), signal);
  progress(null);
  return {
    gomodcache,
    checked: checks.reduce((sum, { there }) => sum + there.length, 0),
    extra,
    mismatched: checks.flatMap(({ differences }) => differences),
    vendored: project.skipped.filter(({ reason }) => reason === "vendored").map(({ name }) => name),
    ...needed(await createDownloadPlan(project).status(), project, filesThere(modules, checks))
  };
}
function filesThere(modules, checks) {
  const names = modules.flatMap(({ module }, index) => {
    const there = checks[index]?.there ?? [];
    return there.flatMap((kind) => kind === "tree" ? [] : [fileName({ ...module, kind })]);
  });
  return new Set(names);
}
function needed({ files, sizes, isWhole }, { sums }, there) {
  const verifiable = files.filter(({ kind }) => kind !== "info");
  const isThere = (file) => there.has(fileName(file)) || sizes.has(fileName(file));
  return {
    missing: verifiable.filter((file) => !isThere(file)).map((file) => ({ module: moduleName(file), file: `cache/download/${fileName(file)}` })),
    unvouched: verifiable.filter((file) => isThere(file) && !isListed(file, sums)).length,
    isWhole
  };
}

// src/commands/verify.ts
var goEnvLimitMs = 3e4;
async function verifyCommand(options, worker) {
  const parsed = parseInputs({ cache: "false", ...rawInputsOf(options) }, process.cwd());
  if (parsed.kind === "invalid") return misuse(parsed.problems.map(asFlagProblem).join("\n"));
  return withTerminal({}, async (world) => {
    try {
      return await verify(parsed.inputs, { world, worker, json: options.json === true });
    } catch (error) {
      if (!world.signal.aborted) throw error;
      return misuse("Stopped before everything was verified.");
    }
  });
}
async function verify(inputs, { world, worker, json }) {
  const loaded = await load(inputs, world);
  if (typeof loaded === "string") return misuse(world.redact(loaded));
  const { project } = loaded;
  const verification = await verifyModuleCache(project, world, worker);
  if (json) printJson(world.redact(verificationJson(verification)));
  else printText(world.redact(verificationText(verification)));
  if (isNothingThere(verification))
    return misuse(
      `Nothing was verified: not one of the files that this project needs is in the module cache ${oneLine(project.env.GOMODCACHE)}. Run \`go mod download\` first, or set GOMODCACHE to the folder that is meant.`
    );
  return { code: verification.mismatched.length > 0 ? 1 : 0 };
}
async function load({ workingDirectory, modules }, { env, signal }) {
  const found = await findGo({ goVersion: null, mod: null, env });
  if (found.kind === "none") return found.message;
  const run = (question) => captureCommand({ ...question, signal, limitMs: goEnvLimitMs });
  const loaded = await loadProject({ go: found.go, env, run, workingDirectory, modules });
  signal.throwIfAborted();
  if (loaded.kind === "ok") return loaded;
  return [loaded.message, ...loaded.remedy ?? []].map((line) => oneLine(line, 2e3)).join("\n");
}
export {
  verifyCommand
};
