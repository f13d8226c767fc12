import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  errorCode,
  errorText
} from "./chunk-YTQ6ZR7C.js";

// src/modcache/temporary-name.ts
import { createHash, randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
var pattern = /\.([0-9a-f]{8})-([0-9]+)-[0-9a-f]{12}\.resilient-partial$/;
var staleAfterMs = 15 * 6e4;
var longestRunMs = 7 * 36e5;
function temporaryName(name, mark = systemMark()) {
  return `${name}.${mark}-${process.pid}-${randomUUID().slice(-12)}.resilient-partial`;
}
function isStale(name, ageMs) {
  const match = pattern.exec(name);
  if (match === null) return false;
  if (match[1] !== systemMark()) return ageMs > staleAfterMs;
  return ageMs > longestRunMs || !isAlive(Number(match[2]));
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
    return errorCode(error) === "EPERM";
  }
}

// src/modcache/disk-failure.ts
import { accessSync, constants } from "node:fs";
import { constants as system } from "node:os";
import { dirname } from "node:path";
var reasons = /* @__PURE__ */ new Map([
  ["ENOSPC", "no space is left on the disk of the module cache"],
  ["EDQUOT", "the disk quota for the module cache is used up"],
  ["EROFS", "the module cache lies on a read-only file system"],
  ["EACCES", "the module cache may not be written to"],
  ["EPERM", "the module cache may not be written to"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ENAMETOOLONG", "a file name is too long for this file system"]
]);
function diskFailure(error) {
  const told = diskErrorCode(error);
  if (told === null) throw error;
  const path = errorText(error, "path");
  const isUnmade = told === "ENOENT" && path !== null && errorText(error, "syscall") === "mkdir";
  const code = isUnmade ? whyUnmade(path) ?? told : told;
  const reason = reasons.get(code) ?? errorText(error, "message") ?? code;
  return { kind: "disk", code, message: path === null ? reason : `${reason}: ${path}` };
}
function whyUnmade(path) {
  const parent = dirname(path);
  try {
    accessSync(parent, constants.W_OK);
    return null;
  } catch (error) {
    const code = errorCode(error);
    return code === "ENOENT" && parent !== path ? whyUnmade(parent) : code;
  }
}
function diskErrorCode(error) {
  const code = errorCode(error);
  return code?.startsWith("Unknown system error") ? unnamedCode(error) ?? code : code;
}
function unnamedCode(error) {
  if (typeof error !== "object" || error === null) return null;
  const number = Reflect.get(error, "errno");
  return Object.entries(system.errno).find(([, value]) => number === -value)?.[0] ?? null;
}

export {
  temporaryName,
  isStale,
  systemMark,
  diskFailure,
  diskErrorCode
};
