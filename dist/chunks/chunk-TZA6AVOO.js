import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/go/url-secrets.ts
var hidden = "***";
var knownWords = /* @__PURE__ */ new Set(["go", "goproxy", "api", "npm", "pypi", "cloudsmith", "pkgs", "repos"]);
function isPlain(segment) {
  return segment.split(/[-_.]/).every(isPlainPart);
}
function isPlainPart(part) {
  if (part === "" || /^\d{1,8}$/.test(part) || knownWords.has(part.toLowerCase())) return true;
  const word = /^([A-Z]?[a-z]{1,14})\d{0,2}$/.exec(part)?.[1]?.toLowerCase();
  if (word === void 0 || word.length > 14) return false;
  return word.length <= 4 || /[aeiouy]/.test(word) && !/[^aeiouy]{5}/.test(word);
}
function partsOf(text) {
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/\/)?(.*)$/is.exec(text) ?? [];
  const at = rest.slice(0, authorityEnd(rest)).lastIndexOf("@");
  const userinfo = at < 0 ? "" : rest.slice(0, at);
  const [, host = "", path2 = "", query = ""] = /^([^/?#]*)([^?#]*)(.*)$/s.exec(rest.slice(at + 1)) ?? [];
  return { scheme, userinfo, host, path: path2, query };
}
function authorityEnd(rest) {
  const at = rest.lastIndexOf("@");
  if (at < 0) return 0;
  const slash = rest.search(/[/?#]/);
  const colon = rest.indexOf(":");
  if (slash < 0 || at < slash) return at + 1;
  return colon >= 0 && colon < slash && !/^\d*$/.test(rest.slice(colon + 1, slash)) ? at + 1 : 0;
}
function displayUrl(text) {
  const { scheme, host, path: path2, query } = partsOf(text);
  const shownPath = path2.split("/").map((segment) => isPlain(segment) ? segment : hidden).join("/");
  const shownQuery = query.replace(/=[^&#]*/g, `=${hidden}`).replace(/#.+$/s, "#\u2026");
  return `${scheme}${host}${shownPath}${shownQuery}`;
}
var shortestAlone = 6;
function hiddenSegments(host, path2) {
  const segments = path2.split("/");
  const isShort = (segment) => segment.length < shortestAlone && !isPlain(segment);
  const last = segments.findLastIndex(isShort);
  const prefix = last < 0 ? [] : [`${host}${segments.slice(0, last + 1).join("/")}`];
  return [...prefix, ...segments.filter((segment) => segment.length >= shortestAlone && !isPlain(segment))];
}
function urlSecrets(text) {
  const { userinfo, host, path: path2, query } = partsOf(text);
  const colon = userinfo.indexOf(":");
  const credentials = colon < 0 ? [userinfo] : [userinfo, userinfo.slice(colon + 1) || userinfo.slice(0, colon)];
  const tokens = hiddenSegments(host, path2);
  const values = [...query.matchAll(/=([^&#]+)/g)].map((match) => match[1] ?? "");
  const all = [...credentials, ...tokens, ...values].flatMap((secret) => [secret, decoded(secret)]);
  return [...new Set(all.filter((secret) => secret !== "" && secret !== ":"))];
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/go/goproxy-entry.ts
var allowed = "Allowed are https://\u2026, http://\u2026 and file:///\u2026 URLs, a bare host such as proxy.example.com, `direct` and `off`.";
function parseGoproxyEntry(raw) {
  if (raw === "direct" || raw === "off") return { kind: "ok", entry: { kind: raw, raw, display: raw } };
  const url = /[.:/]/.test(raw) && !raw.includes(":/") && !raw.startsWith("/") ? `https://${raw}` : raw;
  const malformed = (problem) => ({
    kind: "malformed",
    message: `Module proxy ${JSON.stringify(displayUrl(raw))}: ${problem}. ${allowed}`
  });
  if (/[\s\p{Cc}]/u.test(raw)) return malformed("it has white space in it; join entries by `|` or `,`");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === void 0 || windowsFolder.test(raw)) return malformed(missingScheme(raw));
  if (scheme === "file") return parseFileEntry(raw, malformed);
  if (scheme !== "http" && scheme !== "https")
    return malformed(`the scheme ${JSON.stringify(scheme)} is none that \`go\` knows`);
  if (!/^https?:\/\/[^/?#]/i.test(url)) return malformed("it names no host");
  if (badEscape(url) || !URL.canParse(url))
    return malformed("it is no valid URL, perhaps for an unescaped character in a password");
  return { kind: "ok", entry: { kind: "http", url, raw, display: displayUrl(url) } };
}
var windowsFolder = /^[a-z]:[\\/]/i;
function missingScheme(raw) {
  if (!raw.startsWith("/") && !windowsFolder.test(raw))
    return "it is neither a URL nor a word that `go` knows";
  const path2 = raw.replaceAll("\\", "/").replace(/^\/?/, "/");
  return `it has no scheme; a folder is written file://${path2}`;
}
function parseFileEntry(raw, malformed) {
  if (!/^file:\/\/\/[^?#]*$/i.test(raw))
    return malformed("a file URL has a path and nothing else: file:///path/to/folder");
  if (badEscape(raw) || !URL.canParse(raw)) return malformed("it is no valid URL");
  return { kind: "ok", entry: { kind: "file", url: raw, raw, display: raw } };
}
function badEscape(url) {
  return /%(?![0-9a-f]{2})/i.test(url);
}

// src/go/goproxy-list.ts
function parseGoproxyList(text) {
  const groups = [];
  const plain = withoutComments(text);
  const ignored = [];
  const names = /* @__PURE__ */ new Map();
  let joined = false;
  let ended = false;
  for (const { raw, separator } of splitList(plain)) {
    if (ended) {
      ignored.push(displayUrl(raw));
      continue;
    }
    const parsed = parseGoproxyEntry(raw);
    if (parsed.kind === "malformed") return parsed;
    const entry = uniquelyNamed(parsed.entry, names);
    const group = groups.at(-1);
    if (joined && group !== void 0) group.push(entry);
    else groups.push([entry]);
    joined = separator === "|";
    ended = entry.kind === "direct" || entry.kind === "off";
  }
  if (groups.length === 0) {
    const message = "The list of module proxies has no entry. Name at least one: a URL, `direct` or `off`.";
    return { kind: "malformed", message };
  }
  return {
    kind: "ok",
    list: { groups, ignored, isSeparated: groups.flat().length > 1 || /[,|]/.test(plain) }
  };
}
function withoutEntries(list, displays) {
  const groups = list.groups.map((group) => group.filter(({ display }) => !displays.includes(display)));
  return groups.some((group) => group.length === 0) ? null : { ...list, groups: endedAtLastWord(list, displays, groups) };
}
function endedBefore(list, displays) {
  const groups = list.groups.map((group) => group.filter(({ display }) => !displays.includes(display)));
  const kept = endedAtLastWord(list, displays, groups).filter((group) => group.length > 0);
  return kept.length === 0 ? null : { ...list, groups: kept };
}
function endedAtLastWord(list, displays, groups) {
  const end = list.groups.findIndex((group) => displays.includes(group.at(-1)?.display ?? ""));
  return end < 0 ? groups : groups.slice(0, end + 1);
}
function formatGoproxyList({ groups, isSeparated }) {
  const text = groups.map((group) => group.map(({ raw }) => raw).join("|")).join(",");
  const [only, ...others] = groups.flat();
  return isSeparated && only?.kind === "file" && others.length === 0 ? `${text},${text}` : text;
}
function displayGoproxyList({ groups }) {
  return groups.map((group) => group.map(({ display }) => display).join("|")).join(",");
}
function goproxySecrets({ groups }) {
  return [...new Set(groups.flat().flatMap(({ raw }) => urlSecrets(raw)))];
}
function withoutComments(text) {
  return text.replace(/(^|[\s,|])#[^\r\n]*/g, "$1");
}
function splitList(text) {
  const words = text.match(/[^,|\r\n]+|[,|\r\n]/g) ?? [];
  const entries = [];
  for (const word of words) {
    const last = entries.at(-1);
    if (word === "," || word === "|") {
      if (last !== void 0 && last.separator === "") last.separator = word;
    } else if (word.trim() !== "") {
      if (last !== void 0 && last.separator === "") last.separator = "|";
      entries.push({ raw: word.trim(), separator: "" });
    }
  }
  return entries;
}
function uniquelyNamed(entry, names) {
  const count = (names.get(entry.display) ?? 0) + 1;
  names.set(entry.display, count);
  return count === 1 ? entry : { ...entry, display: `${entry.display} (${count})` };
}

// src/options/option.ts
function option(row) {
  return row;
}

// src/options/parsers.ts
import { isAbsolute, resolve } from "node:path";
function goproxyList(text) {
  if (text === "") return { value: null };
  const parsed = parseGoproxyList(text);
  return parsed.kind === "ok" ? { value: parsed.list } : { allowed: parsed.message };
}
function path(text, workspace) {
  return text.includes("\0") ? { allowed: "a path" } : { value: isAbsolute(text) ? text : resolve(workspace, text) };
}
function optionalPath(text, workspace) {
  return text === "" ? { value: null } : path(text, workspace);
}
function folderPatterns(text) {
  const patterns = text.split(/[\n,]+/).map((line) => line.trim()).filter((line) => line !== "");
  const outside = patterns.find((pattern) => isAbsolute(pattern) || pattern.split(/[\\/]/).includes(".."));
  return outside === void 0 ? { value: patterns } : {
    allowed: 'folders or globs below working-directory, one a line or with commas, such as "." or "services/*"'
  };
}
function wholeNumber(least, most) {
  return (text) => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? { value } : { allowed: `a whole number from ${least} to ${most}` };
  };
}
var unitMs = { ms: 1, s: 1e3, m: 6e4, h: 36e5 };
function parseDuration(text) {
  const trimmed = text.trim();
  if (!/^(?:\d{1,6}(?:ms|s|m|h))+$/.test(trimmed)) return null;
  let total = 0;
  for (const [, amount, unit] of trimmed.matchAll(/(\d{1,6})(ms|s|m|h)/g)) {
    total += Number(amount) * unitMs[unit];
  }
  return total;
}
function duration(least, most) {
  const leastMs = parseDuration(least) ?? 0;
  const mostMs = parseDuration(most) ?? Number.POSITIVE_INFINITY;
  return (text) => {
    const value = parseDuration(text);
    return value !== null && value >= leastMs && value <= mostMs ? { value } : { allowed: `a duration such as 30s, 10m or 1h, from ${least} to ${most}` };
  };
}
function oneOf(...allowed2) {
  return (text) => {
    const value = allowed2.find((candidate) => candidate === text.toLowerCase());
    return value === void 0 ? { allowed: `one of ${allowed2.join(", ")}` } : { value };
  };
}
function trueOrFalse(text) {
  const lower = text.toLowerCase();
  return lower === "true" || lower === "false" ? { value: lower === "true" } : { allowed: "true or false" };
}
function cacheStore(text, workspace) {
  if (text === "github") return { value: { kind: "github" } };
  const folder = /^directory:(.+)$/.exec(text)?.[1];
  if (folder !== void 0)
    return { value: { kind: "directory", path: isAbsolute(folder) ? folder : resolve(workspace, folder) } };
  const [, bucket, prefix = ""] = /^s3:\/\/([A-Za-z0-9][A-Za-z0-9._-]{1,62})(?:\/(.{0,500}))?$/.exec(text) ?? [];
  const segments = prefix.split("/").filter((segment) => segment !== "");
  const isPlain2 = segments.every(
    (segment) => /^[A-Za-z0-9_=+@!()*' -][A-Za-z0-9_.=+@!()*' -]*$/.test(segment)
  );
  return bucket === void 0 || !isPlain2 ? { allowed: "github, directory:/a/path, or s3://bucket/prefix" } : { value: { kind: "s3", bucket, prefix: segments.join("/") } };
}
function keyPrefix(text) {
  return /^[A-Za-z0-9._-]{0,64}$/.test(text) ? { value: text } : { allowed: "at most 64 letters, digits, dots, underscores and hyphens" };
}
function goVersion(text) {
  if (text === "") return { value: null };
  return text === "go.mod" || /^[~^<>=\s|.\dxX*a-z-]{1,64}$/.test(text) ? { value: text } : { allowed: 'a version such as 1.26 or 1.26.3, a range such as ">=1.25", or go.mod' };
}

// src/options/options.ts
var options = {
  /** Null: the job's own GOPROXY. */
  proxies: option({
    input: "proxies",
    default: "",
    parse: goproxyList,
    description: "GOPROXY candidates in GOPROXY's own syntax; a line break means `|`, `#` starts a comment. Empty: the job's own GOPROXY. Only entries joined by `|` may change places; nothing else is ever contacted.",
    flag: {
      name: "proxies",
      value: "LIST",
      help: "GOPROXY candidates",
      shownDefault: "the list that go env GOPROXY tells"
    }
  }),
  /** Absolute. */
  workingDirectory: option({
    input: "working-directory",
    default: ".",
    parse: path,
    description: "Where to look for go.mod and go.work, so that a monorepo's Go part can be named.",
    flag: {
      name: "dir",
      value: "DIR",
      help: "where to look for go.mod and go.work",
      shownDefault: "the current folder"
    }
  }),
  /** Folders or globs below the working directory; empty for all modules. */
  modules: option({
    input: "modules",
    default: "",
    parse: folderPatterns,
    description: "Folders or globs below working-directory, one a line or with commas, when not all of its modules are wanted.",
    flag: {
      name: "modules",
      value: "LIST",
      help: "folders or globs below it",
      shownDefault: "all modules"
    }
  }),
  attempts: option({
    input: "attempts",
    default: "4",
    parse: wholeNumber(1, 20),
    description: "How often at most to run `go mod download` (1 to 20). Only passing faults are tried again.",
    flag: { name: "attempts", value: "N", help: "runs of go mod download at most" }
  }),
  timeoutMs: option({
    input: "timeout",
    default: "10m",
    parse: duration("1s", "6h"),
    description: "Limit for the whole run, attempts and pauses included, because `go` has none; a save may take 10 s more (1s to 6h).",
    flag: { name: "timeout", value: "T", help: "limit for the whole run, such as 10m" }
  }),
  stallTimeoutMs: option({
    input: "stall-timeout",
    default: "10s",
    parse: duration("500ms", "1h"),
    description: "A request without a byte for this long is cut off and asked elsewhere; a silent `go` is cut off after six times as long (500ms to 1h).",
    flag: { name: "stall-timeout", value: "T", help: "cut off a request without a byte for this long" }
  }),
  prefetch: option({
    input: "prefetch",
    default: "true",
    parse: trueOrFalse,
    description: "Fetch what is missing concurrently before `go mod download`, which then finds everything done. `false` leaves it all to `go`.",
    flag: { name: "no-prefetch", value: null, sets: "false", help: "leave all fetching to go" }
  }),
  strictIntegrity: option({
    input: "strict-integrity",
    default: "false",
    parse: trueOrFalse,
    description: "Fail when a proxy sent bytes that go.sum contradicts, even if another had the right ones.",
    flag: {
      name: "strict-integrity",
      value: null,
      sets: "true",
      help: "fail when a proxy sent bytes that go.sum contradicts"
    }
  }),
  failOnChange: option({
    input: "fail-on-change",
    default: "false",
    parse: trueOrFalse,
    description: "Fail when `go mod download` changed go.mod or go.sum, which means that they were not committed complete.",
    flag: {
      name: "fail-on-change",
      value: null,
      sets: "true",
      help: "fail when go.mod or go.sum had to be changed"
    }
  }),
  seal: option({
    input: "seal",
    default: "false",
    parse: trueOrFalse,
    description: "After a complete download give later steps `GOPROXY=off`, so that one that still downloads a module fails at once and by name.",
    flag: null
  }),
  cache: option({
    input: "cache",
    default: "auto",
    parse: oneOf("auto", "true", "read-only", "false"),
    description: "Restore and save the module cache. `auto` decides by event and runner; `true`, `read-only` and `false` say it outright.",
    flag: {
      name: "no-cache",
      value: null,
      sets: "false",
      help: "neither restore nor save, even if a store is given"
    }
  }),
  cacheStore: option({
    input: "cache-store",
    default: "github",
    parse: cacheStore,
    description: "Where modules are kept. `github`: one entry for each set of dependencies. `directory:<path>` or `s3://<bucket>/<prefix>`: a shared store, each module once for all repositories.",
    flag: {
      name: "cache-store",
      value: "STORE",
      help: "share modules in directory:PATH or s3://BUCKET/PREFIX",
      shownDefault: "no cache"
    }
  }),
  sharePrivate: option({
    input: "share-private",
    default: "false",
    parse: trueOrFalse,
    description: "Keep modules of GOPRIVATE and GONOPROXY in the shared store, too. Only where everybody who can read the store may read them.",
    flag: {
      name: "share-private",
      value: null,
      sets: "true",
      help: "keep private modules in the shared store, too"
    }
  }),
  cachePrefix: option({
    input: "cache-prefix",
    default: "",
    parse: keyPrefix,
    description: "Part of the cache key. Change it to start anew, or to keep entries apart (letters, digits, `.`, `_` and `-`, at most 64).",
    flag: { name: "cache-prefix", value: "TEXT", help: "part of the cache key" }
  }),
  /** A version, a range, or `go.mod`; null: the go on PATH. */
  goVersion: option({
    input: "go-version",
    default: "",
    parse: goVersion,
    description: "Take this Go (a version, a range, or `go.mod`) from the runner's tool cache and put it on PATH. Empty uses the go on PATH.",
    flag: null
  }),
  summary: option({
    input: "summary",
    default: "always",
    parse: oneOf("always", "on-failure", "never"),
    description: "When to write the job summary, `always`, `on-failure` or `never`.",
    flag: null
  }),
  /** Absolute; null: a file in the runner's temporary folder. */
  reportPath: option({
    input: "report-path",
    default: "",
    parse: optionalPath,
    description: "Where to write the JSON report. Empty puts it into the runner's temporary folder.",
    flag: { name: "report", value: "FILE", help: "write the report as JSON" }
  })
};

export {
  parseGoproxyList,
  withoutEntries,
  endedBefore,
  formatGoproxyList,
  displayGoproxyList,
  goproxySecrets,
  options
};
