import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  diskFailure,
  isStale,
  systemMark,
  temporaryName
} from "./chunk-ILNX3UIH.js";
import {
  remove,
  removeFileNow
} from "./chunk-N53PFCT3.js";
import {
  whileHeld
} from "./chunk-GWL37QUU.js";
import {
  hashZip
} from "./chunk-MV42EYJQ.js";
import {
  fileName
} from "./chunk-VTGBLTEK.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";

// src/modcache/admit.ts
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  lstatSync as lstatSync2,
  openSync,
  renameSync,
  writeSync
} from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";

// src/modcache/file-folder.ts
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
function prepareFolder(folder, below) {
  const isNew = mkdirSync(folder, { recursive: true }) !== void 0;
  if (isNew) return;
  for (const name of readdirSync(folder))
    if (name.endsWith("-partial")) removeIfStale(join(folder, name), below);
}
function removeIfStale(path, below) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== void 0 && isStale(basename(path), Date.now() - found.mtimeMs))
    removeFileNow(path, { below });
}

// src/modcache/place.ts
import { linkSync, lstatSync } from "node:fs";

// src/modcache/zip-hash.ts
import { readFileSync, statSync as statSync2, writeFileSync } from "node:fs";
var beingWrittenMs = 6e4;
async function writeHash(zip, hash, { mark, below, platform, rename }) {
  const path = hashPath(zip);
  const draft = temporaryName(path, mark);
  try {
    writeFileSync(draft, hash, { flag: "wx", mode: 420 });
    await whileHeld(() => rename(draft, path), { platform });
  } catch (error) {
    removeFileNow(draft, { below });
    throw error;
  }
}
async function removeUntrueHash(zip, content, { below }) {
  const path = hashPath(zip);
  const said = read(path);
  if (said === null || isBeingWritten(said, path)) return;
  if (said.trim() === await hashZip(content).catch(() => null)) return;
  const removed = await remove(path, { below });
  if (removed.kind === "failed") throw removed.error;
}
function hashPath(zip) {
  return zip.replace(/\.zip$/, ".ziphash");
}
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
function isBeingWritten(said, path) {
  if (said.startsWith("h1:")) return false;
  const found = statSync2(path, { throwIfNoEntry: false });
  return found !== void 0 && Date.now() - found.mtimeMs < beingWrittenMs;
}

// src/modcache/place.ts
var hardLink = linkSync;
async function place(from, at) {
  const { path, zip, link } = at;
  if (zip === null) {
    const placed2 = linkNew(from, path, link);
    return placed2 === "admitted" || await isTaken(at) ? placed2 : linkNew(from, path, link);
  }
  if (await isTaken(at)) return "present";
  if (zip.hash !== null) {
    await writeHash(path, zip.hash, at);
    const placed2 = linkNew(from, path, link);
    if (placed2 === "present") await removeUntrueHash(path, path, at);
    return placed2;
  }
  await removeUntrueHash(path, from, at);
  const placed = linkNew(from, path, link);
  if (placed === "admitted") await removeUntrueHash(path, path, at);
  return placed;
}
async function placeOrMove(from, at) {
  try {
    return await place(from, at);
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
    const link = (from2, to) => moveNew(from2, to, at.rename);
    return await whileHeld(() => place(from, { ...at, link }), at);
  }
}
function moveNew(from, to, rename) {
  if (lstatSync(to, { throwIfNoEntry: false }) !== void 0)
    throw Object.assign(new Error("the name is taken"), { code: "EEXIST" });
  rename(from, to);
}
function isLinkRefused(error) {
  const code = errorCode(error);
  return code !== null && ["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EISDIR", "EINVAL", "UNKNOWN"].includes(
    code
  );
}
function linkNew(from, to, link) {
  try {
    link(from, to);
    return "admitted";
  } catch (error) {
    if (errorCode(error) === "EEXIST") return "present";
    throw error;
  }
}
async function isTaken({ path, below }) {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === void 0) return false;
  const isLeftOver = found.isFile() && found.size === 0 && Date.now() - found.mtimeMs > beingWrittenMs;
  if (isLeftOver) await removeOrThrow(path, below);
  return !isLeftOver;
}
async function removeOrThrow(path, below) {
  const removed = await remove(path, { below });
  if (removed.kind === "failed") throw removed.error;
}

// src/modcache/admit.ts
var usualMode = 420;
function createAdmission(gomodcache, options = {}) {
  const { platform = process.platform, link = hardLink, rename = renameSync } = options;
  const known = { platform, link, rename, mark: systemMark(), below: gomodcache };
  const prepared = /* @__PURE__ */ new Set();
  const placeOf = (file, hash) => {
    const path = join2(gomodcache, "cache", "download", fileName(file));
    const folder = dirname(path);
    if (!prepared.has(folder)) prepareFolder(folder, gomodcache);
    prepared.add(folder);
    return { path, zip: file.kind === "zip" ? { hash } : null, ...known };
  };
  return {
    open: async (file) => openPending(placeOf(file, null)),
    admitBytes: async (file, bytes, hash = null) => admitBytes(bytes, placeOf(file, hash)),
    admitExisting: async (file, fromPath, hash = null) => {
      try {
        const found = lstatSync2(fromPath);
        if (!found.isFile()) return { kind: "not-a-file" };
        return { kind: await admitFrom(fromPath, found.mode & 4095, placeOf(file, hash)) };
      } catch (error) {
        return diskFailure(error);
      }
    },
    writeZipHash: async (module, hash) => {
      const { path } = placeOf({ ...module, kind: "zip" }, hash);
      await writeHash(path, hash, known);
    }
  };
}
async function openPending(at) {
  const path = temporaryName(at.path, at.mark);
  const handle = await open(path, "wx", usualMode);
  let settled = false;
  return {
    path,
    write: async (chunk) => {
      await handle.writeFile(chunk);
    },
    finish: async () => {
      await handle.close();
      return path;
    },
    commit: async () => {
      settled = true;
      try {
        await handle.close();
        return await placeOrMove(path, at);
      } finally {
        discardNow(path, at);
      }
    },
    abandon: async () => {
      if (settled) return;
      settled = true;
      await discard(handle, path, at);
    }
  };
}
function discardNow(path, { below }) {
  if (removeFileNow(path, { below }).kind === "failed") void remove(path, { below });
}
async function discard(handle, path, { below }) {
  await handle.close().catch(() => {
  });
  await remove(path, { below });
}
async function admitBytes(bytes, at) {
  const path = temporaryName(at.path, at.mark);
  try {
    const file = openSync(path, "wx", usualMode);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    } finally {
      closeSync(file);
    }
    return await placeOrMove(path, at);
  } finally {
    discardNow(path, at);
  }
}
async function admitFrom(source, mode, at) {
  try {
    if (mode !== usualMode) chmodSync(source, usualMode);
    return await place(source, at);
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
  }
  const path = temporaryName(at.path, at.mark);
  try {
    copyFileSync(source, path, constants.COPYFILE_EXCL);
    chmodSync(path, usualMode);
    return await placeOrMove(path, at);
  } finally {
    discardNow(path, at);
  }
}

export {
  createAdmission
};
