import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  formatCount
} from "./chunk-MIY3A4KY.js";
import {
  oneLine
} from "./chunk-GT2VA2H6.js";
import {
  readModuleZip
} from "./chunk-BMSEMRBX.js";
import {
  hashZip
} from "./chunk-MV42EYJQ.js";
import {
  hash1,
  hashMod
} from "./chunk-SX2QXANG.js";
import {
  escapePath,
  escapeVersion,
  fileName,
  moduleName
} from "./chunk-VTGBLTEK.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";

// src/modcache/verify/check-module.ts
import { join } from "node:path";

// src/modcache/verify/regular-file.ts
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
function lookAt(path) {
  try {
    const found2 = lstatSync(path);
    if (found2.isFile()) return { kind: "file", sizeBytes: found2.size };
    return found2.isDirectory() ? { kind: "folder" } : { kind: "other", what: nounFor(found2) };
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { kind: "absent" };
    throw error;
  }
}
function nounFor(type) {
  if (type.isSymbolicLink()) return "a link";
  if (type.isFIFO()) return "a pipe";
  return type.isSocket() ? "a socket" : "a device";
}
var flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
function withRegularFile(path, work) {
  const file = openRegular(path);
  try {
    const found2 = fstatSync(file);
    if (!found2.isFile()) throw new RangeError(found2.isDirectory() ? "a folder" : nounFor(found2));
    return work(file, found2.size);
  } finally {
    closeSync(file);
  }
}
function openRegular(path) {
  try {
    return openSync(path, flags);
  } catch (error) {
    throw errorCode(error) === "ELOOP" ? new RangeError("a link") : error;
  }
}
function readRegularFile(path, limitBytes) {
  return withRegularFile(path, (file, sizeBytes) => {
    if (sizeBytes > limitBytes) throw new RangeError(`larger than ${formatCount(limitBytes)} bytes`);
    const bytes = Buffer.allocUnsafe(sizeBytes);
    return bytes.subarray(0, fill(file, bytes));
  });
}
function fill(file, buffer) {
  let length = 0;
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}

// src/modcache/verify/tree.ts
import { createHash, hash } from "node:crypto";
import { readdirSync, readSync as readSync2 } from "node:fs";
var maxFiles = 1e6;
var maxTreeBytes = 500 * 1048576;
var chunkBytes = 1048576;
function listTree(folder) {
  const files = [];
  const folders = [""];
  for (let below = folders.pop(); below !== void 0; below = folders.pop()) {
    const entries = readdirSync(pathOf(folder, below), { withFileTypes: true, encoding: "latin1" });
    for (const entry of entries) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.push(path);
      else throw new RangeError(`${nounFor(entry)} in it: ${shown(path)}`);
    }
    if (files.length + folders.length > maxFiles) throw new RangeError("more than a million files in it");
  }
  return { folder, files };
}
function hashTree({ folder, files }, module) {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let left = maxTreeBytes;
  const hashed = files.map((path) => {
    const name = Buffer.concat([Buffer.from(`${moduleName(module)}/`), Buffer.from(path, "latin1")]);
    const sha256 = withRegularFile(pathOf(folder, path), (file, sizeBytes) => {
      left -= sizeBytes;
      if (left < 0) throw new RangeError("more than 500 MiB in it");
      return hashFile(file, buffer);
    });
    return { name, sha256 };
  });
  return hash1(hashed);
}
function hashFile(file, buffer) {
  const first = buffer.subarray(0, fill(file, buffer));
  if (first.length < buffer.length) return hash("sha256", first, "hex");
  const total = createHash("sha256").update(first);
  let left = maxTreeBytes;
  for (let read = 1; read > 0 && left > 0; left -= read) {
    read = readSync2(file, buffer, 0, buffer.length, null);
    total.update(buffer.subarray(0, read));
  }
  return total.digest("hex");
}
function compareTree({ folder, files }) {
  const left = new Set(files);
  const changed = [];
  const gone = [];
  let buffer = Buffer.allocUnsafe(chunkBytes);
  return {
    compare: (path, content) => {
      if (!left.delete(path)) {
        gone.push(path);
        return;
      }
      if (buffer.length < content.length) buffer = Buffer.allocUnsafe(content.length);
      if (!isEqual(pathOf(folder, path), content, buffer.subarray(0, content.length))) changed.push(path);
    },
    difference: () => {
      const clauses = [clause(changed, "changed"), clause([...left], "added"), clause(gone, "removed")];
      return clauses.filter((text) => text !== null).join("; ") || null;
    }
  };
}
function isEqual(path, content, buffer) {
  try {
    return withRegularFile(path, (file, sizeBytes) => {
      if (sizeBytes !== content.length) return false;
      return fill(file, buffer) === content.length && buffer.equals(content);
    });
  } catch (error) {
    if (error instanceof RangeError || errorCode(error) === "ENOENT") return false;
    throw error;
  }
}
var maxNames = 3;
function clause(paths, what) {
  if (paths.length === 0) return null;
  const names = [...paths].sort().slice(0, maxNames).map(shown).join(", ");
  const more = paths.length > maxNames ? ` and ${paths.length - maxNames} more` : "";
  return `${what}: ${names}${more}`;
}
function shown(path) {
  return Buffer.from(path, "latin1").toString("utf8").slice(0, 200);
}
function pathOf(folder, below) {
  if (/^[\x20-\x7e]*$/.test(below)) return below === "" ? folder : `${folder}/${below}`;
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(below, "latin1")]);
}

// src/modcache/verify/check-module.ts
var mebibyte = 1048576;
var limits = { mod: 16 * mebibyte, zip: 500 * mebibyte, zipHash: 1024 };
var maxBytesAtOnce = 32 * mebibyte;
async function checkModule(sums, gomodcache) {
  const check = startCheck(sums, gomodcache);
  if (sums.mod.length > 0) checkMod(check);
  if (sums.zip.length > 0) await checkZipAndTree(check);
  return { there: check.there, differences: check.differences };
}
function startCheck(sums, gomodcache) {
  const { module } = sums;
  const named = (kind) => `cache/download/${fileName({ ...module, kind: "mod" }).replace(/mod$/, kind)}`;
  const names = {
    mod: named("mod"),
    zip: named("zip"),
    ziphash: named("ziphash"),
    partial: named("partial"),
    tree: `${escapePath(module.path)}@${escapeVersion(module.version)}`
  };
  return { ...sums, gomodcache, names, there: [], differences: [] };
}
function differs(check, name, got, detail = null) {
  const allowed = name === "mod" ? check.mod : check.zip;
  check.differences.push({
    module: moduleName(check.module),
    file: check.names[name],
    want: allowed.join(" or "),
    got: oneLine(got),
    detail: detail === null ? null : oneLine(detail, 1e3)
  });
}
function found(check, name) {
  try {
    return lookAt(join(check.gomodcache, check.names[name]));
  } catch (error) {
    return { kind: "other", what: reason(error) };
  }
}
function checkMod(check) {
  const at = found(check, "mod");
  if (at.kind === "absent") return;
  check.there.push("mod");
  try {
    if (at.kind !== "file") throw new RangeError(at.kind === "folder" ? "a folder" : at.what);
    const hash2 = hashMod(readRegularFile(join(check.gomodcache, check.names.mod), limits.mod));
    if (!check.mod.includes(hash2)) differs(check, "mod", hash2);
  } catch (error) {
    differs(check, "mod", reason(error));
  }
}
async function checkZipAndTree(check) {
  const tree = startTree(check);
  const comparison = tree === null ? null : compareTree(tree);
  const compared = await checkZip(check, comparison);
  if (tree !== null) checkTree(check, tree, compared);
  checkZipHash(check);
}
function startTree(check) {
  const at = found(check, "tree");
  if (at.kind === "absent" || found(check, "partial").kind !== "absent") return null;
  check.there.push("tree");
  try {
    if (at.kind === "folder") return listTree(join(check.gomodcache, check.names.tree));
    differs(check, "tree", at.kind === "file" ? "a file" : at.what);
  } catch (error) {
    differs(check, "tree", reason(error));
  }
  return null;
}
async function checkZip(check, comparison) {
  const at = found(check, "zip");
  if (at.kind === "absent") return null;
  check.there.push("zip");
  try {
    if (at.kind !== "file") throw new RangeError(at.kind === "folder" ? "a folder" : at.what);
    const { hash: hash2, isCompared } = await hashOf(check, at.sizeBytes, comparison);
    if (!check.zip.includes(hash2)) differs(check, "zip", hash2);
    else if (isCompared) return comparison;
  } catch (error) {
    differs(check, "zip", reason(error));
  }
  return null;
}
async function hashOf({ module, gomodcache, names }, sizeBytes, tree) {
  const path = join(gomodcache, names.zip);
  if (sizeBytes > limits.zip) throw new RangeError("larger than 500 MiB");
  if (sizeBytes > maxBytesAtOnce) return { hash: await hashZip(path), isCompared: false };
  const bytes = readRegularFile(path, maxBytesAtOnce);
  const { hash: hash2, leftToGo } = await readModuleZip(bytes, module, tree === null ? null : tree.compare);
  return { hash: hash2, isCompared: leftToGo === null };
}
function checkTree(check, tree, compared) {
  const detail = compared?.difference() ?? null;
  if (compared !== null && detail === null) return;
  try {
    const hash2 = hashTree(tree, check.module);
    if (detail !== null || !check.zip.includes(hash2)) differs(check, "tree", hash2, detail);
  } catch (error) {
    differs(check, "tree", reason(error), detail);
  }
}
function checkZipHash(check) {
  const at = found(check, "ziphash");
  if (at.kind === "absent") {
    if (check.there.includes("tree")) differs(check, "ziphash", "nothing, though the module was unpacked");
    return;
  }
  try {
    if (at.kind !== "file") throw new RangeError(at.kind === "folder" ? "a folder" : at.what);
    const text = readRegularFile(join(check.gomodcache, check.names.ziphash), limits.zipHash).toString("utf8").trim();
    if (!check.zip.includes(text)) differs(check, "ziphash", text === "" ? "an empty file" : text);
  } catch (error) {
    differs(check, "ziphash", reason(error));
  }
}
function reason(error) {
  if (error instanceof RangeError) return error.message;
  const code = errorCode(error);
  if (code === null) throw error;
  return `it can't be read (${code})`;
}

export {
  checkModule
};
