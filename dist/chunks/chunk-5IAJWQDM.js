import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createAdmission
} from "./chunk-IGMP6SC7.js";
import {
  diskFailure,
  isStale,
  systemMark,
  temporaryName
} from "./chunk-ILNX3UIH.js";
import {
  remove
} from "./chunk-N53PFCT3.js";
import {
  whileHeld
} from "./chunk-GWL37QUU.js";
import {
  readModuleZip
} from "./chunk-BMSEMRBX.js";
import {
  hashZip
} from "./chunk-MV42EYJQ.js";
import {
  escapePath,
  escapeVersion,
  fileName
} from "./chunk-VTGBLTEK.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";

// src/modcache/unpack/admit-zip.ts
import { existsSync, lstatSync as lstatSync2 } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/modcache/unpack/file-reader.ts
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
var keptBytes = 8 * 1048576;
function createFileReader() {
  let kept = Buffer.alloc(0);
  const memoryFor = (size) => {
    if (size > keptBytes) return Buffer.allocUnsafeSlow(size);
    if (size > kept.length) kept = Buffer.allocUnsafeSlow(Math.min(keptBytes, 2 * size));
    return kept;
  };
  return (path, limit) => {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      if (size > limit) return null;
      const memory = memoryFor(size);
      let length = 0;
      while (length < size) {
        const count = readSync(file, memory, length, size - length, null);
        if (count === 0) break;
        length += count;
      }
      return memory.subarray(0, length);
    } finally {
      closeSync(file);
    }
  };
}

// src/modcache/unpack/write-tree.ts
import {
  chmodSync,
  closeSync as closeSync2,
  constants,
  lstatSync,
  mkdirSync,
  openSync as openSync2,
  renameSync,
  statSync,
  writeSync
} from "node:fs";
import { dirname, join } from "node:path";
var heldTreeMs = 250;
function createPendingTree(folder, { below, readOnly, platform = process.platform, rename = renameSync }) {
  const folders = /* @__PURE__ */ new Set([""]);
  const made = [];
  mkdirSync(folder, { recursive: true });
  const make = (below2) => {
    if (folders.has(below2)) return;
    make(folderOf(below2));
    const path = join(folder, below2);
    mkdirSync(path);
    folders.add(below2);
    made.push(path);
  };
  let isPlaced2 = false;
  return {
    write: (path, content) => {
      make(folderOf(path));
      writeFile(`${folder}/${path}`, content);
    },
    place: async (target, isFree) => {
      if (exists(target)) return false;
      mkdirSync(dirname(target), { recursive: true });
      if (readOnly) for (const path of made) withdrawWrite(path);
      try {
        await whileHeld(
          () => {
            if (!isFree()) return;
            rename(folder, target);
            isPlaced2 = true;
          },
          { platform, patienceMs: heldTreeMs }
        );
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
      if (!isPlaced2) return false;
      if (readOnly) withdrawWrite(target);
      return true;
    },
    abandon: async () => {
      if (!isPlaced2) await remove(folder, { below });
    }
  };
}
function folderOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
var createNew = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
function writeFile(path, content) {
  const file = openSync2(path, createNew, 292);
  try {
    for (let at = 0; at < content.length; ) at += writeSync(file, content, at);
  } finally {
    closeSync2(file);
  }
}
function withdrawWrite(path) {
  chmodSync(path, statSync(path).mode & 3949);
}
function exists(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== void 0;
}
function isTaken(error) {
  return ["EEXIST", "ENOTEMPTY", "ENOTDIR", "EISDIR"].includes(errorCode(error) ?? "");
}

// src/modcache/unpack/admit-zip.ts
var maxBytesAtOnce = 64 * 1048576;
function createZipAdmitter(target) {
  const known = {
    ...target,
    admission: createAdmission(target.gomodcache),
    mark: systemMark(),
    readZip: createFileReader()
  };
  return (task) => ("file" in task ? admitFile(task, known) : admitZip(task, known)).catch((error) => ({
    kind: "not-verified",
    reason: String(error)
  }));
}
async function admitFile({ file, path }, { admission }) {
  const admitted = await admission.admitExisting(file, path);
  if (admitted.kind === "disk") return admitted;
  return admitted.kind === "not-a-file" ? notAFile : { kind: admitted.kind, unpacked: false };
}
var notAFile = { kind: "damaged", reason: "it is no regular file" };
async function admitZip(task, into) {
  const { module } = task;
  const { gomodcache } = into;
  const target = join2(gomodcache, `${escapePath(module.path)}@${escapeVersion(module.version)}`);
  let tree = null;
  try {
    const bytes = bytesOf(task, into.readZip);
    if (bytes !== null && mayUnpack(module, into, target)) tree = startTree(into);
    const { hash, leftToGo } = await hashed(task, bytes, tree);
    if (!task.sums.includes(hash)) return { kind: "wrong", hash };
    const admitted = await admit(task, into, hash);
    if (admitted.kind === "disk") return admitted;
    const unpacked = tree !== null && leftToGo === null && await isPlaced(tree, target, () => !existsSync(lockOf(module, gomodcache)));
    return { kind: admitted.kind, unpacked };
  } catch (error) {
    return error instanceof RangeError ? { kind: "damaged", reason: error.message } : diskFailure(error);
  } finally {
    await tree?.abandon();
  }
}
async function isPlaced(tree, target, isFree) {
  try {
    return await tree.place(target, isFree);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}
function bytesOf({ source }, readZip) {
  if (source.kind === "bytes") {
    const { buffer, byteOffset, byteLength } = source.bytes;
    return Buffer.from(buffer, byteOffset, byteLength);
  }
  return readZip(source.path, maxBytesAtOnce);
}
function mayUnpack(module, { unpack, gomodcache }, target) {
  if (unpack === "by-go" || module.path === "golang.org/toolchain") return false;
  return !isThere(target) && !existsSync(lockOf(module, gomodcache));
}
function lockOf(module, gomodcache) {
  return join2(gomodcache, "cache", "download", fileName({ ...module, kind: "zip" })).replace(/zip$/, "lock");
}
function startTree({ gomodcache, unpack, mark }) {
  return createPendingTree(join2(gomodcache, "cache", temporaryName("tree", mark)), {
    below: gomodcache,
    readOnly: unpack === "read-only"
  });
}
async function hashed({ source, module }, bytes, tree) {
  if (bytes !== null) return readModuleZip(bytes, module, tree === null ? null : tree.write);
  if (source.kind === "bytes") throw new TypeError("bytes in memory are read as they are");
  return { hash: await hashZip(source.path), leftToGo: "the zip is larger than 64 MiB" };
}
async function admit({ source, module }, { gomodcache, admission }, hash) {
  const file = { ...module, kind: "zip" };
  if (source.kind === "file" && source.path === join2(gomodcache, "cache", "download", fileName(file))) {
    await admission.writeZipHash(module, hash);
    return { kind: "present" };
  }
  if (source.kind === "file") {
    const admitted = await admission.admitExisting(file, source.path, hash);
    if (admitted.kind === "disk") return admitted;
    if (admitted.kind === "not-a-file") throw new RangeError(notAFile.reason);
    return { kind: admitted.kind };
  }
  return { kind: await admission.admitBytes(file, source.bytes, hash) };
}
async function clearStaleTrees(gomodcache) {
  const folder = join2(gomodcache, "cache");
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await lstat(join2(folder, name)).catch(() => null);
    if (found !== null && isStale(name, Date.now() - found.mtimeMs))
      await remove(join2(folder, name), { below: gomodcache });
  }
}
function isThere(path) {
  try {
    return lstatSync2(path, { throwIfNoEntry: false }) !== void 0;
  } catch {
    return false;
  }
}

export {
  createZipAdmitter,
  clearStaleTrees
};
