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
} from "./chunk-ZIHWHPLB.js";
import {
  escapePath,
  escapeVersion
} from "./chunk-VTGBLTEK.js";

// src/cache/github/transfer-message.ts
var text = string();
var because = (kind) => object({ kind: literal(kind), reason: text });
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
  object({ kind: literal("save"), ...save })
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
var transferAnswer = variant("kind", [
  object({ kind: literal("restored"), key: text, unpacked }),
  bare("not-restored"),
  bare("saved"),
  bare("not-saved"),
  object({ kind: literal("threw"), message: text })
]);

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
