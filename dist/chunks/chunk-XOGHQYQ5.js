import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  databaseFileLimit
} from "./chunk-4QV2QJF2.js";
import {
  maxFileBytes,
  moduleName,
  parseFileName
} from "./chunk-VTGBLTEK.js";

// src/cache/store.ts
var entryFolder = "go-modules";

// src/cache/member.ts
var historyMember = "history.json";
var maxHistoryBytes = 1 << 20;
function readMember(member) {
  if (member.name === historyMember) return readOther(member, "history", maxHistoryBytes);
  const limit = databaseFileLimit(member.name);
  return limit === null ? readModuleFile(member) : readOther(member, "sumdb", limit);
}
function readOther({ name, regular, bytes }, kind, limit) {
  if (!regular) return { kind: "foreign", what: name, reason: "it is not a regular file" };
  if (bytes <= limit) return { kind };
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

// src/cache/walk.ts
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
function walkMembers(folder) {
  const members = [];
  for (let level = [""]; level.length > 0; ) {
    const listings = level.map((below) => listFolder(folder, below));
    members.push(...listings.flatMap((listing) => listing.members));
    level = listings.flatMap(({ folders }) => folders);
  }
  return {
    files: members.flatMap((member) => member.kind === "module" ? [member.staged] : []),
    database: members.flatMap((member) => member.kind === "database" ? [member.staged] : []),
    history: members.find((member) => member.kind === "history")?.staged ?? null,
    refused: members.flatMap((member) => member.kind === "refused" ? [member.problem] : [])
  };
}
function listFolder(folder, below) {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  const others = entries.filter((entry) => !entry.isDirectory());
  return {
    members: others.map((entry) => memberOf(folder, `${below}${entry.name}`, entry)),
    folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${below}${name}/`)
  };
}
function memberOf(folder, name, entry) {
  const path = join(folder, name);
  const { size } = lstatSync(path);
  const read = readMember({ name, regular: entry.isFile(), bytes: size });
  if (isRefused(read)) return { kind: "refused", problem: read };
  if (read.kind === "history") return { kind: "history", staged: { name, path, bytes: size } };
  if (read.kind === "sumdb") return { kind: "database", staged: { name, path, bytes: size } };
  return { kind: "module", staged: { file: read, name, path, bytes: size } };
}

export {
  historyMember,
  readMember,
  isRefused,
  boundProblems,
  entryFolder,
  walkMembers
};
