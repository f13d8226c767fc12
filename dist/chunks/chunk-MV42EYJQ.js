import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  hash1
} from "./chunk-SX2QXANG.js";

// src/modcache/hash.ts
async function hashZip(path) {
  const { readZipFile } = await import("./zip-TY7OXBR6.js");
  return readZipFile(path, hashFiles);
}
async function hashZipBytes(bytes) {
  const { readZipBuffer } = await import("./zip-TY7OXBR6.js");
  return readZipBuffer(bytes, hashFiles);
}
var maxUnpackedBytes = 500 * 1048576;
async function hashFiles(zip) {
  const { hashEntry } = await import("./zip-content-55X56IZ3.js");
  const files = [];
  let left = maxUnpackedBytes;
  for await (const entry of zip.file.eachEntry()) {
    left -= entry.uncompressedSize;
    if (left < 0) throw new RangeError("the zip unpacks to more than 500 MiB");
    files.push({ name: entry.fileNameRaw, sha256: await hashEntry(zip, entry) });
  }
  return hash1(files);
}

export {
  hashZip,
  hashZipBytes
};
