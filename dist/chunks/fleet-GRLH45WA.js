import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  htmlBlock,
  list,
  paragraph,
  table,
  writeRequestedFile
} from "./chunk-OOMOO5V6.js";
import {
  withTerminal
} from "./chunk-KQQMGTD7.js";
import {
  require_picomatch
} from "./chunk-N7QCWDKK.js";
import {
  causeWords,
  inputWords,
  median,
  minutesWords,
  ownerOf,
  percent,
  recoveryWords,
  repositoryWords,
  savedWords,
  speedWords,
  subjectWords,
  sum,
  timeWords,
  verdictOf
} from "./chunk-LL6IXDR3.js";
import "./chunk-GJWAVTSU.js";
import {
  code
} from "./chunk-X2I2YWQ6.js";
import "./chunk-VOY3SHN2.js";
import "./chunk-7ZYG2ZTG.js";
import "./chunk-BTNPW7P2.js";
import {
  faultCategories,
  layerOf
} from "./chunk-ISXEJC2Y.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-5LBYVYY6.js";
import "./chunk-JILPM63I.js";
import {
  createLineSplitter
} from "./chunk-IOPLYINE.js";
import {
  array,
  boolean,
  description,
  fallback,
  integer,
  lazy,
  literal,
  minValue,
  nullable,
  number,
  object,
  optional,
  parseJson,
  picklist,
  pipe,
  record,
  regex,
  string,
  title
} from "./chunk-ZIHWHPLB.js";
import "./chunk-N53PFCT3.js";
import "./chunk-GWL37QUU.js";
import {
  formatBytes,
  formatCount,
  plural
} from "./chunk-MIY3A4KY.js";
import {
  oneLine,
  plainText
} from "./chunk-GT2VA2H6.js";
import {
  require_yauzl
} from "./chunk-63HWN3IU.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";
import {
  __toESM
} from "./chunk-DIT3HX7E.js";

// src/commands/fleet.ts
import { resolve } from "node:path";

// src/report/shape/values.ts
var text = string();
var texts = array(text);
var count = pipe(number(), integer(), minValue(0));
var ordinal = pipe(number(), integer(), minValue(1));
var duration = pipe(number(), minValue(0));

// src/report/shape/origin.ts
var at = pipe(
  text,
  regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/),
  description("When the run began: ISO 8601, in UTC.")
);
var workflowRun = pipe(
  nullable(
    object({
      repository: pipe(
        text,
        description(
          "`owner/name`; of GitLab `group/subgroup/project`; of Jenkins the path of the git remote, else the name of the job."
        )
      ),
      workflow: pipe(
        text,
        description(
          "The workflow's name, or its file where it has none; the file of a GitLab pipeline, the name of a Jenkins job."
        )
      ),
      job: pipe(
        text,
        description("The id of the job in the workflow; the name of a GitLab job or of a Jenkins stage.")
      ),
      id: pipe(
        text,
        description("Of the run, pipeline or build; with `repository` and `attempt` it names one.")
      ),
      attempt: ordinal,
      event: text,
      ref: pipe(text, description("Such as `refs/heads/main`; empty where the event has none."))
    })
  ),
  description("The run of GitHub Actions, GitLab CI or Jenkins; null elsewhere.")
);
var runner = object({
  os: pipe(text, description("`Linux`, `Windows`, `macOS`, as GitHub names them.")),
  arch: pipe(text, description("`X64`, `ARM64` and so on, as GitHub names them.")),
  hosted: pipe(nullable(boolean()), description("Is it a runner of GitHub? Null where unknown."))
});
var action = object({ version: pipe(text, description("Of Resilient Go Modules.")) });

// src/fleet/counted-report.ts
var upstream = object({
  proxy: text,
  requests: count,
  ok: count,
  medianFirstByteMs: nullable(duration),
  verdicts: record(text, count)
});
var countedReport = object({
  version: literal(1),
  at,
  run: nullable(object({ repository: text, id: text, attempt: count, job: text })),
  runner: object({ os: text, arch: text }),
  result: picklist(["complete", "recovered", "failed"]),
  fault: nullable(
    object({
      // A later release may know more of them.
      category: fallback(picklist(faultCategories), "unknown"),
      id: text,
      transient: boolean(),
      module: nullable(text),
      host: nullable(text),
      proxy: nullable(text)
    })
  ),
  modules: object({ fetched: count, bytes: count }),
  attempts: array(
    object({ ms: duration, decision: object({ kind: text, afterMs: optional(duration, 0) }) })
  ),
  fetch: object({
    kind: text,
    bytes: optional(count, 0),
    ms: optional(duration, 0),
    upstreams: optional(array(upstream), [])
  }),
  cache: object({ restore: object({ kind: text, bytes: optional(count, 0) }), restoreMs: duration }),
  seconds: duration
});

// src/fleet/run-record.ts
import { createHash } from "node:crypto";
var cacheUses = ["exact", "partial", "miss", "trouble", "off", "not-needed"];
var longestMs = 5 * 864e5;
function plausibleMs(ms) {
  return Math.round(Math.min(ms, longestMs));
}
function recordOf(report, clean) {
  const { result, fetch } = report;
  const atMs = Date.parse(report.at);
  return {
    identity: identityOf(report),
    atMs,
    endMs: atMs + plausibleMs(report.seconds * 1e3),
    repository: clean(report.run?.repository ?? ""),
    job: clean(report.run?.job ?? ""),
    runId: clean(report.run?.id ?? ""),
    result,
    cause: result === "complete" ? null : causeOf(report, clean),
    savedBy: result !== "recovered" ? null : report.attempts.length > 1 ? "retry" : "failover",
    lostMs: plausibleMs(lostMs(report)),
    downloaded: report.modules.fetched > 0,
    cache: cacheUse(report),
    restored: restoredOf(report),
    fetched: fetch.bytes > 0 ? { bytes: fetch.bytes, ms: plausibleMs(fetch.ms) } : null,
    proxies: proxiesOf(report, clean)
  };
}
function identityOf({ at: at2, run, runner: runner2, seconds: seconds2, result, modules }) {
  const parts = [at2, run?.repository, run?.id, run?.attempt, run?.job, runner2.os, runner2.arch, seconds2];
  return createHash("sha256").update(JSON.stringify([...parts, result, modules.bytes])).digest("base64").slice(0, 22);
}
function causeOf(report, clean) {
  const { fault } = report;
  if (fault === null) return failedRequests(report, clean);
  const { category, transient } = fault;
  return {
    id: clean(fault.id),
    category,
    transient,
    host: hostOf(fault, clean),
    module: fault.module === null ? null : clean(fault.module)
  };
}
function hostOf({ host, proxy }, clean) {
  const found = host ?? proxy;
  return found === null || found === "" ? null : proxyHost(clean(found));
}
var failures = ["error", "stalled", "wrong-content", "refused", "too-large"];
function failedRequests({ fetch }, clean) {
  const found = fetch.upstreams.flatMap(
    ({ proxy, verdicts }) => failures.map((verdict) => ({ proxy, verdict, count: verdicts[verdict] ?? 0 }))
  );
  const [most] = found.filter(({ count: count3 }) => count3 > 0).sort((a, b) => b.count - a.count);
  if (most === void 0) return null;
  const host = proxyHost(clean(most.proxy));
  return { id: `requests/${most.verdict}`, category: null, transient: true, host, module: null };
}
function lostMs({ result, attempts, seconds: seconds2 }) {
  if (result === "failed") return seconds2 * 1e3;
  return attempts.reduce(
    (sum2, { ms, decision }) => sum2 + (decision.kind === "retry" ? ms + decision.afterMs : 0),
    0
  );
}
function cacheUse({ cache }) {
  const { kind } = cache.restore;
  return isCacheUse(kind) ? kind : "trouble";
}
function isCacheUse(kind) {
  return cacheUses.some((known) => known === kind);
}
function restoredOf({ cache }) {
  const { restore, restoreMs } = cache;
  return restore.kind === "exact" || restore.kind === "partial" ? { bytes: restore.bytes, ms: plausibleMs(restoreMs) } : null;
}
function proxiesOf({ fetch }, clean) {
  return fetch.upstreams.filter(({ requests }) => requests > 0).map(({ proxy, requests, ok, verdicts, medianFirstByteMs }) => ({
    host: proxyHost(clean(proxy)),
    requests,
    // What a proxy rightly doesn't have is no failure of it.
    ok: Math.min(requests, ok + (verdicts["not-found"] ?? 0)),
    firstByteMs: medianFirstByteMs
  }));
}
function proxyHost(proxy) {
  return /^[a-z]+:\/\/(?:[^/@]*@)?([^/?#\s]+)/i.exec(proxy)?.[1] ?? proxy;
}

// src/fleet/run-row.ts
var runRow = pipe(
  object({
    kind: literal("run"),
    version: pipe(literal(1), description("Of this schema.")),
    identity: pipe(
      text,
      regex(/^[\w+/]{22}$/),
      description("The same for two copies of one report, and for no other run.")
    ),
    at,
    seconds: pipe(duration, description("How long the step took.")),
    repository: pipe(text, description("Empty where no CI system told it.")),
    job: text,
    runId: pipe(text, description("Of the run, pipeline or build.")),
    result: picklist(["complete", "recovered", "failed"]),
    fault: pipe(
      nullable(text),
      description(
        "What failed the run, or what it overcame: the id of a fault (docs/faults.md), or `requests/\u2026` where single requests failed and the fetch got the files all the same. Null for a run without trouble; the next four fields are null then, too."
      )
    ),
    category: pipe(nullable(picklist(faultCategories)), description("Null for `requests/\u2026`, too.")),
    transient: nullable(boolean()),
    host: pipe(nullable(text), description("At fault.")),
    module: pipe(nullable(text), description("At fault, `path@version`.")),
    savedBy: pipe(
      nullable(picklist(["retry", "failover"])),
      description("Of a recovered run: another attempt, or another proxy or request within the first.")
    ),
    lostSeconds: pipe(
      duration,
      description(
        "Time that went to the fault: all of a failed run; of a recovered one the attempts that failed, and the pauses."
      )
    ),
    downloaded: pipe(boolean(), description("Did it get any module from elsewhere than the caches?")),
    cache: pipe(picklist(cacheUses), description("What the cache entry was for the run.")),
    restoredBytes: nullable(count),
    restoredSeconds: nullable(duration),
    fetchedBytes: nullable(count),
    fetchedSeconds: nullable(duration),
    proxies: array(
      object({
        host: text,
        requests: count,
        ok: pipe(count, description("Answered as they should be; a true 404 is.")),
        firstByteMs: pipe(nullable(duration), description("Median."))
      })
    )
  }),
  title("One run in the fleet report of Resilient Go Modules"),
  description(
    "A line of the file that `fleet --runs` writes, and that `fleet` reads like reports. Within a version, fields may be added and none is changed or removed. No string holds a credential, and any may hold text from outside."
  )
);
function rowOf({ atMs, endMs, cause, lostMs: lostMs2, restored, fetched, ...record2 }) {
  const { identity, repository, job, runId, result, savedBy, downloaded, cache, proxies } = record2;
  return {
    kind: "run",
    version: 1,
    identity,
    at: new Date(atMs).toISOString(),
    seconds: inSeconds(endMs - atMs),
    repository,
    job,
    runId,
    result,
    fault: cause?.id ?? null,
    category: cause?.category ?? null,
    transient: cause?.transient ?? null,
    host: cause?.host ?? null,
    module: cause?.module ?? null,
    savedBy,
    lostSeconds: inSeconds(lostMs2),
    downloaded,
    cache,
    restoredBytes: restored?.bytes ?? null,
    restoredSeconds: restored === null ? null : inSeconds(restored.ms),
    fetchedBytes: fetched?.bytes ?? null,
    fetchedSeconds: fetched === null ? null : inSeconds(fetched.ms),
    proxies
  };
}
function recordOfRow(row2, clean) {
  const atMs = Date.parse(row2.at);
  return {
    identity: row2.identity,
    atMs,
    endMs: atMs + inMs(row2.seconds),
    repository: clean(row2.repository),
    job: clean(row2.job),
    runId: clean(row2.runId),
    result: row2.result,
    cause: causeOf2(row2, clean),
    savedBy: row2.savedBy,
    lostMs: inMs(row2.lostSeconds),
    downloaded: row2.downloaded,
    cache: row2.cache,
    restored: transfer(row2.restoredBytes, row2.restoredSeconds),
    fetched: transfer(row2.fetchedBytes, row2.fetchedSeconds),
    proxies: row2.proxies.map((proxy) => ({ ...proxy, host: clean(proxy.host) }))
  };
}
function causeOf2({ result, fault, category, transient, host, module }, clean) {
  if (result === "complete" || fault === null) return null;
  return {
    id: clean(fault),
    category,
    transient: transient ?? false,
    host: host === null ? null : clean(host),
    module: module === null ? null : clean(module)
  };
}
function transfer(bytes, seconds2) {
  return bytes === null || seconds2 === null ? null : { bytes, ms: inMs(seconds2) };
}
function inSeconds(ms) {
  return ms / 1e3;
}
function inMs(seconds2) {
  return plausibleMs(seconds2 * 1e3);
}

// src/fleet/read-record.ts
var clockDriftMs = 864e5;
var reportOrRow = lazy(
  (input) => typeof input === "object" && input !== null && "kind" in input ? runRow : countedReport
);
function readRecord(json, nowMs, clean) {
  const parsed = parseJson(reportOrRow, json.startsWith("\uFEFF") ? json.slice(1) : json);
  if (parsed.kind === "unreadable") return { kind: "unreadable", problem: oneLine(parsed.problem, 200) };
  const found = parsed.value;
  const atMs = Date.parse(found.at);
  if (!(atMs >= 0)) return { kind: "unreadable", problem: "at: there is no such time" };
  if (atMs > nowMs + clockDriftMs) return { kind: "unreadable", problem: "at: it lies in the future" };
  return { kind: "record", record: "kind" in found ? recordOfRow(found, clean) : recordOf(found, clean) };
}
var mostRemembered = 5e4;
var longestText = 200;
function createClean(redact) {
  const known = /* @__PURE__ */ new Map();
  return (text2) => {
    const found = known.get(text2);
    if (found !== void 0) return found;
    const clean = oneLine(redact(plainText(redact(text2))), longestText);
    if (known.size < mostRemembered) known.set(text2, clean);
    return clean;
  };
}

// src/fleet/collect.ts
var mostExamples = 20;
function createCollection({ nowMs, sinceMs, clean }) {
  const records = [];
  const identities = /* @__PURE__ */ new Set();
  const examples = [];
  const counts2 = { read: 0, duplicates: 0, older: 0, unreadable: 0 };
  const addUnreadable = (name, problem) => {
    counts2.unreadable += 1;
    if (examples.length < mostExamples) examples.push({ name: clean(name), problem: clean(problem) });
  };
  return {
    addUnreadable,
    add: (name, json) => {
      const read = readRecord(json, nowMs, clean);
      if (read.kind === "unreadable") {
        addUnreadable(name, read.problem);
        return;
      }
      counts2.read += 1;
      const { record: record2 } = read;
      if (identities.has(record2.identity)) {
        counts2.duplicates += 1;
        return;
      }
      identities.add(record2.identity);
      if (sinceMs !== null && record2.atMs < sinceMs) counts2.older += 1;
      else records.push(record2);
    },
    records: () => records,
    input: () => ({ ...counts2, examples })
  };
}

// src/fleet/incidents.ts
var incidentGapMs = 60 * 6e4;
function subjectOf({ category, host, module }) {
  const layer = category === null ? "network" : layerOf[category];
  const ofHost = layer === "network" || layer === "service" || layer === "access" || category === "toolchain";
  if (ofHost && host !== null) return { kind: "host", name: host };
  const ofModule = layer === "module" || layer === "integrity" || layer === "access";
  return ofModule && module !== null ? { kind: "module", name: module } : null;
}
function findIncidents(records, nowMs) {
  const bySubject = /* @__PURE__ */ new Map();
  for (const record2 of records) {
    if (!isTroubled(record2)) continue;
    const subject = subjectOf(record2.cause);
    if (subject === null) continue;
    const key = `${subject.kind} ${subject.name}`;
    const found = bySubject.get(key) ?? { subject, runs: [] };
    found.runs.push(record2);
    bySubject.set(key, found);
  }
  const recoveries = indexRecoveries(records);
  const incidents = [...bySubject.values()].flatMap(
    ({ subject, runs }) => clusters(runs).filter((cluster) => new Set(cluster.map(({ repository }) => repository)).size > 1).map((cluster) => incidentOf(subject, cluster, { recoveries, nowMs }))
  );
  return incidents.sort((a, b) => a.startMs - b.startMs || (a.subject.name < b.subject.name ? -1 : 1));
}
function isTroubled(record2) {
  return record2.cause !== null;
}
function clusters(runs) {
  const found = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const current = found.at(-1);
    if (current !== void 0 && run.atMs - lastMs <= incidentGapMs) current.push(run);
    else found.push([run]);
    lastMs = Math.max(lastMs, run.endMs);
  }
  return found;
}
function incidentOf(subject, runs, { recoveries, nowMs }) {
  const startMs = Math.min(...runs.map(({ atMs }) => atMs));
  const endMs = runs.reduce((latest, run) => Math.max(latest, run.endMs), startMs);
  const lastStartMs = runs.reduce((latest, run) => Math.max(latest, run.atMs), startMs);
  const repositories2 = [...new Set(runs.map(({ repository }) => repository))].sort();
  const recoveredMs = recoveries.after(subject, { repositories: repositories2, afterMs: lastStartMs });
  return {
    subject,
    causes: byFrequency(runs.map(({ cause }) => cause.id)),
    startMs,
    endMs,
    recoveredMs,
    open: recoveredMs === null && nowMs - endMs <= incidentGapMs,
    failed: runs.filter(({ result }) => result === "failed").length,
    recovered: runs.filter(({ result }) => result === "recovered").length,
    repositories: repositories2,
    lostMs: runs.reduce((sum2, run) => sum2 + run.lostMs, 0)
  };
}
function byFrequency(ids) {
  const counts2 = /* @__PURE__ */ new Map();
  for (const id of ids) counts2.set(id, (counts2.get(id) ?? 0) + 1);
  return [...counts2].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id);
}
function indexRecoveries(records) {
  const byHost = /* @__PURE__ */ new Map();
  const byRepository = /* @__PURE__ */ new Map();
  const byUntoldHosts = /* @__PURE__ */ new Map();
  for (const { atMs, endMs, repository, result, downloaded, proxies, cause } of records) {
    if (result === "complete" && downloaded) {
      add(byRepository, repository, { atMs, endMs });
      if (proxies.length === 0) add(byUntoldHosts, repository, { atMs, endMs });
    }
    for (const { host, requests, ok } of proxies) {
      if (ok === requests && cause?.host !== host) add(byHost, host, { atMs, endMs });
    }
  }
  return {
    after: ({ kind, name }, { repositories: repositories2, afterMs }) => {
      const ofHost = kind === "host" ? firstAfter(byHost.get(name), afterMs) : null;
      if (ofHost !== null) return ofHost;
      const index = kind === "host" ? byUntoldHosts : byRepository;
      const ends = repositories2.map((repository) => firstAfter(index.get(repository), afterMs)).filter((end) => end !== null);
      return ends.length === 0 ? null : Math.min(...ends);
    }
  };
}
function add(index, key, times) {
  const known = index.get(key);
  if (known === void 0) index.set(key, [times]);
  else known.push(times);
}
function firstAfter(times, afterMs) {
  if (times === void 0) return null;
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = low + high >>> 1;
    if ((times[middle]?.atMs ?? 0) > afterMs) high = middle;
    else low = middle + 1;
  }
  return times[low]?.endMs ?? null;
}

// src/fleet/time-buckets.ts
var dayMs = 864e5;
var mostDays = 400;
function byDay(records) {
  return buckets(records, (ms) => Math.floor(ms / dayMs) * dayMs, dayMs).slice(-mostDays).map(([ms, bucket]) => ({ day: dateOf(ms), ...bucket }));
}
function byWeek(records) {
  return buckets(records, mondayOf, 7 * dayMs).slice(-mostDays).map(([ms, bucket]) => ({ week: dateOf(ms), ...bucket }));
}
function mondayOf(ms) {
  const day = Math.floor(ms / dayMs);
  return (day - ((day + 3) % 7 + 7) % 7) * dayMs;
}
function dateOf(ms) {
  return new Date(ms).toISOString().slice(0, 10);
}
function buckets(records, startOf, stepMs) {
  const found = /* @__PURE__ */ new Map();
  for (const record2 of records) {
    const start = startOf(record2.atMs);
    const counts2 = found.get(start) ?? emptyCounts();
    found.set(start, counts2);
    count2(counts2, record2);
  }
  const starts = [...found.keys()];
  const last = starts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const first = Math.max(
    starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    last - (mostDays - 1) * stepMs
  );
  const all = [];
  for (let start = first; start <= last; start += stepMs)
    all.push([start, bucketOf(found.get(start) ?? emptyCounts())]);
  return all;
}
function emptyCounts() {
  return { runs: 0, complete: 0, recovered: 0, failed: 0, lostMs: 0, cacheAsked: 0, cacheExact: 0 };
}
function count2(counts2, { result, lostMs: lostMs2, cache }) {
  counts2.runs += 1;
  counts2[result] += 1;
  counts2.lostMs += lostMs2;
  if (askedCache(cache)) counts2.cacheAsked += 1;
  if (cache === "exact") counts2.cacheExact += 1;
}
function askedCache(cache) {
  return cache !== "off" && cache !== "not-needed";
}
function bucketOf({ lostMs: lostMs2, ...counts2 }) {
  return { ...counts2, lostMinutes: inMinutes(lostMs2) };
}
function inMinutes(ms) {
  return Math.round(ms / 6e3) / 10;
}

// src/fleet/rankings.ts
var mostEntries = 1e3;
var mostNames = 5;
function tallies(records, keyOf) {
  const found = /* @__PURE__ */ new Map();
  for (const { cause, result, lostMs: lostMs2, repository } of records) {
    const about = cause === null ? null : keyOf(cause);
    if (about === null) continue;
    const tally = found.get(about.key) ?? emptyTally();
    found.set(about.key, tally);
    if (result === "failed") tally.failed += 1;
    else tally.recovered += 1;
    tally.lostMs += lostMs2;
    tally.repositories.add(repository);
    if (about.name !== null) tally.names.set(about.name, (tally.names.get(about.name) ?? 0) + 1);
  }
  return [...found].sort(([a, x], [b, y]) => y.failed - x.failed || y.recovered - x.recovered || (a < b ? -1 : 1)).slice(0, mostEntries);
}
function emptyTally() {
  return { failed: 0, recovered: 0, lostMs: 0, repositories: /* @__PURE__ */ new Set(), names: /* @__PURE__ */ new Map() };
}
function troubledOf({ failed, recovered, lostMs: lostMs2, repositories: repositories2 }) {
  return { failed, recovered, repositories: repositories2.size, lostMinutes: inMinutes(lostMs2) };
}
function topNames({ names }) {
  return [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostNames).map(([name]) => name);
}
function rankCauses(records) {
  const kinds = /* @__PURE__ */ new Map();
  for (const { cause } of records) if (cause !== null) kinds.set(cause.id, cause);
  return tallies(records, ({ id, host }) => ({ key: id, name: host })).map(([id, tally]) => ({
    id,
    category: kinds.get(id)?.category ?? null,
    transient: kinds.get(id)?.transient ?? false,
    hosts: topNames(tally),
    ...troubledOf(tally)
  }));
}
function rankHosts(records) {
  return tallies(records, ({ id, host }) => host === null ? null : { key: host, name: id }).map(
    ([host, tally]) => ({ host, causes: topNames(tally), ...troubledOf(tally) })
  );
}
function rankModules(records) {
  return tallies(records, ({ id, module }) => module === null ? null : { key: module, name: id }).map(
    ([module, tally]) => ({ module, causes: topNames(tally), ...troubledOf(tally) })
  );
}
function rankRepositories(records) {
  const found = /* @__PURE__ */ new Map();
  for (const record2 of records) {
    const known = found.get(record2.repository);
    if (known === void 0) found.set(record2.repository, [record2]);
    else known.push(record2);
  }
  return [...found].map(([repository, runs]) => ({ repository, causes: causesOf(runs), ...resultsOf(runs) })).sort(
    (a, b) => b.failed - a.failed || b.recovered - a.recovered || b.runs - a.runs || (a.repository < b.repository ? -1 : 1)
  ).slice(0, mostEntries);
}
function causesOf(runs) {
  const names = /* @__PURE__ */ new Map();
  for (const { cause } of runs) if (cause !== null) names.set(cause.id, (names.get(cause.id) ?? 0) + 1);
  return topNames({ names });
}
function resultsOf(records) {
  const counts2 = { complete: 0, recovered: 0, failed: 0 };
  let lostMs2 = 0;
  for (const record2 of records) {
    counts2[record2.result] += 1;
    lostMs2 += record2.lostMs;
  }
  return { runs: records.length, ...counts2, lostMinutes: inMinutes(lostMs2) };
}
function rankProxies(records) {
  const found = /* @__PURE__ */ new Map();
  for (const { proxies } of records) {
    for (const { host, requests, ok, firstByteMs } of proxies) {
      const use = found.get(host) ?? { runs: 0, requests: 0, failed: 0, firstByteMs: [] };
      found.set(host, use);
      use.runs += 1;
      use.requests += requests;
      use.failed += requests - ok;
      if (firstByteMs !== null) use.firstByteMs.push(firstByteMs);
    }
  }
  return [...found].map(([host, { firstByteMs, ...use }]) => {
    const middle = median(firstByteMs);
    return { host, ...use, medianFirstByteMs: middle === void 0 ? null : Math.round(middle) };
  }).sort((a, b) => b.requests - a.requests || (a.host < b.host ? -1 : 1)).slice(0, mostEntries);
}

// src/fleet/fleet.ts
function fleetOf(all, input, nowMs) {
  const records = [...all].sort((a, b) => a.atMs - b.atMs || (a.repository < b.repository ? -1 : 1));
  const incidents = findIncidents(records, nowMs);
  const [first, last] = [records.at(0), records.at(-1)];
  return {
    version: 1,
    at: new Date(nowMs).toISOString(),
    from: first === void 0 ? null : new Date(first.atMs).toISOString(),
    to: last === void 0 ? null : new Date(last.atMs).toISOString(),
    input,
    runs: {
      ...resultsOf(records),
      repositories: new Set(records.map(({ repository }) => repository)).size
    },
    saved: {
      retry: records.filter(({ savedBy }) => savedBy === "retry").length,
      failover: records.filter(({ savedBy }) => savedBy === "failover").length,
      cache: shelteredRuns(records, incidents)
    },
    causes: rankCauses(records),
    hosts: rankHosts(records),
    modules: rankModules(records),
    repositories: rankRepositories(records),
    incidents: latestFirst(incidents),
    days: byDay(records),
    weeks: byWeek(records),
    cache: cacheOf(records),
    download: downloadOf(records),
    proxies: rankProxies(records)
  };
}
function shelteredRuns(records, incidents) {
  const times = incidents.filter(({ subject }) => subject.kind === "host");
  return records.filter(
    ({ atMs, result, cache, downloaded }) => result === "complete" && !downloaded && (cache === "exact" || cache === "not-needed") && times.some(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs)
  ).length;
}
function latestFirst(incidents) {
  return [...incidents].reverse().slice(0, mostEntries).map(told);
}
var mostNamed = 100;
function told({ startMs, endMs, recoveredMs, ...incident }) {
  const { subject, causes, open: open2, failed, recovered, repositories: repositories2, lostMs: lostMs2 } = incident;
  return {
    subject,
    causes,
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString(),
    recovered: recoveredMs === null ? null : new Date(recoveredMs).toISOString(),
    minutesToRecovery: recoveredMs === null ? null : inMinutes(recoveredMs - startMs),
    open: open2,
    failed,
    recoveredRuns: recovered,
    repositories: repositories2.slice(0, mostNamed),
    repositoryCount: repositories2.length,
    lostMinutes: inMinutes(lostMs2)
  };
}
function cacheOf(records) {
  const counts2 = { exact: 0, partial: 0, miss: 0, trouble: 0, "not-needed": 0, off: 0 };
  for (const { cache } of records) counts2[cache] += 1;
  const asked = records.filter(({ cache }) => askedCache(cache)).length;
  const restored = records.flatMap((record2) => record2.restored ?? []);
  const { "not-needed": notNeeded, ...told2 } = counts2;
  return { ...told2, notNeeded, hitRate: asked === 0 ? null : counts2.exact / asked, ...speedOf(restored) };
}
function downloadOf(records) {
  return speedOf(records.flatMap((record2) => record2.fetched ?? []));
}
function speedOf(transfers) {
  const bytes = sum(transfers, (transfer2) => transfer2.bytes);
  const ms = sum(transfers, (transfer2) => transfer2.ms);
  const middle = median(transfers, (transfer2) => transfer2.ms);
  return {
    bytes,
    medianSeconds: middle === void 0 ? null : Math.round(middle) / 1e3,
    bytesPerSecond: ms === 0 ? null : Math.round(bytes / ms * 1e3)
  };
}

// src/fleet/open-incidents.ts
var mostIncidents = 10;
var mostRepositories = 5;
var mostCauses = 5;
var longestName = 100;
var longestListed = 60;
function renderOpenIncidents(fleet) {
  const open2 = fleet.incidents.filter((incident) => incident.open);
  if (open2.length === 0) return "";
  const { runs, to, at: at2 } = fleet;
  const heading = ["What", "Since", "Last met", "Failed", "Saved", "Lost", "Repositories"];
  const causes = [...new Set(open2.flatMap((incident) => incident.causes))];
  return `${htmlBlock([
    paragraph(
      `${plural(open2.length, "incident")} ${open2.length === 1 ? "is" : "are"} open: Go modules can't be had in several repositories.`
    ),
    ...table(heading, open2.map(row), mostIncidents),
    list(
      "ul",
      causes.map((id) => causeLine(id, fleet)),
      mostCauses
    ),
    paragraph(
      `Found at ${timeWords(at2)} in ${plural(runs.runs, "run")} of ${plural(runs.repositories, "repository", "repositories")}, the last of which began at ${timeWords(to ?? at2)}.`
    )
  ])}
`;
}
function row(incident) {
  const { start, end, failed, recoveredRuns, lostMinutes } = incident;
  return [
    code(subjectWords(incident), longestName),
    timeWords(start),
    timeWords(end),
    formatCount(failed),
    formatCount(recoveredRuns),
    minutesWords(lostMinutes),
    repositories(incident)
  ];
}
function repositories({ repositories: names, repositoryCount }) {
  const shown = names.slice(0, mostRepositories);
  const more = repositoryCount > shown.length ? ` and ${formatCount(repositoryCount - shown.length)} more` : "";
  return `${shown.map((name) => code(repositoryWords(name), longestListed)).join(", ")}${more}`;
}
function causeLine(id, { causes }) {
  const cause = causes.find((known) => known.id === id);
  const words = cause === void 0 ? "" : ` (${ownerOf(cause)}): ${oneLine(causeWords(cause), 200)}.`;
  return `${code(id, longestListed)}${words}`;
}

// src/fleet/open-metrics.ts
var prefix = "go_modules_fleet_";
var mostSeries = 50;
function renderOpenMetrics(fleet) {
  const families = [ofRuns, ofTrouble, ofCacheAndProxies, ofInput].flatMap((part) => part(fleet));
  const lines = families.flatMap(({ name, unit, help, samples }) => [
    `# TYPE ${prefix}${name} gauge`,
    ...unit === void 0 ? [] : [`# UNIT ${prefix}${name} ${unit}`],
    `# HELP ${prefix}${name} ${help}`,
    ...samples.slice(0, mostSeries).map(({ labels = {}, value }) => `${prefix}${name}${written(labels)} ${value}`)
  ]);
  return `${[...lines, "# EOF"].join("\n")}
`;
}
function ofRuns({ runs, saved }) {
  const results = ["complete", "recovered", "failed"];
  return [
    {
      name: "runs",
      help: "Runs by their result.",
      samples: results.map((result) => ({ labels: { result }, value: runs[result] }))
    },
    {
      name: "saved_runs",
      help: "Runs that met trouble, or would have, and are complete.",
      samples: Object.entries(saved).map(([by, value]) => ({ labels: { by }, value }))
    },
    {
      name: "lost_seconds",
      unit: "seconds",
      help: "Time that went to faults.",
      samples: [{ value: seconds(runs.lostMinutes) }]
    }
  ];
}
function ofTrouble({ causes, hosts, incidents }) {
  return [
    {
      name: "cause_runs",
      help: "Runs by what went wrong.",
      samples: causes.flatMap(({ id, transient, failed, recovered }) => {
        const labels = { cause: id, transient: String(transient) };
        return [
          { labels: { ...labels, result: "failed" }, value: failed },
          { labels: { ...labels, result: "recovered" }, value: recovered }
        ];
      })
    },
    {
      name: "host_runs",
      help: "Runs that met trouble with a host.",
      samples: hosts.flatMap(({ host, failed, recovered }) => [
        { labels: { host, result: "failed" }, value: failed },
        { labels: { host, result: "recovered" }, value: recovered }
      ])
    },
    {
      name: "incidents",
      help: "The same trouble in several repositories within an hour.",
      samples: ["open", "over"].map((state) => ({
        labels: { state },
        value: incidents.filter(({ open: open2 }) => open2 === (state === "open")).length
      }))
    },
    {
      name: "open_incident_runs",
      help: "Runs that met an incident which is open, by the host or module that it is about.",
      samples: incidents.filter(({ open: open2 }) => open2).flatMap(({ subject: { kind, name }, failed, recoveredRuns }) => [
        { labels: { kind, name, result: "failed" }, value: failed },
        { labels: { kind, name, result: "recovered" }, value: recoveredRuns }
      ])
    }
  ];
}
function ofCacheAndProxies({ cache, proxies }) {
  return [
    {
      name: "cache_runs",
      help: "Runs by what the cache entry was for them.",
      samples: ["exact", "partial", "miss", "trouble", "notNeeded", "off"].map((outcome) => ({
        labels: { outcome: outcome === "notNeeded" ? "not-needed" : outcome },
        value: cache[outcome]
      }))
    },
    {
      name: "cache_hit_ratio",
      unit: "ratio",
      help: "Exact hits among the runs that asked.",
      samples: cache.hitRate === null ? [] : [{ value: cache.hitRate }]
    },
    {
      name: "proxy_first_byte_seconds",
      unit: "seconds",
      help: "Median time to the first byte.",
      samples: proxies.flatMap(
        ({ host, medianFirstByteMs }) => medianFirstByteMs === null ? [] : [{ labels: { host }, value: medianFirstByteMs / 1e3 }]
      )
    }
  ];
}
function ofInput({ input }) {
  return [
    {
      name: "unreadable_reports",
      help: "Files and lines that are no report of a version known here.",
      samples: [{ value: input.unreadable }]
    }
  ];
}
function seconds(minutes) {
  return Math.round(minutes * 60);
}
function written(labels) {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
function escaped(value) {
  return value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

// src/fleet/read-reports.ts
import { constants } from "node:fs";
import { open } from "node:fs/promises";

// src/fleet/find-report-files.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";

// src/fleet/report-file.ts
var reportFile = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i;
var linesFile = /\.(?:ndjson|jsonl)$/i;
var gzipFile = /\.gz$/i;
var zipFile = /\.zip$/i;

// src/fleet/find-report-files.ts
async function* findReportFiles(paths) {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory()) yield* filesBelow(path, (name) => reportFile.test(name) || zipFile.test(name));
    else if (found !== null) yield path;
    else yield* matching(path);
  }
}
async function* matching(glob) {
  const { base, isGlob } = import_picomatch.default.scan(glob.replaceAll("\\", "/"));
  const folder = base || ".";
  const isFolder = (await stat(folder).catch(() => null))?.isDirectory() === true;
  let count3 = 0;
  if (isGlob && isFolder) {
    const matches = (0, import_picomatch.default)(glob.replaceAll("\\", "/").replace(/^(?:\.\/)+/, ""));
    for await (const file of filesBelow(folder, () => true)) {
      const name = file.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
      if (!matches(name)) continue;
      count3 += 1;
      yield file;
    }
  }
  if (count3 === 0) yield { kind: "nothing", path: glob };
}
async function* filesBelow(top, isWanted) {
  const folders = [top];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    const opened = await opendir(folder, { bufferSize: 1024 }).catch(() => null);
    if (opened === null) {
      yield folder;
      continue;
    }
    const names = [];
    const inner = [];
    for await (const entry of opened) {
      if (entry.isDirectory()) inner.push(join(folder, entry.name));
      else if (entry.isFile() && isWanted(entry.name)) names.push(join(folder, entry.name));
    }
    yield* names.sort();
    folders.push(...inner.sort().reverse());
  }
}

// src/fleet/read-stream.ts
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
var mostBytes = 32 * 1048576;
var tooLarge = "it is larger than 32 MiB";
async function* reportsOf(stream, name) {
  if (gzipFile.test(name)) {
    const unpacked = createGunzip();
    pipeline(stream, unpacked, () => {
    });
    for await (const report of reportsOf(unpacked, name.replace(gzipFile, "")))
      yield { ...report, name: placed(report.name, name) };
  } else if (linesFile.test(name)) yield* linesOf(stream, name);
  else yield await wholeOf(stream, name);
}
function placed(inner, name) {
  return name + inner.slice(name.length - ".gz".length);
}
async function wholeOf(stream, name) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > mostBytes) return { kind: "unreadable", name, problem: tooLarge };
    chunks.push(chunk);
  }
  return { kind: "text", name, text: Buffer.concat(chunks).toString("utf8") };
}
async function* linesOf(source, name) {
  const ready = [];
  const splitter = createLineSplitter((line) => ready.push(line), { maxLength: mostBytes });
  let number2 = 0;
  const take = function* () {
    for (const text2 of ready.splice(0)) {
      number2 += 1;
      if (text2.trim() === "") continue;
      const place = `${name}:${number2}`;
      if (text2.length > mostBytes)
        yield { kind: "unreadable", name: place, problem: "it is longer than 32 MiB" };
      else yield { kind: "text", name: place, text: text2 };
    }
  };
  for await (const chunk of source) {
    splitter.push(chunk);
    yield* take();
  }
  splitter.end();
  yield* take();
}

// src/fleet/read-zip.ts
var import_yauzl = __toESM(require_yauzl(), 1);
async function* reportsInZip(path) {
  let found = 0;
  try {
    const zip = await (0, import_yauzl.openPromise)(path, { autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) {
        if (!reportFile.test(entry.fileName)) continue;
        found += 1;
        yield* reportsOfEntry(zip, entry, `${path}/${entry.fileName}`);
      }
    } finally {
      zip.close();
    }
    if (found === 0) yield { kind: "unreadable", name: path, problem: "no report is in the zip" };
  } catch (error) {
    yield { kind: "unreadable", name: path, problem: `the zip can't be read to its end (${wordsOf(error)})` };
  }
}
async function* reportsOfEntry(zip, entry, name) {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    try {
      yield* reportsOf(stream, name);
    } finally {
      stream.destroy();
    }
  } catch (error) {
    yield { kind: "unreadable", name, problem: `it can't be read (${wordsOf(error)})` };
  }
}
function wordsOf(error) {
  return String(error).replace(/^Error: /, "");
}

// src/fleet/read-reports.ts
async function* readReports(paths, stdin) {
  for (const path of paths) {
    if (path === "-") {
      yield* linesOf(stdin, "stdin");
      continue;
    }
    for await (const file of findReportFiles([path])) {
      if (typeof file === "string") yield* readFile(file);
      else yield file;
    }
  }
}
async function* readFile(path) {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await file.stat();
      if (!found.isFile()) yield { kind: "unreadable", name: path, problem: "it is no regular file" };
      else if (zipFile.test(path)) yield* reportsInZip(path);
      else if (gzipFile.test(path) || linesFile.test(path))
        yield* reportsOf(file.createReadStream({ autoClose: false }), path);
      else if (found.size > mostBytes) yield { kind: "unreadable", name: path, problem: tooLarge };
      else yield { kind: "text", name: path, text: await file.readFile("utf8") };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code2 = errorCode(error);
    if (code2 === null) throw error;
    yield { kind: "unreadable", name: path, problem: `it can't be read (${code2})` };
  }
}

// src/fleet/text.ts
var mostRows = 10;
function renderFleetText(fleet) {
  const { runs, from, to } = fleet;
  return [
    verdictOf(fleet),
    ...savedWords(fleet) === null ? [] : [savedWords(fleet) ?? ""],
    ...from === null || to === null ? [] : [
      `${timeWords(from)} to ${timeWords(to)}, ${plural(runs.repositories, "repository", "repositories")}; ${minutesWords(runs.lostMinutes)} lost.`
    ],
    ...section("Incidents", fleet.incidents.slice(0, mostRows).map(incidentLine)),
    ...section("Causes", causeRows(fleet)),
    ...section("Hosts", troubleRows(fleet.hosts.map((host) => ({ ...host, name: host.host })))),
    ...section("Modules", troubleRows(fleet.modules.map((module) => ({ ...module, name: module.module })))),
    ...section("Repositories", repositoryRows(fleet)),
    ...section("Weeks", weekRows(fleet)),
    ...section("Cache and proxies", serviceLines(fleet)),
    ...section("Left out", leftOut(fleet))
  ];
}
function section(title2, lines) {
  return lines.length === 0 ? [] : ["", title2, ...lines.map((line) => `  ${line}`)];
}
function incidentLine(incident) {
  const { start, causes, failed, recoveredRuns, repositoryCount } = incident;
  const met = `${formatCount(failed)} failed, ${formatCount(recoveredRuns)} saved in ${plural(repositoryCount, "repository", "repositories")}`;
  return `${timeWords(start)}  ${subjectWords(incident)}: ${causes[0] ?? ""}; ${met}; ${recoveryWords(incident)}`;
}
function causeRows({ causes }) {
  const rows = causes.slice(0, mostRows).map((cause) => [counts(cause), cause.id, `${causeWords(cause)}${named(cause.hosts)}`]);
  return columns(rows);
}
function named(hosts) {
  return hosts.length === 0 ? "" : ` (${hosts.slice(0, 2).join(", ")})`;
}
function troubleRows(list2) {
  const rows = list2.slice(0, mostRows).map(({ name, repositories: repositories2, causes, ...results }) => [
    counts(results),
    name,
    `${plural(repositories2, "repository", "repositories")}; ${causes.slice(0, 2).join(", ")}`
  ]);
  return columns(rows);
}
function repositoryRows({ repositories: repositories2 }) {
  const rows = repositories2.filter(({ failed, recovered }) => failed + recovered > 0).slice(0, mostRows).map(({ repository, runs, causes, lostMinutes, ...results }) => [
    counts(results),
    repositoryWords(repository),
    `of ${plural(runs, "run")}, ${minutesWords(lostMinutes)} lost; ${causes.slice(0, 2).join(", ")}`
  ]);
  return columns(rows);
}
function weekRows({ weeks }) {
  const rows = weeks.slice(-mostRows).map(({ week, runs, lostMinutes, ...results }) => [
    week,
    counts(results),
    `of ${plural(runs, "run")}, ${minutesWords(lostMinutes)} lost`
  ]);
  return columns(rows);
}
function counts({ failed, recovered }) {
  return `${formatCount(failed)} failed, ${formatCount(recovered)} saved`;
}
function serviceLines({ cache, download, proxies }) {
  const asked = cache.exact + cache.partial + cache.miss + cache.trouble;
  const hits = cache.hitRate === null ? [] : [
    `cache: ${percent(cache.hitRate)} exact hits of ${plural(asked, "run")} that asked, ${formatCount(cache.trouble)} in trouble; ${formatBytes(cache.bytes)} at ${speedWords(cache.bytesPerSecond)}`
  ];
  const fetched = download.bytes === 0 ? [] : [`proxies: ${formatBytes(download.bytes)} at ${speedWords(download.bytesPerSecond)}`];
  const each = proxies.slice(0, mostRows).map(
    ({ host, requests, failed, medianFirstByteMs }) => `${host}: ${plural(requests, "request")}, ${percent(failed / Math.max(1, requests))} failed${medianFirstByteMs === null ? "" : `, ${formatCount(medianFirstByteMs)} ms to the first byte`}`
  );
  return [...hits, ...fetched, ...each];
}
function leftOut(fleet) {
  return [
    ...inputWords(fleet),
    ...fleet.input.examples.slice(0, mostRows).map(({ name, problem }) => `${name}: ${problem}`)
  ];
}
function columns(rows) {
  const widths = [0, 1].map((at2) => Math.max(0, ...rows.map((row2) => (row2[at2] ?? "").length)));
  return rows.map(
    (row2) => row2.map((cell, at2) => cell.padEnd(widths[at2] ?? 0)).join("  ").trimEnd()
  );
}

// src/commands/fleet.ts
var unitMs = { h: 36e5, d: 864e5, w: 7 * 864e5 };
async function fleetCommand(paths, options) {
  if (paths.length === 0)
    return misuse("fleet wants report files: folders, files, globs, or - for lines on standard input.");
  const age = ageMs(options.since);
  if (age === "invalid")
    return misuse(
      `Option "--since" is "${oneLine(String(options.since), 80)}"; it must be a time such as 12h, 30d or 8w.`
    );
  return withTerminal({}, async (world) => {
    const collected = await collect(paths, world, age);
    if (typeof collected === "string") return misuse(collected);
    if (options.json === true) printJson(JSON.stringify(collected.fleet, null, 2));
    else
      printText(
        renderFleetText(collected.fleet).map((line) => `${line}
`).join("")
      );
    const problems = await writeFiles(collected, options);
    return problems.length > 0 ? misuse(problems.join("\n")) : { code: 0 };
  });
}
function ageMs(since) {
  if (since === void 0) return null;
  const match = /^(\d{1,5})([hdw])$/.exec(String(since));
  if (match === null) return "invalid";
  return Number(match[1]) * unitMs[match[2] === "h" ? "h" : match[2] === "d" ? "d" : "w"];
}
async function collect(paths, { clock, redact, signal, progress }, age) {
  const nowMs = clock.date().getTime();
  const sinceMs = age === null ? null : nowMs - age;
  const collection = createCollection({ nowMs, sinceMs, clean: createClean(redact) });
  let seen = 0;
  progress(() => ({ share: null, parts: [`${plural(seen, "report")} read`] }));
  for await (const read of readReports(paths, process.stdin)) {
    if (signal.aborted) return "Stopped before all reports were read.";
    if (read.kind === "nothing") return `There is no file or folder ${oneLine(read.path)}.`;
    if (read.kind === "text") collection.add(read.name, read.text);
    else collection.addUnreadable(read.name, read.problem);
    seen += 1;
  }
  progress(null);
  const records = collection.records();
  return { fleet: fleetOf(records, collection.input(), nowMs), records };
}
async function writeFiles({ fleet, records }, { html, metrics, incidents, runs }) {
  const problems = [];
  const write = async (path, text2) => {
    await writeRequestedFile(resolve(path), text2, { repository: process.cwd() }).catch((error) => {
      problems.push(`${oneLine(path)} can't be written: ${errorCode(error) ?? oneLine(String(error))}.`);
    });
  };
  if (typeof html === "string")
    await write(html, (await import("./page-XUYVM5GO.js")).renderFleetPage(fleet));
  if (typeof metrics === "string") await write(metrics, renderOpenMetrics(fleet));
  if (typeof incidents === "string") await write(incidents, renderOpenIncidents(fleet));
  if (typeof runs === "string") await write(runs, inLines(records));
  return problems;
}
function inLines(records) {
  return [...records].sort((a, b) => a.atMs - b.atMs).map((record2) => `${JSON.stringify(rowOf(record2))}
`).join("");
}
export {
  fleetCommand
};
