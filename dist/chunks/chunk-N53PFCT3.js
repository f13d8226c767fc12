import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  whileHeld
} from "./chunk-GWL37QUU.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";

// src/platform/remove.ts
import { realpathSync, unlinkSync } from "node:fs";
import { chmod, lstat, readdir, realpath, rm, unlink } from "node:fs/promises";
import path, { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
async function remove(path2, { below, ...standIns }) {
  const system = { platform: process.platform, unlink, ...standIns };
  try {
    const parent = await realpath(dirname(path2));
    const place = join(parent, basename(path2));
    if (!isBelow(await realpath(below), place)) return { kind: "failed", error: outside(path2, below) };
    const found = await lstat(place);
    await whileHeld(() => found.isDirectory() ? removeFolder(place, system) : removeFile(place, system), {
      platform: system.platform,
      also: ["ENOTEMPTY"]
    });
    return { kind: "removed" };
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" ? { kind: "absent" } : { kind: "failed", error };
  }
}
function removeFileNow(path2, { below }) {
  try {
    const place = join(realpathSync.native(dirname(path2)), basename(path2));
    if (!isBelow(realpathSync.native(below), place)) return { kind: "failed", error: outside(path2, below) };
    unlinkSync(place);
    return { kind: "removed" };
  } catch (error) {
    return errorCode(error) === "ENOENT" ? { kind: "absent" } : { kind: "failed", error };
  }
}
async function removeTemporary(folder) {
  const removed = remove(folder, { below: dirname(folder) });
  await Promise.race([removed, sleep(1e3, void 0, { ref: false })]);
}
function isBelow(folder, place, { relative, join: join2, sep } = path) {
  const way = relative(folder, place);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && join2(folder, way) === place;
}
async function removeFile(path2, { platform, unlink: unlink2 }) {
  try {
    await unlink2(path2);
  } catch (error) {
    if (errorCode(error) !== "EPERM" || platform !== "win32") throw error;
    await chmod(path2, 420);
    await unlink2(path2);
  }
}
async function removeFolder(path2, { platform }) {
  try {
    await rm(path2, { recursive: true, force: true });
  } catch (error) {
    if (!["EACCES", "EPERM", "ENOTEMPTY"].includes(errorCode(error) ?? "")) throw error;
    await makeWritable(path2, platform);
    await rm(path2, { recursive: true, force: true });
  }
}
async function makeWritable(folder, platform) {
  try {
    await chmod(folder, 493);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path2 = join(folder, entry.name);
      if (entry.isDirectory()) await makeWritable(path2, platform);
      else if (platform === "win32" && entry.isFile()) await chmod(path2, 420);
    }
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}
function outside(path2, below) {
  return Object.assign(new Error(`not deleted, since it does not lie below ${below}`), {
    code: "OUTSIDE",
    path: path2
  });
}

export {
  remove,
  removeFileNow,
  removeTemporary,
  isBelow
};
