import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  hash1
} from "./chunk-SX2QXANG.js";
import {
  contentOf,
  damaged,
  hasDescriptor,
  hashEntry
} from "./chunk-7FVPEUAK.js";
import {
  readZipBuffer
} from "./chunk-TCI37KHK.js";
import {
  moduleName
} from "./chunk-VTGBLTEK.js";

// src/modcache/unpack/read-zip.ts
import { hash } from "node:crypto";

// src/modcache/unpack/module-tree.ts
var limits = { unpacked: 500 * 1048576, goMod: 16 * 1048576, license: 16 * 1048576 };
function moduleTree(entries, module) {
  const prefix = `${moduleName(module)}/`;
  const taken = { files: /* @__PURE__ */ new Set(), folders: /* @__PURE__ */ new Map() };
  const files = [];
  let unpacked = 0;
  for (const entry of entries) {
    const name = entry.fileNameRaw.toString("latin1");
    const path = name.slice(prefix.length);
    unpacked += entry.uncompressedSize;
    const reason = name.startsWith(prefix) ? oddness(path, entry) ?? collision(path, taken) : "a file lies outside the folder of its module";
    if (reason !== null)
      return { kind: "left-to-go", reason: `${reason}: ${JSON.stringify(name.slice(0, 200))}` };
    files.push({ path, entry });
  }
  return unpacked > limits.unpacked ? { kind: "left-to-go", reason: "the files are larger than 500 MiB" } : { kind: "tree", files };
}
var plainPath = /^(?:[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+\/)*[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+$/;
var oddElement = /(?:^|\/)(?:[^/]*[. ]|[^/]*~[0-9][^/]*|(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?)(?:\/|$)/i;
var goModElsewhere = /(?:^|\/)go\.mod$/i;
function oddness(path, entry) {
  if (!plainPath.test(path) || oddElement.test(path)) return "an unusual name";
  if (goModElsewhere.test(path) && path !== "go.mod") return "a go.mod that is none";
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return "an unusual compression";
  if ((entry.generalPurposeBitFlag & 33) !== 0) return "an unusual encoding";
  const type = entry.externalFileAttributes >>> 16 & 61440;
  if (type !== 0 && type !== 32768) return "no regular file";
  if (path === "go.mod" && entry.uncompressedSize > limits.goMod) return "a go.mod above 16 MiB";
  if (path === "LICENSE" && entry.uncompressedSize > limits.license) return "a LICENSE above 16 MiB";
  return null;
}
function collision(path, { files, folders }) {
  const lower = path.toLowerCase();
  if (files.has(lower) || folders.has(lower)) return "a name that another one is like";
  files.add(lower);
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end);
    const known = folders.get(folder.toLowerCase());
    if (known === folder) return null;
    if (known !== void 0 || files.has(folder.toLowerCase())) return "a name that another one is like";
    folders.set(folder.toLowerCase(), folder);
  }
  return null;
}

// src/modcache/unpack/read-zip.ts
function readModuleZip(bytes, module, onFile) {
  return readZipBuffer(bytes, async (zip) => {
    const entries = [];
    for await (const entry of zip.file.eachEntry()) entries.push(entry);
    checkPrefix(entries, module);
    const tree = moduleTree(entries, module);
    if (tree.kind === "left-to-go") checkSizes(entries);
    const leftToGo = tree.kind === "left-to-go" ? tree.reason : largeFile(entries);
    const paths = tree.kind === "tree" && leftToGo === null ? tree.files.map(({ path }) => path) : null;
    const hashed = [];
    for (const [index, entry] of entries.entries()) {
      if (entry.uncompressedSize > maxFileBytes) {
        hashed.push({ name: entry.fileNameRaw, sha256: await hashEntry(zip, entry) });
        continue;
      }
      const content = contentOf(dataOf(entry, bytes), entry);
      hashed.push({ name: entry.fileNameRaw, sha256: hash("sha256", content, "hex") });
      const path = paths?.[index];
      if (path !== void 0) onFile?.(path, content);
    }
    return { hash: hash1(hashed), leftToGo };
  });
}
function checkPrefix(entries, module) {
  const prefix = Buffer.from(`${moduleName(module)}/`);
  const other = entries.find(({ fileNameRaw }) => !fileNameRaw.subarray(0, prefix.length).equals(prefix));
  if (other === void 0) return;
  const name = JSON.stringify(other.fileNameRaw.toString("utf8", 0, 200));
  throw new RangeError(`the zip has a file of another module: ${name}`);
}
var maxFileBytes = 16 * 1048576;
function largeFile(entries) {
  return entries.some(({ uncompressedSize }) => uncompressedSize > maxFileBytes) ? "a file is larger than 16 MiB" : null;
}
function checkSizes(entries) {
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (size > 500 * 1048576) throw new RangeError("the zip unpacks to more than 500 MiB");
}
function dataOf(entry, bytes) {
  const header = entry.relativeOffsetOfLocalHeader;
  const nameAt = header + localHeaderBytes;
  if (nameAt > bytes.length || bytes.readUInt32LE(header) !== localHeaderSignature)
    throw damaged(entry, "no local header with its data");
  const start = nameAt + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
  const end = start + entry.compressedSize;
  if (end > bytes.length) throw damaged(entry, "no local header with its data");
  if (hasDescriptor(entry) && descriptorCrc(bytes, end) !== entry.crc32)
    throw damaged(entry, "its data descriptor says something else");
  return bytes.subarray(start, end);
}
var localHeaderSignature = 67324752;
var localHeaderBytes = 30;
var descriptorSignature = 134695760;
function descriptorCrc(bytes, at) {
  if (at + 16 > bytes.length) return -1;
  const isSigned = bytes.readUInt32LE(at) === descriptorSignature;
  return bytes.readUInt32LE(isSigned ? at + 4 : at);
}

export {
  readModuleZip
};
