import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/platform/remove.ts
import { realpathSync, unlinkSync } from "node:fs";
import { chmod, lstat, readdir, realpath, rm, unlink } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
async function remove(path, { below }) {
  try {
    const parent = await realpath(dirname(path));
    const place = join(parent, basename(path));
    if (!isBelow(await realpath(below), place)) return { kind: "failed", error: outside(path, below) };
    const found = await lstat(place);
    await retrying(() => found.isDirectory() ? removeFolder(place) : removeFile(place));
    return { kind: "removed" };
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" ? { kind: "absent" } : { kind: "failed", error };
  }
}
function removeFileNow(path, { below }) {
  try {
    const place = join(realpathSync.native(dirname(path)), basename(path));
    if (!isBelow(realpathSync.native(below), place)) return { kind: "failed", error: outside(path, below) };
    unlinkSync(place);
    return { kind: "removed" };
  } catch (error) {
    return codeOf(error) === "ENOENT" ? { kind: "absent" } : { kind: "failed", error };
  }
}
async function removeTemporary(folder) {
  const removed = remove(folder, { below: dirname(folder) });
  await Promise.race([removed, sleep(1e3, void 0, { ref: false })]);
}
function isBelow(folder, path) {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && join(folder, way) === path;
}
var patienceMs = 2e3;
async function retrying(action) {
  const until = performance.now() + patienceMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(2 * pauseMs, 200)) {
    try {
      return await action();
    } catch (error) {
      const isHeld = process.platform === "win32" && ["EPERM", "EBUSY", "EACCES"].includes(codeOf(error));
      const isFilled = codeOf(error) === "ENOTEMPTY";
      if (!isHeld && !isFilled || performance.now() >= until) throw error;
    }
    await sleep(pauseMs);
  }
}
async function removeFile(path) {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== "EPERM" || process.platform !== "win32") throw error;
    await chmod(path, 420);
    await unlink(path);
  }
}
async function removeFolder(path) {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!["EACCES", "EPERM", "ENOTEMPTY"].includes(codeOf(error))) throw error;
    await makeWritable(path);
    await rm(path, { recursive: true, force: true });
  }
}
async function makeWritable(folder) {
  await chmod(folder, 493);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeWritable(path);
    else if (process.platform === "win32" && entry.isFile()) await chmod(path, 420);
  }
}
function outside(path, below) {
  return Object.assign(new Error(`not deleted, since it does not lie below ${below}`), {
    code: "OUTSIDE",
    path
  });
}
function codeOf(error) {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

export {
  remove,
  removeFileNow,
  removeTemporary,
  isBelow
};
