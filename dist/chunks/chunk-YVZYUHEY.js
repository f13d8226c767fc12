import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/modcache/disk-failure.ts
import { accessSync, constants } from "node:fs";
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
  const told = errorCode(error);
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
function errorCode(error) {
  return errorText(error, "code");
}
function errorText(error, key) {
  if (typeof error !== "object" || error === null) return null;
  const value = Reflect.get(error, key);
  return typeof value === "string" ? value : null;
}

export {
  diskFailure,
  errorCode
};
