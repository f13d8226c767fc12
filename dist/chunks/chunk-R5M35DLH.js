import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  cancelled,
  checkZip,
  createHttp,
  downloadOnline,
  dropZip,
  fetchOptions,
  generationKey,
  generationOf,
  githubStore,
  goRound,
  historyObject,
  incompleteKey,
  isSameKey,
  isVouchedFor,
  maxGeneration,
  median,
  needsProbe,
  objectOf,
  policySentence,
  prepare,
  recentHealth,
  recentTitle,
  requestsOf,
  statedFault,
  takeFromStore,
  unverifiedZips,
  versionOfInfo
} from "./chunk-WOGMO4RY.js";
import {
  createDownloadPlan,
  isComplete
} from "./chunk-4O54MRG6.js";
import {
  compareGoVersions,
  createInventory,
  createModReader,
  holdsModules,
  isGoFlagSet,
  isListed,
  mergePlans,
  modSums,
  planDownload,
  readBoundedText,
  runCommand,
  textLimits,
  usesChecksumDatabase,
  zipSums
} from "./chunk-ONZAVZ5O.js";
import {
  folded,
  htmlBlock,
  lines,
  list,
  paragraph,
  table,
  value
} from "./chunk-OOMOO5V6.js";
import {
  excerptLines,
  excerptTitle,
  factRows,
  proxyShown,
  saidRow
} from "./chunk-47L6YVSV.js";
import {
  because,
  cachePlace,
  faultOfStatus,
  headlineOf,
  looksInternal,
  privatePattern,
  progressLine,
  sentence,
  unansweredOf,
  verdictOf,
  wrongBytesOf
} from "./chunk-JBAUATCF.js";
import {
  matchPrefixPatterns
} from "./chunk-ODKUHEMP.js";
import {
  code,
  prose
} from "./chunk-X2I2YWQ6.js";
import {
  h,
  healthWords,
  mostSteps,
  restoreWords,
  saveWords,
  verdictWords
} from "./chunk-7ZYG2ZTG.js";
import {
  categoryOf,
  faultAnchor,
  faultCategories,
  layerOf
} from "./chunk-ISXEJC2Y.js";
import {
  placeName
} from "./chunk-3QYWA65R.js";
import {
  NetworkError,
  networkFailure
} from "./chunk-TVG32IQI.js";
import {
  version
} from "./chunk-GM64CQL4.js";
import {
  displayGoproxyList,
  endedBefore,
  formatGoproxyList,
  goproxySecrets
} from "./chunk-TZA6AVOO.js";
import {
  boundProblems,
  entryFolder,
  historyMember,
  walkMembers
} from "./chunk-XOGHQYQ5.js";
import {
  databaseName,
  lookupName,
  maxLookupBytes,
  maxTileBytes,
  parseLookup,
  tilesFor
} from "./chunk-4QV2QJF2.js";
import {
  folderAnswer,
  maxLineLength
} from "./chunk-OG5TO3P3.js";
import {
  trouble
} from "./chunk-NNWYPZ6C.js";
import {
  array,
  check,
  fallback,
  integer,
  literal,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  parseJson,
  picklist,
  pipe,
  regex,
  string
} from "./chunk-ZIHWHPLB.js";
import {
  clearStaleTrees,
  createZipAdmitter
} from "./chunk-5IAJWQDM.js";
import {
  isStale,
  systemMark,
  temporaryName
} from "./chunk-ILNX3UIH.js";
import {
  remove,
  removeFileNow
} from "./chunk-N53PFCT3.js";
import {
  formatBytes,
  formatCount,
  formatDuration,
  plural
} from "./chunk-MIY3A4KY.js";
import {
  cut,
  oneLine,
  plainText
} from "./chunk-GT2VA2H6.js";
import {
  hashMod
} from "./chunk-SX2QXANG.js";
import {
  canonicalVersion,
  compareVersions,
  escapePath,
  fileName,
  moduleName
} from "./chunk-VTGBLTEK.js";
import {
  errorCode,
  errorMessage
} from "./chunk-YTQ6ZR7C.js";

// src/report/build/report-without-download.ts
function reportWithoutDownload(fault, seconds) {
  const reason = "the run did not get that far";
  return {
    version: 1,
    result: "failed",
    fault,
    faults: [fault],
    source: null,
    requiredBy: { modules: [], unread: 0 },
    go: { version: "", goproxy: "", exported: false, sealed: false },
    scopes: [],
    skipped: [],
    modules: { total: 0, fetched: 0, bytes: 0 },
    proxies: [],
    ranking: null,
    attempts: [],
    fetch: { kind: "off", reason },
    cache: {
      key: null,
      store: "",
      restore: { kind: "off", reason },
      save: { kind: "skipped", reason },
      problems: [],
      restoreMs: 0,
      saveMs: 0
    },
    findings: [],
    changes: [],
    excerpt: null,
    reproduce: [],
    notices: [],
    seconds
  };
}

// src/report/attempts.ts
function attemptOutcome({ classification, decision }) {
  const fault = classification.primary;
  if (fault === null) return decision.kind === "done" ? "complete" : "incomplete";
  const where = fault.host ?? fault.module;
  return where === null ? headlineOf(fault) : `${headlineOf(fault)}, ${code(where, 160)}`;
}
function decisionLine(decision) {
  switch (decision.kind) {
    case "done":
      return "done";
    case "retry":
      return `again after ${formatDuration(decision.afterMs)}: ${decision.reason}`;
    case "stop":
      return `stopped: ${decision.reason}`;
  }
}

// src/report/shared-store-lines.ts
function sharedStoreLines(report, shared) {
  const { cache: cache2, result } = report;
  const lines2 = [
    result === "failed" ? progressLine(report) : "",
    ...sharedReadLine(cache2.restore, shared, cache2.restoreMs),
    replacedLine(report),
    saveLine(cache2, shared)
  ];
  return lines2.filter((line2) => line2 !== "");
}
function sharedReadLine(restore, shared, ms) {
  const told = "reason" in restore ? [restore.reason] : [];
  const troubles = shared.troubles.filter((trouble2) => !told.includes(trouble2));
  return [readLine(restore, shared, ms), ...troubles.map((trouble2) => sentence(`The store: ${trouble2}`))];
}
function readLine(restore, shared, ms) {
  const { read: read2, lacked, refused, failed } = shared;
  const others = [...refused > 0 ? [`${refused} refused`] : [], ...failed > 0 ? [`${failed} failed`] : []];
  switch (restore.kind) {
    case "exact":
    case "partial": {
      const size = `${plural(read2.files, "file")} (${formatBytes(read2.bytes)})`;
      const absent = lacked > 0 ? [`${lacked} not there`] : [];
      return `Shared store: ${[`read ${size} in ${formatDuration(ms)}`, ...absent, ...others].join(", ")}.`;
    }
    case "miss":
      if (lacked === 0) return "Shared store: it gave nothing of what is missing.";
      return `Shared store: ${[`none of ${plural(lacked, "missing file")} is there yet`, ...others].join(", ")}.`;
    case "slow":
      return `Shared store: too slow, given up after ${formatDuration(ms)}.`;
    case "not-needed":
      return because("Shared store: not needed", restore.reason);
    case "off":
      return because("Shared store: off", restore.reason);
    case "denied":
      return because("Shared store: not allowed to read", restore.reason);
    case "rate-limited":
      return because("Shared store: too many requests", restore.reason);
    case "corrupt":
      return because("Shared store: what it gave could not be used", restore.reason);
    case "unavailable":
      return because("Shared store: not available", restore.reason);
  }
}
function saveLine({ save, saveMs, restore }, shared) {
  if (save.kind === "skipped") {
    const isSaid = "reason" in restore && restore.reason === save.reason;
    return isSaid || save.reason === "the store has everything" || shared.troubles.length > 0 ? "" : because("Nothing was written", save.reason);
  }
  return sharedWriteLine(shared, saveMs);
}
function sharedWriteLine({ written: written2, existed, unwritten }, ms) {
  const lines2 = [
    written2.files > 0 ? `Wrote ${plural(written2.files, "file")} (${formatBytes(written2.bytes)}) for other runs in ${formatDuration(ms)}.` : "",
    existed > 0 ? `Others had written ${plural(existed, "file")} meanwhile.` : "",
    unwritten > 0 ? `${plural(unwritten, "file")} could not be written.` : ""
  ];
  return lines2.filter((line2) => line2 !== "").join(" ");
}
function replacedLine({ cache: cache2, modules, fetch, go, result }) {
  const requests2 = (fetch.kind === "ran" ? fetch.requests : 0) + (go.requests ?? 0);
  const isAll = cache2.restore.kind === "exact" && modules.fetched === 0 && requests2 === 0;
  return isAll && result !== "failed" ? "It replaced every download." : "";
}

// src/report/cache-line.ts
var slowBytesPerSecond = 5e6;
var noticeableMs = 15e3;
function cacheLines(report) {
  const { cache: cache2 } = report;
  if (cache2.shared !== void 0) return sharedStoreLines(report, cache2.shared);
  const done = report.result === "failed" ? progressLine(report) : "";
  const lines2 = [
    done,
    restoreLine(cache2),
    saysAll(cache2) ? "" : saveLine2(cache2.save, cache2.saveMs),
    worthLine(report)
  ];
  return lines2.filter((line2) => line2 !== "");
}
function saysAll({ restore, save }) {
  if (restore.kind === "exact") return true;
  return "reason" in restore && "reason" in save && restore.reason === save.reason;
}
function restoreLine({ restore, restoreMs }) {
  const words = `Cache: ${restoreWords[restore.kind]}`;
  switch (restore.kind) {
    case "exact":
    case "partial":
      return `${words}, ${plural(restore.files, "file")} (${formatBytes(restore.bytes)}) in ${formatDuration(restoreMs)}.`;
    case "slow":
      return `${words} after ${formatDuration(restore.limitMs)}.`;
    case "miss":
      return `${words}.`;
    case "not-needed":
    case "off":
    case "unavailable":
    case "denied":
    case "rate-limited":
    case "corrupt":
      return because(words, restore.reason);
  }
}
function saveLine2(save, ms) {
  const words = saveWords[save.kind];
  switch (save.kind) {
    case "saved":
      return save.incomplete === true ? `Saved what was got and verified (${formatBytes(save.bytes)}) in ${formatDuration(ms)}, so that the next run fetches the rest only.` : `Saved ${formatBytes(save.bytes)} for the next run in ${formatDuration(ms)}.`;
    case "exists":
      return sentence(words);
    case "slow":
      return `${sentence(words).slice(0, -1)} after ${formatDuration(save.limitMs)}.`;
    case "skipped":
    case "unavailable":
    case "denied":
    case "rate-limited":
    case "failed":
      return because(sentence(words).slice(0, -1), save.reason);
  }
}
function worthLine({ cache: cache2, fetch, modules, go, result }) {
  const restored = restoredBytes(cache2.restore);
  if (restored === 0 || cache2.restoreMs === 0) return "";
  const restoreRate = restored / cache2.restoreMs * 1e3;
  if (fetch.kind === "ran" && fetch.bytes > 1e6 && fetch.ms > 0) {
    const fetchRate = fetch.bytes / fetch.ms * 1e3;
    if (fetchRate > restoreRate * 1.5) {
      return `It did not pay: ${rate(restoreRate)} from the cache, ${rate(fetchRate)} from the proxies.`;
    }
    return `It paid: ${rate(restoreRate)} from the cache, ${rate(fetchRate)} from the proxies.`;
  }
  if (cache2.restoreMs > noticeableMs && restoreRate < slowBytesPerSecond) {
    return `At ${rate(restoreRate)} it may not pay; compare with a run without the cache.`;
  }
  const requests2 = (fetch.kind === "ran" ? fetch.requests : 0) + (go.requests ?? 0);
  const isAll = cache2.restore.kind === "exact" && modules.fetched === 0 && requests2 === 0;
  return isAll && result !== "failed" ? "It replaced every download." : "";
}
function restoredBytes(restore) {
  return restore.kind === "exact" || restore.kind === "partial" ? restore.bytes : 0;
}
function rate(bytesPerSecond) {
  return `${formatBytes(bytesPerSecond)} a second`;
}

// src/report/catalogue.ts
function faultLink({ id }, base) {
  const url = faultUrl(id, base);
  return url === null ? value(id) : [h("a", { href: url }, value(id))];
}
function faultUrl(id, base) {
  if (base === null || !/^https?:\/\/[\w.:/-]+\/$/.test(base) || !/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/.test(id))
    return null;
  return `${base}docs/faults.md${faultAnchor(id)}`;
}

// src/report/changes.ts
function afterChange({ file, added }) {
  if (/(?:^|[/\\])go\.work\.sum$/.test(file)) return "Run `go work sync`, and commit the result.";
  return /(?:^|[/\\])go\.sum$/.test(file) && added > 0 ? "It was incomplete, and may lack more lines that a build needs: run `go mod tidy`, and commit go.mod and go.sum." : "Commit it if that is right.";
}

// src/report/notes.ts
function notes(report) {
  return [
    ...report.cache.problems.slice(0, 10).map((problem) => problemNote(problem, report)),
    ...wrongBytes(report),
    ...report.changes.map(
      (change) => `The download changed ${code(change.file)} (+${change.added} \u2212${change.removed} lines). ${afterChange(change)}`
    ),
    ...fetchNote(report),
    ...sealedNote(report),
    ...report.notices.map(sentence),
    ...skippedNote(report),
    ...unlistedNote(report),
    ...report.findings.map(({ what, why }) => `${sentence(what)} ${sentence(why)}`)
  ];
}
function problemNote({ kind, what, reason }, { cache: cache2 }) {
  const place2 = cachePlace(cache2);
  const start = {
    tampered: `Checksum mismatch: the ${place2} held changed bytes of`,
    "cache-corrupt": `The ${place2} held a damaged file,`,
    foreign: `The ${place2} held something that does not belong there,`,
    "left-over": "Checksum mismatch: the module cache held wrong bytes of"
  }[kind];
  const end = kind === "foreign" ? "It was left out." : "They were refused, and the module was asked from the proxies.";
  return `${start} ${code(what)}: ${sentence(reason)} ${end}`;
}
function wrongBytes({ fetch, proxies: proxies3 }) {
  return wrongBytesOf(fetch, proxies3).slice(0, 10).map(
    ({ module, proxy }) => `Checksum mismatch: ${code(proxy)} sent bytes for ${code(module)} that go.sum contradicts. They were refused.`
  );
}
function fetchNote({ fetch }) {
  if (fetch.kind === "stepped-aside")
    return [because(`Downloading was left to ${code("go")} alone`, fetch.reason)];
  if (fetch.kind === "crashed") {
    const what = because(
      `The concurrent fetch broke down, so ${code("go")} did the downloading`,
      fetch.reason
    );
    return [`${what} Please report this.`];
  }
  return [];
}
function sealedNote({ go }) {
  if (!go.sealed) return [];
  return [
    `Later steps are sealed by ${code("GOPROXY=off")}: one that still downloads a module fails at once and by its name.`
  ];
}
function unlistedNote({ cache: cache2 }) {
  const unlisted = cache2.save.kind === "saved" ? cache2.save.unlisted ?? 0 : 0;
  if (unlisted === 0) return [];
  return [
    `${plural(unlisted, "module")} without a line in go.sum ${unlisted === 1 ? "was" : "were"} not put into the cache.`
  ];
}
function skippedNote({ skipped }) {
  if (skipped.length === 0) return [];
  const names = skipped.slice(0, 5).map(({ name, reason }) => `${code(name, 100)} (${reason})`);
  const more = skipped.length > 5 ? ` and ${plural(skipped.length - 5, "more")}` : "";
  return [`Skipped: ${names.join(", ")}${more}.`];
}

// src/report/requirement-rows.ts
var mostLinks = 7;
var mostVersions = 3;
var mostAskers = 2;
function requirementRows({ fault, source, requiredBy: requiredBy2 }) {
  if (fault === null || fault.module === null) return [];
  const found = requiredBy2.modules.find(({ module }) => module === fault.module);
  if (found === void 0) return [["Required by", source === null ? unknownRequirer(requiredBy2) : null]];
  return [
    ["Required by", source !== null && found.chain.length <= 2 ? null : chainText(found)],
    ["Asked for", askedFor(found, requiredBy2)]
  ];
}
function unknownRequirer({ unread }) {
  if (unread === 0) return null;
  return `not known: ${plural(unread, "go.mod file")} of the module graph could not be read`;
}
function chainText({ chain, replacedBy }) {
  const links = chain.map(spaced);
  const half = Math.floor(mostLinks / 2);
  const shown = links.length <= mostLinks ? links : [...links.slice(0, half), `\u2026 ${links.length - 2 * half} more \u2026`, ...links.slice(-half)];
  return `${shown.join(" \u2192 ")}${replacedBy === null ? "" : ` (replaced by ${spaced(replacedBy)})`}`;
}
function askedFor({ versions, selected }, { unread }) {
  if (versions.length < 2) return null;
  const told = versions.slice(0, mostVersions).map(({ version: version2, count: count2, by }) => {
    const names = by.slice(0, mostAskers).map(spaced);
    const more = count2 - names.length;
    const mark = version2 === selected ? " (selected)" : "";
    return `${version2}${mark} by ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  });
  const lower = versions.length - told.length;
  return [
    ...told,
    ...lower > 0 ? [plural(lower, "lower version")] : [],
    ...unread > 0 ? [`${plural(unread, "go.mod file")} could not be read`] : []
  ].join("; ");
}
function spaced(name) {
  return name.replace("@", " ");
}

// src/report/slowest.ts
var slowFetchMs = 3e4;
var named = 3;
function slowestLine({ fetch }) {
  if (fetch.kind !== "ran" || fetch.ms < slowFetchMs || fetch.slowest.length === 0) return "";
  const modules = fetch.slowest.slice(0, named).map(({ module, ms, bytes }) => `${code(module, 200)} (${formatDuration(ms)}, ${formatBytes(bytes)})`);
  return `The fetch took ${formatDuration(fetch.ms)}; longest for ${modules.join(", ")}.`;
}

// src/report/timeline.ts
var columns = 40;
var mostRows = 40;
var fills = { work: "\u2588", part: "\u2592", pause: "\u2591" };
var stepWords = {
  restore: "Restore",
  probe: "Probe",
  fetch: "Fetch",
  go: "go mod download",
  pause: "Pause",
  save: "Save"
};
function timelineLines(report) {
  const { timeline: timeline3 = [], seconds } = report;
  if (timeline3.length < 2 || !isEventful(report)) return [];
  const rows = timeline3.flatMap((step) => rowsOf(step, report));
  const totalMs = Math.max(seconds * 1e3, ...rows.map(({ startMs, ms }) => startMs + ms), 1);
  const labels = Math.max(...rows.map(({ label }) => label.length));
  const took = Math.max(...rows.map(({ ms }) => formatDuration(ms).length));
  const lines2 = rows.slice(0, mostRows).map((row2) => {
    const bar = barOf(row2, totalMs).padEnd(columns);
    return `${row2.label.padEnd(labels)} ${formatDuration(row2.ms).padStart(took)} ${bar} ${row2.note}`.trimEnd();
  });
  const rest = rows.length - lines2.length;
  return rest > 0 ? [...lines2, `\u2026 and ${plural(rest, "more step")}, in the JSON report`] : lines2;
}
function isEventful({ attempts: attempts4, fetch }) {
  const isRepeated = fetch.kind === "ran" && fetch.retries > 0;
  return attempts4.length > 1 || isRepeated || unansweredOf(fetch).length > 0;
}
function rowsOf(step, report) {
  const { startMs, ms } = step;
  const fill = step.step === "pause" ? fills.pause : fills.work;
  const label = `${numberOf(step, report)}${stepWords[step.step]}`;
  return [{ label, startMs, ms, fill, note: noteOf(step, report) }, ...upstreamRows(step, report)];
}
function numberOf(step, { attempts: attempts4, timeline: timeline3 = [] }) {
  const { attempt } = step;
  if (attempt === void 0 || attempts4.length < 2) return "";
  return timeline3.find((other) => other.attempt === attempt) === step ? `${attempt}. ` : "   ";
}
function noteOf(step, { attempts: attempts4, timeline: timeline3 = [] }) {
  if (step.attempt === void 0 || step.step === "pause") return "";
  const last = timeline3.findLast(({ attempt, step: kind }) => attempt === step.attempt && kind !== "pause");
  if (step !== last) return "";
  const fault = attempts4.find(({ number: number2 }) => number2 === step.attempt)?.classification.primary;
  return fault ? headlineOf(fault) : "";
}
function upstreamRows({ startMs, upstreams = [] }, report) {
  if (upstreams.length < 2) return [];
  return upstreams.map((upstream) => ({
    label: `${report.attempts.length < 2 ? "  " : "     "}${hostOf(upstream.proxy)}`,
    startMs: startMs + upstream.startMs,
    ms: upstream.ms,
    fill: fills.part,
    note: `${upstream.ok} of ${plural(upstream.requests, "request")} fine`
  }));
}
function barOf({ startMs, ms, fill }, totalMs) {
  const column = (atMs) => Math.round(atMs / totalMs * columns);
  const from = Math.min(column(startMs), columns - 1);
  return " ".repeat(from) + fill.repeat(Math.max(1, column(startMs + ms) - from));
}
function hostOf(proxy) {
  const host = URL.canParse(proxy) && new URL(proxy).host || "folder";
  return host.replace(/[^\w.:-]/g, "").slice(0, 30);
}

// src/report/text.ts
function renderText(report, options = {}) {
  const failed = report.result === "failed";
  const parts = [
    verdict(report),
    failed ? remedy(report) : [],
    failed ? place(report, options.catalogue ?? null) : [],
    report.result === "complete" ? [] : proxies(report),
    timeline(report),
    report.attempts.length > 1 ? attempts(report) : [],
    failed ? excerpt(report) : [],
    [
      line(slowestLine(report)),
      line(cacheLines(report).join(" ")),
      ...notes(report).slice(0, 12).map(bullet)
    ],
    failed && report.reproduce.length > 0 ? ["To see it yourself:", ...report.reproduce.slice(0, 20).map(indented)] : []
  ];
  return parts.map((part) => part.filter((text) => text.trim() !== "")).filter((part) => part.length > 0).flatMap((part, index) => index === 0 ? part : ["", ...part]);
}
function verdict(report) {
  const { headline, blame, sentences } = verdictOf(report);
  return [line(headline), line(blame ?? ""), line(sentences.join(" "))];
}
function remedy({ fault }) {
  const steps = fault?.remedy.slice(0, mostSteps) ?? [];
  return steps.length === 0 ? [] : ["What to do:", ...steps.map((step, i) => `  ${i + 1}. ${line(step)}`)];
}
function place(report, catalogue) {
  const { fault, source } = report;
  if (fault === null) return [];
  const url = faultUrl(fault.id, catalogue);
  const rows = [
    ...factRows(fault, source),
    ...requirementRows(report),
    saidRow(fault),
    ["Fault", url === null ? fault.id : `${fault.id} (${url})`]
  ];
  return rows.map(([name, value2]) => value2 === null ? "" : `${name.padEnd(12)} ${oneLine(value2, 400)}`);
}
function proxies(report) {
  if (report.proxies.length === 0) return [];
  const width2 = Math.max(...report.proxies.map(({ proxy }) => oneLine(proxy, 60).length));
  const rows = report.proxies.slice(0, 20).map(({ proxy, health, latencyMs, reason, history }) => {
    const before = history === void 0 ? "" : ` ${recentTitle([{ history }])}: ${recentHealth(history)}.`;
    const latency = latencyMs === null ? "" : ` ${formatDuration(latencyMs)}`;
    return `  ${oneLine(proxy, 60).padEnd(width2)}  ${healthWords[health]}${latency}: ${line(sentence(reason))}${before}`;
  });
  return ["Proxies:", ...rows];
}
function attempts(report) {
  const rows = report.attempts.slice(0, 20).map((attempt) => {
    const took = formatDuration(attempt.ms);
    return `  ${attempt.number}. ${took}: ${line(attemptOutcome(attempt))}; ${line(decisionLine(attempt.decision))}`;
  });
  return ["Attempts:", ...rows];
}
function timeline(report) {
  const rows = timelineLines(report);
  return rows.length === 0 ? [] : ["How the run went:", ...rows.map(indented)];
}
function excerpt({ excerpt: excerpt3 }) {
  if (excerpt3 === null || excerpt3.lines.length === 0) return [];
  return [`${excerptTitle(excerpt3)}:`, ...excerptLines(excerpt3).map(indented)];
}
function line(text) {
  return oneLine(text, 1200);
}
function bullet(text) {
  return `- ${line(text)}`;
}
function indented(text) {
  return `  ${cut(plainText(text.slice(0, 2500)).replaceAll("\n", " ").replaceAll("	", "    "), 2500)}`;
}

// src/run/origin.ts
var systems = { linux: "Linux", darwin: "macOS", win32: "Windows" };
var architectures = {
  x64: "X64",
  ia32: "X86",
  arm: "ARM",
  arm64: "ARM64"
};
function originOf({ env, clock }, machine = process) {
  const { platform, arch } = machine;
  return {
    at: clock.date().toISOString(),
    run: workflowRun(env),
    runner: {
      os: env.RUNNER_OS || (systems[platform] ?? platform),
      arch: env.RUNNER_ARCH || (architectures[arch] ?? arch.toUpperCase()),
      hosted: env.RUNNER_ENVIRONMENT ? env.RUNNER_ENVIRONMENT === "github-hosted" : null
    },
    action: { version }
  };
}
function workflowRun(env) {
  if (env.GITHUB_ACTIONS === "true" && env.GITHUB_RUN_ID) return runOfGitHub(env, env.GITHUB_RUN_ID);
  if (env.GITLAB_CI === "true" && env.CI_PIPELINE_ID) return runOfGitLab(env, env.CI_PIPELINE_ID);
  if (env.JENKINS_URL && env.BUILD_NUMBER) return runOfJenkins(env, env.BUILD_NUMBER);
  return null;
}
function runOfGitHub(env, id) {
  return {
    repository: env.GITHUB_REPOSITORY ?? "",
    workflow: env.GITHUB_WORKFLOW ?? "",
    job: env.GITHUB_JOB ?? "",
    id,
    attempt: Math.max(1, Math.trunc(Number(env.GITHUB_RUN_ATTEMPT)) || 1),
    event: env.GITHUB_EVENT_NAME ?? "",
    ref: env.GITHUB_REF ?? ""
  };
}
function runOfGitLab(env, id) {
  return {
    repository: env.CI_PROJECT_PATH ?? "",
    workflow: env.CI_CONFIG_PATH ?? "",
    job: env.CI_JOB_NAME ?? "",
    id,
    attempt: 1,
    event: env.CI_PIPELINE_SOURCE ?? "",
    ref: env.CI_MERGE_REQUEST_REF_PATH || refOf(env.CI_COMMIT_BRANCH, env.CI_COMMIT_TAG)
  };
}
function runOfJenkins(env, id) {
  return {
    repository: pathOfRemote(env.GIT_URL ?? "") || (env.JOB_NAME ?? ""),
    workflow: env.JOB_NAME ?? "",
    job: env.STAGE_NAME ?? "",
    id,
    attempt: 1,
    event: "",
    // Of a pull request BRANCH_NAME is `PR-12`, which is no branch.
    ref: env.CHANGE_ID ? "" : refOf(env.TAG_NAME ? "" : env.BRANCH_NAME, env.TAG_NAME)
  };
}
function refOf(branch, tag) {
  return branch ? `refs/heads/${branch}` : tag ? `refs/tags/${tag}` : "";
}
function pathOfRemote(url) {
  const [, path2 = ""] = /^(?:[a-z+]+:\/\/[^/]*\/|[^/:]+:)([^?#]*)/i.exec(url) ?? [];
  const parts = path2.split("/").filter((part) => part !== "");
  return parts.join("/").replace(/\.git$/, "");
}

// src/download/changes.ts
import { relative, sep } from "node:path";
async function takeSnapshot(files) {
  const contents = await Promise.all(files.map(async (file) => [file, await contentOf(file)]));
  return new Map(contents);
}
function changesBetween(before, after, root) {
  const changes = [];
  for (const [file, old] of before) {
    const now = after.get(file) ?? null;
    if (old === now) continue;
    const name = relative(root, file).split(sep).join("/");
    changes.push({ file: name, added: linesOnlyIn(now, old), removed: linesOnlyIn(old, now) });
  }
  return changes.sort((a, b) => a.file < b.file ? -1 : 1);
}
function linesOnlyIn(text, other) {
  const counterparts = /* @__PURE__ */ new Map();
  for (const line2 of linesOf(other)) counterparts.set(line2, (counterparts.get(line2) ?? 0) + 1);
  let only = 0;
  for (const line2 of linesOf(text)) {
    const left = counterparts.get(line2) ?? 0;
    if (left === 0) only++;
    else counterparts.set(line2, left - 1);
  }
  return only;
}
function linesOf(text) {
  if (text === null || text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}
async function contentOf(file) {
  const read2 = await readBoundedText(file, textLimits.sum);
  if (read2.kind === "unreadable") throw new Error(`${file} ${read2.reason}`);
  return read2.kind === "text" ? read2.text : null;
}

// src/modcache/file-origins.ts
function createFileOrigins() {
  const origins = /* @__PURE__ */ new Map();
  const databaseFiles = /* @__PURE__ */ new Set();
  return {
    note: (file, origin) => {
      origins.set(fileName(file), { file, origin });
    },
    originOf: (file) => origins.get(fileName(file))?.origin ?? null,
    forget: (file) => {
      origins.delete(fileName(file));
    },
    files: () => [...origins.values()].map(({ file }) => file),
    noteDatabaseFile: (name) => void databaseFiles.add(name),
    forgetDatabaseFile: (name) => void databaseFiles.delete(name),
    databaseFiles: () => [...databaseFiles]
  };
}

// src/modcache/version-list.ts
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
function writeVersionLists(gomodcache, files) {
  const mark = systemMark();
  for (const path2 of new Set(files.flatMap(({ kind, path: path3 }) => kind === "mod" ? [path3] : []))) {
    const folder = join(gomodcache, "cache", "download", escapePath(path2), "@v");
    writeList(folder, { mark, below: gomodcache });
  }
}
function writeList(folder, { mark, below }) {
  const list2 = join(folder, "list");
  const draft = temporaryName(list2, mark);
  try {
    const names = readdirSync(folder);
    const text = versionList(names);
    if (text === "" || names.includes("list") && text === readFileSync(list2, "utf8")) return;
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, list2);
  } catch {
    removeFileNow(draft, { below });
  }
}
function versionList(names) {
  return names.filter((name) => name.endsWith(".mod")).map((name) => name.slice(0, -".mod".length)).filter((version2) => canonicalVersion(version2) === version2).sort((a, b) => compareVersions(a, b) || (a < b ? -1 : 1)).map((version2) => `${version2}
`).join("");
}

// src/run/download-offline.ts
async function downloadOffline(setup, world, { deadlineMs, timeline: timeline3 }) {
  const { clock, log } = world;
  const startedMs = clock.now();
  const round = await log.group(
    "Nothing is missing: verify and unpack without a network",
    () => timeline3.measure(
      { step: "go", attempt: 1 },
      () => goRound(setup, world, { goproxy: "off", deadlineMs, http1: false, done: /* @__PURE__ */ new Set() })
    )
  );
  return {
    complete: round.complete,
    done: round.done,
    list: null,
    verdicts: [],
    ranking: null,
    reordered: false,
    attempts: [onlyAttempt(clock.now() - startedMs)],
    faults: [],
    requests: requestsOf(round),
    fetch: { kind: "off", reason: "nothing was missing" },
    redirectors: [],
    problems: []
  };
}
function onlyAttempt(ms) {
  const classification = { primary: null, faults: [] };
  return { number: 1, ms, goproxy: "off", classification, decision: { kind: "done" }, excerpt: null };
}

// src/run/export-goproxy.ts
async function exportGoproxy({ inputs }, world, download) {
  if (inputs.seal && download.complete) return await world.exportVariable("GOPROXY", "off") ? "off" : null;
  return download.reordered && await exportOrder(download, world) ? "order" : null;
}
async function exportOrder({ list: ranked, redirectors }, { env, exportVariable, log }) {
  const refused = redirectors.map(({ proxy }) => proxy);
  const list2 = ranked === null ? null : endedBefore(ranked, refused);
  if (list2 === null) return false;
  if (goproxySecrets(list2).some((secret) => !env.GOPROXY?.includes(secret))) {
    log.info("The new order is not exported to later steps, since the list holds credentials.");
    return false;
  }
  return exportVariable("GOPROXY", formatGoproxyList(list2));
}

// src/run/left-over-zips.ts
async function verifyLeftOver({ project }, { plan, zips }) {
  const { GOMODCACHE: gomodcache } = project.env;
  const { files } = await plan.current();
  const verify = async ({ zip, sizeBytes, ...module }) => {
    const sums = zipSums(project.sums, module);
    if (sums.length === 0) return [];
    const { kind } = await zips.admit({ module, source: { kind: "file", path: zip, sizeBytes }, sums });
    if (kind !== "wrong" && kind !== "damaged") return [];
    await dropZip(gomodcache, module);
    return [{ kind: "left-over", what: moduleName(module), reason: reasons[kind] }];
  };
  const unverified = unverifiedZips(
    gomodcache,
    files.filter(({ kind }) => kind === "zip")
  );
  return (await Promise.all(unverified.map(verify))).flat();
}
var reasons = {
  wrong: "go had never verified the zip that an ended run had left, and go.sum names other content",
  damaged: "the zip that an ended run had left is damaged"
};

// src/store/folder/folder-client.ts
var threads = 32;
function createFolderClient({ path: path2, program, cwd, env }) {
  const [command, ...args] = program;
  const waiting = /* @__PURE__ */ new Map();
  const unsent = [];
  const closed = new AbortController();
  let send2 = (line2) => {
    unsent.push(line2);
  };
  let nextId = 0;
  let ended = null;
  let whyEnded = null;
  const onEnd = (reason) => {
    whyEnded = reason;
    for (const [id, { resolve }] of waiting) resolve({ id, ...trouble("unavailable", reason) });
  };
  const onLine = (line2) => {
    const parsed = parseJson(folderAnswer, line2);
    if (parsed.kind === "unreadable") return;
    const { value: answer } = parsed;
    const asked = waiting.get(answer.id);
    if (answer.kind === "progress") asked?.onBytes(answer.count);
    else asked?.resolve(answer);
  };
  const start = () => runCommand({
    command,
    args: [...args, path2],
    cwd,
    env: { ...systemVariables(env), UV_THREADPOOL_SIZE: String(threads) },
    signal: closed.signal,
    limitMs: Number.POSITIVE_INFINITY,
    graceMs: 200,
    maxLineLength,
    onStdin: (stdin) => {
      send2 = (line2) => {
        stdin.write(line2);
      };
      unsent.splice(0).forEach(send2);
    },
    onStdout: onLine
  }).then((end) => onEnd(end.kind === "not-started" ? end.message : "its process has ended"));
  return {
    ask: (request, { signal, onBytes }) => {
      const id = nextId++;
      return new Promise((resolve) => {
        const giveUp2 = () => done({ id, ...trouble("slow", "it did not answer in time") });
        const done = (answer) => {
          waiting.delete(id);
          signal.removeEventListener("abort", giveUp2);
          resolve(answer);
        };
        if (whyEnded !== null) return done({ id, ...trouble("unavailable", whyEnded) });
        if (signal.aborted || closed.signal.aborted) return giveUp2();
        signal.addEventListener("abort", giveUp2, { once: true });
        waiting.set(id, { onBytes, resolve: done });
        ended ??= start();
        send2(`${JSON.stringify({ ...request, id })}
`);
      });
    },
    close: async () => {
      closed.abort();
      await ended;
    }
  };
}
function systemVariables(env) {
  const kept = /^(?:SYSTEMROOT|WINDIR|TEMP|TMP)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => kept.test(name)));
}

// src/store/folder/folder-store.ts
function createFolderStore(options) {
  const { ask, close } = createFolderClient(options);
  return {
    name: placeName({ kind: "directory", path: options.path }),
    read: async ({ name, maxBytes }, { to, ...how }) => {
      const path2 = to === void 0 ? null : await to();
      return asRead(await ask({ kind: "read", name, maxBytes, to: path2 }, how), path2);
    },
    write: async (name, content, { signal }) => {
      const how = { signal, onBytes: () => {
      } };
      if (content.kind === "file") return asWrite(await ask({ kind: "write", name, from: content.path }, how));
      return asWrite(await ask({ kind: "write-bytes", name, bytes: base64(content.bytes) }, how));
    },
    replace: async (name, bytes, { signal }) => {
      const how = { signal, onBytes: () => {
      } };
      return asWrite(await ask({ kind: "replace-bytes", name, bytes: base64(bytes) }, how));
    },
    close
  };
}
function base64(bytes) {
  return Buffer.from(bytes).toString("base64");
}
function asRead(answer, path2) {
  switch (answer.kind) {
    case "bytes":
      return { kind: "body", body: once(Buffer.from(answer.bytes, "base64")) };
    case "file":
      return { kind: "file", path: path2 ?? "", bytes: answer.bytes };
    case "absent":
      return { kind: "absent" };
    case "failed":
      return { kind: "failed", trouble: answer.trouble };
    default:
      return trouble("unavailable", `its process answered ${answer.kind} to a read`);
  }
}
function asWrite(answer) {
  switch (answer.kind) {
    case "written":
      return { kind: "written", bytes: answer.bytes };
    case "exists":
      return { kind: "exists" };
    case "failed":
      return { kind: "failed", trouble: answer.trouble };
    default:
      return trouble("unavailable", `its process answered ${answer.kind} to a write`);
  }
}
async function* once(bytes) {
  yield bytes;
}

// src/cache/next-entry.ts
function nextEntry(ended) {
  const { policy, isComplete: isComplete2, isCancelled, restored } = ended;
  if (!policy.save) return skip(policy.reason);
  if (isCancelled) return skip("the run was cancelled");
  if (restored.outcome.kind === "exact" && isComplete2) return skip("the entry was restored and is complete");
  return isComplete2 ? completeEntry(ended) : incompleteEntry(ended);
}
function completeEntry({ key, restored: { entry } }) {
  const generation = entry === null ? null : generationOf(key, entry.key);
  if (entry === null || generation === null) {
    return { kind: "save", key: key.key, isIncomplete: false, held: /* @__PURE__ */ new Set() };
  }
  if (generation >= maxGeneration) {
    return skip(
      `${maxGeneration} entries under this key were incomplete or damaged; delete them, or change cache-prefix`
    );
  }
  return { kind: "save", key: generationKey(key.key, generation + 1), isIncomplete: false, held: entry.held };
}
function incompleteEntry({ key, restored: { outcome, entry }, date }) {
  const today = incompleteKey(key, date);
  const isKnown = outcome.kind === "miss" || outcome.kind === "partial" || outcome.kind === "corrupt";
  const isSavedToday = entry !== null && isSameKey(entry.key, today);
  if (!isKnown || isSavedToday) return skip("the module cache is not complete");
  return { kind: "save", key: today, isIncomplete: true, held: entry?.held ?? /* @__PURE__ */ new Set() };
}
function skip(reason) {
  return { kind: "skip", reason };
}
function addsEnough({ isIncomplete, held }, files) {
  const added = files.filter(({ name }) => !held.has(name));
  return isIncomplete ? 4 * sum(added) >= sum(files) : added.length > 0;
}
function sum(files) {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}

// src/cache/restore.ts
import { mkdir as mkdir3, readFile as readFile2 } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/cache/needed-files.ts
async function neededFiles({ scopes: scopes2, env }, readMod, mods = createModReader()) {
  const inventory = createInventory(env.GOMODCACHE);
  const needed = /* @__PURE__ */ new Map();
  const plans = [];
  const readFromEntry = [];
  const readEntryMod = async (module) => {
    const text = await readMod(module);
    if (text !== null) readFromEntry.push(module);
    return text;
  };
  for (const scope of scopes2) {
    const plan = await planDownload({
      scope,
      mods,
      readMod: async (module) => await inventory.readMod(module) ?? readEntryMod(module),
      onFile: () => {
      }
    });
    plans.push(plan);
    for (const file of plan.files) {
      const isUnlisted = !isListed(file, scope.sums) || needed.get(fileName(file))?.isUnlisted === true;
      needed.set(fileName(file), { file, isUnlisted });
    }
  }
  const isThere = async (file) => await inventory.sizeOf(file) !== null;
  return {
    needed: await Promise.all(
      [...needed.values()].map(async (need) => ({ ...need, isThere: await isThere(need.file) }))
    ),
    plan: mergePlans(plans),
    readFromEntry
  };
}

// src/cache/proofs.ts
import { constants } from "node:fs";
import { copyFile, link, lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";
var noProofs = { proven: /* @__PURE__ */ new Set(), written: [], bytes: 0 };
async function copyProofs({ from, to, database, modules }) {
  const read2 = await Promise.all(modules.map((module) => readLookup(from, database, module)));
  const found = read2.filter((lookup) => lookup !== null);
  const newest = found.reduce(
    (best, lookup) => best === null || lookup.treeSize > best.treeSize ? lookup : best,
    null
  );
  if (newest === null) return noProofs;
  const { head, treeSize } = newest;
  const places = /* @__PURE__ */ new Map();
  const proven = /* @__PURE__ */ new Set();
  for (const { module, id } of found) {
    const tiles = await Promise.all(
      tilesFor({ id, treeSize }).map((tile) => findTile(join2(from, "sumdb", database), tile))
    );
    if (tiles.includes(null)) continue;
    proven.add(moduleName(module));
    for (const tile of tiles) if (tile !== null) places.set(`sumdb/${database}/${tile}`, tile);
  }
  const files = [
    ...found.filter(({ module }) => proven.has(moduleName(module))).map(({ name, record }) => ({ name, content: async () => Buffer.from(`${record}${head}`) })),
    ...[...places.keys()].map((name) => ({ name, content: () => readFile(join2(from, name)) }))
  ];
  const written2 = [];
  for (const { name, content } of files) {
    const bytes = await content();
    if (await writeNew(join2(to, name), bytes, to)) written2.push({ name, bytes: bytes.length });
  }
  return {
    proven,
    written: written2.map(({ name }) => name),
    bytes: written2.reduce((sum2, { bytes }) => sum2 + bytes, 0)
  };
}
async function readLookup(from, database, module) {
  const name = lookupName(database, module);
  const size = await sizeOf(join2(from, name));
  if (size === null || size > maxLookupBytes) return null;
  const lookup = parseLookup(await readFile(join2(from, name), "utf8"));
  return lookup === null ? null : { ...lookup, name, module };
}
async function findTile(folder, { name, bytes, fullName }) {
  if (await sizeOf(join2(folder, name)) === bytes) return name;
  return await sizeOf(join2(folder, fullName)) === maxTileBytes ? fullName : null;
}
async function sizeOf(path2) {
  const found = await lstat(path2).catch(() => null);
  return found?.isFile() ? found.size : null;
}
async function writeNew(path2, bytes, below) {
  await mkdir(dirname(path2), { recursive: true });
  const draft = temporaryName(path2);
  try {
    await writeFile(draft, bytes, { flag: "wx" });
    await link(draft, path2).catch((error) => {
      if (errorCode(error) === "EEXIST") throw error;
      return copyFile(draft, path2, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await remove(draft, { below });
  }
}

// src/cache/staged-entry.ts
import { readFileSync as readFileSync3 } from "node:fs";

// src/cache/check.ts
import { readFileSync as readFileSync2 } from "node:fs";
async function checkStaged(staged, sums) {
  const problem = await checks[staged.file.kind](staged, sums);
  return problem === null ? null : { ...problem, what: moduleName(staged.file) };
}
var checks = {
  info: async ({ file, path: path2 }) => {
    const version2 = versionOfInfo(readFileSync2(path2, "utf8"));
    if (version2 === null) {
      return { kind: "cache-corrupt", reason: "its .info is no JSON object with a Version" };
    }
    return version2 === file.version ? null : { kind: "tampered", reason: "its .info is for another version" };
  },
  mod: async ({ file, path: path2 }, sums) => {
    const listed = modSums(sums, file);
    const bytes = readFileSync2(path2);
    if (listed.length === 0 || listed.includes(hashMod(bytes))) return null;
    return looksLikeGoMod(bytes) ? { kind: "tampered", reason: "its .mod does not have the hash in go.sum" } : { kind: "cache-corrupt", reason: "its .mod is damaged" };
  },
  zip: async ({ file, path: path2 }, sums) => {
    const damage = zipSums(sums, file).length > 0 ? null : await checkZip(path2, file);
    return damage === null ? null : { kind: "cache-corrupt", reason: damage };
  }
};
function looksLikeGoMod(bytes) {
  return /^[ \t]*module\s/m.test(bytes.toString("utf8")) && !bytes.includes(0) && bytes.at(-1) === 10;
}

// src/cache/staged-entry.ts
function openEntry(files, sums) {
  const byName = new Map(files.map((file) => [file.name, file]));
  const checks2 = /* @__PURE__ */ new Map();
  const problems = [];
  const wrong = /* @__PURE__ */ new Set();
  const refuse = (file, problem) => {
    problems.push(problem);
    wrong.add(fileName(file));
  };
  const check2 = (staged) => {
    const known = checks2.get(staged);
    if (known !== void 0) return known;
    const checking = checkStaged(staged, sums).then((problem) => {
      if (problem !== null) refuse(staged.file, problem);
      return problem;
    });
    checks2.set(staged, checking);
    return checking;
  };
  const take = async (file) => {
    const staged = byName.get(fileName(file));
    return staged === void 0 || await check2(staged) !== null ? null : staged;
  };
  return {
    take,
    holds: (file) => byName.has(fileName(file)) && !wrong.has(fileName(file)),
    refuse,
    readMod: async (module) => {
      const staged = await take({ ...module, kind: "mod" });
      return staged === null ? null : readFileSync3(staged.path, "utf8");
    },
    problems: () => problems
  };
}

// src/cache/temporary-folder.ts
import { mkdir as mkdir2, mkdtemp } from "node:fs/promises";
import { join as join3 } from "node:path";
async function withTemporaryFolder(parent, body) {
  await mkdir2(parent, { recursive: true });
  const folder = await mkdtemp(join3(parent, "cache-"));
  try {
    return await body(folder);
  } finally {
    await remove(folder, { below: parent });
  }
}

// src/cache/restore.ts
async function restoreEntry(options) {
  const { temporary, signal } = options;
  try {
    return await withTemporaryFolder(
      temporary,
      (folder) => restoreThrough(join4(folder, entryFolder), options)
    );
  } catch (error) {
    signal.throwIfAborted();
    return nothing({ kind: "unavailable", reason: errorMessage(error) });
  }
}
async function restoreThrough(staging, options) {
  const { store, key, project, origins, limitMs, signal } = options;
  await mkdir3(staging);
  const found = await store.restore({ ...key.lookup, staging, limitMs, signal });
  if (found.kind === "corrupt")
    return {
      ...nothing({ kind: "corrupt", reason: found.reason }),
      entry: { key: found.key, held: /* @__PURE__ */ new Set() }
    };
  if (found.kind !== "found") return nothing(found);
  const { files, refused, history } = walkMembers(staging);
  const entry = openEntry(files, project.sums);
  const { needed, plan, readFromEntry } = await neededFiles(project, entry.readMod, options.mods);
  const proofs = await admitProofs(staging, needed, options);
  const isProven = ({ file, isUnlisted }) => !isUnlisted || proofs.proven.has(moduleName(file));
  const judged = needed.filter((need) => isListed(need.file, project.sums) || isProven(need)).map(({ file }) => file);
  const admitted = await admitAll(judged, entry, options);
  const isHeld = (need) => isProven(need) && entry.holds(need.file);
  const isWhole = needed.every((need) => isHeld(need) || need.isThere && isProven(need));
  const notAdmitted = readFromEntry.filter((module) => origins.originOf({ ...module, kind: "mod" }) === null);
  for (const module of notAdmitted) options.mods?.forget(module);
  const rest = {
    problems: boundProblems([...found.refused, ...refused, ...entry.problems()]),
    entry: { key: found.key, held: new Set(needed.filter(isHeld).map(({ file }) => fileName(file))) },
    plan: notAdmitted.length === 0 ? plan : null,
    history: history === null ? null : await readFile2(history.path, "utf8")
  };
  const { failure, ...counts2 } = admitted;
  if (failure !== null) return { outcome: { kind: "unavailable", reason: failure }, ...rest };
  if (files.length === 0)
    return { outcome: { kind: "corrupt", reason: "the entry holds no module file" }, ...rest };
  const kind = isWhole && generationOf(key, found.key) !== null ? "exact" : "partial";
  return { outcome: { kind, key: found.key, ...counts2 }, ...rest };
}
function nothing(outcome) {
  return { outcome, problems: [], entry: null, plan: null, history: null };
}
async function admitProofs(staging, needed, { project: { env }, origins }) {
  const database = databaseName(env.GOSUMDB);
  const unlisted = needed.filter(({ file, isUnlisted }) => isUnlisted && usesChecksumDatabase(file.path, env));
  if (database === null || unlisted.length === 0) return noProofs;
  const modules = [...new Map(unlisted.map(({ file }) => [moduleName(file), file])).values()];
  const to = join4(env.GOMODCACHE, "cache", "download");
  const proofs = await copyProofs({ from: staging, to, database, modules });
  for (const name of proofs.written) origins.noteDatabaseFile(name);
  return proofs;
}
async function admitAll(needed, entry, { project, origins, zips, signal }) {
  const admitted = { files: 0, bytes: 0 };
  let failure = null;
  const admitOne = async (file) => {
    const staged = await entry.take(file);
    if (staged === null || failure !== null) return;
    const result = await admitStaged(file, staged, { project, zips });
    signal.throwIfAborted();
    if (result.kind === "disk") failure = result.message;
    if (result.kind === "wrong" || result.kind === "damaged") entry.refuse(file, wrongFile(file, result.kind));
    if (result.kind !== "admitted") return;
    origins.note(file, { kind: "cache" });
    admitted.files += 1;
    admitted.bytes += staged.bytes;
  };
  signal.throwIfAborted();
  await Promise.all(needed.map(admitOne));
  return { ...admitted, failure };
}
function admitStaged(file, { path: from, bytes }, { project, zips }) {
  const sums = file.kind === "zip" ? zipSums(project.sums, file) : [];
  if (sums.length === 0) return zips.admitFile({ file, path: from });
  const { path: path2, version: version2 } = file;
  return zips.admit({
    module: { path: path2, version: version2 },
    source: { kind: "file", path: from, sizeBytes: bytes },
    sums
  });
}
function wrongFile(module, how) {
  const what = moduleName(module);
  return how === "damaged" ? { kind: "cache-corrupt", what, reason: "the zip of the cache entry is damaged; it was fetched anew" } : {
    kind: "tampered",
    what,
    reason: "the zip of the cache entry is well-formed, but go.sum names other content; it was fetched anew"
  };
}

// src/cache/save.ts
import { mkdir as mkdir5, writeFile as writeFile2 } from "node:fs/promises";
import { join as join6 } from "node:path";

// src/cache/staging.ts
import { constants as constants2 } from "node:fs";
import { copyFile as copyFile2, link as link2, lstat as lstat2, mkdir as mkdir4 } from "node:fs/promises";
import { dirname as dirname2, join as join5 } from "node:path";
async function stageFiles({
  gomodcache,
  files,
  staging
}) {
  const names = [...new Set(files.map(fileName))];
  for (const folder of new Set(names.map((name) => dirname2(join5(staging, name))))) {
    await mkdir4(folder, { recursive: true });
  }
  const staged = names.map(async (name) => {
    const bytes = await stageOne(join5(gomodcache, "cache", "download", name), join5(staging, name));
    return bytes === null ? null : { name, bytes };
  });
  return (await Promise.all(staged)).filter((copy) => copy !== null);
}
async function stageOne(from, to) {
  const found = await lstat2(from).catch(() => null);
  if (found === null || !found.isFile() || found.size === 0) return null;
  try {
    await link2(from, to);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    await copyFile2(from, to, constants2.COPYFILE_EXCL | constants2.COPYFILE_FICLONE);
  }
  return found.size;
}

// src/cache/save.ts
async function saveEntry(options) {
  try {
    return await withTemporaryFolder(
      options.temporary,
      (folder) => saveFrom(join6(folder, entryFolder), options)
    );
  } catch (error) {
    options.signal.throwIfAborted();
    return { kind: "failed", reason: errorMessage(error) };
  }
}
async function saveFrom(staging, options) {
  const {
    store,
    next: { key, isIncomplete },
    project,
    files,
    history,
    limitMs,
    signal
  } = options;
  const gomodcache = project.env.GOMODCACHE;
  await mkdir5(staging);
  const proofs = await stageProofs(staging, options);
  const kept = files.filter((file) => isListed(file, project.sums) || proofs.proven.has(moduleName(file)));
  const staged = await stageFiles({ gomodcache, files: kept, staging });
  if (staged.length === 0) return { kind: "skipped", reason: "there is nothing to save" };
  if (!addsEnough(options.next, staged)) {
    return { kind: "skipped", reason: "the entry that was restored holds what can be kept" };
  }
  if (history !== null) await writeFile2(join6(staging, historyMember), history);
  const saved = await store.save({ key, staging, limitMs, signal });
  switch (saved.kind) {
    case "saved":
      return {
        kind: "saved",
        key,
        files: staged.length,
        bytes: saved.bytes === 0 ? sizeOf2(staged) + proofs.bytes : saved.bytes,
        ...isIncomplete && { incomplete: true },
        unlisted: files.filter(({ kind }) => kind === "zip").length - kept.filter(({ kind }) => kind === "zip").length
      };
    case "exists":
      return { kind: "exists", key };
    default:
      return saved;
  }
}
function sizeOf2(staged) {
  return staged.reduce((sum2, { bytes }) => sum2 + bytes, 0);
}
async function stageProofs(staging, { project, files }) {
  const { scopes: scopes2, env } = project;
  const database = databaseName(env.GOSUMDB);
  const modules = files.filter(
    (file) => usesChecksumDatabase(file.path, env) && scopes2.some((scope) => !isListed(file, scope.sums))
  );
  if (database === null || modules.length === 0) return noProofs;
  const distinct = [...new Map(modules.map((module) => [moduleName(module), module])).values()];
  const from = join6(env.GOMODCACHE, "cache", "download");
  return copyProofs({ from, to: staging, database, modules: distinct });
}

// src/run/run-cache.ts
var nothingMissing = "nothing was missing";
function notRestored(outcome) {
  return { outcome, problems: [], entry: null, ms: 0 };
}

// src/run/cache-entry.ts
var restoreLimitMs = 6e4;
var saveLimitMs = 18e4;
var incompleteSaveLimitMs = 6e4;
function cacheEntry(setup, world, use) {
  let found = null;
  return {
    restore: async (missing) => {
      const { history, ...restored } = await restoreCache(setup, world, { ...use, found: missing });
      found = history;
      return restored;
    },
    use: null,
    // An entry isn't changed once it is saved, so that this is as old as the entry.
    history: async () => found === null ? { kind: "none" } : { kind: "text", text: found },
    // A run that asked no proxy hands on what it found.
    save: (ended) => saveCache(setup, world, { ...use, ...ended, history: ended.history ?? found }),
    shared: () => null,
    problems: () => [],
    close: async () => {
    }
  };
}
async function restoreCache(setup, world, { entries: store, state, time, found }) {
  const { key, policy } = setup.cache;
  world.log.info(policySentence(policy));
  if (key === null || !policy.restore)
    return { ...notRestored({ kind: "off", reason: policy.reason }), history: null };
  if (isComplete(found))
    return { ...notRestored({ kind: "not-needed", reason: nothingMissing }), history: null };
  const startedMs = world.clock.now();
  return world.log.group(`Restore the module cache from the ${store.name}`, async () => {
    for (const ingredient of key.ingredients) world.log.info(`key from ${ingredient}`);
    world.log.info(`key ${key.key}`);
    const restored = await restoreEntry({
      key,
      store,
      project: setup.project,
      origins: state.origins,
      mods: state.plan.mods,
      zips: state.zips,
      temporary: world.temporary,
      limitMs: Math.min(restoreLimitMs, time.restoreMs()),
      signal: world.signal
    });
    if (restored.plan !== null) state.plan.replace(restored.plan);
    const { outcome, problems, entry, history } = restored;
    const ms = world.clock.now() - startedMs;
    world.log.info(restoreLine({ restore: outcome, restoreMs: ms }));
    return { outcome, problems, entry, history, ms };
  });
}
async function saveCache(setup, world, { entries: store, state, time, download, restored, history }) {
  const next = chooseEntry(setup, world, { download, restored });
  if (next.kind === "skip") return { outcome: { kind: "skipped", reason: next.reason }, ms: 0 };
  const startedMs = world.clock.now();
  return world.log.group(`Save the module cache to the ${store.name}`, async () => {
    world.log.info(`key ${next.key}`);
    const { files } = await state.plan.current();
    const saving = saveEntry({
      next,
      store,
      project: setup.project,
      files,
      history,
      temporary: world.temporary,
      limitMs: Math.min(patienceMs(next, restored), time.saveMs()),
      signal: world.signal
    });
    const outcome = await (next.isIncomplete ? saving.catch(skippedByCancel(world)) : saving);
    const ms = world.clock.now() - startedMs;
    world.log.info(saveLine2(outcome, ms));
    return { outcome, ms };
  });
}
function chooseEntry({ cache: { key, policy }, inputs }, { clock, signal }, { download, restored }) {
  if (key === null) return { kind: "skip", reason: policy.reason };
  const isUntouched = restored.outcome.kind === "not-needed" && download.list === null;
  if (policy.save && isUntouched && inputs.cache !== "true") return { kind: "skip", reason: nothingMissing };
  return nextEntry({
    key,
    policy,
    restored,
    isComplete: download.complete,
    isCancelled: signal.aborted,
    date: clock.date()
  });
}
function patienceMs({ isIncomplete }, { outcome }) {
  if (isIncomplete) return incompleteSaveLimitMs;
  return outcome.kind === "slow" ? restoreLimitMs : saveLimitMs;
}
function skippedByCancel({ signal }) {
  return (error) => {
    if (!signal.aborted) throw error;
    return { kind: "skipped", reason: "the run was cancelled" };
  };
}

// src/store/session.ts
import { setMaxListeners } from "node:events";

// src/store/health.ts
var firstWidth = 64;
var leastWidth = 4;
var failuresToGiveUp = 3;
var silencesToGiveUp = 2;
var busyToGiveUp = 100;
var denialsToGiveUp = 20;
var unknownHealth = {
  failuresInRow: 0,
  busyInRow: 0,
  denials: 0,
  hasAnswered: false,
  width: firstWidth,
  givenUp: null
};
function afterAnswer(health) {
  return { ...health, hasAnswered: true, failuresInRow: 0, busyInRow: 0 };
}
function afterTrouble(health, trouble2) {
  if (health.givenUp !== null) return health;
  const givenUp = (isEnough) => isEnough ? trouble2 : null;
  const failuresInRow = health.failuresInRow + 1;
  switch (trouble2.kind) {
    case "refused":
      return health;
    case "misconfigured":
      return { ...health, givenUp: trouble2 };
    case "denied": {
      if (!trouble2.mayBeAbsent) return { ...health, givenUp: trouble2 };
      if (health.hasAnswered) return health;
      const denials = health.denials + 1;
      return { ...health, denials, givenUp: givenUp(denials >= denialsToGiveUp) };
    }
    case "busy": {
      const busyInRow = health.busyInRow + 1;
      const width2 = Math.max(leastWidth, Math.floor(health.width / 2));
      return { ...health, busyInRow, width: width2, givenUp: givenUp(busyInRow >= busyToGiveUp) };
    }
    case "slow":
      return { ...health, failuresInRow, givenUp: givenUp(failuresInRow >= silencesToGiveUp) };
    case "unavailable":
      return { ...health, failuresInRow, givenUp: givenUp(failuresInRow >= failuresToGiveUp) };
  }
}

// src/store/session.ts
function createStoreSession(store, { clock, limitMs }) {
  const outcomes = /* @__PURE__ */ new Map();
  const wanted = /* @__PURE__ */ new Set();
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const waiting = /* @__PURE__ */ new Set();
  let health = unknownHealth;
  let underWay = 0;
  let times = null;
  const change = (next) => {
    health = next;
    if (health.givenUp === null || over.signal.aborted) return;
    over.abort("given up");
    for (const { resolve } of waiting) resolve(null);
    waiting.clear();
  };
  const remainingMs = () => times === null ? limitMs : times.startMs + limitMs - clock.now();
  const release = () => {
    underWay--;
    if (times !== null) times.endMs = clock.now();
    grant();
  };
  const grant = () => {
    if (remainingMs() <= 0) change({ ...health, givenUp: health.givenUp ?? late(limitMs) });
    for (const each of waiting) {
      if (underWay >= health.width) break;
      waiting.delete(each);
      underWay++;
      times ??= { startMs: clock.now(), endMs: clock.now() };
      let isReleased = false;
      each.resolve(() => {
        if (!isReleased) release();
        isReleased = true;
      });
    }
  };
  return {
    store,
    signal: over.signal,
    givenUp: () => health.givenUp,
    remainingMs,
    acquire: (signal) => {
      if (signal.aborted || health.givenUp !== null) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiting.add({ resolve });
        grant();
      });
    },
    onAnswer: () => change(afterAnswer(health)),
    onTrouble: (trouble2) => change(afterTrouble(health, trouble2)),
    want: (file) => wanted.add(fileName(file)),
    isWanted: (file) => wanted.has(fileName(file)),
    isKnown: (file) => outcomes.has(fileName(file)),
    note: (file, outcome) => outcomes.set(fileName(file), { file, outcome }),
    summary: () => {
      const { lacking, ...rest } = summaryOf([...outcomes.values()], health);
      return {
        ...rest,
        lacking: lacking.filter((file) => wanted.has(fileName(file))),
        wasAsked: times !== null,
        ms: times === null ? 0 : times.endMs - times.startMs
      };
    }
  };
}
function late(limitMs) {
  return { kind: "slow", reason: `it was given up after ${limitMs / 1e3} s` };
}
function summaryOf(files, { givenUp }) {
  const read2 = { files: 0, bytes: 0 };
  const lacking = [];
  const refused = [];
  const failed = {};
  for (const { file, outcome } of files) {
    if (outcome.kind === "read") {
      read2.files++;
      read2.bytes += outcome.bytes;
    } else if (outcome.kind === "absent" || outcome.kind === "failed" && outcome.trouble.mayBeAbsent) {
      lacking.push(file);
    } else if (outcome.kind === "wrong") {
      refused.push({ file, kind: outcome.isTampered ? "tampered" : "damaged", reason: outcome.reason });
    } else if (outcome.trouble.kind === "refused") {
      refused.push({ file, kind: "foreign", reason: outcome.trouble.reason });
    } else {
      failed[outcome.trouble.kind] = (failed[outcome.trouble.kind] ?? 0) + 1;
    }
  }
  return { read: read2, lacking, refused, failed, givenUp };
}

// src/store/write-missing.ts
import { setMaxListeners as setMaxListeners2 } from "node:events";
import { readFile as readFile3, stat } from "node:fs/promises";
import { join as join7 } from "node:path";
var width = 32;
var silenceMs = 15e3;
var slowestBytesPerMs = 500;
var failuresToStop = 3;
var attempts2 = 3;
var firstPauseMs = 500;
async function writeMissing(files, options) {
  const { clock, limitMs, signal } = options;
  const stop = new AbortController();
  setMaxListeners2(0, stop.signal);
  const timer = new AbortController();
  const onAbort = () => stop.abort();
  signal.addEventListener("abort", onAbort, { once: true });
  clock.sleep(limitMs, timer.signal).then(
    () => stop.abort(),
    () => {
    }
  );
  const tally = createTally(files.length);
  const queue = files.values();
  const writeQueued = async () => {
    for (const file of queue) {
      if (stop.signal.aborted) return;
      const content = await verifiedContent(file, options);
      const written2 = content === null ? null : await writePatiently(objectOf(file).name, content, { ...options, signal: stop.signal });
      if (stop.signal.aborted && written2?.kind === "failed") return;
      tally.note(written2);
      if (tally.isHopeless()) stop.abort();
    }
  };
  try {
    await Promise.all(Array.from({ length: width }, writeQueued));
    return tally.result(stop.signal.aborted && !tally.isHopeless() ? late2(limitMs) : null);
  } finally {
    timer.abort();
    signal.removeEventListener("abort", onAbort);
  }
}
function createTally(total) {
  let [files, bytes, existed, done, failuresInRow] = [0, 0, 0, 0, 0];
  let trouble2 = null;
  return {
    /** Null: the module cache doesn't hold the file, or holds another one. */
    note: (written2) => {
      if (written2?.kind === "failed") {
        trouble2 ??= written2.trouble;
        failuresInRow++;
        return;
      }
      done++;
      if (written2 === null) return;
      failuresInRow = 0;
      if (written2.kind === "exists") existed++;
      else {
        files++;
        bytes += written2.bytes;
      }
    },
    /** Whether the rest would fail like this one. */
    isHopeless: () => trouble2?.kind === "denied" || trouble2?.kind === "misconfigured" || failuresInRow >= failuresToStop,
    result: (end) => ({
      files,
      bytes,
      existed,
      trouble: trouble2 ?? end,
      left: total - done
    })
  };
}
function longestWriteMs(content) {
  const bytes = content.kind === "file" ? content.bytes : content.bytes.byteLength;
  return silenceMs + Math.ceil(bytes / slowestBytesPerMs);
}
function late2(limitMs) {
  return { kind: "slow", reason: `writing was given up after ${(limitMs / 1e3).toFixed(0)} s` };
}
async function writePatiently(name, content, { store, clock, random, signal }) {
  for (let attempt = 1; ; attempt++) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(longestWriteMs(content))]);
    const written2 = await store.write(name, content, { signal: limit });
    const isBusy = written2.kind === "failed" && written2.trouble.kind === "busy";
    if (!isBusy || attempt === attempts2 || signal.aborted) return written2;
    await clock.sleep(random() * firstPauseMs * attempt, signal).catch(() => {
    });
  }
}
async function verifiedContent(file, { gomodcache, sums }) {
  if (!isVouchedFor(file, sums)) return null;
  const path2 = join7(gomodcache, "cache", "download", fileName(file));
  try {
    if (file.kind === "zip") {
      const hash = await readFile3(path2.replace(/\.zip$/, ".ziphash"), "utf8");
      if (!zipSums(sums, file).includes(hash.trim())) return null;
      const { size } = await stat(path2);
      return { kind: "file", path: path2, bytes: size };
    }
    const bytes = await readFile3(path2);
    const isRight = file.kind === "mod" ? modSums(sums, file).includes(hashMod(bytes)) : versionOfInfo(bytes.toString("utf8")) === file.version;
    return isRight ? { kind: "bytes", bytes } : null;
  } catch {
    return null;
  }
}

// src/probe/history/history.ts
import { createHash } from "node:crypto";
var maxUpstreams = 16;
var keptHours = 48;
var maxRunsPerHour = 1e3;
var recentHours = 24;
function upstreamId(proxy) {
  return createHash("sha256").update(proxy).digest("hex").slice(0, 32);
}
function hourOf(date) {
  return Math.floor(date.getTime() / 36e5);
}
function withRun(history, run2, { hour: hour2, proxies: proxies3 }) {
  const ids = [...new Set(proxies3.slice(0, maxUpstreams).map(upstreamId))];
  const added = new Map(run2.map((health) => [upstreamId(health.proxy), health]));
  return new Map(
    ids.flatMap((id) => {
      const known = (history.get(id) ?? []).filter((each) => isKept(each, hour2));
      const health = added.get(id);
      const hours = health === void 0 ? known : withHealth(known, health, hour2);
      return hours.length === 0 ? [] : [[id, hours]];
    })
  );
}
function isKept({ hour: hour2 }, now) {
  return hour2 > now - keptHours && hour2 <= now;
}
function withHealth(hours, { fault, latencyMs }, hour2) {
  const known = hours.find((each) => each.hour === hour2);
  return [
    ...hours.filter((each) => each !== known),
    {
      hour: hour2,
      runs: Math.min(maxRunsPerHour, (known?.runs ?? 0) + 1),
      failed: Math.min(maxRunsPerHour, (known?.failed ?? 0) + (fault === null ? 0 : 1)),
      latencyMs: latencyMs === null ? known?.latencyMs ?? null : Math.round(latencyMs),
      lastFault: fault ?? known?.lastFault ?? null
    }
  ];
}
function recentHealth2(history, proxy, now) {
  const hours = (history.get(upstreamId(proxy)) ?? []).filter(
    ({ hour: hour2 }) => hour2 > now - recentHours && hour2 <= now
  );
  if (hours.length === 0) return null;
  const latest = [...hours].sort((a, b) => b.hour - a.hour);
  return {
    hours: recentHours,
    runs: hours.reduce((sum2, { runs }) => sum2 + runs, 0),
    failed: hours.reduce((sum2, { failed }) => sum2 + failed, 0),
    latencyMs: median(hours.flatMap(({ latencyMs }) => latencyMs ?? [])),
    lastFault: latest.find(({ lastFault }) => lastFault !== null)?.lastFault ?? null
  };
}

// src/probe/history/shape.ts
var maxHistoryBytes = 128 << 10;
var longestLatencyMs = 6e5;
var count = (most) => pipe(number(), integer(), minValue(0), maxValue(most));
var hour = pipe(
  object({
    hour: count(Number.MAX_SAFE_INTEGER),
    runs: pipe(count(maxRunsPerHour), minValue(1)),
    failed: count(maxRunsPerHour),
    latencyMs: nullable(count(longestLatencyMs)),
    // A category that this release doesn't know is no reason to forget the rest.
    lastFault: fallback(nullable(picklist(faultCategories)), null)
  }),
  check(({ runs, failed }) => failed <= runs)
);
var shape = object({
  version: literal(1),
  upstreams: pipe(
    array(
      object({
        id: pipe(string(), regex(/^[0-9a-f]{32}$/)),
        hours: pipe(array(hour), maxLength(keptHours))
      })
    ),
    maxLength(maxUpstreams)
  )
});
function formatHistory(history) {
  const upstreams = [...history].map(([id, hours]) => ({ id, hours }));
  return `${JSON.stringify({ version: 1, upstreams })}
`;
}
function parseHistory(text, { now }) {
  if (text.length > maxHistoryBytes) return /* @__PURE__ */ new Map();
  const parsed = parseJson(shape, text);
  if (parsed.kind === "unreadable") return /* @__PURE__ */ new Map();
  return new Map(
    parsed.value.upstreams.map(({ id, hours }) => {
      const byHour = new Map(hours.filter((each) => isKept(each, now)).map((each) => [each.hour, each]));
      return [id, [...byHour.values()]];
    })
  );
}

// src/store/read-stored-text.ts
async function readStoredText(object2, { store, signal }) {
  const read2 = await store.read(object2, { onBytes: () => {
  }, signal });
  if (read2.kind === "failed") return read2;
  if (read2.kind !== "body") return { kind: "absent" };
  try {
    const chunks = [];
    for await (const chunk of read2.body) chunks.push(chunk);
    return { kind: "text", text: Buffer.concat(chunks).toString("utf8") };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { kind: "broken" };
  }
}

// src/probe/history/run-health.ts
var failedShare = 1 / 20;
function runHealth(verdicts, upstreams) {
  return verdicts.flatMap((verdict3) => {
    const fetched = upstreams.find(({ proxy, requests: requests2 }) => proxy === verdict3.proxy && requests2 > 0);
    if (verdict3.health === "not-probed" && fetched === void 0) return [];
    const fault = faultOfProbe(verdict3);
    if (fault !== null && !isItsOwn(fault)) return [];
    return [
      {
        proxy: verdict3.proxy,
        fault: fault ?? (fetched === void 0 ? null : faultOfFetch(fetched)),
        latencyMs: verdict3.latencyMs ?? fetched?.medianFirstByteMs ?? null
      }
    ];
  });
}
function isItsOwn(fault) {
  const layer = layerOf[fault];
  return layer === "network" || layer === "service" || layer === "integrity";
}
function faultOfProbe({ health, failure }) {
  if (health !== "unhealthy" || failure === null) return null;
  if (failure === "wrong-content") return "server-error";
  if (failure === "404" || failure === "410") return "not-found";
  if (/^\d{3}$/.test(failure)) return categoryOf(faultOfStatus(Number(failure)));
  return categoryOf(networkFailure({ code: failure }).id);
}
function faultOfFetch({
  requests: requests2,
  verdicts,
  breakerOpened,
  lastFault
}) {
  if (lastFault === void 0 || !isItsOwn(lastFault)) return null;
  const failed = (verdicts.error ?? 0) + (verdicts.stalled ?? 0) + (verdicts["wrong-content"] ?? 0);
  return breakerOpened > 0 || failed >= requests2 * failedShare ? lastFault : null;
}

// src/run/upstream-history.ts
function historyProxies({ list: list2 }) {
  if (!needsProbe(list2)) return [];
  const http = (list2.groups[0] ?? []).filter(({ kind }) => kind === "http");
  return [...new Set(http.map(({ display }) => display))].slice(0, maxUpstreams);
}
function createUpstreamHistory(setup, { clock }, found) {
  const proxies3 = historyProxies(setup);
  const now = () => hourOf(clock.date());
  const read2 = (history) => history.kind === "text" ? parseHistory(history.text, { now: now() }) : /* @__PURE__ */ new Map();
  return {
    recent: async () => {
      const history = proxies3.length === 0 ? /* @__PURE__ */ new Map() : read2(await found());
      return (proxy) => proxies3.includes(proxy) ? recentHealth2(history, proxy, now()) : null;
    },
    afterRun: async ({ verdicts, fetch }) => {
      const run2 = runHealth(verdicts, fetch.kind === "ran" ? fetch.upstreams : []);
      const known = run2.filter(({ proxy }) => proxies3.includes(proxy));
      if (known.length === 0) return null;
      const before = await found();
      if (before.kind === "unknown") return null;
      return formatHistory(withRun(read2(before), known, { hour: now(), proxies: proxies3 }));
    }
  };
}

// src/run/shared-history.ts
var shortestGraceMs = 250;
var longestGraceMs = 1e3;
var writeLimitMs = 5e3;
function sharedHistory(setup, world, session) {
  const { clock, log, signal } = world;
  const { store } = session;
  const proxies3 = historyProxies(setup);
  const object2 = historyObject(proxies3.map(upstreamId).sort().join("\n"), maxHistoryBytes);
  let reading = Promise.resolve({ kind: "unknown" });
  const isUsable = () => proxies3.length > 0 && (session.givenUp()?.mayBeAbsent ?? true);
  return {
    readBeside: async (body) => {
      if (!isUsable()) return body();
      const startedMs = clock.now();
      const over = new AbortController();
      const answered = new AbortController();
      const limit = AbortSignal.any([signal, session.signal, over.signal]);
      reading = read(object2, { store, signal: limit }).catch((error) => {
        log.debug(`reading the history failed: ${String(error)}`);
        return { kind: "unknown" };
      }).finally(() => answered.abort());
      try {
        return await body();
      } finally {
        const graceMs = Math.min(longestGraceMs, Math.max(shortestGraceMs, clock.now() - startedMs));
        clock.sleep(graceMs, answered.signal).then(
          () => over.abort(),
          () => {
          }
        );
      }
    },
    found: () => reading,
    keep: async (text, limitMs) => {
      if (text === null || !isUsable()) return;
      const limit = AbortSignal.any([signal, AbortSignal.timeout(Math.min(writeLimitMs, limitMs))]);
      const written2 = await store.replace(object2.name, Buffer.from(text), { signal: limit });
      if (written2.kind === "failed")
        log.info(`How the proxies did was not kept in the shared store: ${written2.trouble.reason}`);
    }
  };
}
async function read(...[object2, from]) {
  const stored = await readStoredText(object2, from);
  if (stored.kind === "text") return stored;
  const isKnown = stored.kind === "failed" ? stored.trouble.mayBeAbsent === true || stored.trouble.kind === "refused" : !from.signal.aborted;
  return { kind: isKnown ? "none" : "unknown" };
}

// src/run/shared-store-report.ts
var nothingToWrite = "the store has everything";
var nothingToAsk = "go.sum names nothing that was missing and may be shared";
function restoreOutcome({ read: read2, lacking, givenUp, refused, failed }, { key, isWhole, limitMs }) {
  if (read2.files > 0) return { kind: isWhole ? "exact" : "partial", key, ...read2 };
  if (givenUp !== null) return troubleOutcome(givenUp, limitMs);
  if (lacking.length > 0) return { kind: "miss" };
  const [wrong] = refused;
  if (wrong !== void 0) return { kind: "corrupt", reason: `${moduleName(wrong.file)}: ${wrong.reason}` };
  const failures = Object.values(failed).reduce((sum2, count2) => sum2 + count2, 0);
  return failures > 0 ? { kind: "unavailable", reason: "some requests failed" } : { kind: "miss" };
}
function troubleOutcome({ kind, reason }, limitMs) {
  if (kind === "slow") return { kind, limitMs };
  if (kind === "busy") return { kind: "rate-limited", reason };
  return { kind: kind === "denied" ? kind : "unavailable", reason };
}
function whyNotWrite({
  policy,
  isCancelled,
  isComplete: isComplete2,
  restored,
  summary: { wasAsked, givenUp, lacking }
}) {
  if (!policy.save) return policy.reason;
  if (isCancelled) return "the run was cancelled";
  if (!isComplete2) return "the module cache is not complete";
  if (!wasAsked) return "reason" in restored.outcome ? restored.outcome.reason : nothingToAsk;
  if (givenUp !== null && !givenUp.mayBeAbsent) return `the store was given up: ${givenUp.reason}`;
  return lacking.length === 0 ? nothingToWrite : null;
}
function saveOutcome({ files, bytes, existed, trouble: trouble2 }, { key, limitMs }) {
  if (files > 0) return { kind: "saved", key, files, bytes };
  if (trouble2 !== null) return troubleOutcome(trouble2, limitMs);
  return existed > 0 ? { kind: "exists", key } : { kind: "skipped", reason: nothingToWrite };
}
function sharedReport({ read: read2, lacking, refused, failed, givenUp }, written2) {
  const failures = Object.values(failed).reduce((sum2, count2) => sum2 + count2, 0);
  const troubles = [givenUp?.mayBeAbsent && written2?.files ? null : givenUp, written2?.trouble ?? null];
  return {
    read: read2,
    lacked: lacking.length,
    refused: refused.length,
    failed: failures,
    written: { files: written2?.files ?? 0, bytes: written2?.bytes ?? 0 },
    existed: written2?.existed ?? 0,
    unwritten: written2?.left ?? 0,
    troubles: troubles.flatMap((trouble2) => trouble2 === null ? [] : [trouble2.reason])
  };
}
var problemKinds = { tampered: "tampered", damaged: "cache-corrupt", foreign: "foreign" };
function problemsOf({ refused }) {
  return boundProblems(
    refused.map(({ file, kind, reason }) => ({ kind: problemKinds[kind], what: moduleName(file), reason }))
  );
}

// src/run/shared-store.ts
var readLimitMs = 6e4;
var writeLimitMs2 = 18e4;
function sharedStore(setup, world, options) {
  const { store, http, time } = options;
  const { key, policy } = setup.cache;
  const limitMs = Math.min(readLimitMs, time.restoreMs());
  const session = createStoreSession(store, { clock: world.clock, limitMs });
  const use = { session, isShareable: (path2) => isShareable(path2, setup) };
  const history = sharedHistory(setup, world, session);
  let written2 = null;
  const write = () => world.log.group(`Write to the shared store ${store.name}`, async () => {
    const startedMs = world.clock.now();
    written2 = await writeLacking(setup, world, { ...options, lacking: session.summary().lacking });
    const ms = world.clock.now() - startedMs;
    const line2 = sharedWriteLine(sharedReport(session.summary(), written2), ms);
    if (line2 !== "") world.log.info(line2);
    return { outcome: saveOutcome(written2, { key: key?.key ?? "", limitMs: ms }), ms };
  });
  return {
    restore: async (found) => {
      world.log.info(policySentence(policy));
      if (!policy.restore) return notRestored({ kind: "off", reason: policy.reason });
      if (isComplete(found)) return notRestored({ kind: "not-needed", reason: nothingMissing });
      return world.log.group(
        `Read from the shared store ${store.name}`,
        () => history.readBeside(() => readMissing(setup, world, { ...options, use, limitMs }))
      );
    },
    use: policy.restore ? use : null,
    history: history.found,
    save: async ({ download, restored, history: next }) => {
      const isCancelled = world.signal.aborted;
      const keeping = policy.save && !isCancelled ? history.keep(next, time.saveMs()) : null;
      const summary = session.summary();
      const why = whyNotWrite({ policy, isCancelled, isComplete: download.complete, restored, summary });
      const saving = why === null ? write() : { outcome: { kind: "skipped", reason: why }, ms: 0 };
      const [saved] = await Promise.all([saving, keeping]);
      return saved;
    },
    shared: () => sharedReport(session.summary(), written2),
    problems: () => problemsOf(session.summary()),
    close: async () => {
      await store.close();
      await http.close();
    }
  };
}
function isShareable(path2, { inputs, project: { env } }) {
  return inputs.sharePrivate || !(matchPrefixPatterns(env.GONOPROXY, path2) || matchPrefixPatterns(env.GOPRIVATE, path2));
}
async function readMissing(setup, world, { use, http, state, limitMs }) {
  const { clock, log, progress } = world;
  const startedMs = clock.now();
  await takeFromStore({
    ...fetchOptions(setup, world, state),
    store: use,
    http,
    limits: { deadlineMs: limitMs, stallMs: setup.inputs.stallTimeoutMs }
  }).finally(() => progress(null));
  const summary = use.session.summary();
  const outcome = restoreOutcome(summary, {
    key: setup.cache.key?.key ?? "",
    isWhole: isComplete(await state.plan.status()),
    limitMs
  });
  const ms = clock.now() - startedMs;
  for (const line2 of sharedReadLine(outcome, sharedReport(summary, null), ms)) log.info(line2);
  return { outcome, problems: [], entry: null, ms };
}
function writeLacking({ project }, { clock, random, signal }, { store, lacking, time }) {
  return writeMissing(lacking, {
    store,
    gomodcache: project.env.GOMODCACHE,
    sums: project.sums,
    clock,
    random,
    limitMs: Math.min(writeLimitMs2, time.saveMs()),
    signal
  });
}

// src/run/open-cache.ts
var connectTimeoutMs = 5e3;
async function openCache(setup, world, at) {
  const { store } = setup.cache;
  if (store.kind === "github") return cacheEntry(setup, world, { entries: store.entries, ...at });
  const http = createHttp({ env: setup.env, connectTimeoutMs });
  const opened = await openStore(store.place, setup, world, http);
  if (typeof opened !== "string") return sharedStore(setup, world, { store: opened, http, ...at });
  return unusable(opened);
}
async function openStore(place2, { env }, { clock, random, mask, temporary, folderProcess }, http) {
  if (place2.kind === "directory") {
    const program = [process.execPath, folderProcess];
    return createFolderStore({ path: place2.path, program, cwd: temporary, env });
  }
  const { openS3Store } = await import("./open-s3-store-ITPIELWK.js");
  const opened = openS3Store({ ...place2, env, http, clock, random, mask });
  return opened.kind === "ok" ? opened.store : opened.reason;
}
function unusable(reason) {
  return {
    restore: async () => ({ outcome: { kind: "unavailable", reason }, problems: [], entry: null, ms: 0 }),
    use: null,
    history: async () => ({ kind: "unknown" }),
    save: async () => ({ outcome: { kind: "skipped", reason }, ms: 0 }),
    shared: () => null,
    problems: () => [],
    close: async () => {
    }
  };
}

// src/project/requirers.ts
function requirersOf(graphs, module) {
  for (const graph of graphs) {
    const chain = shortestChain(graph, module);
    const last = chain?.at(-1);
    if (chain === null || last === void 0) continue;
    const actual = graph.actual(last.module);
    const isReplaced = actual !== null && moduleName(actual) !== moduleName(last.module);
    return {
      module,
      scope: graph.scope,
      chain: [chain[0]?.by ?? "", ...chain.map((link3) => moduleName(link3.module))],
      replacedBy: isReplaced ? moduleName(actual) : null,
      selected: graph.selected(last.module.path),
      versions: versionsOf(graph, last.module.path)
    };
  }
  return null;
}
function shortestChain(graph, wanted) {
  const isWanted = createMatcher(graph, wanted);
  const met = /* @__PURE__ */ new Map();
  const queue = graph.mains.flatMap((main) => linksFrom(graph, main));
  for (const link3 of queue) {
    const name = moduleName(link3.module);
    if (met.has(name)) continue;
    met.set(name, link3);
    if (isWanted(link3.module)) return chainTo(link3, met);
    queue.push(...linksFrom(graph, name));
  }
  return null;
}
function linksFrom({ requirements }, by) {
  return (requirements.get(by) ?? []).map((module) => ({ by, module }));
}
function chainTo(end, met) {
  const chain = [];
  for (let link3 = end; link3 !== void 0; link3 = met.get(link3.by)) chain.unshift(link3);
  return chain;
}
function createMatcher(graph, wanted) {
  const at = wanted.indexOf("@");
  const names = /* @__PURE__ */ new Set([wanted, `${wanted}+incompatible`]);
  const isSelected = ({ path: path2, version: version2 }) => graph.selected(path2) === version2;
  return (module) => {
    const actual = graph.actual(module) ?? module;
    if (at < 0) return [module.path, actual.path].includes(wanted) && isSelected(module);
    return names.has(moduleName(module)) || names.has(moduleName(actual));
  };
}
function versionsOf({ requirements }, path2) {
  const askers = /* @__PURE__ */ new Map();
  for (const [by, required] of requirements) {
    for (const module of required) {
      if (module.path !== path2) continue;
      askers.set(module.version, (askers.get(module.version) ?? /* @__PURE__ */ new Set()).add(by));
    }
  }
  return [...askers].sort(([a], [b]) => compareVersions(b, a)).map(([version2, by]) => ({ version: version2, by: [...by].sort() }));
}

// src/findings/environment.ts
function environmentFindings(surroundings) {
  return [...proxyFindings(surroundings), ...privacyFindings(surroundings), ...buildFindings(surroundings)];
}
var deadMirrors = {
  "gocenter.io": "it was closed in 2021",
  "athens.azurefd.net": "its public instance is no longer offered",
  "goproxy.baidu.com": "its certificate stayed expired for a long time"
};
var doubtedMirrors = {
  "goproxy.io": "it has served zips that go.sum and the checksum database contradicted"
};
var publicProxies = /* @__PURE__ */ new Set(["proxy.golang.org", "goproxy.cn", "goproxy.io", "mirrors.aliyun.com"]);
function hostOf2(url) {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/:]+)/.exec(url)?.[1] ?? "";
}
function* proxyFindings({ list: list2 }) {
  const entries = list2.groups.flat();
  const servers = entries.filter(({ kind }) => kind === "http");
  const names = entries.map(({ display }) => display).join(", ");
  if (entries.length === 1 && servers.length === 1)
    yield {
      id: "goproxy-no-fallback",
      what: `${names} is the only source of modules.`,
      why: "When it fails, nothing can take its place: name a second one that you trust, joined by `|`."
    };
  else if (list2.groups.length > 1 && list2.groups.every((group) => group.length === 1) && servers.length > 1)
    yield {
      id: "goproxy-comma-only",
      what: `${names} are joined by commas only.`,
      why: "A comma moves on after 404 and 410 only, not when a proxy is down: join those that are interchangeable by `|`."
    };
  if (list2.ignored.length > 0)
    yield {
      id: "goproxy-ignored-entries",
      what: `${list2.ignored.join(", ")} stands after \`direct\` or \`off\`.`,
      why: "go never reads what follows them: move it in front, or remove it."
    };
  for (const { display } of servers) {
    const host = hostOf2(display);
    const dead = deadMirrors[host];
    const doubted = doubtedMirrors[host];
    if (dead !== void 0)
      yield {
        id: "goproxy-dead-mirror",
        what: `${display} is out of service.`,
        why: `${dead[0]?.toUpperCase()}${dead.slice(1)}: remove it from the list.`
      };
    if (doubted !== void 0)
      yield {
        id: "goproxy-doubtful-mirror",
        what: `${display} is a source of modules.`,
        why: `In the past ${doubted}: use it only if you trust it, and keep go.sum complete.`
      };
    if (display.startsWith("http://") && !/^(?:localhost|127\.|\[::1)/.test(host) && !looksInternal(host))
      yield {
        id: "goproxy-plain-http",
        what: `${display} is asked over plain http.`,
        why: "Anybody between may read and change what is not yet in go.sum: use https."
      };
  }
}
function* privacyFindings({ env, list: list2, project, variables }) {
  const asksPublic = list2.groups.flat().some(({ display }) => publicProxies.has(hostOf2(display)));
  const paths = project.scopes.flatMap(
    ({ mains }) => mains.flatMap(({ mod }) => mod.require.map(({ path: path2 }) => path2))
  );
  const exposed = new Set(
    paths.filter((path2) => asksPublic && looksInternal(path2) && !matchPrefixPatterns(env.GONOPROXY, path2)).map(privatePattern)
  );
  if (exposed.size > 0)
    yield {
      id: "goprivate-missing",
      what: `${[...exposed].join(", ")} looks internal, and no GOPRIVATE pattern covers it.`,
      why: `Its modules are asked of public proxies, which learn their names and can't have them: set GOPRIVATE=${[env.GOPRIVATE, ...exposed].filter((part) => part !== "").join(",")}.`
    };
  const wide = env.GONOSUMDB.split(",").find(
    (pattern) => /^(?:\*|\*\/\*|github\.com|\*\.com|\*\.\*)$/.test(pattern.trim())
  );
  if (wide !== void 0)
    yield {
      id: "gonosumdb-wide",
      what: `GONOSUMDB covers \`${wide}\`.`,
      why: "Public modules are then not checked against the checksum database: narrow it to your own organisation."
    };
  if (env.GOSUMDB === "off")
    yield {
      id: "gosumdb-off",
      what: "GOSUMDB is off.",
      why: "What go.sum does not name yet is believed whatever it is, and toolchains can't be downloaded: use GONOSUMDB for private modules instead."
    };
  if (variables?.GONOSUMCHECK !== void 0 && variables.GONOSUMCHECK !== "")
    yield {
      id: "gonosumcheck",
      what: "GONOSUMCHECK is set.",
      why: "No Go release reads it: it only looks as if it did something. For private modules set GOPRIVATE."
    };
  if (env.GOINSECURE !== "")
    yield {
      id: "goinsecure",
      what: `GOINSECURE covers \`${env.GOINSECURE}\`.`,
      why: "Direct fetches of these may be read and changed on the way, and have 5 seconds only; it has no effect on GOPROXY."
    };
}
function* buildFindings({ env, project }) {
  const flags = env.GOFLAGS.split(/\s+/);
  if (flags.includes("-mod=mod"))
    yield {
      id: "goflags-mod-mod",
      what: "GOFLAGS has -mod=mod.",
      why: "Builds then change go.mod and go.sum silently instead of telling that they are incomplete."
    };
  if (flags.includes("-insecure"))
    yield {
      id: "goflags-insecure",
      what: "GOFLAGS has -insecure.",
      why: "It was removed in Go 1.16, and go stops at it: remove it."
    };
  const vendored = project.skipped.some(({ reason }) => reason === "vendored");
  if (flags.includes("-mod=vendor") && project.scopes.length > 0)
    yield {
      id: "vendor-and-download",
      what: "GOFLAGS has -mod=vendor, and modules are downloaded all the same.",
      why: "A build from vendor/ needs no module cache: leave the download out, or the flag."
    };
  else if (flags.includes("-mod=mod") && vendored)
    yield {
      id: "vendor-unused",
      what: "There is a vendor folder, and -mod=mod ignores it.",
      why: "Builds need the module cache then: remove the flag, or the folder."
    };
  const newest = newestGoLine(project.scopes);
  const running = /\d+(?:\.\d+)*(?:[a-z]+\d+)?/.exec(env.GOVERSION)?.[0] ?? newest;
  if (env.GOTOOLCHAIN === "local" && newest !== null && running !== null && compareGoVersions(newest, running) > 0)
    yield {
      id: "gotoolchain-local",
      what: `GOTOOLCHAIN=local keeps Go ${running}, and go.mod asks for ${newest}.`,
      why: "go will refuse to build: use a newer Go (`go-version-file: go.mod` in actions/setup-go) or GOTOOLCHAIN=auto."
    };
}
function newestGoLine(scopes2) {
  const lines2 = scopes2.flatMap(({ mains, work }) => [work?.go ?? null, ...mains.map(({ mod }) => mod.go)]);
  return lines2.reduce(
    (newest, line2) => line2 !== null && (newest === null || compareGoVersions(line2, newest) > 0) ? line2 : newest,
    null
  );
}

// src/findings/refused-redirects.ts
function redirectFindings(redirectors) {
  return redirectors.map(({ proxy, from, to }) => ({
    id: "goproxy-refused-redirect",
    what: `The GOPROXY entry ${proxy} redirects from ${from} to ${to}: into a private network or to this machine, or from https to http`,
    why: "That is refused, and go, which would follow it, was not given this entry. Ask the owner of the proxy why it redirects there; until then take the entry out of the list."
  }));
}

// src/report/build/reproduction.ts
import { posix, win32 } from "node:path";
var posixShell = {
  quoted: (text) => /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`,
  withGoproxy: (goproxy) => `GOPROXY=${goproxy} `,
  and: " && "
};
var powerShell = {
  quoted: (text) => `'${text.replaceAll("'", "''")}'`,
  withGoproxy: (goproxy) => `$env:GOPROXY=${goproxy}; `,
  and: "; "
};
function reproduction({
  project,
  list: list2,
  download,
  root,
  platform
}) {
  const { quoted, withGoproxy, and } = platform === "win32" ? powerShell : posixShell;
  const { relative: relative2, sep: sep2 } = platform === "win32" ? win32 : posix;
  const goproxy = withGoproxy(quoted(displayGoproxyList(download.list ?? list2)));
  const failed = project.scopes.filter(({ name }) => !download.done.has(name));
  return failed.map(({ dir }) => {
    const folder = relative2(root, dir).split(sep2).join("/");
    const where = folder === "" ? "" : `cd ${quoted(folder.startsWith("-") ? `./${folder}` : folder)}${and}`;
    return `${where}${goproxy}go mod download -x`;
  });
}

// src/report/build/required-by.ts
var mostModules = 20;
var mostAskers2 = 10;
function requiredBy(faults, facts) {
  const named2 = [...new Set(faults.flatMap(({ module }) => module ?? []))];
  const modules = named2.slice(0, mostModules).flatMap((module) => {
    const found = facts.requirersOf(module);
    if (found === null) return [];
    const versions = found.versions.map(({ version: version2, by }) => ({
      version: version2,
      count: by.length,
      by: by.slice(0, mostAskers2)
    }));
    return [{ ...found, versions }];
  });
  return { modules, unread: facts.unread };
}

// src/report/build/result.ts
function judgeRun(outcome) {
  const { complete, faults } = outcome.download;
  const deciding = complete ? strictFaults(outcome) : faults;
  if (!complete || deciding.length > 0)
    return { result: "failed", fault: deciding[0] ?? null, faults: deciding };
  return { result: wasSmooth(outcome) ? "complete" : "recovered", fault: faults[0] ?? null, faults };
}
function strictFaults({ inputs, download, changes }) {
  const { strictIntegrity, failOnChange } = inputs;
  const wrong = strictIntegrity ? wrongBytesOf(download.fetch, download.verdicts) : [];
  const integrity = wrong.map(({ module, proxy }) => ({
    ...statedFault({
      id: "checksum-mismatch/wrong-bytes",
      message: `${proxy} sent bytes for ${module} that go.sum contradicts; the right ones came later, or from another proxy.`,
      remedy: [
        `Find out why ${proxy} serves other bytes for ${module} before you trust it again.`,
        "Set strict-integrity to false if a warning is enough."
      ]
    }),
    module,
    proxy,
    blocked: 1
  }));
  if (!failOnChange || changes.length === 0) return integrity;
  const files = changes.map(({ file }) => file).join(", ");
  const changed = statedFault({
    id: "go-sum-missing/changed-by-download",
    message: `go mod download changed ${files}.`
  });
  return [...integrity, changed];
}
function wasSmooth({ download, problems }) {
  const { attempts: attempts4, fetch } = download;
  const healed = fetch.kind === "ran" && (fetch.failures > 0 || fetch.wrongBytes.length > 0);
  const waited = unansweredOf(fetch).length > 0;
  return attempts4.length <= 1 && !healed && !waited && problems.length === 0;
}

// src/report/build/source-line.ts
import path from "node:path";
function sourceLine({ scopes: scopes2 }, module, root, paths = path) {
  for (const main of scopes2.flatMap(({ mains }) => mains)) {
    const line2 = lineOf(main, module);
    if (line2 === void 0) continue;
    const file = paths.relative(root, paths.join(main.dir, "go.mod")).split(paths.sep).join("/");
    return file.startsWith("../") || paths.isAbsolute(file) ? null : { file, line: line2 };
  }
  return null;
}
function lineOf({ mod }, module) {
  const [name, version2] = module.split("@");
  const isMeant = (it) => it.path === name && (version2 === void 0 || it.version === version2 || it.version === `${version2}+incompatible`);
  return mod.require.find(isMeant)?.line ?? mod.replace.find((replace) => isMeant(replace.new))?.line;
}

// src/report/build/build-report.ts
function buildReport(facts) {
  const { project, list: list2, download, problems, changes, seconds } = facts;
  const { result, fault, faults } = judgeRun(facts);
  const isFailed = result === "failed";
  return {
    version: 1,
    result,
    fault,
    faults,
    source: fault?.module ? sourceLine(project, fault.module, facts.root) : null,
    requiredBy: requiredBy(faults, facts.requirements),
    go: {
      version: project.env.GOVERSION,
      goproxy: displayGoproxyList(download.list ?? list2),
      exported: facts.exported === "order",
      sealed: facts.exported === "off",
      requests: download.requests
    },
    scopes: project.scopes.map((scope) => scopeReport(scope, download.done.has(scope.name))),
    // Members of a workspace are downloaded for, as a part of it.
    skipped: project.skipped.filter(({ reason }) => reason !== "in-workspace"),
    modules: counts(facts),
    proxies: download.verdicts,
    ranking: download.ranking,
    attempts: download.attempts,
    timeline: facts.timeline,
    fetch: download.fetch,
    cache: { ...facts.cache, problems },
    findings: [
      ...redirectFindings(download.redirectors),
      ...environmentFindings({ env: project.env, list: list2, project, variables: facts.variables })
    ],
    changes,
    excerpt: isFailed ? excerptOf(fault, download) : null,
    reproduce: isFailed ? reproduction(facts) : [],
    notices: notices(facts),
    seconds
  };
}
function excerptOf(fault, { attempts: attempts4 }) {
  const told = attempts4.findLast(({ classification: { faults } }) => faults.some((met) => met === fault));
  return told?.excerpt ?? null;
}
function scopeReport({ name, kind, mains }, complete) {
  return {
    name,
    kind,
    module: kind === "workspace" ? "go.work" : mains[0]?.mod.module ?? "",
    modules: new Set(mains.flatMap(({ mod }) => mod.require.map(({ path: path2 }) => path2))).size,
    complete
  };
}
function counts({ before, after, problems }) {
  const zips = after.files.filter(({ kind }) => kind === "zip");
  const refused = new Set(problems.map(({ what }) => what));
  const wasThere = (file) => before.sizes.has(fileName(file)) && !refused.has(moduleName(file));
  const fresh = after.files.filter((file) => after.sizes.has(fileName(file)) && !wasThere(file));
  return {
    total: new Set(zips.map(moduleName)).size,
    fetched: fresh.filter(({ kind }) => kind === "zip").length,
    bytes: fresh.reduce((sum2, file) => sum2 + (after.sizes.get(fileName(file)) ?? 0), 0)
  };
}
function notices({ list: list2, project }) {
  const unsummed = project.scopes.filter(
    ({ sums, mains }) => sums.entries.size === 0 && mains.some(({ mod }) => mod.require.length > 0)
  );
  return [
    ...list2.ignored.map((entry) => `go never reads the GOPROXY entry ${entry}: direct and off end the list.`),
    ...unsummed.map(
      ({ name }) => `There is no go.sum${name === "." ? "" : ` in ${name}`}, so nothing says which bytes are right. Run \`go mod tidy\` and commit go.sum.`
    )
  ];
}

// src/run/setup.ts
function storeName(store) {
  return store.kind === "github" ? store.entries.name : placeName(store.place);
}

// src/run/run-report.ts
function reportRun({ inputs, project, list: list2, env, cache: cache2 }, { root }, { plan, restored, saved, shared, ...results }) {
  return buildReport({
    ...results,
    requirements: {
      requirersOf: (module) => requirersOf(plan.graphs, module),
      unread: plan.unreadable.length
    },
    inputs,
    project,
    list: list2,
    variables: env,
    root,
    platform: process.platform,
    cache: {
      key: cache2.key?.key ?? null,
      store: storeName(cache2.store),
      restore: restored.outcome,
      save: saved.outcome,
      restoreMs: restored.ms,
      saveMs: saved.ms,
      ...shared !== null && { shared }
    }
  });
}

// src/platform/limit.ts
var longestMs = 2 ** 31 - 1;
async function withinLimit({
  limitMs,
  afterAbortMs: afterAbortMs2,
  signal,
  late: late3,
  body
}) {
  const working = body();
  return new Promise((resolve, reject) => {
    const giveUp2 = () => resolve(late3());
    let timer = setTimeout(giveUp2, Math.min(limitMs, longestMs));
    const onAbort = () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp2, Math.min(limitMs, afterAbortMs2));
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    working.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
  });
}

// src/run/time-limits.ts
var saveGraceMs = 1e4;
var tellGraceMs = 5e3;
var afterAbortMs = 3e3;
async function withinRun({ timeoutMs }, { clock, signal }, body) {
  const startedMs = clock.now();
  const deadlineMs = startedMs + timeoutMs;
  const leftMs = () => Math.max(0, deadlineMs - clock.now());
  const seconds = () => (clock.now() - startedMs) / 1e3;
  const time = {
    deadlineMs,
    leftMs,
    restoreMs: () => leftMs() / 2,
    saveMs: () => Math.max(leftMs(), saveGraceMs),
    seconds
  };
  const late3 = () => signal.aborted ? cancelled : outOfTime(timeoutMs, "while a disk hung");
  try {
    return await withinLimit({
      limitMs: timeoutMs + saveGraceMs + tellGraceMs,
      afterAbortMs,
      signal,
      late: () => reportWithoutDownload(late3(), seconds()),
      body: () => body(time)
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    return reportWithoutDownload(cancelled, seconds());
  }
}
function withinPreparation({ timeoutMs }, { signal }, { time, body }) {
  const fault = () => signal.aborted ? cancelled : outOfTime(timeoutMs, "before the download");
  return withinLimit({
    limitMs: time.leftMs(),
    afterAbortMs: 0,
    signal,
    late: () => ({ kind: "problem", fault: fault() }),
    body
  });
}
function outOfTime(timeoutMs, phase) {
  return statedFault({
    id: "timeout/before-download",
    message: `The time limit of ${timeoutMs / 1e3} s was used up ${phase}.`
  });
}

// src/run/timeline.ts
var shortestMs = 1;
function unlessIdle({ ms }) {
  return ms > 0 ? {} : null;
}
function createTimeline({ now }) {
  const runStartMs = now();
  const steps = [];
  return {
    measure: async (step, body, more = () => ({})) => {
      const startMs = now();
      const value2 = await body();
      const ms = now() - startMs;
      const told = more(value2);
      if (told !== null && ms >= shortestMs)
        steps.push({ ...step, startMs: Math.round(startMs - runStartMs), ms: Math.round(ms), ...told });
      return value2;
    },
    steps: () => steps
  };
}

// src/run/zip-workers.ts
import { availableParallelism } from "node:os";

// src/modcache/run-mark.ts
import { lstat as lstat3, mkdir as mkdir6, readdir, writeFile as writeFile3 } from "node:fs/promises";
import { basename, join as join8 } from "node:path";
var folderOf = (gomodcache) => join8(gomodcache, "cache");
async function markRun(gomodcache) {
  const folder = folderOf(gomodcache);
  const marks = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith("run."));
  const stale = [];
  for (const mark2 of marks) if (await isLeft(join8(folder, mark2))) stale.push(mark2);
  if (stale.length > 0) await clearFiles(gomodcache);
  for (const mark2 of stale) await remove(join8(folder, mark2), { below: gomodcache });
  const mark = join8(folder, temporaryName("run"));
  await makeMark(folder, mark).catch(() => {
  });
  return async () => {
    await remove(mark, { below: gomodcache });
  };
}
async function makeMark(folder, mark) {
  await mkdir6(folder, { recursive: true });
  await writeFile3(mark, "");
}
async function clearFiles(gomodcache) {
  const download = join8(folderOf(gomodcache), "download");
  for (const name of await readdir(download, { recursive: true }).catch(() => [])) {
    const path2 = join8(download, name);
    if (name.endsWith("-partial") && await isLeft(path2)) await remove(path2, { below: gomodcache });
  }
}
async function isLeft(path2) {
  const found = await lstat3(path2).catch(() => null);
  return found !== null && isStale(basename(path2), Date.now() - found.mtimeMs);
}

// src/modcache/unpack/task-queue.ts
var requestWeight = 262144;
var mostAtOnce = 128;
function createTaskQueue() {
  const waiting = [];
  let total = 0;
  const takeFrom = (start, count2) => {
    const taken = waiting.splice(start, count2);
    for (const { weight } of taken) total -= weight;
    return taken;
  };
  return {
    add: (task, weight) => {
      let resolve = () => {
      };
      const ended = new Promise((settle) => {
        resolve = settle;
      });
      waiting.push({ task, weight, ended, resolve });
      total += weight;
      return ended;
    },
    take: (workers, room) => {
      const start = waiting.findIndex(({ weight: weight2 }) => weight2 <= room);
      if (start < 0) return [];
      const most = Math.min(requestWeight, total / workers, room);
      let [count2, weight] = [0, 0];
      for (const { weight: more } of waiting.slice(start, start + mostAtOnce)) {
        if (count2 > 0 && weight + more > most) break;
        count2 += 1;
        weight += more;
      }
      return takeFrom(start, count2);
    },
    takeAll: () => takeFrom(0, waiting.length),
    weight: () => total
  };
}
var zipWeight = 8192;
var fileWeight = 2048;
var mostAtWork = 48 * 1048576;
function roomBeside(atWork) {
  if (atWork.length === 0) return Number.POSITIVE_INFINITY;
  return mostAtWork - atWork.reduce((sum2, { weight }) => sum2 + weight, 0);
}
function weightOf(task) {
  if ("file" in task) return fileWeight;
  const { source } = task;
  return zipWeight + (source.kind === "bytes" ? source.bytes.byteLength : source.sizeBytes);
}
function ownMemory(task) {
  if ("file" in task || task.source.kind === "file") return [];
  const { buffer, byteLength } = task.source.bytes;
  return buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : [];
}

// src/modcache/unpack/worker-threads.ts
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
var workerWeight = 1048576;
var patienceMs2 = 1e3;
function createWorkerThreads(options) {
  const { file, threads: threads2, target, queue, onUnable } = options;
  const running = /* @__PURE__ */ new Set();
  const atWork = () => [...running].flatMap(({ tasks }) => tasks);
  let howEnded = "finished";
  const breakOff = (tasks, reason) => {
    if (tasks.length > 0) howEnded = "broken-off";
    giveUp(tasks, reason);
  };
  const giveWork = () => {
    for (const thread of running) {
      if (!thread.isReady || thread.tasks.length > 0) continue;
      thread.tasks = queue.take(threads2, roomBeside(atWork()));
      if (thread.tasks.length === 0) return;
      send(thread);
    }
    if (running.size < threads2 && queue.weight() > running.size * workerWeight) start();
  };
  const start = () => {
    const thread = startThread({
      file,
      target,
      // To all that are idle: what was too heavy beside this one may be begun now.
      onIdle: giveWork,
      onDeath: (error) => {
        running.delete(thread);
        breakOff(thread.tasks, `a thread broke off: ${String(error)}`);
        if (thread.isReady) giveWork();
        else onUnable();
      }
    });
    running.add(thread);
  };
  return {
    giveWork,
    close: async () => {
      await withPatience(atWork().map(({ ended }) => ended));
      breakOff(atWork(), "the run has ended");
      await withPatience([...running].map(({ worker }) => worker.terminate()));
      return howEnded;
    }
  };
}
function startThread({
  file,
  target,
  onIdle,
  onDeath
}) {
  const worker = new Worker(file, { workerData: target });
  const thread = { worker, isReady: false, tasks: [] };
  worker.on("message", (answer) => {
    thread.isReady = true;
    if (answer.kind === "done")
      for (const [index, { resolve }] of thread.tasks.entries()) resolve(answer.outcomes[index] ?? lost);
    thread.tasks = [];
    worker.unref();
    onIdle();
  });
  worker.on("error", onDeath);
  return thread;
}
var lost = { kind: "not-verified", reason: "a thread gave no answer" };
function giveUp(tasks, reason) {
  for (const { resolve } of tasks) resolve({ kind: "not-verified", reason });
}
function send({ worker, tasks }) {
  worker.ref();
  const request = tasks.map(({ task }) => task);
  worker.postMessage(
    request,
    tasks.flatMap(({ task }) => ownMemory(task))
  );
}
async function withPatience(ends) {
  await Promise.race([Promise.allSettled(ends), sleep(patienceMs2, null, { ref: false })]);
}

// src/modcache/unpack/zip-workers.ts
function createZipWorkers(options) {
  const { bundle, threads: threads2, gomodcache, unpack, log } = options;
  const target = { gomodcache, unpack };
  const admitHere = oneAfterAnother(createZipAdmitter(target));
  const queue = createTaskQueue();
  let way = bundle === null ? "here" : "workers";
  let doneHere = 0;
  const doAllHere = () => {
    if (way === "closed") return;
    way = "here";
    for (const { task, resolve } of queue.takeAll()) void admitHere(task).then(resolve);
  };
  const workers = bundle === null ? null : createWorkerThreads({ file: bundle, threads: threads2, target, queue, onUnable: doAllHere });
  const outcomeOf = (task) => {
    if (way === "closed") return { kind: "not-verified", reason: "the run has ended" };
    const weight = weightOf(task);
    if (way === "here" || doneHere + weight <= workerWeight) {
      doneHere += weight;
      return admitHere(task);
    }
    const ended = queue.add(task, weight);
    workers?.giveWork();
    return ended;
  };
  const admit = async (task) => logged(task, await outcomeOf(task), log);
  return {
    admit,
    admitFile: admit,
    close: async () => {
      way = "closed";
      giveUp(queue.takeAll(), "the run has ended");
      return workers === null ? "finished" : workers.close();
    }
  };
}
function logged(task, outcome, log) {
  const name = "file" in task ? fileName(task.file) : moduleName(task.module);
  if (outcome.kind === "not-verified")
    log?.debug(`${name} was not verified, and is left to go: ${outcome.reason}`);
  return outcome;
}
function oneAfterAnother(work) {
  let last = Promise.resolve();
  return (task) => {
    const ended = last.then(() => work(task));
    last = ended;
    return ended;
  };
}

// src/run/zip-workers.ts
var mostThreads = 8;
async function startZipWorkers({ project }, { env, zipWorker, log }) {
  const { GOMODCACHE: gomodcache, GOFLAGS } = project.env;
  const unmark = await markRun(gomodcache);
  await clearStaleTrees(gomodcache);
  const isOurs = env.RUNNER_ENVIRONMENT === "github-hosted" || !await holdsModules(gomodcache);
  const unpack = isGoFlagSet(GOFLAGS, "modcacherw") ? "writable" : "read-only";
  const workers = createZipWorkers({
    bundle: zipWorker,
    threads: Math.min(mostThreads, availableParallelism()),
    gomodcache,
    // Others may use a module cache that was there before: `go` unpacks then, which has a lock for each module.
    unpack: isOurs ? unpack : "by-go",
    log
  });
  const close = async () => {
    const howEnded = await workers.close();
    if (howEnded === "finished") await unmark();
    return howEnded;
  };
  return { ...workers, close };
}

// src/run/run.ts
function run(inputs, world) {
  return withinRun(inputs, world, async (time) => {
    const entries = githubStore(world);
    if (isRestoreLikely(inputs, world)) entries.startAhead();
    try {
      return await runPrepared(inputs, world, { time, entries });
    } finally {
      await entries.close();
    }
  });
}
function isRestoreLikely({ cache: cache2, cacheStore }, { env }) {
  return cacheStore.kind === "github" && cache2 !== "false" && env.RUNNER_ENVIRONMENT === "github-hosted";
}
async function runPrepared(inputs, world, { time, entries }) {
  const timeline3 = createTimeline(world.clock);
  const body = () => prepare(inputs, world, entries);
  const prepared = await withinPreparation(inputs, world, { time, body });
  if (prepared.kind === "problem") return reportWithoutDownload(prepared.fault, time.seconds());
  const { setup } = prepared;
  const zips = await startZipWorkers(setup, world);
  const state = { origins: createFileOrigins(), plan: createDownloadPlan(setup.project), zips };
  const cache2 = await openCache(setup, world, { state, time });
  try {
    return await completeModuleCache(setup, world, { time, timeline: timeline3, state, cache: cache2 });
  } finally {
    await Promise.all([zips.close(), cache2.close()]);
  }
}
async function completeModuleCache(setup, world, { time, timeline: timeline3, state, cache: cache2 }) {
  const files = setup.project.scopes.flatMap((scope) => scope.files);
  const committed = await takeSnapshot(files);
  const { plan } = state;
  const found = await plan.status();
  const restored = await timeline3.measure({ step: "restore" }, () => cache2.restore(found), unlessIdle);
  const leftOver = await verifyLeftOver(setup, state);
  const before = isComplete(found) && leftOver.length === 0 ? found : await plan.status();
  const history = createUpstreamHistory(setup, world, cache2.history);
  const request = { state, deadlineMs: time.deadlineMs, timeline: timeline3, store: cache2.use, history };
  const offline = isComplete(before) ? await downloadOffline(setup, world, request) : null;
  const download = offline?.complete ? offline : await downloadOnline(setup, world, request);
  const exported = await exportGoproxy(setup, world, download);
  writeVersionLists(setup.project.env.GOMODCACHE, state.origins.files());
  const problems = [...restored.problems, ...cache2.problems(), ...leftOver, ...download.problems];
  const ended = { download, restored, history: await history.afterRun(download) };
  const saved = await timeline3.measure({ step: "save" }, () => cache2.save(ended), unlessIdle);
  return reportRun(setup, world, {
    before,
    // What needed no network has brought nothing.
    after: download === offline ? before : await plan.status(),
    plan: await plan.current(),
    download,
    restored,
    saved,
    shared: cache2.shared(),
    problems,
    exported,
    changes: changesBetween(committed, await takeSnapshot(files), world.root),
    timeline: timeline3.steps(),
    seconds: time.seconds()
  });
}

// src/report/json.ts
var mostCharacters = 8 * 1048576;
var narrowing = [
  { text: 2048, list: 2e3 },
  { text: 512, list: 200 },
  { text: 128, list: 20 }
];
function reportJson(report) {
  const whole = written(report);
  if (whole !== null) return whole;
  for (const limits of narrowing) {
    const notice = `The report was too large: lists have ${limits.list} entries at most, texts ${limits.text} characters.`;
    const notices2 = [notice, ...report.notices];
    const narrower = written(narrowed({ ...report, notices: notices2 }, limits));
    if (narrower !== null) return narrower;
  }
  throw new RangeError("the report is too large even when cut");
}
var obeyed = /[\x7f-\x9f\u2028\u2029]|[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
function escaped(character, unit) {
  return `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`;
}
function written(report) {
  if (charactersIn(report) > mostCharacters) return null;
  const json = `${JSON.stringify(report, null, 2)}
`.replace(
    obeyed,
    (character) => character.length === 1 ? escaped(character, 0) : escaped(character, 0) + escaped(character, 1)
  );
  return json.length > mostCharacters ? null : json;
}
function charactersIn(value2) {
  if (typeof value2 === "string") return value2.length;
  if (typeof value2 !== "object" || value2 === null) return 1;
  return Object.values(value2).reduce((sum2, item) => sum2 + charactersIn(item), 0);
}
function narrowed(value2, limits) {
  if (typeof value2 === "string") return cut(value2, limits.text);
  if (Array.isArray(value2)) return value2.slice(0, limits.list).map((item) => narrowed(item, limits));
  if (typeof value2 !== "object" || value2 === null) return value2;
  return Object.fromEntries(Object.entries(value2).map(([key, item]) => [key, narrowed(item, limits)]));
}

// src/report/budget.ts
var utf8 = new TextEncoder();
function fitSections(sections, limitBytes2) {
  let left = limitBytes2;
  const kept = /* @__PURE__ */ new Set();
  const byWeight = [...sections].sort((a, b) => b.weight - a.weight);
  for (const section of byWeight) {
    const bytes = utf8.encode(section.html).length;
    if (bytes > left && section.weight !== Number.POSITIVE_INFINITY) continue;
    kept.add(section);
    left -= bytes;
  }
  return {
    kept: sections.filter((section) => kept.has(section)),
    omitted: sections.filter((section) => !kept.has(section)).map((section) => section.name)
  };
}

// src/report/sections/attempts.ts
function timeline2(report) {
  const rows = timelineLines(report);
  return rows.length === 0 ? [] : [h("p", [h("strong", "How the run went")]), lines(rows)];
}
function attempts3({ attempts: attempts4 }) {
  if (attempts4.length < 2) return [];
  const rows = attempts4.map((attempt) => [
    String(attempt.number),
    formatDuration(attempt.ms),
    attemptOutcome(attempt),
    decisionLine(attempt.decision)
  ]);
  return table(["Attempt", "Took", "What happened", "Then"], rows, 20);
}
function excerpt2({ excerpt: excerpt3, result }) {
  if (excerpt3 === null || excerpt3.lines.length === 0) return [];
  return [
    folded(excerptTitle(excerpt3), [lines(excerptLines(excerpt3))], result === "failed" ? "open" : "closed")
  ];
}
function reproduction2({ reproduce }) {
  if (reproduce.length === 0) return [];
  return [h("p", [h("strong", "To see it yourself")]), lines(reproduce.slice(0, 20))];
}

// src/report/sections/failure.ts
function whatToDo({ fault }) {
  const steps = fault?.remedy ?? [];
  return steps.length === 0 ? [] : [h("p", [h("strong", "What to do")]), list("ol", steps, mostSteps)];
}
function whatFailed(report, catalogue) {
  const { fault, source, go } = report;
  if (fault === null) return [];
  const facts = [
    ...factRows(fault, source),
    ...requirementRows(report),
    saidRow(fault),
    ["GOPROXY", go.goproxy === "" || go.goproxy === proxyShown(fault) ? null : go.goproxy]
  ];
  const rows = facts.flatMap(
    ([name, content]) => content === null ? [] : [row(name.replaceAll(" ", "\xA0"), value(content, 400))]
  );
  return [h("table", [h("tbody", [...rows, row("Fault", faultLink(fault, catalogue))])])];
}
function blockedModules({ fault, fetch }) {
  if (fault === null || fetch.kind !== "ran") return [];
  const names = [
    ...new Set(fetch.witnesses.filter(({ id }) => id === fault.id).map(({ module }) => oneLine(module)))
  ];
  if (names.length < 2) return [];
  const rest = names.length > 60 ? [`\u2026 and ${names.length - 60} more`] : [];
  return [
    folded(`${plural(names.length, "module")} with this fault`, [lines([...names.slice(0, 60), ...rest])])
  ];
}
function otherFaults({ fault, faults }) {
  const others = faults.filter((other) => fault === null || !saysTheSame(other, fault));
  if (others.length === 0) return [];
  const cell = (name) => name === null ? "" : code(name, 200);
  const rows = others.map((other) => [
    headlineOf(other),
    cell(other.module),
    cell(other.host),
    code(other.id)
  ]);
  const state = others.some(({ category }) => category !== fault?.category) ? "open" : "closed";
  const content = table(["What", "Module", "Host", "Fault"], rows, 20);
  return [folded(plural(others.length, "more fault"), content, state)];
}
function saysTheSame(other, { id, category, module }) {
  if (other.module !== module) return false;
  return other.id === id || module !== null && layerOf[other.category] === layerOf[category];
}
function row(name, content) {
  return h("tr", [h("th", { align: "left" }, name), h("td", [...content])]);
}

// src/report/sections/network.ts
function proxies2({ proxies: proxies3, ranking, result }) {
  const telling = result === "failed" || proxies3.some(({ health, findings }) => health !== "healthy" || findings.length > 0);
  if (proxies3.length === 0 || !telling) return [];
  const before = recentTitle(proxies3);
  const rows = proxies3.map((proxy) => [
    code(proxy.proxy, 160),
    healthWords[proxy.health],
    proxy.latencyMs === null ? "\u2013" : formatDuration(proxy.latencyMs),
    ...before === null ? [] : [proxy.history === void 0 ? "\u2013" : recentHealth(proxy.history)],
    [proxy.reason, ...proxy.findings].map(sentence).join(" ")
  ]);
  return [
    ...table(["Proxy", "Verdict", "Latency", ...before === null ? [] : [before], "Why"], rows, 20),
    ...ranking === null || proxies3.length < 2 ? [] : [paragraph(sentence(ranking))]
  ];
}
function requests({ fetch }) {
  if (fetch.kind !== "ran" || fetch.requests === 0) return [];
  const rows = fetch.upstreams.map((upstream) => [
    code(upstream.proxy, 160),
    formatCount(upstream.requests),
    Object.entries(verdictWords).map(([verdict3, words]) => ({ words, count: countOf(upstream.verdicts, verdict3) })).filter(({ count: count2 }) => count2 > 0).map(({ words, count: count2 }) => `${formatCount(count2)} ${words}`).join(", "),
    upstream.medianFirstByteMs === null ? "\u2013" : formatDuration(upstream.medianFirstByteMs),
    formatBytes(upstream.bytes)
  ]);
  const slowest2 = fetch.slowest.map(({ module, ms, bytes, requests: requests2 }) => [
    code(module, 200),
    formatDuration(ms),
    formatBytes(bytes),
    formatCount(requests2)
  ]);
  return [
    folded(`Requests (${formatCount(fetch.requests)}, repeated: ${formatCount(fetch.retries)})`, [
      ...table(["Proxy", "Requests", "Outcome", "Latency", "Received"], rows, 20),
      ...slowest2.length === 0 ? [] : table(["Slowest modules", "Time", "Size", "Requests"], slowest2, 5)
    ])
  ];
}
function countOf(counts2, name) {
  return counts2[name] ?? 0;
}

// src/report/summary.ts
var limitBytes = 64 * 1024;
function renderSummary(report, options = {}) {
  const sections = (report.result === "complete" ? greenSections : allSections)(
    report,
    options.catalogue ?? null
  ).filter(({ content }) => content.length > 0).map(({ content, ...section }) => ({ ...section, html: htmlBlock(content) }));
  const { kept, omitted } = fitSections(sections, limitBytes);
  const left = omitted.length === 0 ? [] : [htmlBlock([paragraph(`Left out for size, and in the JSON report: ${omitted.join(", ")}.`)])];
  return `${[...kept.map(({ html }) => html), ...left].join("\n")}
`;
}
function allSections(report, catalogue) {
  return [
    { name: "verdict", weight: Number.POSITIVE_INFINITY, content: verdict2(report) },
    { name: "what to do", weight: 100, content: report.result === "failed" ? whatToDo(report) : [] },
    {
      name: "what failed",
      weight: 90,
      content: report.result === "failed" ? whatFailed(report, catalogue) : []
    },
    { name: "modules with this fault", weight: 25, content: blockedModules(report) },
    { name: "more faults", weight: 40, content: otherFaults(report) },
    { name: "proxies", weight: 60, content: proxies2(report) },
    { name: "timeline", weight: 45, content: timeline2(report) },
    { name: "attempts", weight: 70, content: attempts3(report) },
    { name: "requests", weight: 20, content: requests(report) },
    { name: "what was printed", weight: 80, content: excerpt2(report) },
    { name: "modules of the project", weight: 30, content: scopes(report) },
    { name: "slowest modules", weight: 35, content: slowest(report) },
    { name: "cache", weight: 75, content: cache(report) },
    { name: "notes", weight: 50, content: noteList(report) },
    { name: "how to see it yourself", weight: 65, content: reproduction2(report) }
  ];
}
function greenSections(report) {
  return [
    { name: "verdict", weight: Number.POSITIVE_INFINITY, content: verdict2(report) },
    { name: "slowest modules", weight: 35, content: slowest(report) },
    { name: "cache", weight: 75, content: cache(report) },
    { name: "notes", weight: 50, content: noteList(report) }
  ];
}
function verdict2(report) {
  const { glyph, headline, blame, sentences } = verdictOf(report);
  return [
    h("h3", [{ type: "text", value: `${glyph} ` }, ...prose(headline)]),
    ...blame === null ? [] : [h("p", [h("strong", prose(blame))])],
    paragraph(...sentences)
  ];
}
function slowest(report) {
  const sentence2 = slowestLine(report);
  return sentence2 === "" ? [] : [paragraph(sentence2)];
}
function cache(report) {
  const sentences = cacheLines(report);
  return sentences.length === 0 ? [] : [paragraph(...sentences)];
}
function noteList(report) {
  const sentences = notes(report);
  return sentences.length === 0 ? [] : [list("ul", sentences, 12)];
}
function scopes({ scopes: scopes2 }) {
  if (scopes2.length < 2 || scopes2.every((scope) => scope.complete)) return [];
  const rows = [...scopes2].sort((a, b) => Number(a.complete) - Number(b.complete)).map((scope) => [
    code(scope.name, 160),
    code(scope.module, 160),
    formatCount(scope.modules),
    scope.complete ? "complete" : "incomplete"
  ]);
  return table(["Folder", "Module", "Downloads", "State"], rows, 30);
}

export {
  reportWithoutDownload,
  afterChange,
  renderText,
  originOf,
  withinLimit,
  run,
  reportJson,
  renderSummary
};
