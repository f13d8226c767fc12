import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  array,
  literal,
  number,
  object,
  picklist,
  pipe,
  readonly,
  string,
  variant
} from "./chunk-3TXAGKA7.js";
import {
  escapePath,
  escapeVersion
} from "./chunk-R22XTSS5.js";

// src/cache/github/transfer-message.ts
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
var restore = { key: text, fallbacks: pipe(array(text), readonly()), ...folders };
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
  because("rate-limited"),
  slow,
  object({ kind: literal("corrupt"), key: text, reason: text })
]);
var directorySave = variant("kind", [
  object({ kind: literal("saved"), bytes: number() }),
  bare("exists"),
  because("unavailable"),
  because("denied"),
  because("rate-limited"),
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
var maxGeneration = 3;
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
  const complete = `go-modules-v${format}/${prefix}/`;
  const incomplete = `go-modules-v${format}-incomplete/${prefix}/`;
  const key = `${complete}${digest}`;
  const longest = incompleteKey({ incomplete: `${incomplete}${digest}/` }, /* @__PURE__ */ new Date(0)).length;
  if (longest > maxKeyLength) {
    return {
      problem: `the cache key would have ${longest} characters; ${maxKeyLength} are allowed: shorten cache-prefix`
    };
  }
  if (/[,/\r\n]/.test(prefix)) return { problem: "cache-prefix must have no comma, slash or line break" };
  const ingredients = counting.flat().map(({ name, lines }) => `${name} (${lines.length} ${lines.length === 1 ? "line" : "lines"})`).sort();
  const [newest = key, ...older] = generations.toReversed().map((generation) => generationKey(key, generation));
  const own = `${incomplete}${digest}/`;
  return {
    key,
    incomplete: own,
    lookup: { key: newest, fallbacks: [...older, own, complete, incomplete] },
    ingredients
  };
}
var generations = Array.from({ length: maxGeneration }, (_, index) => index + 1);
function generationKey(key, generation) {
  return generation === 1 ? key : `${key}-${generation}`;
}
function generationOf({ key }, found) {
  return generations.find((generation) => isSameKey(found, generationKey(key, generation))) ?? null;
}
function incompleteKey({ incomplete }, date) {
  return `${incomplete}${date.toISOString().slice(0, 10)}`;
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
    for (const number2 of wanted) {
      const tile = tileAt(level, number2, Math.min(tileHashes, hashes - number2 * tileHashes));
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

export {
  maxGeneration,
  sumSource,
  modSource,
  workSource,
  cacheKey,
  generationKey,
  generationOf,
  incompleteKey,
  isSameKey,
  maxLookupBytes,
  maxTileBytes,
  databaseName,
  databaseFileLimit,
  lookupName,
  parseLookup,
  tilesFor,
  transferRequest,
  transferAnswer
};
