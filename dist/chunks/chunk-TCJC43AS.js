import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  errorCode
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

export {
  temporaryName,
  isStale,
  systemMark
};
