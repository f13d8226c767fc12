import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  remove
} from "./chunk-LD7P22FN.js";
import {
  hashZip
} from "./chunk-4KQDFTVE.js";
import {
  diskFailure,
  errorCode,
  fileName
} from "./chunk-HVNKS63A.js";

// src/modcache/temporary-name.ts
import { createHash, randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
var pattern = /\.([0-9a-f]{8})-([0-9]+)-[0-9a-f]{12}\.resilient-partial$/;
var staleAfterMs = 15 * 6e4;
function temporaryName(name, mark = systemMark()) {
  return `${name}.${mark}-${process.pid}-${randomUUID().slice(-12)}.resilient-partial`;
}
function isStale(name, ageMs) {
  const match = pattern.exec(name);
  if (match === null) return false;
  return ageMs > staleAfterMs || match[1] === systemMark() && !isAlive(Number(match[2]));
}
function systemMark() {
  return createHash("sha256").update(`${hostname()} ${processNamespace()}`).digest("hex").slice(0, 8);
}
function processNamespace() {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === "object" && error !== null && "code" in error && error.code === "EPERM";
  }
}

// src/modcache/admit.ts
import { constants } from "node:fs";
import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  writeFile
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
async function writeZipHash(gomodcache, module, hash) {
  const zip = join(gomodcache, "cache", "download", fileName({ ...module, kind: "zip" }));
  await prepareFolder(dirname(zip), gomodcache);
  await writeHash(zip.replace(/\.zip$/, ".ziphash"), hash, { mark: systemMark(), below: gomodcache });
}
function createAdmission(gomodcache, options = {}) {
  const hardLink = options.link ?? link;
  const mark = systemMark();
  const prepared = /* @__PURE__ */ new Map();
  const prepare = (folder) => {
    const preparing = prepared.get(folder) ?? prepareFolder(folder, gomodcache);
    prepared.set(folder, preparing);
    preparing.catch(() => prepared.delete(folder));
    return preparing;
  };
  const placeOf = async (file, hash) => {
    const path = join(gomodcache, "cache", "download", fileName(file));
    await prepare(dirname(path));
    const ziphash = file.kind === "zip" ? path.replace(/\.zip$/, ".ziphash") : null;
    return { path, ziphash, hash, hardLink, mark, below: gomodcache };
  };
  return {
    open: async (file, hash = null) => openPending(await placeOf(file, hash)),
    admitExisting: async (file, fromPath, hash = null) => {
      try {
        const found = await lstat(fromPath);
        if (!found.isFile()) return { kind: "not-a-file" };
        return { kind: await admitFrom(fromPath, found.mode & 4095, await placeOf(file, hash)) };
      } catch (error) {
        return diskFailure(error);
      }
    }
  };
}
var beingWrittenMs = 6e4;
var usualMode = 420;
async function prepareFolder(folder, below) {
  const isNew = await mkdir(folder, { recursive: true }) !== void 0;
  if (isNew) return;
  const names = await readdir(folder);
  await Promise.all(names.map((name) => removeIfStale(join(folder, name), below)));
}
async function removeIfStale(path, below) {
  if (!path.endsWith("-partial")) return;
  const found = await stat(path).catch(() => null);
  if (found !== null && isStale(basename(path), Date.now() - found.mtimeMs)) await remove(path, { below });
}
async function openPending(place) {
  const path = temporaryName(place.path, place.mark);
  const handle = await open(path, "wx", usualMode);
  let settled = false;
  const discard = async () => {
    await close(handle);
    await remove(path, place);
  };
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
        return await giveSomehow(path, place);
      } finally {
        await remove(path, place);
      }
    },
    abandon: async () => {
      if (settled) return;
      settled = true;
      await discard().catch(() => {
      });
    }
  };
}
async function removeOrThrow(path, below) {
  const removed = await remove(path, { below });
  if (removed.kind === "failed") throw removed.error;
}
async function close(handle) {
  await handle.close().catch(() => {
  });
}
async function admitFrom(source, mode, place) {
  try {
    if (mode !== usualMode) await chmod(source, usualMode);
    return await give(source, place);
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
  }
  const path = temporaryName(place.path, place.mark);
  try {
    await copyFile(source, path, constants.COPYFILE_EXCL);
    await chmod(path, usualMode);
    return await giveSomehow(path, place);
  } finally {
    await remove(path, place);
  }
}
async function giveSomehow(from, place) {
  try {
    return await give(from, place);
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
    const copy = (source, path) => copyFile(source, path, constants.COPYFILE_EXCL);
    return give(from, { ...place, hardLink: copy });
  }
}
async function give(from, place) {
  const { path, ziphash, hash, hardLink, below } = place;
  if (ziphash === null) {
    const given2 = await giveName(from, path, hardLink);
    return given2 === "admitted" || await isTaken(path, below) ? given2 : giveName(from, path, hardLink);
  }
  if (await isTaken(path, below)) return "present";
  if (hash !== null) {
    await writeHash(ziphash, hash, place);
    return giveName(from, path, hardLink);
  }
  await removeUntrue(ziphash, { zip: from, below });
  const given = await giveName(from, path, hardLink);
  if (given === "admitted") await removeUntrue(ziphash, { zip: from, below });
  return given;
}
async function writeHash(ziphash, hash, { mark, below }) {
  const path = temporaryName(ziphash, mark);
  try {
    await writeFile(path, hash, { flag: "wx", mode: usualMode });
    await rename(path, ziphash);
  } catch (error) {
    await remove(path, { below });
    throw error;
  }
}
async function removeUntrue(ziphash, { zip, below }) {
  const said = await readFile(ziphash, "utf8").catch((error) => {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  });
  if (said === null || await isBeingWritten(said, ziphash)) return;
  if (said.trim() === await hashZip(zip).catch(() => null)) return;
  await removeOrThrow(ziphash, below);
}
async function isBeingWritten(said, ziphash) {
  if (said.startsWith("h1:")) return false;
  const found = await stat(ziphash).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < beingWrittenMs;
}
async function giveName(from, path, hardLink) {
  try {
    await hardLink(from, path);
    return "admitted";
  } catch (error) {
    if (errorCode(error) === "EEXIST") return "present";
    throw error;
  }
}
async function isTaken(path, below) {
  const found = await lstat(path).catch(() => null);
  if (found === null) return false;
  const isLeftOver = found.isFile() && found.size === 0 && Date.now() - found.mtimeMs > beingWrittenMs;
  if (isLeftOver) await removeOrThrow(path, below);
  return !isLeftOver;
}
function isLinkRefused(error) {
  const code = errorCode(error);
  return code !== null && ["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EISDIR", "EINVAL", "UNKNOWN"].includes(
    code
  );
}

export {
  temporaryName,
  isStale,
  systemMark,
  writeZipHash,
  createAdmission
};
