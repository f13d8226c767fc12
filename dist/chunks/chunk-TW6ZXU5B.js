import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  databaseFileLimit
} from "./chunk-Z2UO7YNM.js";
import {
  maxFileBytes,
  moduleName,
  parseFileName
} from "./chunk-VTGBLTEK.js";

// src/cache/store.ts
var entryFolder = "go-modules";

// src/cache/member.ts
function readMember(member) {
  const limit = databaseFileLimit(member.name);
  return limit === null ? readModuleFile(member) : readDatabaseFile(member, limit);
}
function readDatabaseFile({ name, regular, bytes }, limit) {
  if (!regular) return { kind: "foreign", what: name, reason: "it is not a regular file" };
  if (bytes <= limit) return { kind: "sumdb" };
  return { kind: "cache-corrupt", what: name, reason: `it has ${bytes} bytes; ${limit} are allowed` };
}
function readModuleFile({ name, regular, bytes }) {
  const file = parseFileName(name);
  if (file === null) return { kind: "foreign", what: name, reason: "its name is not that of a module file" };
  if (!regular) return { kind: "foreign", what: name, reason: "it is not a regular file" };
  if (bytes > maxFileBytes[file.kind]) {
    const reason = `its .${file.kind} has ${bytes} bytes; ${maxFileBytes[file.kind]} are allowed`;
    return { kind: "cache-corrupt", what: moduleName(file), reason };
  }
  return file;
}
function isRefused(read) {
  return "reason" in read;
}
var maxTold = 20;
function boundProblems(problems) {
  if (problems.length <= maxTold) return problems;
  const rest = problems.length - maxTold;
  return [
    ...problems.slice(0, maxTold),
    { kind: "foreign", what: `${rest} more`, reason: "not told one by one" }
  ];
}

export {
  readMember,
  isRefused,
  boundProblems,
  entryFolder
};
