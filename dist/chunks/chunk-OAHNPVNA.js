import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  checkFolder,
  hashEntry
} from "./chunk-TLRKIPLF.js";
import {
  hash1
} from "./chunk-SX2QXANG.js";
import {
  moduleName
} from "./chunk-HVNKS63A.js";
import {
  damage,
  readZipBuffer
} from "./chunk-7NWQSAQC.js";

// src/modcache/unpack/read-zip.ts
import { hash } from "node:crypto";
import { crc32, inflateRawSync } from "node:zlib";

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
var oddElement = /(?:^|\/)(?:\.+|[^/]*\.|(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?)(?:\/|$)/i;
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
    for (const entry of entries) checkFolder(entry);
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
      const content = await contentOf(zip, entry, bytes);
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
var maxFileBytes = 64 * 1048576;
function largeFile(entries) {
  return entries.some(({ uncompressedSize }) => uncompressedSize > maxFileBytes) ? "a file is larger than 64 MiB" : null;
}
function checkSizes(entries) {
  const size = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (size > 500 * 1048576) throw new RangeError("the zip unpacks to more than 500 MiB");
}
async function contentOf({ file }, entry, bytes) {
  const data = await dataOf(file, entry, bytes);
  const content = entry.compressionMethod === 0 ? data : inflate(data, entry);
  if (content.length !== entry.uncompressedSize) throw damaged(entry, "wrong length");
  const hasDescriptor = (entry.generalPurposeBitFlag & 8) !== 0;
  if (hasDescriptor && descriptorCrc(data, bytes) !== entry.crc32)
    throw damaged(entry, "its data descriptor says something else");
  const isGiven = hasDescriptor || entry.crc32 !== 0;
  if (isGiven && crc32(content) !== entry.crc32) throw damaged(entry, "checksum error");
  return content;
}
var descriptorSignature = 134695760;
function descriptorCrc(data, bytes) {
  const start = data.byteOffset - bytes.byteOffset + data.length;
  if (start + 16 > bytes.length) return -1;
  const isSigned = bytes.readUInt32LE(start) === descriptorSignature;
  return bytes.readUInt32LE(isSigned ? start + 4 : start);
}
async function dataOf(file, entry, bytes) {
  try {
    const { fileDataStart } = await file.readLocalFileHeaderPromise(entry, { minimal: true });
    const data = bytes.subarray(fileDataStart, fileDataStart + entry.compressedSize);
    if (data.length < entry.compressedSize) throw new Error("the zip ends too early");
    return data;
  } catch (error) {
    throw damaged(entry, "no local header with its data", error);
  }
}
function inflate(data, entry) {
  if (entry.compressionMethod !== 8) throw damaged(entry, `compression method ${entry.compressionMethod}`);
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, entry.uncompressedSize) });
  } catch (error) {
    throw damaged(entry, "it does not inflate", error);
  }
}
function damaged({ fileNameRaw }, why, cause) {
  return damage(`${fileNameRaw.toString("utf8", 0, 200)}: ${why}`, cause);
}

export {
  readModuleZip
};
