import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  afterChange,
  originOf,
  renderSummary,
  renderText,
  reportJson,
  reportWithoutDownload,
  run,
  withinLimit
} from "./chunk-R5M35DLH.js";
import {
  statedFault
} from "./chunk-WOGMO4RY.js";
import "./chunk-4O54MRG6.js";
import {
  inputNames,
  parseInputs
} from "./chunk-ONZAVZ5O.js";
import {
  writeRequestedFile
} from "./chunk-OOMOO5V6.js";
import {
  createProgressDisplay,
  processWorld,
  systemClock
} from "./chunk-N7QCWDKK.js";
import "./chunk-GJWAVTSU.js";
import {
  redactReport
} from "./chunk-47L6YVSV.js";
import {
  cachePlace,
  sentence,
  verdictOf,
  wrongBytesOf
} from "./chunk-JBAUATCF.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-X2I2YWQ6.js";
import {
  createSecrets
} from "./chunk-VOY3SHN2.js";
import "./chunk-7ZYG2ZTG.js";
import "./chunk-RUPG7QZH.js";
import "./chunk-BTNPW7P2.js";
import "./chunk-ISXEJC2Y.js";
import "./chunk-WBRSNHLG.js";
import "./chunk-3QYWA65R.js";
import "./chunk-TVG32IQI.js";
import {
  endProcess
} from "./chunk-BIQ25HJY.js";
import "./chunk-GM64CQL4.js";
import "./chunk-TZA6AVOO.js";
import {
  createLog
} from "./chunk-JILPM63I.js";
import "./chunk-XOGHQYQ5.js";
import "./chunk-4QV2QJF2.js";
import "./chunk-OG5TO3P3.js";
import "./chunk-IOPLYINE.js";
import "./chunk-NNWYPZ6C.js";
import "./chunk-ZIHWHPLB.js";
import "./chunk-5IAJWQDM.js";
import "./chunk-IGMP6SC7.js";
import "./chunk-ILNX3UIH.js";
import {
  removeTemporary
} from "./chunk-N53PFCT3.js";
import "./chunk-GWL37QUU.js";
import "./chunk-MIY3A4KY.js";
import {
  cut,
  oneLine,
  plainText
} from "./chunk-GT2VA2H6.js";
import "./chunk-BMSEMRBX.js";
import "./chunk-MV42EYJQ.js";
import "./chunk-SX2QXANG.js";
import "./chunk-7FVPEUAK.js";
import "./chunk-TCI37KHK.js";
import "./chunk-63HWN3IU.js";
import "./chunk-VTGBLTEK.js";
import {
  errorMessage,
  errorStack
} from "./chunk-YTQ6ZR7C.js";
import "./chunk-DIT3HX7E.js";

// src/action/action.ts
import { mkdir, mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/platform/github.ts
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
async function readInputs(names) {
  const { getInput } = await import("./core-R6UJGSIZ.js");
  return Object.fromEntries(names.map((name) => [name, getInput(name)]));
}
var shortestMasked = 4;
async function maskSecrets(secrets) {
  const { setSecret } = await import("./core-R6UJGSIZ.js");
  for (const secret of secrets) {
    for (const line of secret.split(/\r?\n/)) if (line.trim().length >= shortestMasked) setSecret(line);
  }
}
function addToPath(folder) {
  return append("GITHUB_PATH", `${folder}
`);
}
function exportVariable(name, value) {
  return append("GITHUB_ENV", multiline(name, value));
}
function setOutputs(outputs) {
  const blocks = Object.entries(outputs).map(([name, value]) => multiline(name, value));
  return append("GITHUB_OUTPUT", blocks.join(""));
}
async function writeSummary(markdown) {
  const { summary } = await import("./core-R6UJGSIZ.js");
  await summary.addRaw(markdown, true).write();
}
function multiline(name, value) {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return `${name}<<${delimiter}
${value}
${delimiter}
`;
}
async function append(variable, text) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set; only a runner of GitHub Actions sets it`);
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

// src/action/best-effort.ts
var writeLimitMs = 2e3;
async function bestEffort(log, what, action) {
  return within(action).then(
    () => true,
    (error2) => {
      log.warn(`Could not ${what}: ${errorMessage(error2)}`);
      return false;
    }
  );
}
async function within(action) {
  const isWritten = await withinLimit({
    limitMs: writeLimitMs,
    afterAbortMs: writeLimitMs,
    signal: new AbortController().signal,
    late: () => false,
    body: () => action().then(() => true)
  });
  if (!isWritten)
    throw new Error(`no answer within ${writeLimitMs / 1e3} s; look at the disk that it is on`);
}

// src/action/publish.ts
import { join } from "node:path";

// src/report/annotations.ts
function renderAnnotations(report) {
  return [error(report), warning(report), notice(report)].filter((annotation) => annotation !== null);
}
function error(report) {
  if (report.result !== "failed") return null;
  const verdict = verdictOf(report);
  const said = report.fault?.module === null ? report.fault.evidence[0]?.text ?? null : null;
  const next = report.fault?.remedy[0];
  const step = next === void 0 || next === said ? null : `Next: ${next}`;
  const lines = [verdict.blame, said, ...verdict.sentences, step];
  return {
    level: "error",
    title: plain(verdict.headline, 200),
    message: message(lines),
    ...report.source === null ? {} : { file: report.source.file, line: report.source.line }
  };
}
function warning(report) {
  const tampered = report.cache.problems.filter((problem) => problem.kind === "tampered");
  const wrong = wrongBytesOf(report.fetch, report.proxies);
  const lines = [
    ...tampered.slice(0, 3).map(({ what, reason }) => `The ${cachePlace(report.cache)} held a changed ${what}: ${reason}`),
    ...wrong.slice(0, 3).map(({ module, proxy }) => `${proxy} sent bytes for ${module} that go.sum contradicts.`)
  ];
  if (lines.length > 0)
    return { level: "warning", title: "Go modules: wrong bytes were refused", message: message(lines) };
  if (report.result !== "recovered") return null;
  const verdict = verdictOf(report);
  return { level: "warning", title: verdict.headline, message: message(verdict.sentences) };
}
function notice(report) {
  if (report.result === "failed") return null;
  if (report.changes.length === 0) return null;
  const lines = report.changes.slice(0, 5).map((change) => `${change.file} (+${change.added} \u2212${change.removed}): ${afterChange(change)}`);
  return {
    level: "notice",
    title: "Go modules: the download changed files",
    message: message(lines),
    ...report.changes[0] === void 0 ? {} : { file: report.changes[0].file }
  };
}
function message(lines) {
  return lines.filter((line) => line !== null && line !== "").map((line) => plain(sentence(line ?? ""), 900)).slice(0, 6).join("\n");
}
function plain(text, limit) {
  return oneLine(text.replaceAll("`", ""), limit);
}

// src/report/outputs.ts
var outputNames = [
  "result",
  "category",
  "fault-id",
  "transient",
  "module",
  "host",
  "attempts",
  "proxy",
  "goproxy",
  "cache",
  "cache-hit",
  "cache-key",
  "modules-total",
  "modules-fetched",
  "bytes-fetched",
  "seconds",
  "report"
];
var mostCharacters = 1024;
function reportOutputs(report, reportPath = "") {
  const { fault, cache, modules } = report;
  const values = {
    result: report.result,
    category: fault?.category ?? "",
    "fault-id": fault?.id ?? "",
    transient: fault === null ? "" : String(fault.transient),
    module: fault?.module ?? "",
    host: fault?.host ?? "",
    attempts: String(report.attempts.length),
    proxy: proxyUsed(report) ?? "",
    goproxy: report.go.goproxy,
    cache: cache.restore.kind,
    "cache-hit": String(cache.restore.kind === "exact"),
    "cache-key": cache.key ?? "",
    "modules-total": String(modules.total),
    "modules-fetched": String(modules.fetched),
    "bytes-fetched": String(modules.bytes),
    seconds: report.seconds.toFixed(1),
    report: reportPath
  };
  for (const name of outputNames) {
    const text = plainText(values[name]).replace(/[\n\t]/g, " ");
    values[name] = name === "goproxy" || name === "report" ? text : cut(text, mostCharacters);
  }
  return values;
}
function proxyUsed({ fetch, proxies }) {
  const upstreams = fetch.kind === "ran" ? fetch.upstreams.filter((upstream) => upstream.ok > 0) : [];
  const [busiest] = [...upstreams].sort((a, b) => b.ok - a.ok);
  return busiest?.proxy ?? proxies.find((proxy) => proxy.health === "healthy")?.proxy ?? null;
}

// src/action/publish.ts
async function publish(report, { summary: when, reportPath }, world) {
  const { env, log } = world;
  const path = reportPath ?? join(env.RUNNER_TEMP ?? world.temporary, "resilient-go-modules", "report.json");
  const written = await bestEffort(
    log,
    `write the report to ${path}`,
    async () => writeRequestedFile(path, reportJson(report), { repository: world.root })
  );
  await bestEffort(log, "set the outputs", async () => setOutputs(reportOutputs(report, written ? path : "")));
  await bestEffort(log, "put a message on the page of the run", async () => {
    for (const annotation of renderAnnotations(report)) log.annotate(annotation);
  });
  const wanted = when === "always" || when === "on-failure" && report.result === "failed";
  if (!wanted) return;
  if (!env.GITHUB_STEP_SUMMARY) {
    log.info("This runner shows no job summary: it does not set GITHUB_STEP_SUMMARY.");
    return;
  }
  await bestEffort(
    log,
    "write the job summary",
    async () => writeSummary(renderSummary(report, { catalogue: catalogueBase(env) }))
  );
}
function catalogueBase(env) {
  const { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref } = env;
  return server && repository && ref ? `${server}/${repository}/blob/${ref}/` : null;
}

// src/action/action.ts
async function runAction(programs) {
  const { env } = process;
  const secrets = createSecrets(env, maskSecrets);
  const log = createLog({
    format: "github",
    write: (text) => process.stdout.write(text),
    redact: secrets.redact
  });
  const { temporary, root, problem, isOurs } = await findFolders(env);
  const world = processWorld({
    log,
    secrets,
    programs,
    exportVariable: (name, value) => bestEffort(log, `set ${name} for later steps`, async () => exportVariable(name, value)),
    addToPath: (folder) => bestEffort(log, `put ${folder} on PATH for later steps`, async () => addToPath(folder)),
    progress: createProgressDisplay({ clock: systemClock, terminal: null, print: log.info }),
    root,
    temporary
  });
  let code = 1;
  try {
    code = (await runAndPublish(world, problem)).result === "failed" ? 1 : 0;
  } finally {
    if (isOurs) await removeTemporary(temporary);
  }
  await endProcess(code);
}
async function findFolders(env) {
  const workspace = env.GITHUB_WORKSPACE || process.cwd();
  const parent = env.RUNNER_TEMP || tmpdir();
  const root = await realpath(workspace).catch(() => null);
  const made = await mkdir(parent, { recursive: true }).then(() => mkdtemp(join2(parent, "resilient-go-modules-"))).catch(() => null);
  const problem = made === null ? folderFault(
    env.RUNNER_TEMP ? `RUNNER_TEMP names ${parent}, where no folder can be made` : `RUNNER_TEMP is not set, and in ${parent}, which takes its place, no folder can be made`
  ) : root === null ? folderFault(`GITHUB_WORKSPACE names ${workspace}, which is not there`) : null;
  return { root: root ?? workspace, temporary: made ?? parent, isOurs: made !== null, problem };
}
function folderFault(message2) {
  return statedFault({ id: "proxy-config/runner-folder", message: message2 });
}
async function runAndPublish(world, problem) {
  const origin = originOf(world);
  const raw = await readInputs(inputNames);
  const parsed = parseInputs(raw, world.root);
  const publishing = parsed.kind === "ok" ? parsed.inputs : parsed.publishing;
  const report = parsed.kind !== "ok" ? reportWithoutDownload(inputFault(parsed.problems), 0) : problem !== null ? reportWithoutDownload(problem, 0) : await runToReport(parsed.inputs, world);
  const safe = redactReport({ ...origin, ...report }, world.redact);
  try {
    for (const line of renderText(safe, { catalogue: catalogueBase(world.env) })) world.log.info(line);
  } finally {
    await publish(safe, publishing, world);
  }
  return safe;
}
async function runToReport(inputs, world) {
  const startedMs = world.clock.now();
  try {
    return await run(inputs, world);
  } catch (error2) {
    const fault = statedFault({ id: "unknown/internal", message: world.redact(errorStack(error2)) });
    return reportWithoutDownload(fault, (world.clock.now() - startedMs) / 1e3);
  }
}
function inputFault(problems) {
  return statedFault({
    id: "proxy-config/bad-input",
    message: problems.join("\n"),
    remedy: problems
  });
}
export {
  runAction
};
